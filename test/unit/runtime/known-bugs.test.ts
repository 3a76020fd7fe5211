import { describe, expect, test } from 'vitest';
import { ApiError, JobFailedError, JobTimeoutError, ProtocolError } from '../../../templates/runtime/index.js';
import { clientOf } from './sample-commands.js';
import { type Received, type Reply, type ScriptedServer, scriptedServer, sent } from './scripted-server.js';

/** Bugs of the clients in use today, each as a test that names it. */

const worked: Reply = { body: { r: { success: true } } };

function server(body: object | string, status = 200): Promise<ScriptedServer> {
  return scriptedServer(() => ({ status, body }));
}

async function reasonOf(promise: PromiseLike<unknown>): Promise<unknown> {
  return promise.then(
    () => expect.unreachable('expected a rejection'),
    (reason: unknown) => reason,
  );
}

describe('signing', () => {
  test.each([
    ['~', 'cs, libcloud, cmk, cloudstack-go, csclient (ngine-io/ansible-collection-cloudstack#85)', 'Of4N~H$JP9'],
    ['*', 'cloudstack-go#48, libcloud#846, niwo/cloudstack_client#11', 'a*b'],
    ["!'()", 'the TypeScript MCP clients', "it's (me)!"],
    ['&, = and +', 'cloudstack-mcp-server', 'a&b=c+d'],
    ['brackets in a value', 'csclient', '[a]'],
    ['text beyond ASCII', 'clients that lower-case before they encode', 'É 😀'],
  ])('%s breaks no signature (%s)', async (_, __, value) => {
    const strict = await scriptedServer(() => worked);
    const client = clientOf(strict);
    await client.call('listThings', { keyword: value, details: { Key: value } });
    await client.call('updateThing', { a: value, b: value, c: value, d: value, e: value });
    expect(strict.requests.map(({ isSigned }) => isSigned)).toEqual([true, true]);
    expect(sent(strict.requests[0])).toEqual({ keyword: value, 'details[0].Key': value });
  });

  test('names are sorted as the server sorts them, whatever their case (libcloud, cloudstack.net)', async () => {
    const strict = await scriptedServer(() => worked);
    await clientOf(strict).call('listThings', {
      templatefilter: 'x',
      templateId: '1',
      'Nics[0].ip4Address': 'a',
      nicsb: '2',
    });
    expect(strict.requests[0]?.isSigned).toBe(true);
  });

  test('a colon or a dot in a map key is signed bare (cs, cmk, cloudstack-go)', async () => {
    const strict = await scriptedServer(() => worked);
    const dhcpoptionsnetworklist = [{ networkid: 'n', 'dhcp:114': 'x' }];
    await clientOf(strict).call('deployThing', { dhcpoptionsnetworklist, details: { 'cpu.overcommit.ratio': 2 } });
    expect(strict.requests[0]?.isSigned).toBe(true);
    expect(sent(strict.requests[0])).toEqual({
      'dhcpoptionsnetworklist[0].networkid': 'n',
      'dhcpoptionsnetworklist[0].dhcp:114': 'x',
      'details[0].cpu.overcommit.ratio': '2',
    });
  });
});

test('a server that enforces POST and timestamps is satisfied (cmk, libcloud, csclient, Java; apache/cloudstack#10899)', async () => {
  const isRead = /^(get|list|query|find)(\w+)+$/;
  const enforce = ({ method, params }: Received): Reply => {
    const command = (params.get('command') ?? '').toLowerCase();
    const aheadMs = Date.parse(params.get('expires') ?? '') - Date.now();
    const isFresh = params.get('signatureversion') === '3' && aheadMs > 0 && aheadMs <= 900_000;
    const isRight = isFresh && (method === 'POST' || isRead.test(command));
    return isRight
      ? worked
      : { status: 400, body: { r: { errorcode: 400, errortext: 'needs to be sent using POST' } } };
  };
  const strict = await scriptedServer(enforce);
  const client = clientOf(strict);
  for (const name of ['listThings', 'getThing', 'deployThing', 'quotaIsEnabled', 'readyForShutdown', 'updateThing']) {
    expect(await client.call(name)).toEqual({ success: true });
  }
});

