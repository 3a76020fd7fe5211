import { describe, expect, test } from 'vitest';
import {
  ApiFault,
  internalError,
  type Middleware,
  rateLimited,
  shownParameters,
} from '../../../templates/runtime/server/index.js';
import { createServer, type ServerOptions } from './sample.js';
import { admin, envelope, get } from './signing.js';

const id = '11111111-1111-4111-8111-111111111111';

async function ask(values: Record<string, string>, options: Partial<ServerOptions>) {
  const server = createServer({ accounts: [admin], handlers: { getIso: () => ({ name: 'a' }) }, ...options });
  return server.fetch(get(values));
}

async function bodyOf(values: Record<string, string>, options: Partial<ServerOptions>) {
  return (await envelope(await ask(values, options)))[1];
}

describe('middleware', () => {
  test('runs around a handler, the first outermost, and sees its outcome without an envelope', async () => {
    const seen: unknown[] = [];
    const layer =
      (name: string): Middleware =>
      async (_, next) => {
        seen.push(`${name} begins`);
        seen.push([name, await next()]);
      };
    const body = await bodyOf({ command: 'getIso', id }, { use: [layer('outer'), layer('inner')] });
    expect(seen).toEqual(['outer begins', 'inner begins', ['inner', { name: 'a' }], ['outer', { name: 'a' }]]);
    expect(body).toEqual({ iso: { name: 'a' } });
  });

  test('is told the command, its checked parameters and the context', async () => {
    const use: Middleware[] = [
      ({ command, params, context }, next) => {
        expect(command).toMatchObject({ name: 'listIsos', mode: 'list' });
        expect(params).toEqual({ bootable: true });
        expect(context).toMatchObject({ command: 'listIsos', job: null, account: { apiKey: admin.apiKey } });
        return next();
      },
    ];
    const handlers = { listIsos: () => ({ items: [{}], count: 1 }) };
    expect(await bodyOf({ command: 'listIsos', bootable: 'TRUE' }, { use, handlers })).toEqual({ count: 1, iso: [{}] });
  });

  test('may replace the outcome, with or without the handler', async () => {
    const use: Middleware[] = [async (_, next) => ({ ...((await next()) as object), size: 1 })];
    expect(await bodyOf({ command: 'getIso', id }, { use })).toEqual({ iso: { name: 'a', size: 1 } });
    expect(await bodyOf({ command: 'getIso', id }, { use: [() => ({ name: 'b' })] })).toEqual({ iso: { name: 'b' } });
  });

  test('may refuse, and may see a failure and change it', async () => {
    const refuse: Middleware = () => {
      throw rateLimited(10);
    };
    expect((await ask({ command: 'getIso', id }, { use: [refuse] })).status).toBe(429);
    const explain: Middleware = (_, next) =>
      next().catch((error: unknown) => {
        throw error instanceof ApiFault ? internalError(`seen: ${error.errortext}`) : error;
      });
    const handlers = { getIso: () => Promise.reject(rateLimited(10)) };
    const { status, headers } = await ask({ command: 'getIso', id }, { use: [explain], handlers });
    expect([status, headers.get('x-description')]).toEqual([530, expect.stringMatching(/^seen: The given user/)]);
  });

  test('runs in the job of a command that has one', async () => {
    const jobs: unknown[] = [];
    const use: Middleware[] = [
      async ({ context }, next) => {
        jobs.push(context.job?.jobid ?? context.command);
        await next();
      },
    ];
    const server = createServer({ accounts: [admin], handlers: { createIso: () => ({ name: 'made' }) }, use });
    const [, { jobid }] = await envelope(await server.fetch(get({ command: 'createIso', name: 'a' })));
    const answer = await server.fetch(get({ command: 'queryAsyncJobResult', jobid: String(jobid) }));
    expect((await envelope(answer))[1]).toMatchObject({ jobstatus: 1, jobresult: { iso: { name: 'made' } } });
    expect(jobs).toEqual([jobid, 'queryAsyncJobResult']);
  });

  test('does not run for what is refused before: signatures, parameters, unknown commands', async () => {
    const use: Middleware[] = [() => expect.unreachable()];
    const other = { apiKey: admin.apiKey, secretKey: 'wrong' };
    const server = createServer({ accounts: [admin], handlers: {}, use });
    expect((await server.fetch(get({ command: 'getIso', id }, other))).status).toBe(401);
    expect((await server.fetch(get({ command: 'getIso', id }))).status).toBe(432);
    expect((await ask({ command: 'getIso', id: 'x' }, { use })).status).toBe(431);
  });

  test('that calls next twice fails, and the handler runs once', async () => {
    let runs = 0;
    const handlers = { getIso: () => ({ size: (runs += 1) }) };
    const twice: Middleware = async (_, next) => {
      await next();
      await next();
    };
    expect((await ask({ command: 'getIso', id }, { use: [twice], handlers })).status).toBe(530);
    expect(runs).toBe(1);
  });

  test('that does not wait for a failure still answers, and nothing is left unhandled', async () => {
    const use: Middleware[] = [(_, next) => (void next(), { name: 'early' })];
    const handlers = { getIso: () => Promise.reject(new Error('late')) };
    expect(await bodyOf({ command: 'getIso', id }, { use, handlers })).toEqual({ iso: { name: 'early' } });
  });
});

test('parameters are shown without what is secret by its command or by its name', async () => {
  const lines: string[] = [];
  const log: Middleware = async (call, next) => {
    lines.push(`${call.command.name} ${JSON.stringify(shownParameters(call))}`);
    await next();
  };
  const values = {
    command: 'createIso',
    name: 'debian',
    password: 'hunter2',
    'details[0].cpu': '2',
    'details[0].apiToken': 'hunter2',
  };
  await ask(values, { use: [log], handlers: { createIso: () => ({}) } });
  expect(lines).toEqual([
    'createIso {"name":"debian","password":"[redacted]","details":{"cpu":"2","apiToken":"[redacted]"}}',
  ]);
});
