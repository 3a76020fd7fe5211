import { CloudStack, CloudStackError } from '../../output/src/index.js';

/** Who calls, and where. */
export interface Caller {
  readonly endpoint: string;
  readonly apiKey: string;
  readonly secretKey: string;
}

/** What a page found out with the generated client, as plain JSON. */
export interface Report {
  readonly zones: unknown;
  readonly role: unknown;
  readonly job: { readonly id: string | null; readonly guest: unknown };
  readonly networks: readonly (string | undefined)[];
  readonly refusal: unknown;
  readonly failure: unknown;
  readonly size: readonly [string, string];
}

/** A text that signing, encoding or a proxy may trip over. */
export const awkward = "~*'(é日本🚀) a+b%20&=\n!";
export const someId = '7a1c2f52-0d0e-4c62-9a0b-3f6f3f0c5a01';
const guest = { serviceofferingid: someId, templateid: someId, zoneid: someId };

/** Reads, writes, waits for jobs, pages through a list and fails, as a program does. */
export async function use(caller: Caller): Promise<Report> {
  const cloudstack = new CloudStack({ ...caller, pageSize: 2, job: { pollMs: 5 } });
  const job = await cloudstack.virtualMachine.deployVirtualMachine({ ...guest, rootdisksize: 9_007_199_254_740_993n });
  const networks: (string | undefined)[] = [];
  for await (const { id } of cloudstack.network.listNetworks()) networks.push(id);
  const { items } = await cloudstack.volume.listVolumes();
  const size = items[0]?.size;
  return {
    zones: await cloudstack.zone.listZones({ name: awkward }),
    role: await cloudstack.role.updateRole({ id: someId, name: awkward }),
    job: { id: job.id, guest: await job.result() },
    networks,
    refusal: await refusal(cloudstack.account.lockAccount({ account: 'nobody', domainid: someId })),
    failure: await refusal(cloudstack.virtualMachine.stopVirtualMachine({ id: someId }).result()),
    size: [typeof size, String(size)],
  };
}

/** How a call fails that the server's answer does not let this page read. */
export async function tryUnreadable(caller: Caller): Promise<unknown> {
  const cloudstack = new CloudStack({ ...caller, retry: false });
  return refusal(cloudstack.zone.listZones());
}

async function refusal(call: Promise<unknown>): Promise<unknown> {
  try {
    return { answered: await call };
  } catch (error) {
    if (error instanceof CloudStackError) return error.toJSON();
    throw error;
  }
}
