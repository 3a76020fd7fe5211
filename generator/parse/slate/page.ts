import { linesOf, readFrontMatter } from '../../text/front-matter.js';
import type { SourceFile, Stated } from '../../model/source.js';
import { type Block, originOf, type Page, readBlocks } from './blocks.js';
import type { Findings } from './findings.js';
import { firstInvisible } from './lines.js';

/** Far beyond any real page (a page of 700 commands has 50,000 lines and 150,000 pipes), and what 1 GB of memory can still parse. */
const limits = { lineCharacters: 65_536, lines: 200_000, pipes: 400_000, characters: 8_000_000 };

/** A page as parsed: its title, and its blocks in order. */
export interface ParsedPage {
  readonly title: Stated<string> | null;
  readonly blocks: readonly Block[];
}

/** Reads one markdown file: the front matter, then the blocks; `null` for one that is too large to be a page. */
export function readPage({ file, text }: SourceFile, findings: Findings): ParsedPage | null {
  // A text of many millions of lines is not even split.
  const lines = hasTooManyLines(text) ? [] : cutLongLines(file, linesOf(withoutMark(text)), findings);
  if (lines.length === 0 || isTooLarge(lines)) {
    findings.report('slate-too-large', { file, at: { line: 1, column: 1 } }, { ...limits });
    return null;
  }
  reportCharacters(file, lines, findings);
  const frontMatter = readFrontMatter(lines);
  if (frontMatter !== null && frontMatter.problem !== null) {
    const reason = frontMatter.problem;
    findings.report('front-matter-unreadable', { file, at: { line: 1, column: 1 } }, { reason });
  }
  const [title] = frontMatter?.strings('title') ?? [];
  // Blank lines in place of the front matter keep the numbers of all others true.
  const body = lines.map((line, index) => (index < (frontMatter?.lines ?? 0) ? '' : line));
  const blocks = readBlocks({ file, lines: body });
  for (const block of blocks) reportUnclosed(block, findings);
  return { title: title === undefined ? null : { value: title.value, origin: { file, at: title.at } }, blocks };
}

/** Partials bring their own byte order mark. */
function withoutMark(text: string): string {
  return text.startsWith('\uFEFF') ? text.slice(1) : text;
}

function reportCharacters(file: string, lines: readonly string[], findings: Findings): void {
  const find = (code: 'invisible-characters' | 'characters-lost', columnIn: (line: string) => number): void => {
    const columns = lines.map(columnIn);
    const first = columns.findIndex((column) => column >= 0);
    if (first < 0) return;
    const origin = { file, at: { line: first + 1, column: (columns[first] ?? 0) + 1 } };
    findings.report(code, origin, { lines: columns.filter((column) => column >= 0).length });
  };
  find('invisible-characters', firstInvisible);
  find('characters-lost', (line) => line.indexOf('\uFFFD'));
}

/** Markdown's regular expressions run out of stack on lines of many megabytes. */
function cutLongLines(file: string, lines: readonly string[], findings: Findings): readonly string[] {
  return lines.map((line, index) => {
    if (line.length <= limits.lineCharacters) return line;
    const origin = { file, at: { line: index + 1, column: limits.lineCharacters + 1 } };
    findings.report('line-too-long', origin, { length: line.length, limit: limits.lineCharacters });
    return line.slice(0, limits.lineCharacters);
  });
}

function hasTooManyLines(text: string): boolean {
  return Math.max(countUpTo(limits.lines, text, '\n'), countUpTo(limits.lines, text, '\r')) >= limits.lines;
}

function countUpTo(limit: number, text: string, character: string): number {
  let count = 0;
  for (let at = text.indexOf(character); at >= 0 && count < limit; at = text.indexOf(character, at + 1)) count += 1;
  return count;
}

function isTooLarge(lines: readonly string[]): boolean {
  let pipes = 0;
  let characters = 0;
  for (const line of lines) {
    characters += line.length;
    pipes += countUpTo(limits.pipes, line, '|');
  }
  return lines.length > limits.lines || pipes > limits.pipes || characters > limits.characters;
}

/** A code block or comment that never ends swallows the rest of the page, commands and all. */
function reportUnclosed(block: Block, findings: Findings): void {
  if (block.kind === 'html' && block.content.startsWith('<!--') && !block.content.includes('-->')) {
    findings.report('comment-not-closed', originOf(block), {});
  }
  if (block.kind === 'code' && !isClosed(block, block.page, block.first)) {
    findings.report('code-block-not-closed', originOf(block), {});
  }
}

function isClosed({ start, end }: Block, { lines }: Page, first: number): boolean {
  if (first === start) return true;
  const fence = lines[start]?.trimStart().slice(0, 3) ?? '';
  return end - start > 1 && (lines[end - 1]?.trimStart().startsWith(fence) ?? false);
}
