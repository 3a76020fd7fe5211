import type { Diagnostics } from '../diagnostics/diagnostics.js';
import type { Fact, FactField, FactKind, FactValues } from '../model/fact.js';
import type { Origin, SourceFile } from '../model/source.js';
import { typeWords } from '../model/type-words.js';
import { readJson } from '../text/json.js';
import { readConstraintsFact } from './rule-facts.js';

type Row = Readonly<Record<string, unknown>>;

/** A reader returns the value of one kind of fact, or a sentence that says what is wrong with it. */
type Reader<K extends FactKind> = (value: unknown) => { readonly value: FactValues[K] } | { readonly wrong: string };

const readers: { readonly [K in FactKind]: Reader<K> } = {
  name: text,
  description: text,
  since: text,
  deprecated: orNull(text),
  maxLength: orNull(length),
  values: orNull(words),
  constraints: readConstraintsFact,
  envelope: text,
  entity: text,
  group: text,
  list: typeWord,
  acknowledgesId: flag,
  paged: flag,
  sensitive: flag,
  required: flag,
  allowsMinusOne: flag,
  execution: oneOf('sync', 'async'),
  method: oneOf('GET', 'POST'),
  result: (value) => {
    const { kind, key, like, fields = null } = asRow(value);
    const read = oneOf('list', 'entity', 'success')(kind);
    if ('wrong' in read) return { wrong: `has a "kind" that ${read.wrong}` };
    if (key !== null && typeof key !== 'string') return { wrong: 'has a "key" that is neither text nor null' };
    const result = { kind: read.value, key, like: textOrNull(like) };
    if (fields === null) return { value: { ...result, fields } };
    const described = readFields(fields);
    if (typeof described === 'string') return { wrong: described };
    if (described.length === 0) return { wrong: 'has "fields" that are no list of fields' };
    if (result.like !== null) return { wrong: 'has "like" and "fields", of which one says it all' };
    return { value: { ...result, fields: described } };
  },
  map: (value) => {
    const { encoding, fields, open } = asRow(value);
    const read = oneOf('entries', 'pairs', 'objects')(encoding);
    if ('wrong' in read) return { wrong: `has an "encoding" that ${read.wrong}` };
    const described = readFields(fields);
    if (typeof described === 'string') return { wrong: described };
    if (read.value === 'objects' && described.length === 0)
      return { wrong: 'has the encoding objects, but no "fields"' };
    return { value: { encoding: read.value, fields: described, open: open === true } };
  },
  type: (value) => {
    const { word, items = null, like } = typeof value === 'string' ? { word: value } : asRow(value);
    if (typeof word !== 'string') return { wrong: 'is neither a type word nor { "word", "items" }' };
    const unknown = [word, items].find((one) => one !== null && 'wrong' in typeWord(one));
    if (unknown !== undefined)
      return { wrong: `names the type ${JSON.stringify(unknown)}, which CloudStack does not have` };
    return { value: { word, items: textOrNull(items), like: textOrNull(like) } };
  },
};

type Member = 'parameter' | 'field';

/** What each kind of fact may be about, besides the command itself. */
const members: { readonly [K in FactKind]: { readonly allowed: readonly Member[]; readonly needed: boolean } } = {
  name: { allowed: ['parameter', 'field'], needed: false },
  description: { allowed: ['parameter', 'field'], needed: false },
  since: { allowed: ['parameter'], needed: false },
  deprecated: { allowed: ['field'], needed: false },
  maxLength: { allowed: ['parameter'], needed: true },
  values: { allowed: ['parameter', 'field'], needed: true },
  constraints: { allowed: ['parameter'], needed: true },
  envelope: { allowed: [], needed: false },
  result: { allowed: [], needed: false },
  group: { allowed: [], needed: false },
  acknowledgesId: { allowed: [], needed: false },
  execution: { allowed: [], needed: false },
  method: { allowed: [], needed: false },
  paged: { allowed: [], needed: false },
  entity: { allowed: ['field'], needed: false },
  map: { allowed: ['parameter'], needed: true },
  sensitive: { allowed: ['parameter'], needed: true },
  allowsMinusOne: { allowed: ['parameter'], needed: true },
  list: { allowed: ['parameter', 'field'], needed: true },
  required: { allowed: ['parameter', 'field'], needed: true },
  type: { allowed: ['parameter', 'field'], needed: true },
};

