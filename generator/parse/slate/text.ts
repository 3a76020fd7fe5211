import createMarkdown, { type MarkdownIt } from 'markdown-it';
import { withoutInvisible } from './lines.js';

/** Longer texts stay as they are: no real cell comes near, and marking up must not take long. */
const maxCharacters = 2_000;

const markdown = createParser();

/** Tags that only format; any other (`<algorithm>`) is what the text says. */
const formattingTags: ReadonlySet<string> = new Set(
  'a abbr b big br center code del div em font i ins kbd li mark nobr ol p pre s samp small span strike strong sub sup tt u ul wbr'.split(
    ' ',
  ),
);

/** The text that a reader sees: without emphasis, backquotes, link addresses and formatting tags, blanks collapsed. */
export function plainText(written: string): string {
  const content = withoutInvisible(written);
  if (content.length > maxCharacters || !/[\\`*_~[\]<>&!]/.test(content)) return collapse(content);
  const tokens = markdown.parseInline(withoutComments(content), {})[0]?.children ?? [];
  const text = tokens.map((token) => {
    if (token.type === 'softbreak' || token.type === 'hardbreak') return ' ';
    return token.type === 'text' ? withoutTags(token.content) : token.content;
  });
  return collapse(text.join(''));
}

/** What a paragraph shows that is one piece of inline code and nothing else; `null` for any other. */
export function soleCode(content: string): string | null {
  if (!content.startsWith('`') || content.length > maxCharacters) return null;
  const tokens = markdown.parseInline(content, {})[0]?.children ?? [];
  const [token] = tokens;
  return tokens.length === 1 && token?.type === 'code_inline' ? token.content.trim() : null;
}

/** The text of an HTML block: every tag and comment goes. */
export function htmlText(html: string): string {
  return plainText(withoutComments(html).replace(/<[^<>]*>/g, ' '));
}

/** What a paragraph shows that is emphasised from end to end, or marked as an announcement by a colon at its end. */
export function announcement(content: string): { readonly text: string; readonly emphasised: boolean } | null {
  if (content.length > 100 || content.includes('\n')) return null;
  const emphasised = /^(\*{1,3}|_{1,3}|<(?:b|strong|u|em)>)[^*_<]+(?:\1|<\/(?:b|strong|u|em)>)\s*[:：]?$/.test(
    content.replace(/[:：](?=[*_<])/, ''),
  );
  if (!emphasised && !/[:：]$/.test(content)) return null;
  return { text: plainText(content).replace(/\s*[:：]+$/, ''), emphasised };
}

/** Lower-case words of a text: letters and digits of any script. */
export function wordsOf(text: string): string[] {
  return text.toLowerCase().match(/[\p{L}\p{N}]+/gu) ?? [];
}

function createParser(): MarkdownIt {
  // `html` stays off here, so that "<algorithm>" remains text; formatting tags go afterwards.
  const parser = createMarkdown('default', { html: false, linkify: false, typographer: false, maxNesting: 20 });
  // Escaped characters and entities stay apart: "&lt;br&gt;" is meant as text.
  parser.core.ruler.disable(['text_join']);
  return parser;
}

function withoutTags(text: string): string {
  return text.replace(/<\/?([a-z][a-z0-9]*)\b[^<>]*>/gi, (tag, name: string) => {
    if (!formattingTags.has(name.toLowerCase())) return tag;
    return /^(?:br|p|li|div)$/i.test(name) ? ' ' : '';
  });
}

function withoutComments(text: string): string {
  let rest = text;
  let kept = '';
  for (let start = rest.indexOf('<!--'); start >= 0; start = rest.indexOf('<!--')) {
    const end = rest.indexOf('-->', start + 2);
    if (end < 0) break;
    kept += rest.slice(0, start);
    rest = rest.slice(end + 3);
  }
  return kept + rest;
}

function collapse(text: string): string {
  return text.replace(/\s+/g, ' ').trim();
}
