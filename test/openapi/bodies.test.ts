import { describe, expect, it } from 'vitest';
import { commandOf, document, operation, parseDocument, query, type Json } from '../unit/parse/openapi-document.js';

const responses = { 200: { description: 'Done.' } };
const text: Json = { type: 'string' };
const named = (command: string): Json => ({ type: 'string', enum: [command] });
const object = (properties: Json, more: Json = {}): Json => ({ type: 'object', properties, ...more });

function body(schema: Json, media = 'application/x-www-form-urlencoded', more: Json = {}): Json {
  return { requestBody: { content: { [media]: { schema, ...more } } }, responses };
}

type Parsed = Awaited<ReturnType<typeof parseDocument>>;

/** Parameters of a command, with a mark where they are required. */
function sent(parsed: Parsed, command?: string): string {
  return commandOf(parsed, command)
    .parameters.map(({ name, required }) => `${name.value}${required?.value === true ? '!' : ''}`)
    .join(' ');
}

describe('a body', () => {
  it('in JSON gives parameters, and one warning for the whole document', async () => {
    const post = (command: string) => body(object({ command: named(command), id: text }), 'application/json');
    const paths = { '/a': { post: post('startRouter') }, '/b': { post: post('stopRouter') } };
    const parsed = await parseDocument(document(paths));
    expect(parsed.found).toEqual(['warning body-in-json /paths/~1a/post/requestBody/content/application~1json']);
    expect([sent(parsed, 'startRouter'), sent(parsed, 'stopRouter')]).toEqual(['id', 'id']);
  });

  it.each(['application/xml', 'text/plain'])('as %s gives parameters, too, and a warning', async (media) => {
    const schema = object({ command: named('startRouter'), id: text }, { required: ['id'] });
    const [pointer, nothing] = [media.replace('/', '~1'), { [media]: { schema: text } }];
    const content = { 'application/octet-stream': {}, [media]: { schema } };
    const paths = {
      '/a': { post: { requestBody: { content }, responses } },
      '/b': { get: { ...operation('stopRouter'), requestBody: { content: nothing } } },
    };
    const parsed = await parseDocument(document(paths));
    expect(sent(parsed, 'startRouter')).toBe('id!');
    expect(parsed.found).toEqual([`warning body-in-odd-media /paths/~1a/post/requestBody/content/${pointer}`]);
  });

  it('as form and as JSON counts as form', async () => {
    const schema = object({ command: named('startRouter'), id: text });
    const content = { 'application/json': { schema: object({ other: text }) }, 'multipart/form-data': { schema } };
    const parsed = await parseDocument(document({ '/': { post: { requestBody: { content }, responses } } }));
    expect([sent(parsed), parsed.found]).toEqual(['id', []]);
  });

  it('takes a flag at a property for what it means', async () => {
    const schema = object({ command: named('startRouter'), id: { ...text, required: true }, name: text });
    const parsed = await parseDocument({ ...document({ '/': { post: body(schema) } }), openapi: '3.1.0' });
    expect(sent(parsed)).toBe('id! name');
  });

  it('does not send what is read-only, and an answer does not bring what is write-only', async () => {
    const fields = { id: { ...text, readOnly: true }, password: { ...text, writeOnly: true }, name: text };
    const post = {
      ...body(object({ command: named('createUser'), ...fields })),
      responses: { 200: { description: 'x', content: { 'application/json': { schema: object(fields) } } } },
    };
    const parsed = await parseDocument(document({ '/': { post } }));
    expect(sent(parsed)).toBe('password name');
    expect(commandOf(parsed).result?.shape?.fields.map(({ name }) => name.value)).toEqual(['id', 'name']);
  });
});

describe('a path that refers to another', () => {
  const shared = {
    summary: 'Shared.',
    parameters: [query('id', text, { description: 'Theirs.' }), query('name')],
    get: operation('listPumps'),
    post: body(object({ command: named('addPump') })),
  };
  const own = {
    parameters: [query('id', text, { description: 'Own.' }), query('zoneid')],
    get: operation('listPipes'),
  };

  it.each(['3.0.3', '3.1.0'])('keeps what stands beside the reference, which counts first: %s', async (openapi) => {
    const path = { $ref: '#/x-paths/shared', summary: 'Beside.', ...own };
    const api = { ...document({ '/': path }), 'x-paths': { shared }, openapi };
    const parsed = await parseDocument(api);
    expect(parsed.api.commands.map(({ name }) => name.value).sort()).toEqual(['addPump', 'listPipes']);
    expect([sent(parsed, 'listPipes'), sent(parsed, 'addPump')]).toEqual(['id name zoneid', 'id name zoneid']);
    const command = commandOf(parsed, 'listPipes');
    expect([command.description?.value, command.parameters[0]?.description?.value]).toEqual(['Beside.', 'Own.']);
    expect(parsed.found).toEqual([]);
  });

  it('is no departure in 3.1', async () => {
    const paths = { '/': { $ref: '#/components/pathItems/Shared' } };
    const api = { ...document(paths, { components: { pathItems: { Shared: shared } } }), openapi: '3.1.0' };
    const parsed = await parseDocument(api);
    expect([parsed.api.commands.length, parsed.found]).toEqual([2, []]);
  });
});

