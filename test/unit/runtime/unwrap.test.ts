import { describe, expect, test } from 'vitest';
import { openEnvelope, type Answer } from '../../../templates/runtime/answer.js';
import { ApiError, ProtocolError } from '../../../templates/runtime/index.js';
import { unwrapOutcome, unwrapPage, unwrapUnknown } from '../../../templates/runtime/unwrap.js';

function answer(
  body: unknown,
  { status = 200, name = 'restoreVirtualMachine', text = JSON.stringify(body) } = {},
): Answer {
  const headers = new Headers({ 'content-type': 'application/json' });
  const authorization = { query: '', secrets: [] };
  return { command: { name, method: 'POST' }, status, headers, text, redact: (shown) => shown, authorization };
}

function thrownBy(run: () => unknown): unknown {
  try {
    run();
  } catch (error) {
    return error;
  }
  throw new Error('expected an error');
}

describe('the envelope', () => {
  test.each(['restorevirtualmachineresponse', 'restorevmresponse', 'errorresponse', 'null', 'updateImageStore'])(
    'may be called %s',
    (name) => {
      expect(openEnvelope(answer({ [name]: { id: '1' } }))).toEqual({ id: '1' });
    },
  );

  test('may have neighbours when it has its documented name', () => {
    expect(openEnvelope(answer({ version: '4', restorevirtualmachineresponse: { id: '1' } }))).toEqual({ id: '1' });
  });

  test.each<[string, unknown]>([
    ['a list', []],
    ['a text', 'x'],
    ['null', null],
    ['an empty object', {}],
    ['a member that is no object', { r: 1 }],
    ['several members', { a: {}, b: {} }],
  ])('is not %s', (_, body) => {
    expect(thrownBy(() => openEnvelope(answer(body)))).toBeInstanceOf(ProtocolError);
  });

  test.each(['', '  \n', '<html>', '{"a":', '{"listresponse":{ ]}}'])('cannot be read from %j', (text) => {
    expect(thrownBy(() => openEnvelope(answer(null, { text })))).toBeInstanceOf(ProtocolError);
  });

  test('with an error status must tell the error', () => {
    expect(thrownBy(() => openEnvelope(answer({ r: { id: '1' } }, { status: 500 })))).toBeInstanceOf(ProtocolError);
  });
});

describe('an error in the envelope', () => {
  const body = {
    errorcode: 431,
    cserrorcode: 4350,
    errortext: 'bad',
    uuidList: [{ uuid: 'u', description: 'zoneId' }, 7],
  };

  test('becomes an ApiError with all that it tells', () => {
    expect(thrownBy(() => openEnvelope(answer({ x: body }, { status: 431 })))).toMatchObject({
      command: 'restoreVirtualMachine',
      status: 431,
      errorcode: 431,
      cserrorcode: 4350,
      errortext: 'bad',
      uuidList: [{ uuid: 'u', description: 'zoneId' }],
    });
  });

  test('counts whatever the status, with missing members, and without an envelope', () => {
    const error = thrownBy(() => openEnvelope(answer({ errorcode: '530' })));
    expect(error).toBeInstanceOf(ApiError);
    expect(error).toMatchObject({ status: 200, errorcode: 530, cserrorcode: null, errortext: '', uuidList: [] });
  });
});

describe('an outcome', () => {
  test.each<[string, object, string | undefined, unknown]>([
    ['its documented member', { zone: { id: '1' }, other: {} }, 'zone', { id: '1' }],
    ['the only member, with another name', { systemvm: { id: '1' } }, 'virtualmachine', { id: '1' }],
    ['the only member where none is documented', { zone: { id: '1' } }, undefined, { id: '1' }],
    ['the element of a list of one', { count: 1, host: [{ id: '1' }] }, 'host', { id: '1' }],
    ['a list of several', { template: [{ id: '1' }, { id: '2' }] }, 'template', [{ id: '1' }, { id: '2' }]],
    ['the body', { id: '1', name: 'n' }, 'zone', { id: '1', name: 'n' }],
    ['a body of one scalar', { description: 'success' }, undefined, { description: 'success' }],
    ['a success', { success: true }, undefined, { success: true }],
    ['a success in text', { success: 'true', displaytext: 'x' }, undefined, { success: true, displaytext: 'x' }],
    ['a failure in text', { success: 'false' }, undefined, { success: false }],
    ['nothing', {}, undefined, {}],
  ])('is %s', (_, body, key, expected) => {
    expect(unwrapOutcome(body as Record<string, unknown>, key)).toEqual(expected);
  });
});

describe('a page', () => {
  test.each<[string, object, unknown]>([
    ['the documented member', { count: 9, zone: [{ id: '1' }] }, { items: [{ id: '1' }], count: 9 }],
    ['the only other member', { count: 1, asnumber: [{ id: '1' }] }, { items: [{ id: '1' }], count: 1 }],
    ['the only list', { count: 1, extra: 'x', asnumber: [{ id: '1' }] }, { items: [{ id: '1' }], count: 1 }],
    ['an object in place of a list', { zone: { id: '1' } }, { items: [{ id: '1' }], count: 1 }],
    ['an object under another name', { capability: { v: 1 } }, { items: [{ v: 1 }], count: 1 }],
    ['a count in text', { count: '3', zone: [{ id: '1' }] }, { items: [{ id: '1' }], count: 3 }],
    ['no count', { zone: [{ id: '1' }, { id: '2' }] }, { items: [{ id: '1' }, { id: '2' }], count: 2 }],
    ['past the end', { count: 7 }, { items: [], count: 7 }],
    ['nothing found', {}, { items: [], count: 0 }],
  ])('is read from %s', (_, body, expected) => {
    expect(unwrapPage(answer({ r: body }), 'zone')).toEqual(expected);
  });

  test('is not guessed from two lists', () => {
    const error = thrownBy(() => unwrapPage(answer({ r: { a: [1], b: [2] } }), 'zone'));
    expect(error).toBeInstanceOf(ProtocolError);
    expect(String(error)).toContain('zone');
  });
});

describe('an answer of which nothing is known', () => {
  test.each<[string, string, object, unknown]>([
    ['a list, even of one', 'listNewThings', { count: 1, newthing: [{ id: '1' }] }, [{ id: '1' }]],
    ['an empty list', 'listNewThings', {}, []],
    ['a list past its end', 'listNewThings', { count: 3 }, []],
    ['an entity', 'createNewThing', { newthing: { id: '1' } }, { id: '1' }],
    ['an acknowledgement', 'startNewThing', { id: 'i', jobid: 'j' }, { id: 'i', jobid: 'j' }],
    ['a success', 'deleteNewThing', { success: 'true' }, { success: true }],
    ['nothing', 'deleteNewThing', {}, {}],
  ])('is %s', (_, name, body, expected) => {
    expect(unwrapUnknown(answer({ r: body }, { name }))).toEqual(expected);
  });
});
