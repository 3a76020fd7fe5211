import type { AsyncCommand, ListCommand, Success, SyncCommand } from '../../../templates/runtime/command.js';
import {
  Client,
  type ClientOptions,
  type CommonOptions,
  CommandGroup,
  type JobPromise,
  type ListPromise,
  type RequestOptions,
  type ValidationOptions,
} from '../../../templates/runtime/index.js';
import { apiKey, type ScriptedServer, secretKey } from './scripted-server.js';

export interface Zone {
  id: string;
  name?: string | undefined;
}

export interface VirtualMachine {
  id: string;
  name?: string | undefined;
}

export interface DeployParams {
  zoneid: string;
  password?: string | undefined;
  details?: Readonly<Record<string, string>> | undefined;
}

export interface ListParams {
  name?: string | undefined;
  page?: number | undefined;
  pagesize?: number | undefined;
}

export interface Commands {
  readonly createZone: SyncCommand<{ name: string }, Zone>;
  readonly deleteZone: SyncCommand<{ id: string }, Success>;
  readonly deployVirtualMachine: AsyncCommand<DeployParams, VirtualMachine>;
  readonly listZones: ListCommand<ListParams, Zone>;
  readonly listHypervisors: ListCommand<{ zoneid?: string | undefined }, { name: string }>;
}

export const commands: Commands = {
  createZone: { name: 'createZone', mode: 'sync', method: 'POST', resultKey: 'zone' },
  deleteZone: { name: 'deleteZone', mode: 'sync', method: 'POST' },
  deployVirtualMachine: {
    name: 'deployVirtualMachine',
    mode: 'async',
    method: 'POST',
    resultKey: 'virtualmachine',
    acknowledgesId: true,
    parameters: { details: 'entries' },
    sensitive: ['password'],
  },
  listZones: {
    name: 'listZones',
    mode: 'list',
    method: 'GET',
    resultKey: 'zone',
    paged: true,
    parameters: { page: 'integer', pagesize: 'integer' },
  },
  listHypervisors: { name: 'listHypervisors', mode: 'list', method: 'GET', resultKey: 'hypervisor', paged: false },
};

/** A group's class as templates print it. */
export class ZoneClient extends CommandGroup {
  createZone(params: { name: string }): Promise<Zone> {
    return this.call(commands.createZone, params);
  }

  deployVirtualMachine(params: DeployParams): JobPromise<VirtualMachine> {
    return this.submit(commands.deployVirtualMachine, params);
  }

  listZones(params: ListParams = {}, options?: RequestOptions): ListPromise<Zone> {
    return this.list(commands.listZones, params, options);
  }
}

/** A package's client as templates print it. */
export class CloudStack extends Client<Commands> {
  readonly zone: ZoneClient = new ZoneClient(this);

  constructor(options: ClientOptions) {
    super(options, commands);
  }
}

/** A client of that server, whose retries come soon. */
export function clientOf(
  { endpoint }: Pick<ScriptedServer, 'endpoint'>,
  options: Partial<CommonOptions & ValidationOptions> = {},
): CloudStack {
  return new CloudStack({ endpoint, apiKey, secretKey, retry: { baseDelayMs: 5 }, ...options });
}
