import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { Diagnostics } from '../../generator/diagnostics/diagnostics.js';
import { parseFacts } from '../../generator/parse/facts.js';
import { readConstraintsFact } from '../../generator/parse/rule-facts.js';

type Json = Readonly<Record<string, unknown>>;

/** A row of a file of facts, its defaults filled in. */
interface Row {
  readonly fact: string;
  readonly command: string;
  readonly parameter?: string;
  readonly field?: string;
  readonly value: unknown;
  readonly reason: string;
  readonly source: string;
  readonly precedence?: string;
}

/** What the table of wire names knows of a command, in the words of the facts. */
interface Result {
  readonly kind: string;
  readonly key: string | null;
}

const root = new URL('../../', import.meta.url);
const folder = new URL('specs/facts/', root);
const tableFile = new URL('../shared/facts/wire-names-4.21.json', root);
const catalogueFile = new URL('../shared/catalogue/listApis-4.18.json', root);
const hasShared = existsSync(tableFile) && existsSync(catalogueFile);
const needsShared = hasShared ? '' : ' (skipped: ../shared is not here)';

const files = readdirSync(folder).filter((name) => name.endsWith('.json'));
const all = files.flatMap((name) => rowsOf(name));

function read(url: URL): Json {
  return JSON.parse(readFileSync(url, 'utf8')) as Json;
}

function rowsOf(name: string): readonly Row[] {
  const { defaults, rows } = read(new URL(name, folder));
  return (rows as readonly Json[]).flatMap((row) =>
    [row['command']].flat().map((command) => ({ ...(defaults as Json), ...row, command }) as unknown as Row),
  );
}

/** The commands of each row as it is written. */
function commandsOf(name: string): readonly (readonly string[])[] {
  const rows = read(new URL(name, folder))['rows'] as readonly { readonly command: string | readonly string[] }[];
  return rows.map(({ command }) => [command].flat());
}

const isText = (value: unknown): boolean => typeof value === 'string' && value.trim() !== '';
const isWord = (value: unknown): boolean => typeof value === 'string' && /^[a-z]+$/.test(value);
const isName = (value: unknown): boolean => typeof value === 'string' && /^\w+$/.test(value);
const isCommand = (value: unknown): boolean => typeof value === 'string' && /^[a-z]\w+$/.test(value);
const isObject = (value: unknown): value is Json => typeof value === 'object' && value !== null;
const onlyHas = (value: Json, ...names: string[]): boolean => Object.keys(value).every((name) => names.includes(name));

function isResult(value: unknown): boolean {
  if (!isObject(value) || !onlyHas(value, 'kind', 'key', 'like', 'fields')) return false;
  const { kind, key, like, fields } = value;
  if (like !== undefined && !isCommand(like)) return false;
  if (fields !== undefined && (like !== undefined || !isFields(fields))) return false;
  if (kind === 'success') return key === null && like === undefined;
  return kind === 'list' ? isName(key) : kind === 'entity' && (key === null || isName(key));
}

function isMap(value: unknown): boolean {
  if (!isObject(value) || !onlyHas(value, 'encoding', 'fields', 'open')) return false;
  const { encoding, fields, open } = value;
  if (encoding !== 'objects') return (encoding === 'entries' || encoding === 'pairs') && fields === undefined;
  return (
    (open === undefined || open === true) && Array.isArray(fields) && fields.length > 0 && fields.every(isMapField)
  );
}

function isFields(value: unknown): boolean {
  const isField = (field: unknown) =>
    isObject(field) && onlyHas(field, 'name', 'type') && isName(field['name']) && isWord(field['type'] ?? 'string');
  return Array.isArray(value) && value.length > 0 && value.every(isField);
}

function isMapField(field: unknown): boolean {
  const types = ['string', 'uuid', 'integer', 'boolean'];
  return isObject(field) && isName(field['name']) && types.includes(String(field['type'])) && isFlag(field['required']);
}

function isFlag(value: unknown): boolean {
  return typeof value === 'boolean';
}

function isType(value: unknown): boolean {
  if (!isObject(value)) return isWord(value);
  const { word, items, like } = value;
  const hasItems = word === 'list' ? isWord(items) : items === undefined;
  return onlyHas(value, 'word', 'items', 'like') && isWord(word) && hasItems && (like === undefined || isCommand(like));
}

/** Which member a fact is about, and what its value looks like. */
const kinds: Readonly<
  Record<string, { members: readonly ('parameter' | 'field')[]; memberless?: true; holds: (value: unknown) => boolean }>
