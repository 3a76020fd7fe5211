import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { stringify } from 'yaml';
import { Diagnostics } from '../../generator/diagnostics/diagnostics.js';
import { Places } from '../../generator/diagnostics/places.js';
import { load } from '../../generator/load/load.js';
import { Overlays } from '../../generator/load/overlay/overlays.js';
import { parse } from '../../generator/parse/parse.js';
import { document, operation, query, type Json } from '../unit/parse/openapi-document.js';

interface Applied {
  readonly value: unknown;
  /** `severity code pointer`, all of them in the overlay. */
  readonly found: readonly string[];
  /** Where the value at a pointer is stated. */
  placeOf(pointer: string): string;
}

const show = ({ file, at }: { file: string; at: unknown }): string => `${file}${String(at)}`;

async function apply(value: unknown, ...overlays: unknown[]): Promise<Applied> {
  const diagnostics = new Diagnostics();
  const files = overlays.map((one, index) => ({ file: `overlay-${index}.yaml`, text: stringify(one) }));
  const read = await Overlays.read(files, diagnostics);
  const overlaid = read?.apply({ file: 'api.yaml', text: stringify(value) }, ['api.yaml']) ?? null;
  read?.reportUnmatched();
  return {
    value: overlaid?.value,
    found: diagnostics.all.map(
      ({ severity, code, origin }) => `${severity} ${code} ${origin === null ? '' : show(origin)}`,
    ),
    placeOf: (pointer) => (overlaid === null ? '' : show(overlaid.placeOf(pointer))),
  };
}

function overlay(...actions: Json[]): Json {
  return { overlay: '1.1.0', info: { title: 'Changes', version: '1' }, actions };
}

describe('an update', () => {
  it('of an object adds members, replaces scalars, extends lists and goes into objects', async () => {
    const base = { a: { kept: 1, scalar: 'old', list: [1], object: { x: 1 } } };
    const update = { new: true, scalar: 'new', list: [2, 3], object: { y: 2 } };
    const { value, found } = await apply(base, overlay({ target: '$.a', update }));
    expect(value).toEqual({ a: { kept: 1, scalar: 'new', list: [1, 2, 3], object: { x: 1, y: 2 }, new: true } });
    expect(found).toEqual([]);
  });

  it.each<[string, unknown, unknown[]]>([
    ['a list adds its items', [2, 3], [1, 2, 3]],
    ['an object adds itself', { b: 1 }, [1, { b: 1 }]],
    ['a scalar adds itself', 2, [1, 2]],
  ])('of a list by %s', async (_, update, wanted) => {
    expect((await apply({ a: [1] }, overlay({ target: '$.a', update }))).value).toEqual({ a: wanted });
  });

  it('of a scalar replaces it, everywhere that is selected', async () => {
    const base = { paths: { '/a': { get: { summary: 'x' } }, '/b': { get: { summary: 'y' } } } };
    const { value } = await apply(base, overlay({ target: '$.paths.*.get.summary', update: 'z' }));
    expect(value).toEqual({ paths: { '/a': { get: { summary: 'z' } }, '/b': { get: { summary: 'z' } } } });
  });

  it('gives every node a copy of its own', async () => {
    const actions = [
      { target: '$[*]', update: { list: [] } },
      { target: '$.a.list', update: 1 },
    ];
    expect((await apply({ a: {}, b: {} }, overlay(...actions))).value).toEqual({ a: { list: [1] }, b: { list: [] } });
  });

  it('of what an alias repeats changes one place only', async () => {
    const diagnostics = new Diagnostics();
    const files = [{ file: 'o.yaml', text: stringify(overlay({ target: '$.a', update: { y: 2 } })) }];
    const read = await Overlays.read(files, diagnostics);
    const overlaid = read?.apply({ file: 'api.yaml', text: 'a: &x { x: 1 }\nb: *x\n' }, ['api.yaml']);
    expect(overlaid?.value).toEqual({ a: { x: 1, y: 2 }, b: { x: 1 } });
  });

  it('selects by filters, and by names of any characters', async () => {
    const parameters = [
      { name: 'id', in: 'query' },
      { name: 'filter', in: 'query' },
    ];
    const base = { paths: { "/it's\\": { get: { parameters } } } };
    const target = "$.paths['/it\\'s\\\\'].get.parameters[?@.name=='filter' && @.in=='query']";
    const { value, found } = await apply(base, overlay({ target, update: { required: true } }));
    expect(found).toEqual([]);
    expect(value).toEqual({
      paths: { "/it's\\": { get: { parameters: [parameters[0], { ...parameters[1], required: true }] } } },
    });
  });

  it('takes names of every object for names like others', async () => {
    const update = JSON.parse('{"__proto__": {"polluted": true}}') as Json;
    const { value } = await apply({ a: {} }, overlay({ target: '$.a', update }));
    expect(JSON.stringify(value)).toBe('{"a":{"__proto__":{"polluted":true}}}');
    expect(({} as Json)['polluted']).toBeUndefined();
  });
});

