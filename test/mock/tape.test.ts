import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { Diagnostics } from '../../generator/diagnostics/diagnostics.js';
import { type MockOptions, readRecording } from '../../generator/mock/index.js';
import { temporaryFolder } from '../support/pipeline.js';
import { call } from './caller.js';
import { type Cloud, cloud } from './cloud.js';

/** A mock that stands for a real server, with keys of its own, and one that records it. */
async function recorder(
  options: MockOptions = {},
): Promise<{ readonly real: Cloud; readonly here: Cloud; readonly file: string }> {
  const real = await cloud({ apiKey: 'real-key', secretKey: 'real-secret', ...options });
  const file = join(await temporaryFolder(), 'tape.jsonl');
  const upstream = { endpoint: real.mock.url ?? '', apiKey: 'real-key', secretKey: 'real-secret' };
  return { real, here: await cloud({ record: { file, upstream } }), file };
}

async function player(file: string, options: MockOptions = {}): Promise<Cloud> {
  const diagnostics = new Diagnostics();
  const replay = await readRecording(file, diagnostics);
  expect(diagnostics.all).toEqual([]);
  return cloud({ ...options, replay });
}

describe('a recording', () => {
  it('passes calls on and plays their answers again, jobs and errors included', async () => {
    const { real, here, file } = await recorder();
    const made = await here.deploy({ name: 'web-1' });
    const listed = await here.list('listVirtualMachines');
    const refused = await here.refusal('startVirtualMachine', { id: 'nothing' });
    expect(real.mock.state.find(made.id)).toMatchObject({ name: 'web-1' });
    expect(refused.status).toBe(431);
    await real.mock.close();
    const again = await player(file);
    expect(await again.deploy({ name: 'web-1' })).toEqual(made);
    expect(await again.list('listVirtualMachines')).toEqual(listed);
    expect(await again.refusal('startVirtualMachine', { id: 'nothing' })).toEqual(refused);
  });

  it('plays the answers to one call in their order, and repeats the last', async () => {
    const { real, here, file } = await recorder();
    expect(await here.list('listVirtualMachines')).toEqual([]);
    await real.deploy();
    expect(await here.list('listVirtualMachines')).toHaveLength(1);
    const again = await player(file);
    const counts: number[] = [];
    for (let round = 0; round < 3; round += 1) counts.push((await again.list('listVirtualMachines')).length);
    expect(counts).toEqual([0, 1, 1]);
  });

  it('is made of a server, too, that wants changes by POST and signatures that expire', async () => {
    const { real, here } = await recorder({ enforcePost: true });
    const made = await here.deploy({ name: 'web-1' });
    expect(real.mock.state.find(made.id)).toMatchObject({ name: 'web-1' });
  });

  it('answers in XML whoever asks for that, errors too', async () => {
    const { here, file } = await recorder();
    const again = await player(file);
    const asXml = async (one: Cloud, command: string): Promise<readonly [string | null, string]> => {
      const response = await one.mock.fetch(one.request(command, { response: 'xml' }));
      return [response.headers.get('content-type'), await response.text()];
    };
    const listed = await asXml(here, 'listZones');
    expect(listed[0]).toBe('text/xml; charset=UTF-8');
    expect(listed[1]).toMatch(/<listzonesresponse [^>]*><count>1<\/count><zone><allocationstate>/);
    expect(await asXml(await player(file), 'listZones')).toEqual(listed);
    expect((await asXml(again, 'listUsers'))[1]).toMatch(/<errorresponse .*<errorcode>431<\/errorcode>/);
  });

  it('holds nothing secret', async () => {
    const { here, file } = await recorder();
    await here.do('createSSHKeyPair', { name: 'mine' });
    const person = {
      username: 'eve',
      password: 'secret-of-eve',
      firstname: 'E',
      lastname: 'E',
      email: 'e@example.com',
    };
    await here.do('createAccount', person);
    const text = readFileSync(file, 'utf8');
    expect(text).not.toMatch(/secret-of-eve|PRIVATE KEY|real-key|real-secret|mock-api-key|mock-secret-key|signature/i);
    expect(text).toContain('"username":"eve"');
    expect((await player(file)).mock).toBeDefined();
  });

  it('answers nobody who does not sign with the keys of the mock', async () => {
    const { here, file } = await recorder();
    const { url, apiKey } = here.mock;
    const stranger = { url, apiKey, secretKey: 'wrong' } as typeof here.mock;
    expect((await call(stranger, 'listZones')).status).toBe(401);
    expect(readFileSync(file, 'utf8')).toBe('');
  });

  it('refuses calls that were not recorded, and says when the real server is gone', async () => {
    const { real, here, file } = await recorder();
    await here.list('listZones');
    const again = await player(file);
    expect(await again.refusal('listZones', { name: 'other' })).toMatchObject({ status: 431 });
    await real.mock.close();
    expect(await here.refusal('listZones')).toEqual({
      status: 530,
      errortext: 'The server that is recorded did not answer',
    });
  });
});
