import { describe, expect, test } from 'vitest';
import * as server from '../../../templates/runtime/server/index.js';
import { createServer } from './sample.js';
import { admin, envelope, get } from './signing.js';

const id = '11111111-1111-4111-8111-111111111111';

describe('an error made by', () => {
  test.each<[string, server.ApiFault, number, number | null]>([
    ['unauthorized', server.unauthorized(), 401, null],
    ['commandDenied', server.commandDenied('listZones'), 401, 4365],
    ['rateLimited', server.rateLimited(100.5), 429, 4545],
    ['malformedParameter', server.malformedParameter('x'), 430, 9999],
    ['parameterError', server.parameterError('x'), 431, 9999],
    ['invalidParameter', server.invalidParameter('x'), 431, 4350],
    ['notFound', server.notFound('id', 'x'), 431, 9999],
    ['unsupportedAction', server.unsupportedAction('x'), 432, 9999],
    ['secondFactorNeeded', server.secondFactorNeeded('x'), 511, 4295],
    ['internalError', server.internalError('x'), 530, 4250],
    ['permissionDenied', server.permissionDenied('x'), 531, 4365],
    ['limitReached', server.limitReached('x'), 532, 4280],
    ['insufficientCapacity', server.insufficientCapacity('x'), 533, 4325],
    ['resourceUnavailable', server.resourceUnavailable('x'), 534, 4380],
    ['allocationFailed', server.allocationFailed('x'), 535, 4370],
    ['inUse', server.inUse('x'), 536, 4375],
    ['ruleConflict', server.ruleConflict('x'), 537, 4360],
  ])('%s is answered with its code as status and its number', async (_, fault, errorcode, cserrorcode) => {
    const getIso = (): never => {
      throw fault;
    };
    const response = await createServer({ accounts: [admin], handlers: { getIso } }).fetch(
      get({ command: 'getIso', id }),
    );
    expect(response.status).toBe(errorcode);
    const [name, content] = await envelope(response);
    const expected = { uuidList: [], errorcode, errortext: fault.errortext };
    expect(content).toEqual(cserrorcode === null ? expected : { ...expected, cserrorcode });
    expect(name).toBe(errorcode === 432 ? 'errorresponse' : 'getisoresponse');
    expect(response.headers.get('x-description')).toBe(fault.errortext);
  });
});

test('the client’s own text tells from a rate limit how long to wait', () => {
  expect(server.rateLimited(1_500).errortext).toMatch(/please retry after \[1500\] ms\.$/);
});

test.each([
  ['line breaks', 'a\r\nset-cookie: x=y', 'a  set-cookie: x=y'],
  ['other letters', 'é\u2028😀', '? ??'],
  ['more than a header should hold', 'x'.repeat(5_000), 'x'.repeat(1_024)],
])('the header of an error is safe with %s', async (_, text, header) => {
  const getIso = (): never => {
    throw server.internalError(text);
  };
  const response = await createServer({ accounts: [admin], handlers: { getIso } }).fetch(
    get({ command: 'getIso', id }),
  );
  expect(response.headers.get('x-description')).toBe(header);
  expect(response.headers.get('set-cookie')).toBe(null);
  expect((await envelope(response))[1]).toMatchObject({ errortext: text });
});