describe('what stands beside a reference', () => {
  const components = {
    schemas: { Id: { type: 'string', description: 'An id.' }, Told: { ...text, readOnly: true } },
    parameters: { Zone: query('zoneid', text, { description: 'The zone.', deprecated: true }) },
  };
  const id = { $ref: '#/components/schemas/Id' };

  it('hides a property from what is sent, or from the answer', async () => {
    const fields = { name: text, ro: { ...id, readOnly: true }, pw: { ...id, writeOnly: true } };
    const told = {
      told: { $ref: '#/components/schemas/Told' },
      free: { $ref: '#/components/schemas/Told', readOnly: false },
    };
    const post = {
      ...body(object({ command: named('createUser'), ...fields, ...told })),
      responses: { 200: { description: 'x', content: { 'application/json': { schema: object(fields) } } } },
    };
    const parsed = await parseDocument({ ...document({ '/': { post } }, { components }), openapi: '3.1.0' });
    expect(sent(parsed)).toBe('name pw free');
    expect(commandOf(parsed).result?.shape?.fields.map(({ name }) => name.value)).toEqual(['name', 'ro']);
  });

  it('says more of a parameter, and first', async () => {
    const zone = { $ref: '#/components/parameters/Zone', description: 'Other words.', 'x-cloudstack-since': '4.2' };
    const get = operation('listPumps', { parameters: [zone] });
    const parsed = await parseDocument({ ...document({ '/': { get } }, { components }), openapi: '3.1.0' });
    const [parameter] = commandOf(parsed).parameters;
    expect([parameter?.description?.value, parameter?.since?.value]).toEqual(['Other words.', '4.2']);
    expect(parameter?.deprecated?.value).toBe('');
  });
});

describe('a body of several commands', () => {
  const start = object({ command: named('startRouter'), id: text }, { required: ['id'] });
  const stop = object({ command: named('stopRouter'), id: text, forced: { type: 'boolean' } });

  it.each(['oneOf', 'anyOf'])('gives each command its own parameters: %s', async (word) => {
    const parsed = await parseDocument(document({ '/': { post: body({ [word]: [start, stop] }) } }));
    expect([sent(parsed, 'startRouter'), sent(parsed, 'stopRouter')]).toEqual(['id!', 'id forced']);
    expect(parsed.found).toEqual([]);
  });

  it('told apart by a discriminator takes the names of its mapping or of its components', async () => {
    const schemas = { Start: object({ id: text }), stopRouter: object({ forced: text }) };
    const schema = {
      oneOf: [{ $ref: '#/components/schemas/Start' }, { $ref: '#/components/schemas/stopRouter' }],
      discriminator: { propertyName: 'command', mapping: { startRouter: '#/components/schemas/Start' } },
    };
    const parsed = await parseDocument(document({ '/': { post: body(schema) } }, { components: { schemas } }));
    expect([sent(parsed, 'startRouter'), sent(parsed, 'stopRouter')]).toEqual(['id', 'forced']);
  });

  it('shares what stands beside the choice', async () => {
    const parsed = await parseDocument(
      document({ '/': { post: body({ properties: { projectid: text }, oneOf: [start, stop] }) } }),
    );
    expect(sent(parsed, 'stopRouter')).toBe('id forced projectid');
  });

  it.each(['oneOf', 'anyOf'])('may require for each what all share: %s', async (word) => {
    const only = (command: string, ...required: string[]): Json =>
      object({ command: named(command) }, { required: ['command', ...required] });
    const schema = {
      ...object({ id: text, forced: text, projectid: text }, { required: ['projectid'] }),
      [word]: [only('startRouter', 'id'), only('stopRouter', 'forced')],
    };
    const parsed = await parseDocument(document({ '/': { post: body(schema) } }));
    expect(sent(parsed, 'startRouter')).toBe('id! forced projectid!');
    expect(sent(parsed, 'stopRouter')).toBe('id forced! projectid!');
  });

  it('may require for all what each has of its own', async () => {
    const schema = { required: ['id'], oneOf: [stop, { ...start, required: [] }] };
    const parsed = await parseDocument(document({ '/': { post: body(schema) } }));
    expect([sent(parsed, 'startRouter'), sent(parsed, 'stopRouter')]).toEqual(['id!', 'id! forced']);
  });

  it('gets the answer in its own envelope', async () => {
    const schema = object({
      startrouterresponse: object({ router: object({ id: text }) }),
      stoprouterresponse: object({ success: { type: 'boolean' } }),
      errorresponse: object({ errorcode: { type: 'integer' } }),
    });
    const post = {
      ...body({ oneOf: [start, stop] }),
      responses: { 200: { description: 'x', content: { 'application/json': { schema } } } },
    };
    const parsed = await parseDocument(document({ '/': { post } }));
    const { result } = commandOf(parsed, 'startRouter');
    expect([result?.envelope?.value, result?.key?.value]).toEqual(['startrouterresponse', 'router']);
    expect(commandOf(parsed, 'stopRouter').result?.envelope?.value).toBe('stoprouterresponse');
  });

  it('is a union of fields where the alternatives are no commands', async () => {
    const byId = object({ command: named('startRouter'), id: text }, { required: ['id'] });
    const byName = object({ name: text }, { required: ['name'] });
    const parsed = await parseDocument(document({ '/': { post: body({ oneOf: [byId, byName] }) } }));
    expect(sent(parsed)).toBe('id name');
  });
});

