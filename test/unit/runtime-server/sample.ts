import * as z from 'zod';
import type {
  AsyncCommand,
  ListCommand,
  Long,
  Page,
  Success,
  SyncCommand,
} from '../../../templates/runtime/command.js';
import {
  type BaseServerOptions,
  type CloudStackServer,
  createCommandServer,
  type Handler,
  type Routes,
} from '../../../templates/runtime/server/index.js';
import { exactlyOneOf, id, params, type Validator } from '../../../templates/runtime/validate.js';

/** A hand-made instance of what a generated package contains around the server's runtime. */

export interface Iso {
  id?: string | undefined;
  name?: string | undefined;
  size?: Long | undefined;
}

export interface CopyIsoParams {
  id: string;
  destzoneid?: string | undefined;
  destzoneids?: readonly string[] | undefined;
}

export interface ListIsosParams {
  keyword?: string | undefined;
  ids?: readonly string[] | undefined;
  bootable?: boolean | undefined;
  tags?: Readonly<Record<string, string>> | undefined;
  page?: number | undefined;
  pagesize?: number | undefined;
}

export interface RegisterIsoParams {
  name: string;
  password?: string | undefined;
  details?: Readonly<Record<string, string>> | undefined;
}

interface ById {
  id: string;
}

const copyIso: AsyncCommand<CopyIsoParams, Iso> = {
  name: 'copyIso',
  mode: 'async',
  method: 'POST',
  envelope: 'copytemplateresponse',
  resultKey: 'iso',
  parameters: { destzoneids: 'list' },
};

const createIso: AsyncCommand<RegisterIsoParams, Iso> = {
  name: 'createIso',
  mode: 'async',
  method: 'POST',
  resultKey: 'iso',
  acknowledgesId: true,
  parameters: { details: 'entries' },
  sensitive: ['password'],
};

const deleteIso: SyncCommand<ById, Success> = { name: 'deleteIso', mode: 'sync', method: 'POST' };

const getIso: SyncCommand<ById, Iso> = { name: 'getIso', mode: 'sync', method: 'GET', resultKey: 'iso' };

const listIsos: ListCommand<ListIsosParams, Iso> = {
  name: 'listIsos',
  mode: 'list',
  method: 'GET',
  resultKey: 'iso',
  paged: true,
  parameters: { ids: 'list', bootable: 'boolean', tags: 'pairs', page: 'integer', pagesize: 'integer' },
};

const copyIsoParams: Validator<CopyIsoParams> = params(
  () => ({ id: id(), destzoneid: id().optional(), destzoneids: z.array(id()).readonly().optional() }),
  exactlyOneOf('destzoneid', 'destzoneids'),
);

const registerIsoParams: Validator<RegisterIsoParams> = params(() => ({
  name: z.string().max(20),
  password: z.string().max(8).optional(),
  details: z.record(z.string(), z.string()).readonly().optional(),
}));

const byId: Validator<ById> = params(() => ({ id: id() }));

const listIsosParams: Validator<ListIsosParams> = params(() => ({
  keyword: z.string().optional(),
  ids: z.array(id()).readonly().optional(),
  bootable: z.boolean().optional(),
  tags: z.record(z.string(), z.string()).readonly().optional(),
  page: z.number().int().optional(),
  pagesize: z.number().int().optional(),
}));

export interface Handlers {
  copyIso: Handler<CopyIsoParams, Iso>;
  createIso: Handler<RegisterIsoParams, Iso>;
  deleteIso: Handler<ById, Success>;
  getIso: Handler<ById, Iso>;
  listIsos: Handler<ListIsosParams, Page<Iso>>;
}

const routes: Routes<keyof Handlers> = {
  copyIso: { command: copyIso, params: copyIsoParams },
  createIso: { command: createIso, params: registerIsoParams },
  deleteIso: { command: deleteIso, params: byId },
  getIso: { command: getIso, params: byId },
  listIsos: { command: listIsos, params: listIsosParams },
};

export interface ServerOptions extends BaseServerOptions {
  readonly handlers: Partial<Handlers>;
}

export function createServer(options: ServerOptions): CloudStackServer {
  return createCommandServer(routes, options);
}