describe('a removal', () => {
  it('takes members and items away, scalars included', async () => {
    const base = { tags: ['a', 'dummy', 'b', 'dummy'], x: 1, y: { z: 2 } };
    const actions = [
      { target: "$.tags[?@ == 'dummy']", remove: true },
      { target: '$.x', remove: true },
      { target: '$.y.z', remove: true },
    ];
    expect((await apply(base, overlay(...actions))).value).toEqual({ tags: ['a', 'b'], y: {} });
  });

  it('counts before an update beside it, and of the whole document is an error', async () => {
    const { value, found } = await apply(
      { a: { b: 1 } },
      overlay({ target: '$.a', remove: true, update: { c: 1 } }, { target: '$', remove: true }),
    );
    expect(value).toEqual({});
    expect(found).toEqual(['error overlay-target-invalid overlay-0.yaml/actions/1/target']);
  });
});

describe('a copy', () => {
  const paths = { '/items': { get: { summary: 'x' } }, '/some-items': { delete: { summary: 'y' } } };

  it('merges what it selects into the target', async () => {
    const { value } = await apply({ paths }, overlay({ target: "$.paths['/some-items']", copy: "$.paths['/items']" }));
    expect(value).toEqual({ paths: { ...paths, '/some-items': { ...paths['/some-items'], ...paths['/items'] } } });
  });

  it('with an update before and a removal behind it moves a path', async () => {
    const actions = [
      { target: '$.paths', update: { '/new-items': {} } },
      { target: "$.paths['/new-items']", copy: "$.paths['/items']" },
      { target: "$.paths['/items']", remove: true },
    ];
    const { value, found, placeOf } = await apply({ paths }, overlay(...actions));
    expect(value).toEqual({ paths: { '/new-items': paths['/items'], '/some-items': paths['/some-items'] } });
    expect(found).toEqual([]);
    expect(placeOf('/paths/~1new-items/get/summary')).toBe('api.yaml/paths/~1items/get/summary');
  });

  it('of nothing, or of several nodes, is an error', async () => {
    const actions = [
      { target: '$.paths', copy: '$.nowhere' },
      { target: '$.paths', copy: '$.paths.*' },
    ];
    const { found } = await apply({ paths }, overlay(...actions));
    expect(found).toEqual([0, 1].map((index) => `error overlay-target-invalid overlay-0.yaml/actions/${index}/copy`));
  });

  it('of everything into itself, again and again, is stopped', async () => {
    const actions = Array.from({ length: 40 }, () => [
      { target: '$.list', update: { inner: {} } },
      { target: '$.list[-1].inner', copy: '$' },
    ]).flat();
    const { found } = await apply({ list: [] }, overlay(...actions));
    expect(found.some((line) => line.startsWith('error overlay-too-large'))).toBe(true);
  });
});

