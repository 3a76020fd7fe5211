/** A count with its noun: `1 file`, `2 files`, `0 entities`. */
export function plural(count: number, one: string, many = `${one}s`): string {
  return `${count} ${count === 1 ? one : many}`;
}