const rowMembers: ReadonlySet<string> = new Set([
  'fact',
  'command',
  'parameter',
  'field',
  'value',
  'reason',
  'source',
  'precedence',
]);

/**
 * Reads a file of facts: `{ "defaults": {…}, "rows": […] }` or a bare list of rows.
 *
 * @param precedence what a row means that does not say: facts of the generator give way to documents on groups,
 *   a user's own never give way.
 */
export function parseFacts(
  { file, text: source }: SourceFile,
  precedence: 'builtIn' | 'override',
  diagnostics: Diagnostics,
): readonly Fact[] {
  const { value: content, fault } = readJson(source);
  if (fault !== null) {
    diagnostics.report('facts-syntax', { file, at: fault.at }, { file, problem: fault.problem });
    return [];
  }
  const inObject = !Array.isArray(content);
  const { defaults, rows } = inObject ? asRow(content) : { defaults: {}, rows: content };
  if (!Array.isArray(rows)) {
    diagnostics.report('fact-invalid', { file, at: '' }, { reason: 'the file has no list "rows"' });
    return [];
  }
  return rows.flatMap((row, index) => {
    const origin = { file, at: inObject ? `/rows/${index}` : `/${index}` };
    return byCommand({ ...asRow(defaults), ...asRow(row) }, origin).flatMap((one) => {
      const read = parseRow(one.row, precedence);
      if (typeof read !== 'string') return [{ ...read, origin: one.origin }];
      diagnostics.report('fact-invalid', one.origin, { reason: read });
      return [];
    });
  });
}

/** A row about several commands, as one row for each. */
function byCommand(
  row: Row,
  origin: { readonly file: string; readonly at: string },
): readonly { readonly row: Row; readonly origin: Origin }[] {
  const { command } = row;
  if (!Array.isArray(command) || command.length === 0) return [{ row, origin }];
  return command.map((one: unknown, index) => ({
    row: { ...row, command: one },
    origin: { ...origin, at: `${origin.at}/command/${index}` },
  }));
}

/** The fact, or a sentence that says what is wrong with the row. */
function parseRow(row: Row, precedence: 'builtIn' | 'override'): Omit<Fact, 'origin'> | string {
  const kind = row['fact'];
  if (typeof kind !== 'string' || !Object.hasOwn(readers, kind)) {
    return `its "fact" is ${JSON.stringify(kind) ?? 'missing'}, and must be one of ${Object.keys(readers).join(', ')}`;
  }
  const command = row['command'];
  if (typeof command !== 'string' || command === '') {
    return 'it has no "command"; use a name, a list of names, or "*" for all';
  }
  const wrong = wrongMember(kind as FactKind, row) ?? wrongPrecedence(kind as FactKind, row['precedence']);
  if (wrong !== null) return wrong;
  if (kind === 'name' && !isSameName(row)) return 'its "value" is another name; only capitals can be corrected';
  const read = readers[kind as FactKind](row['value']);
  if ('wrong' in read) return `its "value" ${read.wrong}`;
  const asked = row['precedence'];
  return {
    kind: kind as FactKind,
    command,
    parameter: textOrNull(row['parameter']),
    field: textOrNull(row['field']),
    value: read.value,
    reason: String(row['reason'] ?? ''),
    source: String(row['source'] ?? ''),
    precedence:
      asked === 'always' || asked === 'fallback'
        ? asked
        : precedence === 'builtIn' && kind === 'group'
          ? 'fallback'
          : 'always',
  };
}

