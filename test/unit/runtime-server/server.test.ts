import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import {
  ApiFault,
  notFound,
  permissionDenied,
  type RunningServer,
  serve,
} from '../../../templates/runtime/server/index.js';
import { createServer, type Handlers, type Iso } from './sample.js';
import { admin, envelope, get, other, signed } from './signing.js';

const known = '11111111-1111-4111-8111-111111111111';
const isos: Iso[] = [{ id: known, name: 'debian', size: 9007199254740993n }];
const reported: [error: unknown, command: string][] = [];

const handlers: Partial<Handlers> = {
  getIso: ({ id }) => isos.find((iso) => iso.id === id) ?? fail(notFound('id', id)),
  listIsos: async ({ keyword }) => {
    const items = isos.filter(({ name }) => keyword === undefined || name === keyword);
    return { items: keyword === 'beyond' ? [] : items, count: keyword === 'beyond' ? 7 : items.length };
  },
  createIso: () => ({}),
};

function fail(error: Error): never {
  throw error;
}

let running: RunningServer;

beforeAll(async () => {
  const onError = (error: unknown, command: string): number => reported.push([error, command]);
  running = await serve(createServer({ accounts: [admin, other], handlers, onError }), { port: 0 });
});

afterAll(async () => {
  await running.close();
});

async function call(values: Record<string, string>): Promise<Response> {
  return fetch(`${running.url}?${signed(values).toString()}`);
}

describe('an answer', () => {
  test('to a GET holds the result under its key, 64-bit integers exact', async () => {
    const response = await call({ command: 'getIso', id: known });
    expect(response.status).toBe(200);
    expect(response.headers.get('content-type')).toBe('application/json; charset=UTF-8');
    expect(await response.text()).toBe(
      `{"getisoresponse":{"iso":{"id":"${known}","name":"debian","size":9007199254740993}}}`,
    );
  });

  test('to a POST is the same', async () => {
    const response = await fetch(running.url, { method: 'POST', body: signed({ command: 'listIsos' }) });
    expect(await envelope(response)).toEqual([
      'listisosresponse',
      { count: 1, iso: [expect.objectContaining({ id: known })] },
    ]);
  });

  test('to a POST may have parameters in both places', async () => {
    const parameters = signed({ command: 'getIso', id: known });
    parameters.delete('command');
    const response = await fetch(`${running.url}?command=getIso`, { method: 'POST', body: parameters });
    expect((await envelope(response))[0]).toBe('getisoresponse');
  });

  test.each([
    ['response=JSON', { response: 'JSON' }],
    ['unknown parameters', { filter: 'name', _: '1', 'x[0].y': 'z' }],
    ['parameters in other cases', { ID: known }],
  ])('is given in JSON for %s too', async (_, values) => {
    const response = await call({
      command: 'getIso',
      ...(Object.hasOwn(values, 'ID') ? {} : { id: known }),
      ...values,
    });
    expect((await envelope(response))[0]).toBe('getisoresponse');
  });

  test.each([
    ['nothing was found', 'nothing', {}],
    ['the page lies past the end', 'beyond', { count: 7 }],
  ])('to a list has no array when %s', async (_, keyword, body) => {
    expect(await envelope(await call({ command: 'listIsos', keyword }))).toEqual(['listisosresponse', body]);
  });

  test('without a result key is the outcome itself', async () => {
    const server = createServer({ accounts: [admin], handlers: { deleteIso: () => ({ success: true }) } });
    const response = await server.fetch(get({ command: 'deleteIso', id: known }));
    expect(await envelope(response)).toEqual(['deleteisoresponse', { success: true }]);
  });
});

