import { describe, expect, test } from 'vitest';
import { ApiFault } from '../../../templates/runtime/server/index.js';
import { stringifyXml } from '../../../templates/runtime/server/xml.js';
import { createServer, type Iso, type ServerOptions } from './sample.js';
import { admin, get } from './signing.js';

const id = '11111111-1111-4111-8111-111111111111';
const head = '<?xml version="1.0" encoding="UTF-8"?>';

async function ask(values: Record<string, string>, options: Partial<ServerOptions>): Promise<[number, string, string]> {
  const server = createServer({ accounts: [admin], handlers: {}, ...options });
  const response = await server.fetch(get({ response: 'xml', ...values }));
  return [response.status, response.headers.get('content-type') ?? '', await response.text()];
}

async function body(values: Record<string, string>, handlers: ServerOptions['handlers']): Promise<string> {
  return (await ask(values, { handlers }))[2];
}

describe('an answer in XML', () => {
  const iso: Iso = { id, name: 'a & <b> "c" \'d\'\r', size: 9007199254740993n };

  test('holds the result under its key and tells the version', async () => {
    const answer = await ask({ command: 'getIso', id }, { handlers: { getIso: () => iso }, version: '4.18.1.0' });
    expect(answer).toEqual([
      200,
      'text/xml; charset=UTF-8',
      `${head}<getisoresponse cloud-stack-version="4.18.1.0"><iso><id>${id}</id>` +
        '<name>a &amp; &lt;b&gt; &quot;c&quot; &apos;d&apos;&#13;</name><size>9007199254740993</size></iso></getisoresponse>',
    ]);
  });

  test.each(['xml', 'XML', '', 'html'])('is given for response=%s', async (response) => {
    const [, type] = await ask({ command: 'getIso', id, response }, { handlers: { getIso: () => iso } });
    expect(type).toBe('text/xml; charset=UTF-8');
  });

  test.each<[string, { items: Iso[]; count: number }, string]>([
    [
      'repeats the element of a list',
      { items: [{ name: 'a' }, { name: 'b' }], count: 9 },
      '<count>9</count><iso><name>a</name></iso><iso><name>b</name></iso>',
    ],
    ['is empty when nothing was found', { items: [], count: 0 }, ''],
    ['has a count alone past the end', { items: [], count: 9 }, '<count>9</count>'],
  ])('to a list %s', async (_, page, content) => {
    expect(await body({ command: 'listIsos' }, { listIsos: () => page })).toBe(
      `${head}<listisosresponse cloud-stack-version="4.21.0.0">${content}</listisosresponse>`,
    );
  });

  test('acknowledges a job, whose result stands in jobresult', async () => {
    const server = createServer({ accounts: [admin], handlers: { createIso: () => ({ name: 'a' }) } });
    const started = await (await server.fetch(get({ command: 'createIso', name: 'a', response: 'xml' }))).text();
    const form =
      /<createisoresponse cloud-stack-version="4\.21\.0\.0"><id>(.*)<\/id><jobid>(.*)<\/jobid><\/createisoresponse>$/;
    const [, , jobid = ''] = form.exec(started) ?? [];
    const query = get({ command: 'queryAsyncJobResult', jobid, response: 'xml' });
    expect(await (await server.fetch(query)).text()).toContain(
      '<jobstatus>1</jobstatus><jobprocstatus>0</jobprocstatus><jobresultcode>0</jobresultcode>' +
        '<jobresulttype>object</jobresulttype><jobresult><iso><name>a</name></iso></jobresult>',
    );
  });

  test('tells of an error, with what it is about side by side', async () => {
    const uuidList = [
      { uuid: 'u1', description: 'isoId' },
      { uuid: 'u2', description: 'zoneId' },
    ];
    const getIso = (): never => {
      throw new ApiFault({ errorcode: 536, errortext: 'in <use>', cserrorcode: 4375, uuidList });
    };
    const root = 'getisoresponse cloud-stack-version="4.21.0.0"';
    const [status, , text] = await ask({ command: 'getIso', id }, { handlers: { getIso } });
    expect([status, text]).toEqual([
      536,
      `${head}<${root}><uuidList><uuid>u1</uuid><uuidProperty>isoId</uuidProperty><uuid>u2</uuid>` +
        '<uuidProperty>zoneId</uuidProperty></uuidList><errorcode>536</errorcode><cserrorcode>4375</cserrorcode>' +
        '<errortext>in &lt;use&gt;</errortext></getisoresponse>',
    ]);
  });

  test('leaves out an empty uuidList, and the cserrorcode of a 401', async () => {
    const [status, , text] = await ask({ command: 'listUnicorns' }, {});
    expect([status, text]).toEqual([
      401,
      `${head}<errorresponse cloud-stack-version="4.21.0.0"><errorcode>401</errorcode>` +
        '<errortext>unable to verify user credentials and/or request signature</errortext></errorresponse>',
    ]);
  });

  test('is given to errors that are found before the parameters are read', async () => {
    const headers = { 'content-type': 'application/x-www-form-urlencoded' };
    const request = new Request('http://a/', { method: 'POST', body: 'x'.repeat(1_048_577), headers });
    const response = await createServer({ accounts: [admin], handlers: {} }).fetch(request);
    expect([response.status, response.headers.get('content-type')]).toEqual([413, 'text/xml; charset=UTF-8']);
  });
});

