import { fold } from './gather.js';

/** Tags that people write into descriptions. Anything else in angle brackets is a placeholder: `<uuid>`. */
const tag = /<(?<closes>\/?)(?<name>a|b|br|code|div|em|i|li|ol|p|pre|span|strong|tt|ul)(?: [^<>]*)?\/?>/gi;
const blocks: ReadonlySet<string> = new Set(['br', 'div', 'li', 'ol', 'p', 'pre', 'ul']);
/** The last letter of an item, unless a mark stands behind it, and whether the list ends there. */
const itemEnd = /(?<last>[^\s.,;:!?])? ?<\/li>(?: ?(?<end><\/[ou]l>))?/gi;

/** A description without HTML, in which the items of a list are parts of a sentence. */
export function plainText(text: string): string {
  const folded = fold(text);
  if (!/<\/|<br/i.test(folded)) return folded;
  const closed = new Set(['br']);
  for (const { groups } of folded.matchAll(tag)) {
    if (groups?.['closes'] === '/') closed.add(groups['name']?.toLowerCase() ?? '');
  }
  const joined = folded.replace(itemEnd, (_, last: string | undefined, end: string | undefined) => {
    const mark = last === undefined ? '' : last + (end === undefined ? ';' : '.');
    return `${mark} `;
  });
  // A word that is never closed is no tag: `the <i> of details[<i>]`.
  const plain = joined.replace(tag, (whole, _: string, name: string) => {
    if (!closed.has(name.toLowerCase())) return whole;
    return blocks.has(name.toLowerCase()) ? ' ' : '';
  });
  return fold(plain);
}
