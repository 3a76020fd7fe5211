const longDigits = /\d{16}/;
const stringOrLong = /"[^"\\]*(?:\\.[^"\\]*)*"|(?<![\d.eE+-])-?\d{16,}(?![\d.eE])/g;

/**
 * `JSON.parse` that loses no digit: an integer beyond 2^53 - 1 becomes a `bigint`, everything else is as usual.
 *
 * @throws SyntaxError when the text is not JSON.
 */
export function parseJson(text: string): unknown {
  const parsed: unknown = JSON.parse(text);
  if (!longDigits.test(text)) return parsed;
  // No text of a server begins with this, so that it can tell the integers among the texts.
  const mark = String(Math.random());
  const marked = text.replace(stringOrLong, (found) =>
    found.startsWith('"') || Number.isSafeInteger(Number(found)) ? found : `"${mark}${found}"`,
  );
  return JSON.parse(marked, (_, value: unknown) =>
    typeof value === 'string' && value.startsWith(mark) ? BigInt(value.slice(mark.length)) : value,
  );
}

/**
 * `JSON.stringify` that prints a `bigint` as bare digits and a `Date` as CloudStack does; `undefined` members are left out.
 *
 * @throws TypeError when the value contains itself.
 */
export function stringifyJson(value: unknown): string {
  return print(value, new Set()) ?? 'null';
}

/**
 * A date as CloudStack writes it, in UTC without fraction: `2026-01-31T12:00:00+0000`.
 *
 * @throws RangeError when the date is invalid.
 */
export function formatDate(date: Date): string {
  return `${date.toISOString().slice(0, -5)}+0000`;
}

/** `undefined` for what JSON has no text for. */
function print(value: unknown, ancestors: Set<object>): string | undefined {
  if (typeof value === 'bigint') return String(value);
  if (typeof value !== 'object' || value === null) return JSON.stringify(value);
  if (value instanceof Date) return Number.isNaN(value.getTime()) ? 'null' : `"${formatDate(value)}"`;
  if (ancestors.has(value)) throw new TypeError('A value that contains itself cannot be written as JSON.');
  ancestors.add(value);
  const text = printMembers(value, ancestors);
  ancestors.delete(value);
  return text;
}

function printMembers(value: object, ancestors: Set<object>): string | undefined {
  if (Array.isArray(value)) return printArray(value, ancestors);
  if ('toJSON' in value && typeof value.toJSON === 'function') return print(value.toJSON(), ancestors);
  return printObject(value, ancestors);
}

function printArray(items: readonly unknown[], ancestors: Set<object>): string {
  return `[${Array.from(items, (item) => print(item, ancestors) ?? 'null').join(',')}]`;
}

function printObject(object: object, ancestors: Set<object>): string {
  const members: string[] = [];
  for (const [name, value] of Object.entries(object)) {
    const text = print(value, ancestors);
    if (text !== undefined) members.push(`${JSON.stringify(name)}:${text}`);
  }
  return `{${members.join(',')}}`;
}

/** Whether an object is of no class. */
export function isPlainObject(value: object): boolean {
  const kind: object | null = Object.getPrototypeOf(value);
  return kind === null || Object.getPrototypeOf(kind) === null;
}
