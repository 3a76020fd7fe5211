const token =
  /<\?xml [^<>]*\?>|<(?<end>\/?)(?<name>[\p{L}_][\p{L}\p{N}._-]*)(?: [\w-]+="[^"<&]*")*(?<empty> ?\/?)>|(?<text>[^<]+)/uy;
// oxlint-disable-next-line no-control-regex
const wrongText = /&(?!(?:amp|lt|gt|quot|apos|#\d+|#x[\da-f]+);)|\]\]>|[\x00-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff]/i;

/** What is wrong with a text as XML, of the plain kind that servers of CloudStack print; else `null`. */
export function whyMalformedXml(text: string): string | null {
  const open: string[] = [];
  let roots = 0;
  for (let at = 0; at < text.length; at = token.lastIndex) {
    token.lastIndex = at;
    const groups = token.exec(text)?.groups;
    if (groups === undefined) return `no XML from ${JSON.stringify(text.slice(at, at + 60))}`;
    const { end, name, empty = '', text: characters } = groups;
    if (characters !== undefined && wrongText.test(characters)) return `wrong text ${JSON.stringify(characters)}`;
    if (name === undefined) continue;
    if (end === '/' && open.pop() !== name) return `${name} is closed, but not open`;
    if (end === '' && open.length === 0) roots += 1;
    if (end === '' && !empty.endsWith('/')) open.push(name);
  }
  if (open.length > 0) return `${open.join(', ')} are not closed`;
  return roots === 1 ? null : `${roots} roots`;
}