describe('overlays', () => {
  it('are applied in their order, each to what the one before has left', async () => {
    const first = overlay({ target: '$.info', update: { title: 'First', version: '1' } });
    const second = overlay({ target: "$.info[?@ == 'First']", update: 'Second' });
    expect((await apply({ info: {} }, first, second)).value).toEqual({ info: { title: 'Second', version: '1' } });
  });

  it('know where everything stands that they have changed or moved', async () => {
    const base = { list: [{ id: 1 }, { id: 2 }, { id: 3 }], info: { title: 'x' } };
    const { placeOf } = await apply(
      base,
      overlay(
        { target: '$.list[0]', remove: true },
        { target: '$.list', update: { id: { deep: 4 } } },
        { target: '$', update: { info: { title: 'y' } } },
      ),
    );
    expect(placeOf('/list/0/id')).toBe('api.yaml/list/1/id');
    expect(placeOf('/list/2/id/deep')).toBe('overlay-0.yaml/actions/1/update/id/deep');
    expect(placeOf('/info/title')).toBe('overlay-0.yaml/actions/2/update/info/title');
    expect(placeOf('/info')).toBe('api.yaml/info');
  });

  it('of version 1.0 are read, too, and say which document they are for', async () => {
    const old = { ...overlay({ target: '$', update: { a: 1 } }), overlay: '1.0.0' };
    expect((await apply({}, { ...old, extends: './api.yaml' })).value).toEqual({ a: 1 });
    expect((await apply({}, { ...old, extends: 'https://example.com/api.yaml' })).value).toEqual({ a: 1 });
  });
});

describe('an overlay with a mistake', () => {
  it.each<[string, unknown, string]>([
    ['no object', [], 'error overlay-invalid overlay-0.yaml'],
    ['no version', { actions: [] }, 'error overlay-invalid overlay-0.yaml'],
    [
      'an unknown version',
      { ...overlay(), overlay: '2.0.0' },
      'error overlay-version-unsupported overlay-0.yaml/overlay',
    ],
    ['no actions', overlay(), 'error overlay-invalid overlay-0.yaml/actions'],
    ['no target', overlay({ update: {} }), 'error overlay-invalid overlay-0.yaml/actions/0'],
    ['nothing to do', overlay({ target: '$' }), 'error overlay-invalid overlay-0.yaml/actions/0'],
    [
      'too much to do',
      overlay({ target: '$', update: {}, copy: '$.a' }),
      'error overlay-invalid overlay-0.yaml/actions/0',
    ],
    [
      'no JSONPath',
      overlay({ target: '$.paths./a', update: {} }),
      'error overlay-target-invalid overlay-0.yaml/actions/0/target',
    ],
    [
      'nodes of several kinds',
      overlay({ target: '$.*', update: {} }),
      'error overlay-target-invalid overlay-0.yaml/actions/0/target',
    ],
    [
      'an object for a list',
      overlay({ target: '$', update: { list: {} } }),
      'error overlay-mismatch overlay-0.yaml/actions/0/update/list',
    ],
    [
      'a target that is not there',
      overlay({ target: '$.b', remove: true }),
      'warning overlay-target-unmatched overlay-0.yaml/actions/0/target',
    ],
    [
      'an unknown member',
      overlay({ target: '$', update: { c: 1 }, upsert: true }),
      'warning overlay-member-unknown overlay-0.yaml/actions/0/upsert',
    ],
  ])('%s is reported at its place', async (_, mistaken, wanted) => {
    expect((await apply({ list: [], one: 1 }, mistaken)).found).toEqual([wanted]);
  });
});

const folders: string[] = [];
afterAll(() => {
  for (const folder of folders) rmSync(folder, { recursive: true });
});

