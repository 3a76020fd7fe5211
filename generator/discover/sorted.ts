type Json = Readonly<Record<string, unknown>>;

/** Members that come first, in this order; others follow by name. Lists come last, as they take many lines. */
const order = ['name', 'type', 'length', 'required', 'isasync', 'since', 'description', 'related'];
/** Members that hold entries. */
const lists: ReadonlySet<string> = new Set(['params', 'response']);

/** More levels than any server describes; what is deeper is left out. */
const maximumDepth = 32;

/**
 * The commands of a listApis answer as text that is the same for every answer that says the same, and whose changes can
 * be read line by line: commands, parameters and fields by name, one on each line, members in a fixed order. Entries
 * that say nothing, or the same again, are left out; servers pad their answers with them.
 */
export function printSorted(commands: readonly unknown[]): string {
  return `${['{', ...indented(listLines('api', commands, 0)), '}'].join('\n')}\n`;
}

type Lines = readonly string[];

/** A member that is a list, with its entries between its first line and its last. */
function listLines(name: string, values: readonly unknown[], depth: number): Lines {
  const head = `${JSON.stringify(name)}: [`;
  const entries = entriesOf(values, depth + 1);
  return entries.length === 0 ? [`${head}]`] : [head, ...indented(separated(entries)), ']'];
}

/** Objects that say something, each once, by name. */
function entriesOf(values: readonly unknown[], depth: number): readonly Lines[] {
  if (depth > maximumDepth) return [];
  const said = values.filter((value): value is Json => isObject(value) && Object.keys(value).length > 0);
  const printed = said.map((entry) => ({ name: String(entry['name'] ?? ''), lines: entryLines(entry, depth) }));
  return [...new Map(printed.map((one) => [one.lines.join('\n'), one]))]
    .sort(([a, one], [b, other]) => compare(one.name, other.name) || compare(a, b))
    .map(([, { lines }]) => lines);
}

/** A command takes a line for each of its own members; parameters and fields take one in all. */
function entryLines(entry: Json, depth: number): Lines {
  const names = Object.keys(entry).sort((a, b) => rank(a) - rank(b) || compare(a, b));
  const members = names.map((name): Lines => {
    const value = entry[name];
    return lists.has(name) && Array.isArray(value) ? listLines(name, value, depth) : [member(name, value)];
  });
  if (depth === 1) return ['{', ...indented(separated(members)), '}'];
  // Each goes on in the line in which the one before has ended.
  const lines = ['{ '];
  members.forEach(([first = '', ...others], index) => {
    lines.push(`${lines.pop()}${index === 0 ? '' : ', '}${first}`, ...others);
  });
  return [...lines.slice(0, -1), `${lines.at(-1)} }`];
}

/** Puts a comma after each but the last. */
function separated(parts: readonly Lines[]): Lines {
  const last = parts.length - 1;
  return parts.flatMap((lines, index) => (index === last ? lines : [...lines.slice(0, -1), `${lines.at(-1)},`]));
}

function indented(lines: Lines): Lines {
  return lines.map((line) => `  ${line}`);
}

function member(name: string, value: unknown): string {
  return `${JSON.stringify(name)}: ${name === 'related' ? printRelated(value) : printValue(value)}`;
}

/** Names that a server keeps in a set, and tells in another order after each start. */
function printRelated(value: unknown): string {
  if (typeof value !== 'string') return printValue(value);
  return JSON.stringify([...new Set(value.split(','))].filter(Boolean).sort(compare).join(','));
}

/** Whatever else there may be, with its members by name. */
function printValue(value: unknown): string {
  if (typeof value === 'bigint') return String(value);
  if (Array.isArray(value)) return `[${value.map(printValue).join(', ')}]`;
  if (!isObject(value)) return JSON.stringify(value);
  const names = Object.keys(value).sort(compare);
  return names.length === 0
    ? '{}'
    : `{ ${names.map((name) => `${JSON.stringify(name)}: ${printValue(value[name])}`).join(', ')} }`;
}

function rank(name: string): number {
  const index = order.indexOf(name);
  return lists.has(name) ? order.length + 1 : index < 0 ? order.length : index;
}

function isObject(value: unknown): value is Json {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

function compare(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}
