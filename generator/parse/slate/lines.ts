/** Characters that nobody sees and that stand in names and before marks by accident: joiners, soft hyphens, byte order marks. */
const invisible = /[\u00AD\u200B-\u200F\u2060-\u2064\uFEFF]/g;

/** A text without its invisible characters. */
export function withoutInvisible(text: string): string {
  return text.replace(invisible, '');
}

/** Where the first invisible character of a text stands; -1 when there is none. */
export function firstInvisible(text: string): number {
  return text.search(invisible);
}

/**
 * A line as CommonMark has to read it to see what the renderers of such pages see: no invisible characters, no hard
 * blanks outside tables, `##name` a heading even without a blank, attributes (`{#id}`, `{: .x}`) gone from headings, and
 * indented rows flush, as indented text is no code there. Where cells stand is read from the line as it is written.
 */
export function forMarkdown(line: string): string {
  const visible = line === '' ? line : withoutInvisible(line);
  if (/^\s*\|/.test(visible)) return visible.trimStart();
  if (!/^[#\s]|\u00A0/.test(visible)) return visible;
  const soft = visible.replace(/\u00A0/g, ' ');
  if (!/^ {0,3}#/.test(soft)) return soft;
  return soft.replace(/^( {0,3}#{1,6})(?=[^#\s])/, '$1 ').replace(/\s*\{[:#.][^{}]*\}\s*$/, '');
}
