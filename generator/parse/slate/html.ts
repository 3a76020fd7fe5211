/** A tag or a stretch of text of an HTML block, with its offset. */
export interface HtmlToken {
  /** Lower-case name of a tag, `''` for text. */
  readonly tag: string;
  readonly closing: boolean;
  readonly text: string;
  readonly offset: number;
}

/** A cell of an HTML table: what stands between its tags, markup and all. */
export interface HtmlCell {
  readonly html: string;
  /** Where its content begins in the block. */
  readonly offset: number;
  readonly span: number;
  /** How far its style moves it to the right; 0 where it does not. */
  readonly padding: number;
}

/** Splits HTML into tags and text. A `<` that begins no tag is text; comments and declarations are passed over. */
export function htmlTokens(html: string): HtmlToken[] {
  const tokens: HtmlToken[] = [];
  let from = 0;
  for (let at = html.indexOf('<'); at >= 0; at = html.indexOf('<', at)) {
    const end = html.startsWith('<!--', at) ? html.indexOf('-->', at) + 2 : tagEnd(html, at);
    if (end <= at + 1) {
      at += 1;
      continue;
    }
    if (at > from) tokens.push({ tag: '', closing: false, text: html.slice(from, at), offset: from });
    const name = /^<(\/?)([a-z][a-z0-9]*)/i.exec(html.slice(at, at + 40));
    const tag = name?.[2]?.toLowerCase() ?? '!';
    tokens.push({ tag, closing: name?.[1] === '/', text: html.slice(at, end + 1), offset: at });
    at = end + 1;
    from = at;
  }
  if (from < html.length) tokens.push({ tag: '', closing: false, text: html.slice(from), offset: from });
  return tokens;
}

const maxTagCharacters = 2_000;

/** Where a tag ends, quotes observed; -1 when none begins here. */
function tagEnd(html: string, start: number): number {
  if (!/[a-z/!]/i.test(html[start + 1] ?? '')) return -1;
  let quote = '';
  const last = Math.min(html.length, start + maxTagCharacters);
  for (let at = start + 1; at < last; at += 1) {
    const character = html[at] ?? '';
    if (quote !== '') quote = character === quote ? '' : quote;
    else if (character === '"' || character === "'") quote = character;
    else if (character === '>') return at;
    else if (character === '<') return -1;
  }
  return -1;
}

/** The rows of the table, or of the definition list (a row for each term), that an HTML block holds. */
export function htmlRows(html: string): HtmlCell[][] {
  const rows: HtmlCell[][] = [];
  let cell: HtmlToken | null = null;
  const close = (end: number): void => {
    if (cell !== null) rows.at(-1)?.push(cellOf(html, cell, end));
    cell = null;
  };
  for (const token of htmlTokens(html)) {
    const beginsRow = token.tag === 'tr' || token.tag === 'dt';
    const isCell = ['td', 'th', 'dt', 'dd'].includes(token.tag);
    if (beginsRow || isCell || token.tag === 'table' || token.tag === 'dl') close(token.offset);
    if (beginsRow && !token.closing) rows.push([]);
    if (isCell && !token.closing) {
      if (rows.length === 0) rows.push([]);
      cell = token;
    }
  }
  close(html.length);
  return rows.filter((row) => row.length > 0);
}

function cellOf(html: string, { text, offset }: HtmlToken, end: number): HtmlCell {
  const start = offset + text.length;
  const padding = /\b(?:padding|margin|text-indent)(?:-left)?\s*:\s*(\d{1,4})/i.exec(text)?.[1];
  const span = /\bcolspan\s*=\s*["']?(\d{1,3})/i.exec(text)?.[1];
  return { html: html.slice(start, end), offset: start, span: Number(span ?? 1), padding: Number(padding ?? 0) };
}
