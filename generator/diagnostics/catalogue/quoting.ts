/** What a document says, fit for a line of output: quoted, escaped, shortened. */
export function quote(text: string): string {
  return JSON.stringify(text.length > 80 ? `${text.slice(0, 79)}…` : text);
}

export function list(items: readonly string[], conjunction: string): string {
  const shown = items.slice(0, 8);
  const last = shown.pop() ?? 'nothing';
  return shown.length === 0 ? last : `${shown.join(', ')} ${conjunction} ${last}`;
}