describe('what is described twice', () => {
  const form = (schema: Json): Json => body(schema)['requestBody'] as Json;
  const size = { type: 'integer', minimum: 1, description: 'How large.' };

  it('in the query and in the form is one parameter that knows what either says', async () => {
    const post = {
      parameters: [query('command', named('addPump')), query('size', {}, { deprecated: true }), query('id', text)],
      requestBody: form(object({ size, id: size, note: text }, { required: ['size'] })),
      responses,
    };
    const parsed = await parseDocument(document({ '/': { post } }));
    expect(sent(parsed)).toBe('size! id note');
    const [merged, id] = commandOf(parsed).parameters;
    expect([merged?.type.value.word, merged?.description?.value]).toEqual(['integer', 'How large.']);
    expect([merged?.keywords?.length, merged?.deprecated?.value, id?.type.value.word]).toEqual([1, '', 'string']);
  });

  it('tells its command by what names it, wherever that stands', async () => {
    const [start, stop] = ['startPump', 'stopPump'].map((name) => object({ command: named(name), id: text }));
    const post = { ...body({ oneOf: [start, stop] }), parameters: [query('command', text)] };
    const parsed = await parseDocument(document({ '/': { post } }));
    expect([sent(parsed, 'startPump'), sent(parsed, 'stopPump')]).toEqual(['id', 'id']);
  });

  it('by GET and by POST is one command, whose types and answer are those of the operation that knows them', async () => {
    const answer = { 200: { description: 'x', content: { 'application/json': { schema: object({ id: text }) } } } };
    const parameters = [query('command', named('addPump')), query('size', {}), query('ids', { type: 'array' })];
    const get = {
      parameters,
      responses: { 200: { description: 'x', content: { 'application/json': { schema: {} } } } },
    };
    const ids = { type: 'array', items: text };
    const post = { ...body(object({ command: named('addPump'), size, ids })), responses: answer };
    const command = commandOf(await parseDocument(document({ '/': { get, post } })));
    const [first, second] = command.parameters;
    expect([first?.type.value.word, second?.type.value.items?.word]).toEqual(['integer', 'string']);
    expect(command.result?.shape?.fields.map(({ name }) => name.value)).toEqual(['id']);
    expect(command.result?.list).toBe(false);
  });
});

