import { Diagnostics } from '../../generator/diagnostics/diagnostics.js';
import { readModel } from '../../generator/generate.js';
import { createMock } from '../../generator/mock/index.js';
import type { Command, TypeRef } from '../../generator/model/api-model.js';
import { withDefaults } from '../../generator/options.js';
import { plainRequest, send } from './signed-request.js';
import { fuzzerKeys, type KnownCommand, type StartedTarget, type Target } from './target.js';

/** A mock of the API that answers of `listApis` describe. */
export async function startMockTarget(listapis: readonly string[]): Promise<StartedTarget> {
  const { model } = await readModel(withDefaults({ listapis }), new Diagnostics());
  const mishaps: unknown[] = [];
  const mock = await createMock({ model, ...fuzzerKeys, onError: (error) => mishaps.push(error) });
  const target = { url: await mock.serve(), ...fuzzerKeys, mishaps: () => mishaps.splice(0) };
  const ids = await idsIn({ ...target, commands: new Map() }, model.commands);
  const commands = model.commands.map((command): [string, KnownCommand] => [command.name, known(command, ids)]);
  return { ...target, commands: new Map(commands), stop: () => mock.close() };
}

/** An id of every kind of thing that the mock starts with, by the kind’s name in answers. */
async function idsIn(target: Target, commands: readonly Command[]): Promise<ReadonlyMap<string, string>> {
  const ids = new Map<string, string>();
  for (const { name, result } of commands) {
    if (result.kind !== 'list') continue;
    const body = await (await send(target, plainRequest(name))).text();
    const [, id] = /\[\{.*?"id":"([^"]+)"/.exec(body) ?? [];
    if (id !== undefined) ids.set(result.key, id);
  }
  return ids;
}

function known({ parameters }: Command, ids: ReadonlyMap<string, string>): KnownCommand {
  const required = parameters.filter((parameter) => parameter.required);
  return {
    parameters: parameters.map(({ name }) => name),
    required: required.map(({ name, type }) => [name, isId(type) ? idFor(name, ids) : '7']),
  };
}

function isId(type: TypeRef): boolean {
  return type.kind === 'scalar' && type.scalar === 'id';
}

/** That of a zone for `zoneid`; any for `id`. */
function idFor(name: string, ids: ReadonlyMap<string, string>): string {
  return ids.get(name.replace(/id$/, '')) ?? [...ids.values()][0] ?? '';
}
