import { describe, expect, it, onTestFinished } from 'vitest';
import { createMock } from '../../generator/mock/index.js';
import { ApiError, CloudStack, JobFailedError } from '../../output/src/index.js';
import { validators } from '../../output/src/validators.js';
import { root, specs } from '../support/pipeline.js';
import { given } from './cloud.js';

const { zoneid, serviceofferingid, templateid } = given;

/** The client in output/ and a mock of the documents that it was generated from; every answer is checked. */
async function connected() {
  const mock = await createMock({ ...specs, listapis: `${root}specs/cloudstack.listapis.json`, seed: 1 });
  onTestFinished(() => mock.close());
  const endpoint = await mock.serve();
  const { apiKey, secretKey } = mock;
  const cloudstack = new CloudStack({
    endpoint,
    apiKey,
    secretKey,
    validators,
    validateResults: 'throw',
    job: { pollMs: 5 },
  });
  return { mock, cloudstack };
}

/** What lists must be told. */
const needed: Readonly<Record<string, Readonly<Record<string, unknown>>>> = {
  listResourceIcon: { resourceids: [zoneid], resourcetype: 'Zone' },
  listStorageProviders: { type: 'primary' },
};

describe('the generated client', () => {
  it('deploys, finds, stops and starts a machine', async () => {
    const { cloudstack } = await connected();
    const job = await cloudstack.virtualMachine.deployVirtualMachine({
      zoneid,
      serviceofferingid,
      templateid,
      name: 'web',
    });
    const vm = await job.result();
    expect(vm).toMatchObject({ id: job.id, name: 'web', state: 'Running', zonename: 'zone-1', cpunumber: 1 });
    const stopped = await cloudstack.virtualMachine.stopVirtualMachine({ id: vm.id ?? '' }).result();
    expect(stopped.state).toBe('Stopped');
    const all = await cloudstack.virtualMachine.listVirtualMachines({ state: 'Stopped' }).all();
    expect(all.map(({ id }) => id)).toEqual([vm.id]);
    expect((await cloudstack.virtualMachine.startVirtualMachine({ id: vm.id ?? '' }).result()).state).toBe('Running');
    expect((await cloudstack.volume.listVolumes({ virtualmachineid: vm.id ?? '' })).items).toMatchObject([
      { type: 'ROOT' },
    ]);
  });

  it('finds every list answered as its validator wants', async () => {
    const { cloudstack, mock } = await connected();
    await cloudstack.virtualMachine.deployVirtualMachine({ zoneid, serviceofferingid, templateid }).result();
    const before = mock.state.all('listVirtualMachines');
    const lists = Object.keys(validators).filter((name) => name.startsWith('list') && !name.includes('RuleInstances'));
    expect(lists.length).toBeGreaterThan(15);
    for (const name of lists) {
      await cloudstack.call(name, needed[name] ?? {});
    }
    expect(mock.state.all('listVirtualMachines')).toEqual(before);
  });

  it('is told of errors as a server tells them', async () => {
    const { cloudstack, mock } = await connected();
    const unknown = cloudstack.virtualMachine.startVirtualMachine({ id: '99999999-0000-4000-8000-000000000099' });
    await expect(unknown).rejects.toSatisfy((error) => error instanceof ApiError && error.isNotFound);
    mock.fail('deployVirtualMachine', { errorcode: 533, errortext: 'No host has room' });
    const failing = cloudstack.virtualMachine.deployVirtualMachine({ zoneid, serviceofferingid, templateid }).result();
    await expect(failing).rejects.toSatisfy((error) => error instanceof JobFailedError && error.errorcode === 533);
  });
});
