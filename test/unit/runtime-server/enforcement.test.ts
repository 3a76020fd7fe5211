import { describe, expect, test } from 'vitest';
import { refuseGet } from '../../../templates/runtime/server/enforcement.js';
import { createServer } from './sample.js';
import { admin, envelope, signed } from './signing.js';

const id = '11111111-1111-4111-8111-111111111111';
const version3 = { signatureversion: '3', expires: '2026-01-31T12:15:00Z' };

function ask(method: 'GET' | 'POST', values: Record<string, string>, enforcePost = true): Promise<Response> {
  const server = createServer({
    accounts: [admin],
    handlers: { deleteIso: () => ({ success: true }), listIsos: () => ({ items: [], count: 0 }) },
    now: () => new Date('2026-01-31T12:00:00Z'),
    enforcePost,
  });
  const parameters = signed(values);
  if (method === 'GET') return server.fetch(new Request(`http://a/?${parameters.toString()}`));
  return server.fetch(new Request('http://a/', { method: 'POST', body: parameters }));
}

describe('a server that enforces POST', () => {
  test('refuses what changes something by GET, and takes it by POST', async () => {
    const response = await ask('GET', { command: 'deleteIso', id, ...version3 });
    const errortext = 'State changing command deleteIso needs to be sent using POST request';
    expect(response.status).toBe(400);
    expect(await envelope(response)).toEqual(['deleteisoresponse', { uuidList: [], errorcode: 400, errortext }]);
    expect((await ask('POST', { command: 'deleteIso', id, ...version3 })).status).toBe(200);
  });

  test('takes the setting that asks for all this by GET, and no other', () => {
    const asking = (name: string) => () => refuseGet('GET', 'updateConfiguration', new Map([['Name', name]]));
    expect(asking('enforce.post.requests.and.timestamps')).not.toThrow();
    expect(asking('default.page.size')).toThrow('needs to be sent using POST');
  });

  test('takes what only reads by either', async () => {
    expect((await ask('GET', { command: 'listIsos', ...version3 })).status).toBe(200);
    expect((await ask('POST', { command: 'listIsos', ...version3 })).status).toBe(200);
  });

  test.each([
    ['none', {}],
    ['one that is not looked at', { expires: version3.expires }],
    ['one that is more than 15 minutes ahead', { ...version3, expires: '2026-01-31T12:15:01Z' }],
    ['one that is over', { ...version3, expires: '2026-01-31T11:59:59Z' }],
  ])('refuses a signature with %s for its expiry', async (_, values) => {
    expect((await ask('GET', { command: 'listIsos', ...values })).status).toBe(401);
  });
});

test('a server that does not enforce POST takes what changes something by GET, without expiry', async () => {
  expect((await ask('GET', { command: 'deleteIso', id }, false)).status).toBe(200);
});