> = {
  acknowledgesId: { members: [], holds: (value) => value === true },
  allowsMinusOne: { members: ['parameter'], holds: (value) => value === true },
  constraints: { members: ['parameter'], holds: (value) => 'value' in readConstraintsFact(value) },
  entity: {
    members: ['field'],
    memberless: true,
    holds: (value) => typeof value === 'string' && /^[A-Z]\w+$/.test(value),
  },
  envelope: { members: [], holds: isName },
  group: { members: [], holds: isText },
  list: { members: ['parameter', 'field'], holds: (value) => value === 'uuid' || value === 'string' },
  map: { members: ['parameter'], holds: isMap },
  method: { members: [], holds: (value) => value === 'GET' || value === 'POST' },
  paged: { members: [], holds: (value) => value === false },
  result: { members: [], holds: isResult },
  sensitive: { members: ['parameter'], holds: (value) => value === true },
  type: { members: ['parameter', 'field'], holds: isType },
  values: { members: ['parameter', 'field'], holds: (value) => Array.isArray(value) && value.every(isText) },
};

const rowMembers = ['fact', 'command', 'parameter', 'field', 'value', 'reason', 'source', 'precedence'];

function faultOf(row: Row): string | null {
  if (!onlyHas({ ...row }, ...rowMembers)) return 'unknown members';
  const mayGiveWay = row.fact === 'entity' && row.precedence === 'fallback';
  if (row.precedence !== undefined && row.precedence !== 'always' && !mayGiveWay) return 'wrong precedence';
  const kind = kinds[row.fact];
  if (kind === undefined) return `unknown kind ${row.fact}`;
  if (row.command !== '*' && !isCommand(row.command)) return 'no command';
  if (row.command === '*' && kind.members.length === 0) return 'a fact about all commands';
  const members = (['parameter', 'field'] as const).filter((member) => row[member] !== undefined);
  const wanted = kind.memberless === true ? members.length <= 1 : members.length === Math.min(1, kind.members.length);
  const rightMembers = wanted && members.every((one) => kind.members.includes(one));
  if (!rightMembers || members.some((member) => !isName(row[member]))) return 'wrong parameter or field';
  if (!kind.holds(row.value)) return `wrong value ${JSON.stringify(row.value)}`;
  return isText(row.reason) && isText(row.source) ? null : 'no reason or no source';
}

function keyOf({ fact, command, parameter, field }: Row): string {
  return [fact, command, parameter === undefined ? '' : `parameter ${parameter}`, field ?? ''].join(' ');
}

describe.each(files)('specs/facts/%s', (name) => {
  it('says what it is about, and has rows', () => {
    expect(isText(read(new URL(name, folder))['about'])).toBe(true);
    expect(rowsOf(name).length).toBeGreaterThan(0);
  });

  it('has nothing but well-formed rows with reason and source', () => {
    const faults = rowsOf(name).map((row) => ({ row, fault: faultOf(row) }));
    expect(faults.filter(({ fault }) => fault !== null)).toEqual([]);
  });

  it('is sorted by the first command of each row, then by parameter or field', () => {
    const rows = read(new URL(name, folder))['rows'] as readonly Row[];
    const names = rows.map(
      ({ command, parameter, field }) => `${[command].flat()[0] ?? ''} ${parameter ?? ''} ${field ?? ''}`,
    );
    expect(names).toEqual([...names].sort());
  });

  it('lists the commands of a row in order', () => {
    for (const commands of commandsOf(name)) expect(commands).toEqual([...commands].sort());
  });

  it('is read by the generator without a complaint', () => {
    const diagnostics = new Diagnostics();
    const facts = parseFacts({ file: name, text: readFileSync(new URL(name, folder), 'utf8') }, 'builtIn', diagnostics);
    expect(diagnostics.all).toEqual([]);
    expect(facts).toHaveLength(rowsOf(name).length);
  });
});