async function run(
  files: Readonly<Record<string, unknown>>,
  options: Partial<Record<'openapi' | 'overlay' | 'slate', string[]>>,
) {
  const folder = mkdtempSync(join(tmpdir(), 'overlay-'));
  folders.push(folder);
  for (const [name, value] of Object.entries(files)) writeFileSync(join(folder, name), stringify(value));
  const at = (names: string[] = []): string[] => names.map((name) => join(folder, name));
  const diagnostics = new Diagnostics();
  const documents = {
    openapi: at(options.openapi),
    slate: at(options.slate),
    listapis: [],
    documents: [],
    overrides: [],
  };
  const inputs = await load({ ...documents, overlay: at(options.overlay) }, diagnostics);
  const apis = await Promise.all(inputs.sources.map((source) => parse(source, diagnostics)));
  const places = new Places(diagnostics.texts);
  const shown = diagnostics.all.map(({ code, origin }) => `${code} ${origin === null ? '' : places.print(origin)}`);
  return { apis, found: shown.map((line) => line.replace(`${folder}/`, '')), places, folder };
}

describe('overlays of a run', () => {
  const base = document({ '/zones': { get: operation('listZones', { parameters: [query('id')] }) } });

  it('change what is parsed, and every fact is shown where it stands', async () => {
    const changes = overlay(
      { target: '$.paths.*.get.parameters', update: { name: 'showicon', in: 'query', schema: { type: 'boolean' } } },
      { target: "$.paths.*.get.parameters[?@.name=='id']", remove: true },
      { target: '$.paths.*.get', update: { 'x-cloudstack-async': true } },
    );
    const { apis, found, places, folder } = await run(
      { 'a.yaml': base, 'o.yaml': changes },
      { openapi: ['a.yaml'], overlay: ['o.yaml'] },
    );
    const [command] = apis[0]?.commands ?? [];
    expect(found).toEqual([]);
    expect(command?.parameters.map(({ name }) => name.value)).toEqual(['showicon']);
    const shown = [command?.parameters[0]?.name.origin, command?.execution?.origin].map(
      (origin) => origin && places.print(origin),
    );
    expect(shown.map((place) => place?.replace(`${folder}/`, ''))).toEqual(['o.yaml:7:5', 'o.yaml:16:7']);
  });

  it('may bring references to other files, and mistakes are shown in the overlay', async () => {
    const changes = overlay({
      target: '$.paths.*.get.parameters',
      update: [{ $ref: 'parts.yaml#/id2' }, { $ref: 'missing.yaml' }],
    });
    const files = { 'a.yaml': base, 'o.yaml': changes, 'parts.yaml': { id2: query('id2') } };
    const { found } = await run(files, { openapi: ['a.yaml'], overlay: ['o.yaml'] });
    expect(found).toEqual(['reference-not-found o.yaml:9:9', 'reference-not-found o.yaml:9:9']);
  });

  it('go to the document that they extend, and a target need be in one of all', async () => {
    const other = document({ '/hosts': { get: operation('listHosts') } });
    const files = {
      'a.yaml': base,
      'b.yaml': other,
      'o.yaml': overlay({ target: "$.paths['/hosts'].get", update: { tags: ['Host'] } }),
      'p.yaml': { ...overlay({ target: '$.paths.*.get', update: { summary: 'Only here.' } }), extends: 'a.yaml' },
    };
    const { apis, found } = await run(files, { openapi: ['a.yaml', 'b.yaml'], overlay: ['o.yaml', 'p.yaml'] });
    expect(found).toEqual([]);
    const commands = apis.flatMap((api) => api.commands);
    expect(commands.map(({ group, description }) => [group?.value, description?.value])).toEqual([
      [undefined, 'Only here.'],
      ['Host', undefined],
    ]);
  });

  it('without any OpenAPI document are reported', async () => {
    const { found } = await run({ 'o.yaml': overlay({ target: '$', update: {} }) }, { overlay: ['o.yaml'] });
    expect(found).toContain('overlay-unused o.yaml:1:1');
  });
});
