import { describe, expect, it } from 'vitest';
import { call } from './caller.js';
import { type Cloud, cloud, given } from './cloud.js';

const { zoneid, serviceofferingid, templateid } = given;
const never = 3_600_000;

async function stateOf(here: Cloud, id: string): Promise<unknown> {
  return (await here.list('listVirtualMachines', { id }))[0]?.['state'];
}

/** The job's end, however it ends. */
async function ended(here: Cloud, jobid: string): Promise<unknown> {
  for (;;) {
    const { body } = await call(here.mock, 'queryAsyncJobResult', { jobid });
    if (body['jobstatus'] !== 0) return body['jobstatus'];
  }
}

/** Begins a job that takes a moment. */
async function begin(
  here: Cloud,
  command: string,
  values: Record<string, string>,
): Promise<{ jobid: string; id: string }> {
  const { body } = await call(here.mock, command, values);
  return { jobid: String(body['jobid']), id: String(body['id']) };
}

describe('what a job works on', () => {
  it('is there from the start, in the state of things that become', async () => {
    const here = await cloud({ delays: { deployVirtualMachine: 300, createVolume: never } });
    const { jobid, id } = await begin(here, 'deployVirtualMachine', {
      zoneid,
      serviceofferingid,
      templateid,
      name: 'a',
    });
    expect(await here.list('listVirtualMachines')).toMatchObject([{ id, name: 'a', state: 'Starting' }]);
    await call(here.mock, 'createVolume', { name: 'data', size: '1', zoneid });
    expect(await here.list('listVolumes', { name: 'data' })).toMatchObject([{ state: 'Creating' }]);
    expect(await ended(here, jobid)).toBe(1);
    expect(await here.list('listVirtualMachines')).toMatchObject([{ id, name: 'a', state: 'Running' }]);
    expect(await here.list('listVolumes', { virtualmachineid: id })).toHaveLength(1);
  });

  it('is in a state between those that it leaves and comes to', async () => {
    const here = await cloud();
    const { id } = await here.deploy();
    for (const [verb, between, after] of [
      ['stop', 'Stopping', 'Stopped'],
      ['start', 'Starting', 'Running'],
      ['destroy', 'Stopping', 'Destroyed'],
      ['expunge', 'Expunging', undefined],
    ] as const) {
      const command = `${verb}VirtualMachine`;
      here.mock.delay(command, 200);
      const { jobid } = await begin(here, command, { id });
      expect(await stateOf(here, id)).toBe(between);
      expect(await ended(here, jobid)).toBe(1);
      expect(await stateOf(here, id)).toBe(after);
    }
  });

  it('is as it was before when the job fails, and gone when it was to be made', async () => {
    const fail = { deployVirtualMachine: {}, stopVirtualMachine: {} };
    const here = await cloud({ fail, delays: { deployVirtualMachine: 200, stopVirtualMachine: 200 } });
    const made = await begin(here, 'deployVirtualMachine', { zoneid, serviceofferingid, templateid });
    expect(await stateOf(here, made.id)).toBe('Starting');
    expect(await ended(here, made.jobid)).toBe(2);
    expect([await here.list('listVirtualMachines'), await here.list('listVolumes')]).toEqual([[], []]);
    here.mock.fail('deployVirtualMachine', null);
    const { id } = await here.deploy();
    const { jobid } = await begin(here, 'stopVirtualMachine', { id });
    expect(await stateOf(here, id)).toBe('Stopping');
    expect(await ended(here, jobid)).toBe(2);
    expect(await stateOf(here, id)).toBe('Running');
  });

  it('is refused at once, and left alone, when its state is wrong', async () => {
    const here = await cloud({ delays: { startVirtualMachine: never } });
    const { id } = await here.deploy();
    await here.do('destroyVirtualMachine', { id });
    expect((await here.refusal('startVirtualMachine', { id })).status).toBe(431);
    expect(await stateOf(here, id)).toBe('Destroyed');
  });

  it('stays what somebody else has made of it in the meantime', async () => {
    const here = await cloud({ delays: { deployVirtualMachine: 300 } });
    const { id, jobid } = await begin(here, 'deployVirtualMachine', { zoneid, serviceofferingid, templateid });
    await here.do('stopVirtualMachine', { id });
    expect(await ended(here, jobid)).toBe(1);
    expect(await stateOf(here, id)).toBe('Stopped');
  });
});
