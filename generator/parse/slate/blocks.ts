import createMarkdown, { type MarkdownIt, type StateBlock, type Token } from 'markdown-it';
import type { Origin } from '../../model/source.js';

/** One markdown file: the page itself or a partial. */
export interface Page {
  readonly file: string;
  readonly lines: readonly string[];
}

/** Where a block stands: its first line and the line after its last, both counted from 0. */
interface Place {
  readonly page: Page;
  readonly start: number;
  readonly end: number;
}

export interface Heading extends Place {
  readonly kind: 'heading';
  readonly level: number;
  readonly content: string;
}

interface TextBlock<Kind extends string> extends Place {
  readonly kind: Kind;
  readonly content: string;
}

export type Prose = TextBlock<'paragraph'> | TextBlock<'quote'> | TextBlock<'html'>;

export interface CodeBlock extends Place {
  readonly kind: 'code';
  readonly language: string;
  readonly content: string;
  /** The line on which the content begins. */
  readonly first: number;
}

/** Lines of a table: its header, perhaps a separator, and its rows. */
export interface TableBlock extends Place {
  readonly kind: 'table';
}

/** What a page consists of, one after the other; only what stands at the top level, as everything in Slate does. */
export type Block = Heading | Prose | CodeBlock | TableBlock;

/** The place of a block, or of a line and column (from 0) inside its page. */
export function originOf(place: Place, line = place.start, column = 0): Origin {
  return { file: place.page.file, at: { line: line + 1, column: column + 1 } };
}

/** The place where a block's text begins, behind `#`, `>` and blanks. */
export function originOfContent(block: Heading | Prose): Origin {
  const [first = ''] = block.content.split('\n', 1);
  return originOf(block, block.start, Math.max(0, block.page.lines[block.start]?.indexOf(first) ?? 0));
}

const markdown = createParser();

/** Splits a page into blocks; its front matter has to be blank already. */
export function readBlocks(page: Page): Block[] {
  const tokens = markdown.parse(page.lines.join('\n'), {});
  return tokens.flatMap((token, index) => blockOf(token, index, tokens, page) ?? []);
}

function blockOf(token: Token, index: number, tokens: readonly Token[], page: Page): Block | null {
  if (token.level > 0 || token.map === null) return null;
  const place = { page, start: token.map[0], end: token.map[1] };
  const content = tokens[index + 1]?.content ?? '';
  switch (token.type) {
    case 'heading_open':
      return { ...place, kind: 'heading', level: Number(token.tag.slice(1)), content };
    case 'paragraph_open':
      return { ...place, kind: 'paragraph', content };
    case 'blockquote_open':
      return { ...place, kind: 'quote', content: tokens[index + 2]?.content ?? '' };
    case 'html_block':
      return { ...place, kind: 'html', content: token.content };
    case 'table_open':
      return { ...place, kind: 'table' };
    case 'fence':
    case 'code_block':
      return codeBlock(token, place);
    default:
      return null;
  }
}

function codeBlock(token: Token, place: Place): CodeBlock {
  const first = token.type === 'fence' ? place.start + 1 : place.start;
  const language = (token.info.trim().split(/\s/, 1)[0] ?? '').toLowerCase();
  return { ...place, kind: 'code', language, content: token.content, first };
}

function createParser(): MarkdownIt {
  // Blocks nest 8 deep at most: nothing inside them is read, so depth costs memory for nothing.
  const parser = createMarkdown('default', { html: true, linkify: false, typographer: false, maxNesting: 8 });
  parser.core.ruler.disable(['inline', 'linkify', 'replacements', 'smartquotes', 'text_join']);
  parser.block.ruler.before('html_block', 'aside', asideRule, { alt: ['paragraph', 'reference', 'blockquote'] });
  return parser;
}

const maxAsideLines = 50;

/**
 * An `<aside>` ends with its closing tag, as in Slate's own renderer; CommonMark would go on to the next blank line
 * and swallow a heading that follows at once.
 */
function asideRule(state: StateBlock, start: number, end: number, silent: boolean): boolean {
  if ((state.sCount[start] ?? 0) - state.blkIndent >= 4 || !lineOf(state, start).startsWith('<aside')) return false;
  const last = Math.min(end, start + maxAsideLines);
  for (let line = start; line < last; line += 1) {
    const text = lineOf(state, line);
    if (line > start && text.startsWith('<aside')) return false;
    if (!text.includes('</aside>')) continue;
    if (silent) return true;
    const token = state.push('html_block', '', 0);
    token.map = [start, line + 1];
    token.content = state.getLines(start, line + 1, state.blkIndent, true);
    state.line = line + 1;
    return true;
  }
  return false;
}

function lineOf(state: StateBlock, line: number): string {
  return state.src.slice((state.bMarks[line] ?? 0) + (state.tShift[line] ?? 0), state.eMarks[line]);
}