describe('an error', () => {
  const body = (errorcode: number, text: unknown, cserrorcode = 9999) => ({
    uuidList: [],
    errorcode,
    cserrorcode,
    errortext: text,
  });

  test('repeats its code as HTTP status and its text in a header', async () => {
    const response = await call({ command: 'getIso', id: known.replaceAll('1', '2') });
    expect(response.status).toBe(431);
    const [name, content] = await envelope(response);
    expect(name).toBe('getisoresponse');
    expect(content).toEqual(body(431, expect.stringContaining('or entity does not exist')));
    expect(response.headers.get('x-description')).toBe(content['errortext']);
  });

  test.each<[string, Record<string, string>, number, string]>([
    [
      'a missing parameter',
      { command: 'getIso' },
      431,
      'Unable to execute API command getIso due to missing parameter id',
    ],
    [
      'an invalid one',
      { command: 'getIso', id: 'x' },
      431,
      'Invalid parameter id value=x due to incorrect long value format, or entity does not exist',
    ],
    [
      'a command that has no handler',
      { command: 'copyIso', id: known },
      432,
      'The command copyIso is not supported by this server',
    ],
    [
      'an element of a list',
      { command: 'listIsos', ids: `${known},x` },
      431,
      'Invalid parameter ids value=x due to incorrect long value format, or entity does not exist',
    ],
    [
      'half of a page',
      { command: 'listIsos', page: '1' },
      431,
      '"pagesize" parameter is required when "page" is specified',
    ],
    [
      'the other half',
      { command: 'listIsos', pagesize: '5' },
      431,
      '"page" parameter is required when "pagesize" is specified',
    ],
  ])('tells of %s', async (_, values, code, text) => {
    const response = await call(values);
    expect(response.status).toBe(code);
    expect((await envelope(response))[1]).toEqual(body(code, text));
  });

  test('shows no more of what should be an id than an id could be long', async () => {
    const { errortext } = (await envelope(await call({ command: 'getIso', id: 'x'.repeat(2_000) })))[1];
    expect(String(errortext).length).toBeLessThan(250);
  });

  test('never shows the value of a parameter that is no id', async () => {
    const response = await call({ command: 'createIso', name: 'debian', password: 'hunter2hunter2' });
    expect(response.status).toBe(431);
    expect(await response.text()).not.toContain('hunter2');
  });

  test.each([
    ['501', { page: '1', pagesize: '501' }, "Page size can't exceed max allowed page size value: 500"],
    [
      '-1 with a page',
      { page: '1', pagesize: '-1' },
      '"page" makes no sense when "pagesize" is -1, which is unlimited',
    ],
  ])('refuses the page size %s', async (_, page, text) => {
    const response = await call({ command: 'listIsos', ...page });
    expect((await envelope(response))[1]).toEqual(body(431, text, 4350));
  });

  test('of malformed indexed names has the code 430', async () => {
    expect((await call({ command: 'listIsos', 'tags[0]key': 'a' })).status).toBe(430);
  });

  test('is thrown by a handler with whatever code', async () => {
    const uuidList = [{ uuid: known, description: 'isoId' }];
    const fault = new ApiFault({ errorcode: 536, errortext: 'In use: é\nnow', cserrorcode: 4375, uuidList });
    const server = createServer({ accounts: [admin], handlers: { getIso: () => fail(fault) } });
    const response = await server.fetch(get({ command: 'getIso', id: known }));
    expect(response.status).toBe(536);
    expect(response.headers.get('x-description')).toBe('In use: ? now');
    expect((await envelope(response))[1]).toEqual({ ...body(536, 'In use: é\nnow', 4375), uuidList });
  });

  test('outside of HTTP error codes cannot be made', () => {
    expect(() => new ApiFault({ errorcode: 200, errortext: 'fine' })).toThrow(RangeError);
    expect(permissionDenied('no')).toMatchObject({ errorcode: 531, cserrorcode: 4365 });
  });
});

describe('an exception of a handler', () => {
  const broken = { deleteIso: () => fail(new Error('password is hunter2')) };

  test('is a 530 that tells nothing, and is reported', async () => {
    const seen: unknown[] = [];
    const onError = (error: unknown, command: string): number => seen.push([String(error), command]);
    const server = createServer({ accounts: [admin], handlers: broken, onError });
    const response = await server.fetch(get({ command: 'deleteIso', id: known }));
    expect(response.status).toBe(530);
    expect(await response.text()).toBe(
      '{"deleteisoresponse":{"uuidList":[],"errorcode":530,"cserrorcode":9999,' +
        '"errortext":"Internal error executing command, please contact your system administrator"}}',
    );
    expect(seen).toEqual([['Error: password is hunter2', 'deleteIso']]);
  });

  test('is a 530 even when reporting it fails, and when its result cannot be written', async () => {
    const onError = (): never => fail(new Error('the reporter'));
    const cycle: Iso & { self?: unknown } = {};
    cycle.self = cycle;
    const server = createServer({ accounts: [admin], handlers: { ...broken, getIso: () => cycle }, onError });
    expect((await server.fetch(get({ command: 'deleteIso', id: known }))).status).toBe(530);
    expect((await server.fetch(get({ command: 'getIso', id: known }))).status).toBe(530);
  });
});