describe('specs/facts as a whole', () => {
  it('states every fact once', () => {
    const keys = all.map(keyOf);
    expect(keys.filter((key, index) => keys.indexOf(key) !== index)).toEqual([]);
  });

  it('names no file of another folder as a source', () => {
    expect(all.filter(({ source }) => /shared|\/work|\.\.\//.test(source))).toEqual([]);
  });
});

/** Rows about whole commands, by command. */
function byCommand(fact: string): ReadonlyMap<string, unknown> {
  return new Map(all.filter((row) => row.fact === fact).map(({ command, value }) => [command, value]));
}

describe.skipIf(!hasShared)(`specs/facts against the table of wire names${needsShared}`, () => {
  const table = new Map(Object.entries(hasShared ? (read(tableFile)['commands'] as Record<string, Json>) : {}));
  const apis = hasShared ? (read(catalogueFile)['api'] as readonly Json[]) : [];
  const declared = new Map(apis.map((api) => [String(api['name']), namesIn(api['response'])]));

  it('gives every command its envelope, by rule or by row', () => {
    const rows = byCommand('envelope');
    const ours = [...table.keys()].map((name) => [name, rows.get(name) ?? `${name.toLowerCase()}response`]);
    expect(Object.fromEntries(ours)).toEqual(column('envelope'));
  });

  it('has no row for an envelope that the rule gives', () => {
    const needless = [...byCommand('envelope')].filter(([name, value]) => value === `${name.toLowerCase()}response`);
    expect(needless).toEqual([]);
  });

  it('gives every command the kind and key of its result, by rule or by row', () => {
    const rows = byCommand('result') as ReadonlyMap<string, Result>;
    const ours = [...table.keys()].map((name) => [
      name,
      bare(rows.get(name) ?? resultByRule(name, declared.get(name))),
    ]);
    const theirs = [...table].map(([name, facts]) => [name, resultInTable(name, facts)]);
    expect(Object.fromEntries(ours)).toEqual(Object.fromEntries(theirs));
  });

  it('has rows only for results where the rule is wrong', () => {
    const rows = [...(byCommand('result') as ReadonlyMap<string, Result & Json>)];
    const needless = rows.filter(([name, row]) => {
      const { kind, key } = resultByRule(name, declared.get(name));
      const isDescribed = row['like'] !== undefined || row['fields'] !== undefined;
      return !isDescribed && row.kind === kind && row.key === key;
    });
    expect(needless).toEqual([]);
  });

  it('groups every command, in at most 100 groups that differ in more than case', () => {
    const groups = byCommand('group') as ReadonlyMap<string, string>;
    expect([...table.keys()].filter((name) => !groups.has(name))).toEqual([]);
    const titles = new Set(groups.values());
    expect(titles.size).toBeLessThanOrEqual(100);
    expect(new Set([...titles].map((title) => title.toLowerCase())).size).toBe(titles.size);
  });

  it('knows exactly the commands whose acknowledgement carries an id', () => {
    const creating = [...table].filter(([, facts]) => facts['delivery'] === 'asyncCreate').map(([name]) => name);
    expect([...byCommand('acknowledgesId').keys()].sort()).toEqual(creating.sort());
  });

  it.each(['map', 'list'])('has a row for every %s parameter of the catalogue', (word) => {
    const known = new Set(all.filter(({ fact }) => fact === word).map((row) => `${row.command} ${row.parameter}`));
    const parameters = apis.flatMap((api) =>
      (api['params'] as readonly Json[])
        .filter(({ type }) => type === word)
        .map(({ name }) => ({ command: String(api['name']), name: String(name) })),
    );
    const unknown = parameters.filter(
      ({ command, name }) => !known.has(`${command} ${name}`) && !known.has(`* ${name}`),
    );
    expect(parameters.length).toBeGreaterThan(80);
    expect(unknown).toEqual([]);
  });

  it('calls no parameter sensitive that is a mere flag or id', () => {
    const harmless = apis.flatMap((api) => {
      const sensitive = new Set(
        all
          .filter(({ fact, command }) => fact === 'sensitive' && (command === '*' || command === api['name']))
          .map((row) => row.parameter),
      );
      return (api['params'] as readonly Json[])
        .filter(({ name, type }) => sensitive.has(String(name)) && type !== 'string' && type !== 'map')
        .map(({ name }) => `${String(api['name'])}.${String(name)}`);
    });
    expect(harmless).toEqual([]);
  });

  function column(member: string): Json {
    return Object.fromEntries([...table].map(([name, facts]) => [name, facts[member]]));
  }
});

function namesIn(fields: unknown): readonly string[] {
  return (fields as readonly Json[]).map(({ name }) => name).filter((name) => typeof name === 'string');
}

function bare({ kind, key }: Result): Result {
  return { kind, key };
}

/** The rule that rows are exceptions to. */
function resultByRule(name: string, fields: readonly string[] | undefined): Result {
  if (name.startsWith('list')) return { kind: 'list', key: singular(name.slice(4)).toLowerCase() };
  const marks = ['success', 'displaytext', 'jobid', 'jobstatus'];
  if (fields?.includes('success') && fields.every((field) => marks.includes(field)))
    return { kind: 'success', key: null };
  return { kind: 'entity', key: name.replace(/^[a-z]+/, '').toLowerCase() || null };
}

function singular(noun: string): string {
  if (noun.endsWith('ies')) return `${noun.slice(0, -3)}y`;
  if (noun.endsWith('sses')) return noun.slice(0, -2);
  return noun.endsWith('s') ? noun.slice(0, -1) : noun;
}

function resultInTable(name: string, { result, key }: Json): Result {
  // The table takes them for objects; their classes answer a SuccessResponse.
  if (name === 'forgotPassword' || name === 'resetPassword') return { kind: 'success', key: null };
  const kind = result === 'list' || result === 'success' ? result : 'entity';
  return { kind, key: typeof key === 'string' ? key : null };
}
