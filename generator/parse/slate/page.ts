import type { Diagnostics } from '../../diagnostics/diagnostics.js';
import { linesOf, readFrontMatter } from '../../text/front-matter.js';
import type { SourceFile, Stated } from '../../model/source.js';
import { type Block, type Page, originOf, readBlocks } from './blocks.js';

/** Far beyond any real page (a page of 700 commands has 50,000 lines), and what 1 GB of memory can still parse. */
const limits = { lineCharacters: 65_536, lines: 200_000, pipes: 1_000_000, characters: 8_000_000 };

/** A page as parsed: its title, and its blocks in order. */
export interface ParsedPage {
  readonly title: Stated<string> | null;
  readonly blocks: readonly Block[];
}

/** Reads one markdown file: the front matter, then the blocks; `null` for one that is too large to be a page. */
export function readPage({ file, text }: SourceFile, diagnostics: Diagnostics): ParsedPage | null {
  const lines = cutLongLines(file, linesOf(text), diagnostics);
  if (isTooLarge(lines)) {
    diagnostics.report('slate-too-large', { file, at: { line: 1, column: 1 } }, { ...limits });
    return null;
  }
  const frontMatter = readFrontMatter(lines);
  if (frontMatter !== null && frontMatter.problem !== null) {
    const reason = frontMatter.problem;
    diagnostics.report('front-matter-unreadable', { file, at: { line: 1, column: 1 } }, { reason });
  }
  const [title] = frontMatter?.strings('title') ?? [];
  // Blank lines in place of the front matter keep the numbers of all others true.
  const body = lines.map((line, index) => (index < (frontMatter?.lines ?? 0) ? '' : line));
  const blocks = readBlocks({ file, lines: body });
  for (const block of blocks) reportUnclosed(block, diagnostics);
  return { title: title === undefined ? null : { value: title.value, origin: { file, at: title.at } }, blocks };
}

/** Markdown's regular expressions run out of stack on lines of many megabytes. */
function cutLongLines(file: string, lines: readonly string[], diagnostics: Diagnostics): readonly string[] {
  return lines.map((line, index) => {
    if (line.length <= limits.lineCharacters) return line;
    const origin = { file, at: { line: index + 1, column: limits.lineCharacters + 1 } };
    diagnostics.report('line-too-long', origin, { length: line.length, limit: limits.lineCharacters });
    return line.slice(0, limits.lineCharacters);
  });
}

function isTooLarge(lines: readonly string[]): boolean {
  let pipes = 0;
  let characters = 0;
  for (const line of lines) {
    characters += line.length;
    for (let at = line.indexOf('|'); at >= 0; at = line.indexOf('|', at + 1)) pipes += 1;
  }
  return lines.length > limits.lines || pipes > limits.pipes || characters > limits.characters;
}

/** A code block or comment that never ends swallows the rest of the page, commands and all. */
function reportUnclosed(block: Block, diagnostics: Diagnostics): void {
  if (block.kind === 'html' && block.content.startsWith('<!--') && !block.content.includes('-->')) {
    diagnostics.report('comment-not-closed', originOf(block), {});
  }
  if (block.kind === 'code' && !isClosed(block, block.page, block.first)) {
    diagnostics.report('code-block-not-closed', originOf(block), {});
  }
}

function isClosed({ start, end }: Block, { lines }: Page, first: number): boolean {
  if (first === start) return true;
  const fence = lines[start]?.trimStart().slice(0, 3) ?? '';
  return end - start > 1 && (lines[end - 1]?.trimStart().startsWith(fence) ?? false);
}