describe('values in XML', () => {
  test.each<[string, unknown, string]>([
    ['what is not there', { a: null, b: undefined, c: [], d: [null] }, ''],
    [
      'scalars',
      { a: true, b: 0, c: -1.5, d: 2n ** 63n - 1n, e: '' },
      '<a>true</a><b>0</b><c>-1.5</c><d>9223372036854775807</d><e></e>',
    ],
    ['dates', { a: new Date('2026-01-31T12:00:00.5Z'), b: new Date(Number.NaN) }, '<a>2026-01-31T12:00:00+0000</a>'],
    ['lists of scalars', { a: ['x', 'y'], b: [1, [2]] }, '<a>x</a><a>y</a><b>1</b><b>2</b>'],
    [
      'a list that is called as that of an error',
      { uuidList: ['a', null, 1] },
      '<uuidList>a</uuidList><uuidList>1</uuidList>',
    ],
    ['lists of objects', { a: [{ b: 1 }, {}] }, '<a><b>1</b></a><a></a>'],
    ['names that XML has', { 'a.b-c_1': 1, __proto__x: 2 }, '<a.b-c_1>1</a.b-c_1><__proto__x>2</__proto__x>'],
    ['maps whose keys are no names', { d: { 'dhcp:114': '<x>', '1': 2 } }, '<d>{1=2, dhcp:114=&lt;x&gt;}</d>'],
    ['keys that would be markup', { '><evil/>': 'x' }, '{&gt;&lt;evil/&gt;=x}'],
    [
      'what XML cannot hold',
      { a: '\0\x08\x0b\x1f\ud800\uffff\t\n😀' },
      '<a>\ufffd\ufffd\ufffd\ufffd\ufffd\ufffd\t\n😀</a>',
    ],
    ['the end of CDATA', { a: ']]>' }, '<a>]]&gt;</a>'],
  ])('%s', (_, value, content) => {
    expect(stringifyXml('r', value, '1')).toBe(`${head}<r cloud-stack-version="1">${content}</r>`);
  });

  test('an own member called __proto__ is one like any other', () => {
    expect(stringifyXml('r', JSON.parse('{"__proto__":{"a":1}}'), '1')).toContain('<__proto__><a>1</a></__proto__>');
  });

  test('a root that is no name becomes one, and a version stays in its quotes', () => {
    expect(stringifyXml('a b/><c', {}, '"><x')).toBe(
      `${head}<_a_b___c cloud-stack-version="&quot;&gt;&lt;x"></_a_b___c>`,
    );
  });

  test('what contains itself is refused', () => {
    const cycle: { self?: unknown } = {};
    cycle.self = cycle;
    expect(() => stringifyXml('r', cycle, '1')).toThrow(TypeError);
  });
});
