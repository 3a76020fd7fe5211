import type { Token } from 'markdown-it';
import type { Origin } from '../../model/source.js';
import { parseBlocks } from './markdown.js';
import { announcement, htmlText, plainText } from './text.js';
import { partKind } from './wording.js';

/** One markdown file: the page itself or a partial. */
export interface Page {
  readonly file: string;
  readonly lines: readonly string[];
}

/** Where a block stands: its first line and the line after its last, both counted from 0. */
export interface Place {
  readonly page: Page;
  readonly start: number;
  readonly end: number;
}

export interface Heading extends Place {
  readonly kind: 'heading';
  /** 1 to 6; {@link announced} for a line of text that does the work of a heading. */
  readonly level: number;
  readonly content: string;
}

/** The level of emphasised lines such as `**Parameters**`: below every heading. */
export const announced = 7;

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

/** Lines of a table: its header, perhaps a separator, and its rows; or a table or definition list in HTML. */
export interface TableBlock extends Place {
  readonly kind: 'table';
  readonly form: 'pipes' | 'html';
}

/** A point of a list, with how deep it is nested and the line it begins on. */
export interface ListItem {
  readonly content: string;
  readonly depth: number;
  readonly line: number;
}

export interface ListBlock extends Place {
  readonly kind: 'list';
  readonly items: readonly ListItem[];
}

/** What a page consists of, one after the other; only what stands at the top level, as everything in Slate does. */
export type Block = Heading | Prose | CodeBlock | TableBlock | ListBlock;

/** The place of a block, or of a line and column (from 0) inside its page. */
export function originOf(place: Place, line = place.start, column = 0): Origin {
  return { file: place.page.file, at: { line: line + 1, column: column + 1 } };
}

/** The place where a block's text begins, behind `#`, `>`, tags and blanks. */
export function originOfContent(block: Heading | Prose): Origin {
  const [first = ''] = block.content.split('\n', 1);
  return originOf(block, block.start, Math.max(0, block.page.lines[block.start]?.indexOf(first) ?? 0));
}

/** Splits a page into blocks; its front matter has to be blank already. */
export function readBlocks(page: Page): Block[] {
  const tokens = parseBlocks(page.lines);
  const blocks = tokens.flatMap((token, index) => blockOf(token, index, tokens, page) ?? []);
  return blocks.map((block, index) => headingInstead(block, blocks[index + 1]) ?? block);
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
      return htmlBlock(token.content, place);
    case 'table_open':
      return { ...place, kind: 'table', form: 'pipes' };
    case 'bullet_list_open':
    case 'ordered_list_open':
      return { ...place, kind: 'list', items: itemsOf(tokens, index) };
    case 'fence':
      return codeBlock(token, place);
    default:
      return null;
  }
}

function htmlBlock(content: string, place: Place): Block {
  const heading = /^\s*<h([1-6])\b[^>]*>([^]*?)<\/h\1>/i.exec(content);
  if (heading?.[2] !== undefined) {
    return { ...place, kind: 'heading', level: Number(heading[1]), content: heading[2].trim() };
  }
  if (/<(?:table|dl)\b/i.test(content)) return { ...place, kind: 'table', form: 'html' };
  return { ...place, kind: 'html', content };
}

function codeBlock(token: Token, place: Place): CodeBlock {
  // A tab may have a name of its own behind two dashes: "json--answer".
  const language = (token.info.trim().split(/\s|--/, 1)[0] ?? '').toLowerCase();
  return { ...place, kind: 'code', language, content: token.content, first: place.start + 1 };
}

function itemsOf(tokens: readonly Token[], start: number): ListItem[] {
  const items: ListItem[] = [];
  for (let at = start + 1; at < tokens.length; at += 1) {
    const token = tokens[at];
    if (token === undefined || token.level === 0) break;
    const text = tokens[at + 1]?.type === 'paragraph_open' ? tokens[at + 2]?.content : undefined;
    if (token.type !== 'list_item_open' || text === undefined || token.map === null) continue;
    items.push({ content: text, depth: (token.level - 1) / 2, line: token.map[0] });
  }
  return items;
}

/** A line of text that heads what follows: `**Parameters**`, `Parameters:` above a table, `<summary>Response</summary>`. */
function headingInstead(block: Block, next: Block | undefined): Heading | null {
  if (block.kind !== 'paragraph' && block.kind !== 'html') return null;
  if (block.kind === 'html') {
    const isSummary = /<summary\b/i.test(block.content) && partKind(htmlText(block.content)) !== null;
    return isSummary ? { ...block, kind: 'heading', level: announced, content: htmlText(block.content) } : null;
  }
  const headsRows = next?.kind === 'table' || next?.kind === 'list' || isRows(next);
  const found =
    announcement(block.content) ?? (headsRows ? { text: plainText(block.content), emphasised: false } : null);
  if (found === null || (!found.emphasised && !headsRows)) return null;
  const heads = partKind(found.text) !== null || (found.emphasised && next?.kind === 'table');
  return heads ? { ...block, kind: 'heading', level: announced, content: found.text } : null;
}

/** Rows that markdown takes for a paragraph. */
function isRows(block: Block | undefined): boolean {
  return block?.kind === 'paragraph' && block.content.startsWith('|');
}
