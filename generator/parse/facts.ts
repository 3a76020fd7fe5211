import type { Diagnostics } from '../diagnostics/diagnostics.js';
import type { Fact, FactKind, FactValues } from '../model/fact.js';
import type { SourceFile } from '../model/source.js';

type Row = Readonly<Record<string, unknown>>;

/** A reader returns the value of one kind of fact, or a sentence that says what is wrong with it. */
type Reader<K extends FactKind> = (value: unknown) => { readonly value: FactValues[K] } | { readonly wrong: string };

const readers: { readonly [K in FactKind]: Reader<K> } = {
  envelope: text,
  entity: text,
  group: text,
  list: text,
  acknowledgesId: flag,
  paged: flag,
  sensitive: flag,
  required: flag,
  allowsMinusOne: flag,
  execution: oneOf('sync', 'async'),
  method: oneOf('GET', 'POST'),
  result: (value) => {
    const { kind, key, like } = asRow(value);
    const read = oneOf('list', 'entity', 'success')(kind);
    if ('wrong' in read) return { wrong: `its "kind" ${read.wrong}` };
    if (key !== null && typeof key !== 'string') return { wrong: 'its "key" is neither text nor null' };
    return { value: { kind: read.value, key, like: textOrNull(like) } };
  },
  map: (value) => {
    const { encoding, fields, open } = asRow(value);
    const read = oneOf('entries', 'pairs', 'objects')(encoding);
    if ('wrong' in read) return { wrong: `its "encoding" ${read.wrong}` };
    const rows = Array.isArray(fields) ? fields.map(asRow) : [];
    if (read.value === 'objects' && rows.length === 0) return { wrong: '"objects" needs "fields"' };
    return {
      value: {
        encoding: read.value,
        fields: rows.map(({ name, type, required }) => ({
          name: String(name),
          type: String(type ?? 'string'),
          required: required === true,
        })),
        open: open === true,
      },
    };
  },
  type: (value) => {
    if (typeof value === 'string' && value !== '') return { value: { word: value, items: null, like: null } };
    const { word, items, like } = asRow(value);
    if (typeof word !== 'string') return { wrong: 'is neither a type word nor { "word", "items" }' };
    return { value: { word, items: textOrNull(items), like: textOrNull(like) } };
  },
};

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
  let content: unknown;
  try {
    content = JSON.parse(source);
  } catch (error) {
    diagnostics.report(
      'facts-syntax',
      { file, at: { line: 1, column: 1 } },
      { file, reason: (error as Error).message },
    );
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
    const read = parseRow({ ...asRow(defaults), ...asRow(row) }, precedence);
    if (typeof read !== 'string') return [{ ...read, origin }];
    diagnostics.report('fact-invalid', origin, { reason: read });
    return [];
  });
}

/** The fact, or a sentence that says what is wrong with the row. */
function parseRow(row: Row, precedence: 'builtIn' | 'override'): Omit<Fact, 'origin'> | string {
  const kind = row['fact'];
  if (typeof kind !== 'string' || !Object.hasOwn(readers, kind)) {
    return `its "fact" is ${JSON.stringify(kind) ?? 'missing'}, and must be one of ${Object.keys(readers).join(', ')}`;
  }
  const command = row['command'];
  if (typeof command !== 'string' || command === '') return 'it has no "command"; use a name, or "*" for all';
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

function text(value: unknown): { value: string } | { wrong: string } {
  return typeof value === 'string' && value !== '' ? { value } : { wrong: 'is not a text' };
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

function textOrNull(value: unknown): string | null {
  return typeof value === 'string' ? value : null;
}

function asRow(value: unknown): Row {
  return typeof value === 'object' && value !== null ? (value as Row) : {};
}