describe('parameters by their names on the wire', () => {
  const parse = (...names: string[]) =>
    parseDocument(
      document({ '/': { get: operation('createNetwork', { parameters: names.map((name) => query(name)) }) } }),
    );

  it.each<[string, string[], string, string | undefined]>([
    ['keys and values', ['tags[0].key', 'tags[0].value', 'tags[1].key'], 'map', 'pairs'],
    ['members', ['nicnetworklist[0].nic', 'nicnetworklist[0].network'], 'map', undefined],
    ['names in brackets', ['details[cpuNumber]', 'details[memory]'], 'map', undefined],
    ['an index alone', ['zoneids[0]', 'zoneids[]'], 'list', undefined],
  ])('%s are one parameter together', async (_, names, word, encoding) => {
    const parsed = await parse(...names);
    const [parameter, ...others] = commandOf(parsed).parameters;
    expect([parameter?.name.value, parameter?.type.value.word, parameter?.encoding?.value.encoding, others]).toEqual([
      names[0]?.split('[')[0],
      word,
      encoding,
      [],
    ]);
    expect(parsed.found).toEqual(['note parameter-indexed /paths/~1/get/parameters/1']);
  });

  const described = {
    type: 'array',
    items: { type: 'string', format: 'uuid' },
    maxLength: 30,
    description: 'Labels &lt;b>.',
    'x-cloudstack-sensitive': true,
  };
  const read = async (...parameters: Json[]) => {
    const parsed = await parseDocument(document({ '/': { get: operation('createNetwork', { parameters }) } }));
    const [parameter, ...others] = commandOf(parsed).parameters;
    return { ...parameter, others, item: parameter?.type.value.items };
  };

  it('keep all that is said of a list', async () => {
    const list = await read(query('labels[]', described, { 'x-since': '4.2', deprecated: true, required: true }));
    expect([list.name?.value, list.type?.value.word, list.item?.word]).toEqual(['labels', 'list', 'uuid']);
    expect([list.maxLength?.value, list.sensitive?.value, list.since?.value]).toEqual([30, true, '4.2']);
    expect([list.deprecated?.value, list.description?.value, list.required?.value]).toEqual(['', 'Labels <b>.', true]);
  });

  it('keep what is said of the elements of a list', async () => {
    const element = { type: 'string', enum: ['Up', 'Down'], default: 'Up' };
    const list = await read(query('states[0]', element), query('states[1]', element, { 'x-since': '4.2' }));
    expect([list.type?.value.word, list.item?.values, list.since?.value]).toEqual(['list', ['Up', 'Down'], '4.2']);
    expect([list.keywords, list.others]).toEqual([[], []]);
  });

  it('keep a secret that is a member of a map', async () => {
    const value = query('details[0].value', { type: 'string', format: 'password' });
    const map = await read(query('details[0].key', text, { description: 'A &amp; B.' }), value);
    expect([map.type?.value.word, map.sensitive?.value, map.description?.value]).toEqual(['map', true, 'A & B.']);
  });

  it('are left out beside the parameter itself', async () => {
    const parsed = await parse('tags', 'tags[0].key');
    expect([sent(parsed), parsed.found]).toEqual(['tags', []]);
  });
});

describe('lists of objects', () => {
  it.each<[string, Json, object]>([
    [
      'are maps of these members',
      object({ nic: { type: 'string', format: 'uuid' }, ip: text }, { required: ['nic'] }),
      {
        encoding: 'objects',
        fields: [
          { name: 'nic', type: 'uuid', required: true },
          { name: 'ip', type: 'string', required: false },
        ],
        open: false,
      },
    ],
    ['of key and value are pairs', object({ key: text, value: text }), { encoding: 'pairs', fields: [], open: false }],
  ])('%s', async (_, items, encoding) => {
    const parameters = [query('nics', { type: 'array', items })];
    const parsed = await parseDocument(document({ '/': { get: operation('createNetwork', { parameters }) } }));
    const [parameter] = commandOf(parsed).parameters;
    expect([parameter?.type.value.word, parameter?.encoding?.value]).toEqual(['map', encoding]);
  });
});

describe('what only an example describes', () => {
  it('are the fields of an answer', async () => {
    const example = {
      listzonesresponse: {
        count: 1,
        zone: [
          { id: '8dee69cc-0cdf-11ee-8d3a-0242ac110002', used: 7, size: 53687091200, up: true, tags: ['a'] },
          { name: 'x' },
        ],
      },
    };
    const get = operation('listZones', {}, { type: 'object' }, { example });
    const parsed = await parseDocument(document({ '/': { get } }));
    const { result } = commandOf(parsed);
    expect([result?.key?.value, result?.list]).toEqual(['zone', true]);
    expect(result?.shape?.fields.map(({ name, type }) => `${name.value} ${type.value.word}`)).toEqual([
      'id uuid',
      'used integer',
      'size long',
      'up boolean',
      'tags list',
      'name string',
    ]);
    expect(parsed.found).toEqual([expect.stringMatching(/^note result-from-example .*\/zone$/)]);
  });

  it('among several is the one in the envelope of the command', async () => {
    const examples = {
      failed: { value: { errorresponse: { errorcode: 431 } } },
      fine: { value: { listzonesresponse: { count: 0, zone: [{ id: '1' }] } } },
    };
    const parsed = await parseDocument(document({ '/': { get: operation('listZones', {}, {}, { examples }) } }));
    expect(commandOf(parsed).result?.envelope?.value).toBe('listzonesresponse');
  });
});

describe('objects to choose from', () => {
  it('give the fields of all, and a note', async () => {
    const schemas = {
      Small: object({ id: text }, { required: ['id'] }),
      Big: { allOf: [{ $ref: '#/components/schemas/Small' }, object({ name: text })] },
    };
    const schema = { oneOf: [{ $ref: '#/components/schemas/Small' }, { $ref: '#/components/schemas/Big' }] };
    const parsed = await parseDocument(
      document({ '/': { get: operation('listZones', {}, schema) } }, { components: { schemas } }),
    );
    const fields = commandOf(parsed).result?.shape?.fields.map(({ name, required }) => [name.value, required]);
    expect(fields).toEqual([
      ['id', false],
      ['name', false],
    ]);
    expect(parsed.found).toEqual([expect.stringMatching(/^note schema-union /)]);
  });
});