/** A slip of the pen in the name of a member would otherwise make the fact one about the whole command. */
function wrongMember(kind: FactKind, row: Row): string | null {
  const stranger = Object.keys(row).find((name) => !rowMembers.has(name));
  if (stranger !== undefined) return `it has a member ${JSON.stringify(stranger)}, which facts do not have`;
  const given = (['parameter', 'field'] as const).filter((member) => row[member] !== undefined && row[member] !== null);
  const { allowed, needed } = members[kind];
  const unnamed = given.find((member) => typeof row[member] !== 'string' || row[member] === '');
  if (unnamed !== undefined) return `its "${unnamed}" is not a name`;
  const extra = given.find((member) => !allowed.includes(member));
  if (extra !== undefined) return `a fact of kind "${kind}" is not about a ${extra}`;
  if (given.length > 1) return 'it names a parameter and a field, and can be about one of them only';
  return needed && given.length === 0 ? `a fact of kind "${kind}" needs a "${allowed.join('" or a "')}"` : null;
}

/** Another name would be another parameter, which no server knows. */
function isSameName({ command, parameter, field, value }: Row): boolean {
  const name = textOrNull(parameter) ?? textOrNull(field) ?? command;
  return typeof value !== 'string' || value.toLowerCase() === String(name).toLowerCase();
}

/** Everything but the names of groups and entities, which are a matter of taste, is settled by a fact or not at all. */
function wrongPrecedence(kind: FactKind, asked: unknown): string | null {
  if (asked === undefined || asked === 'always') return null;
  if (asked !== 'fallback') return 'its "precedence" is neither always nor fallback';
  return kind === 'group' || kind === 'entity'
    ? null
    : `its "precedence" is fallback, and a fact of kind "${kind}" always counts`;
}

function text(value: unknown): { value: string } | { wrong: string } {
  return typeof value === 'string' && value !== '' ? { value } : { wrong: 'is not a text' };
}

function typeWord(value: unknown): { value: string } | { wrong: string } {
  return typeof value === 'string' && typeWords.has(value) ? { value } : { wrong: 'is no type that CloudStack has' };
}

/** Fields as a fact lists them, or a sentence that says what is wrong with one. */
function readFields(value: unknown): readonly FactField[] | string {
  const rows = Array.isArray(value) ? value.map(asRow) : [];
  const wrong = rows.map(wrongField).find((sentence) => sentence !== null) ?? null;
  if (wrong !== null) return wrong;
  return rows.map(({ name, type, required }) => ({
    name: String(name),
    type: String(type ?? 'string'),
    required: required === true,
  }));
}

function wrongField({ name, type = 'string', required = false }: Row): string | null {
  if (typeof name !== 'string' || name === '') return 'has a field without a name';
  if ('wrong' in typeWord(type)) return `has the field "${name}", whose type is none that CloudStack has`;
  return typeof required === 'boolean' ? null : `has the field "${name}", whose "required" is neither true nor false`;
}

function flag(value: unknown): { value: boolean } | { wrong: string } {
  return typeof value === 'boolean' ? { value } : { wrong: 'is neither true nor false' };
}

function oneOf<const T extends string>(...allowed: T[]) {
  return (value: unknown): { value: T } | { wrong: string } => {
    const found = allowed.find((one) => one === value);
    return found === undefined ? { wrong: `is not one of ${allowed.join(', ')}` } : { value: found };
  };
}

function orNull<T>(read: (value: unknown) => { value: T } | { wrong: string }) {
  return (value: unknown): { value: T | null } | { wrong: string } => (value === null ? { value } : read(value));
}

function length(value: unknown): { value: number } | { wrong: string } {
  return typeof value === 'number' && Number.isInteger(value) && value > 0
    ? { value }
    : { wrong: 'is neither a whole number above 0 nor null' };
}

function words(value: unknown): { value: readonly string[] } | { wrong: string } {
  const all: readonly unknown[] = Array.isArray(value) ? value : [];
  const texts = all.filter((one) => typeof one === 'string' && one !== '') as readonly string[];
  return texts.length > 0 && texts.length === all.length && new Set(texts).size === texts.length
    ? { value: texts }
    : { wrong: 'is neither a list of different texts nor null' };
}

function textOrNull(value: unknown): string | null {
  return typeof value === 'string' ? value : null;
}

function asRow(value: unknown): Row {
  return typeof value === 'object' && value !== null ? (value as Row) : {};
}