describe('parameters', () => {
  test('a list is joined by bare commas (cloudstack-go CustomService), an object is not "[object Object]" (cloudstack-mcp-server)', async () => {
    const strict = await scriptedServer(() => worked);
    await clientOf(strict).call('listThings', { ids: ['a', 'b'], tags: { env: 'prod' } });
    expect(sent(strict.requests[0])).toEqual({ ids: 'a,b', 'tags[0].env': 'prod' });
  });

  test('all entries of details share one index (xanzy/go-cloudstack#84, cloudstack-go#118)', async () => {
    const strict = await scriptedServer(() => worked);
    await clientOf(strict)
      .zone.deployVirtualMachine({ zoneid: 'z', details: { cpuNumber: '2', memory: '512' } })
      .catch(() => {});
    expect(sent(strict.requests[0])).toEqual({ zoneid: 'z', 'details[0].cpuNumber': '2', 'details[0].memory': '512' });
  });

  test('user data of a megabyte goes by POST, signed (apache/cloudstack#8415, cmk#151)', async () => {
    const strict = await scriptedServer(() => worked);
    const userdata = 'QUJD'.repeat(250_000);
    await clientOf(strict).call('deployThing', { userdata });
    expect(strict.requests[0]).toMatchObject({ method: 'POST', isSigned: true });
    expect(strict.requests[0]?.params.get('userdata')).toBe(userdata);
  });

  test('any command can be called by name, with any parameters (cloudstack-go CustomRequest does not compile)', async () => {
    expect(await clientOf(await server(worked.body ?? '')).call('brandNewThing', { any: [1n, 2n] })).toEqual({
      success: true,
    });
  });
});

describe('answers', () => {
  const odd = [
    'activaterojectresponse',
    'resetSSHKforvirtualmachineresponse',
    'updateImageStore',
    'listregisteredservicepackage',
    'null',
  ];

  test.each(odd)('an envelope called %s is opened (apache/cloudstack#7022)', async (name) => {
    expect(await clientOf(await server({ [name]: { zone: { id: '1' } } })).zone.createZone({ name: 'a' })).toEqual({
      id: '1',
    });
  });

  test.each([
    ['another key', { count: 1, othername: [{ id: '1' }] }],
    ['the key "null" (apache/cloudstack#6771)', { count: 1, null: [{ id: '1' }] }],
    ['one object in place of a list', { zone: { id: '1' } }],
    ['one object under another key', { capability: { id: '1' } }],
    ['two collections', { count: 1, lbrulevmidip: 'x', loadbalancerruleinstance: [{ id: '1' }] }],
  ])('a count never comes with an empty list: %s (cloudstack-go#162)', async (_, body) => {
    expect((await clientOf(await server({ listzonesresponse: body })).zone.listZones()).items).toEqual([{ id: '1' }]);
  });

  test.each([{}, { count: 0 }, { count: 9 }])(
    'an empty list of %j is no KeyError (libcloud list_snapshots)',
    async (body) => {
      const client = clientOf(await server({ listzonesresponse: body }));
      expect((await client.zone.listZones()).items).toEqual([]);
      expect(await client.zone.listZones().all()).toEqual([]);
    },
  );

  test('one field of another type than documented does not cost the answer (cloudstack-go#4, #129; hashicorp/packer#7557)', async () => {
    const zone = { id: 7, name: ['odd'], unknown: { a: null }, startport: '80', ostypeid: 12 };
    expect(await clientOf(await server({ r: { zone } })).zone.createZone({ name: 'a' })).toEqual(zone);
  });

  test('64-bit integers keep their digits (cmk, the web interface)', async () => {
    const client = clientOf(
      await server('{"r":{"zone":{"id":"9007199254740993","a":9007199254740993,"b":-9223372036854775808}}}'),
    );
    expect(await client.zone.createZone({ name: 'a' })).toEqual({
      id: '9007199254740993',
      a: 9007199254740993n,
      b: -9223372036854775808n,
    });
  });

  test('"true" in text is a success (cloudstack-go#25)', async () => {
    expect(await clientOf(await server({ r: { success: 'true' } })).call('deleteZone', { id: '1' })).toEqual({
      success: true,
    });
  });
});

describe('errors', () => {
  test('keep the text of the server, in its envelope or in errorresponse (csclient: 0 "", cloudstack-go: Undefined error)', async () => {
    for (const envelope of ['errorresponse', 'deployvirtualmachineresponse']) {
      const refused = await server(
        { [envelope]: { errorcode: 431, cserrorcode: 4350, errortext: 'Unable to find zone' } },
        431,
      );
      const error = await reasonOf(clientOf(refused).zone.deployVirtualMachine({ zoneid: 'z' }).result());
      expect(error).toMatchObject({
        errorcode: 431,
        cserrorcode: 4350,
        errortext: 'Unable to find zone',
        isNotFound: true,
      });
    }
  });

  test('a page of a proxy is told as such (terraform-provider-cloudstack#148: invalid character)', async () => {
    const error = await reasonOf(clientOf(await server('<html>login</html>')).call('deployThing'));
    expect(error).toBeInstanceOf(ProtocolError);
    expect(String(error)).toContain('<html>login</html>');
  });

  test('a 401 is an error with the words of the server, and nothing else is tried (cmk: panic, or the password; cmk#168)', async () => {
    const refused = await server({ r: { errorcode: 401, errortext: 'unable to verify user credentials' } }, 401);
    const error = await reasonOf(clientOf(refused).call('listThings'));
    expect(error).toBeInstanceOf(ApiError);
    expect(error).toMatchObject({ isAuth: true, errortext: 'unable to verify user credentials' });
    expect(refused.requests).toHaveLength(1);
  });
});

