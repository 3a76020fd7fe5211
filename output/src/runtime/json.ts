const longDigits = /\d{16}/;
const integer = /^-?\d+$/;
const token = /"[^"\\]*(?:\\.[^"\\]*)*"|-?\d[\d.eE+-]*|true|false|null|[[\]{}]/g;

/**
 * `JSON.parse` that loses no digit: an integer beyond 2^53 - 1 becomes a `bigint`, everything else is as usual.
 *
 * @throws SyntaxError when the text is not JSON.
 */
export function parseJson(text: string): unknown {
  const parsed: unknown = JSON.parse(text);
  return longDigits.test(text) ? build(text) : parsed;
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
  return date.toISOString().replace(/\.\d+Z$/, '+0000');
}

interface Container {
  readonly value: unknown[] | Record<string, unknown>;
  /** The name whose value comes next; `null` where a name is expected. */
  name: string | null;
}

/** Builds the value of a text that is known to be JSON, so that commas and colons need no look. */
function build(text: string): unknown {
  const open: Container[] = [];
  let inner: Container | undefined;
  let root: unknown;
  for (const [lexeme] of text.matchAll(token)) {
    if (lexeme === '}' || lexeme === ']') {
      open.pop();
      inner = open.at(-1);
    } else if (inner !== undefined && inner.name === null && !Array.isArray(inner.value)) {
      inner.name = String(JSON.parse(lexeme));
    } else {
      const value = valueOf(lexeme);
      if (inner === undefined) root = value;
      else put(inner, value);
      if (lexeme === '{' || lexeme === '[') {
        inner = { value: value as Container['value'], name: null };
        open.push(inner);
      }
    }
  }
  return root;
}

function valueOf(lexeme: string): unknown {
  if (lexeme === '{') return {};
  if (lexeme === '[') return [];
  const value: unknown = JSON.parse(lexeme);
  return integer.test(lexeme) && !Number.isSafeInteger(value) ? BigInt(lexeme) : value;
}

function put(container: Container, value: unknown): void {
  if (Array.isArray(container.value)) {
    container.value.push(value);
  } else if (container.name !== null) {
    setOwn(container.value, container.name, value);
    container.name = null;
  }
}

/** An assignment would change the prototype where the name is `__proto__`. */
function setOwn(target: Record<string, unknown>, name: string, value: unknown): void {
  if (name === '__proto__') {
    Object.defineProperty(target, name, { value, writable: true, enumerable: true, configurable: true });
  } else {
    target[name] = value;
  }
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