describe('the envelope', () => {
  const answer = async (request: Request): Promise<[number, string]> => {
    const response = await createServer({ accounts: [admin], handlers }).fetch(request);
    return [response.status, (await envelope(response))[0]];
  };

  test.each<[string, Request, number, string]>([
    ['a wrong signature is the command’s', get({ command: 'copyIso' }, other), 401, 'copytemplateresponse'],
    ['an unknown command is general', get({ command: 'listisos' }), 401, 'errorresponse'],
    ['an unknown command called __proto__ is general', get({ command: '__proto__' }), 401, 'errorresponse'],
    ['an unknown command called toString is general', get({ command: 'toString' }), 401, 'errorresponse'],
    ['a command without handler is general', get({ command: 'deleteIso', id: known }), 432, 'errorresponse'],
    ['no command is null', get({}), 401, 'null'],
    ['a form that is too large is general', tooLarge(), 413, 'errorresponse'],
  ])('of %s', async (_, request, status, name) => {
    expect(await answer(request)).toEqual([status, name]);
  });

  test('of no parameters is general, in XML', async () => {
    const response = await createServer({ accounts: [admin], handlers }).fetch(new Request('http://cloud.example/'));
    expect([response.status, await response.text()]).toEqual([401, expect.stringContaining('<errorresponse ')]);
  });

  test('is absent where another method is refused in plain text', async () => {
    const request = new Request('http://cloud.example/?response=json', { method: 'PUT' });
    const response = await createServer({ accounts: [admin], handlers }).fetch(request);
    expect([response.status, response.headers.get('allow')]).toEqual([405, 'GET, POST']);
    expect(await response.text()).toBe('HTTP method PUT is not supported; use GET or POST');
  });
});

function tooLarge(): Request {
  const headers = { 'content-type': 'application/x-www-form-urlencoded' };
  return new Request('http://cloud.example/?response=json', { method: 'POST', body: 'x'.repeat(1_048_577), headers });
}

describe('a handler', () => {
  test('gets checked parameters and the context of the call', async () => {
    const server = createServer({
      accounts: [admin],
      handlers: {
        listIsos: (params, context) => {
          expect(params).toEqual({ bootable: true, tags: { a: 'b' }, page: 1, pagesize: 500 });
          expect(context).toMatchObject({ command: 'listIsos', account: { apiKey: admin.apiKey }, job: null });
          expect(context.account).not.toHaveProperty('secretKey');
          expect(context.request.method).toBe('GET');
          return { items: [], count: 0 };
        },
      },
    });
    const tags = { 'tags[0].key': 'a', 'tags[0].value': 'b' };
    const page = { page: '0', pagesize: '500' };
    const response = await server.fetch(get({ command: 'listIsos', bootable: 'True', ...tags, ...page }));
    expect(await envelope(response)).toEqual(['listisosresponse', {}]);
  });

  test('may be a method of a class', async () => {
    class Inventory {
      readonly #name = 'debian';
      getIso(): Iso {
        return { name: this.#name };
      }
    }
    const server = createServer({ accounts: [admin], handlers: new Inventory() });
    const response = await server.fetch(get({ command: 'getIso', id: known }));
    expect(await envelope(response)).toEqual(['getisoresponse', { iso: { name: 'debian' } }]);
  });

  test('sees its signal aborted when the caller goes away', async () => {
    let started = (): void => undefined;
    const isStarted = new Promise<void>((resolve) => (started = resolve));
    const aborted = new Promise<void>((resolve) => {
      handlers.deleteIso = (_, { signal }) => {
        signal.addEventListener('abort', () => resolve());
        started();
        return new Promise(() => undefined);
      };
    });
    const server = await serve(createServer({ accounts: [admin], handlers }), { port: 0 });
    const caller = new AbortController();
    const url = `${server.url}?${signed({ command: 'deleteIso', id: known }).toString()}`;
    const response = fetch(url, { signal: caller.signal });
    await isStarted;
    caller.abort();
    await expect(response).rejects.toThrow();
    await aborted;
    await server.close();
  });
});

test('nothing was reported that was answered as it should be', () => {
  expect(reported).toEqual([]);
});
