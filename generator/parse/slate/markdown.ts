import createMarkdown, { type MarkdownIt, type StateBlock, type Token } from 'markdown-it';
import { forMarkdown } from './lines.js';

const markdown = createParser();

/** The block structure of a page, as its renderers see it. */
export function parseBlocks(lines: readonly string[]): Token[] {
  return markdown.parse(lines.map(forMarkdown).join('\n'), {});
}

function createParser(): MarkdownIt {
  // Blocks nest 8 deep at most: what is deeper is not read, so it would cost memory for nothing.
  const parser = createMarkdown('default', { html: true, linkify: false, typographer: false, maxNesting: 8 });
  parser.core.ruler.disable(['inline', 'linkify', 'replacements', 'smartquotes', 'text_join']);
  // Slate switches code by indentation off.
  parser.block.ruler.disable('code');
  parser.block.ruler.before('html_block', 'element', elementRule, { alt: ['paragraph', 'reference', 'blockquote'] });
  return parser;
}

/** How many lines an element may take that ends with its own tag and not with a blank line. */
const maxLines = { aside: 50, heading: 5, table: 5_000 };

/**
 * Asides, headings and tables in HTML end with their closing tag, as in Slate's own renderer; CommonMark would go on to
 * the next blank line and swallow a heading that follows at once, or break off at a blank line inside a table.
 */
function elementRule(state: StateBlock, start: number, end: number, silent: boolean): boolean {
  if ((state.sCount[start] ?? 0) - state.blkIndent >= 4 || !lineOf(state, start).startsWith('<')) return false;
  const last = lastLine(state, start, end);
  if (last === null) return false;
  if (silent) return true;
  const token = state.push('html_block', '', 0);
  token.map = [start, last + 1];
  token.content = state.getLines(start, last + 1, state.blkIndent, true);
  state.line = last + 1;
  return true;
}

function lastLine(state: StateBlock, start: number, end: number): number | null {
  const first = lineOf(state, start).toLowerCase();
  if (first.startsWith('<aside')) return findLine(state, start, end, maxLines.aside, '</aside>', '<aside');
  const heading = /^<h[1-6]\b/.exec(first)?.[0];
  if (heading !== undefined) {
    return findLine(state, start, end, maxLines.heading, `</${heading.slice(1)}>`, heading);
  }
  for (let line = start; line < Math.min(end, start + 10); line += 1) {
    const text = lineOf(state, line).toLowerCase();
    const opened = /<(table|dl)\b/.exec(text)?.[1];
    if (opened !== undefined) return findLine(state, line, end, maxLines.table, `</${opened}>`, null);
    if (!text.startsWith('<')) return null;
  }
  return null;
}

/** The line that holds the closing tag, unless another such element is opened before it. */
function findLine(
  state: StateBlock,
  start: number,
  end: number,
  limit: number,
  closing: string,
  opening: string | null,
): number | null {
  for (let line = start; line < Math.min(end, start + limit); line += 1) {
    const text = lineOf(state, line).toLowerCase();
    if (line > start && opening !== null && text.startsWith(opening)) return null;
    if (text.includes(closing)) return line;
  }
  return null;
}

function lineOf(state: StateBlock, line: number): string {
  return state.src.slice((state.bMarks[line] ?? 0) + (state.tShift[line] ?? 0), state.eMarks[line]);
}