describe('lists', () => {
  /** 1234 zones, 500 at most in one answer, and a count that is wrong. */
  function bigServer(count: (size: number) => number): Promise<ScriptedServer> {
    return scriptedServer(({ params }) => {
      const [page, size] = [Number(params.get('page') ?? 1), Number(params.get('pagesize') ?? 500)];
      const zone = Array.from({ length: 1234 }, (_, n) => ({ id: `z${n}` })).slice((page - 1) * size, page * size);
      return { body: { listzonesresponse: zone.length > 0 ? { count: count(zone.length), zone } : {} } };
    });
  }

  test.each([
    ['right', () => 1234],
    ['that of the page', (size: number) => size],
    ['too low', () => 1],
    ['too high', () => 99_999],
  ])(
    'are complete with a count that is %s (libcloud: 500 of 1234; apache/cloudstack#3890, #5231, #8701)',
    async (_, count) => {
      expect(
        await clientOf(await bigServer(count))
          .zone.listZones()
          .all(),
      ).toHaveLength(1234);
    },
  );

  test('end where a command ignores page (ngine-io/cs#43: endless loop)', async () => {
    const zone = Array.from({ length: 500 }, (_, n) => ({ id: `z${n}` }));
    const deaf = await server({ listzonesresponse: { count: 500, zone } });
    expect(await clientOf(deaf).zone.listZones().all()).toHaveLength(500);
    expect(deaf.requests).toHaveLength(2);
  });
});

describe('jobs', () => {
  const acknowledged: Reply = { body: { r: { id: 'vm-1', jobid: 'job-1' } } };

  function jobServer(look: object): Promise<ScriptedServer> {
    return scriptedServer(({ params }) =>
      params.get('command') === 'queryAsyncJobResult' ? { body: { queryasyncjobresultresponse: look } } : acknowledged,
    );
  }

  test('a failed job ends the waiting at once (cs 4.0.1 and egoscale#322 poll for ever)', async () => {
    const failing = await jobServer({
      jobstatus: 2,
      jobresultcode: 530,
      jobresult: { errorcode: 533, errortext: 'no capacity' },
    });
    const error = await reasonOf(clientOf(failing).zone.deployVirtualMachine({ zoneid: 'z' }).result());
    expect(error).toBeInstanceOf(JobFailedError);
    expect(error).toMatchObject({
      errorcode: 533,
      errortext: 'no capacity',
      jobid: 'job-1',
      command: 'deployVirtualMachine',
    });
    expect(failing.requests).toHaveLength(2);
  });

  test('the status is that of the job, not jobprocstatus (ngine-io/cs#17)', async () => {
    const running = await jobServer({ jobstatus: 0, jobprocstatus: 1, jobresultcode: 0 });
    expect(await clientOf(running).job('job-1').status()).toEqual({ state: 'pending' });
  });

  test('ids are known before the job ends, and are kept by a wait that is too short (hashicorp/terraform#3171, CAPC#312)', async () => {
    const running = await jobServer({ jobstatus: 0 });
    const job = await clientOf(running).zone.deployVirtualMachine({ zoneid: 'z' });
    expect(job).toMatchObject({ id: 'vm-1', jobid: 'job-1' });
    const error = await reasonOf(job.result({ timeoutMs: 20, pollMs: 10 }));
    expect(error).toBeInstanceOf(JobTimeoutError);
    expect(error).toMatchObject({ jobid: 'job-1' });
  });

  test.each([0, Number.NaN, -1])(
    'a waiting time of %d is refused rather than over at once (cmk#102)',
    async (timeoutMs) => {
      const running = await jobServer({ jobstatus: 0 });
      expect(await reasonOf(clientOf(running).job('job-1').result({ timeoutMs }))).toBeInstanceOf(TypeError);
    },
  );

  test('the wait may be as long as wanted (terraform-provider-cloudstack#40: 15 minutes at most)', async () => {
    const done = await jobServer({ jobstatus: 1, jobresult: { success: true } });
    expect(
      await clientOf(done, { job: { timeoutMs: Infinity } })
        .job('job-1')
        .result(),
    ).toEqual({ success: true });
  });

  test('a command that starts a job is not sent twice after a broken connection (irq-cloudstack-mcp: two machines)', async () => {
    const broken = await scriptedServer(() => ({ ...acknowledged, breakOff: 'before' }));
    await reasonOf(clientOf(broken).zone.deployVirtualMachine({ zoneid: 'z' }).result());
    expect(broken.requests).toHaveLength(1);
  });
});
