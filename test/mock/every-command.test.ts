import { afterAll, describe, expect, it } from 'vitest';
import { Diagnostics } from '../../generator/diagnostics/diagnostics.js';
import { readModel } from '../../generator/generate.js';
import { createMock, type Mock, type MockOptions } from '../../generator/mock/index.js';
import { Kinds } from '../../generator/mock/world/kinds.js';
import type { ApiModel, Command } from '../../generator/model/api-model.js';
import { withDefaults } from '../../generator/options.js';
import { catalogue, needsCatalogue, root } from '../support/pipeline.js';
import { outcome } from './caller.js';
import { parametersFor } from './parameters.js';
import { wrongWith } from './valid.js';

const mocks: Mock[] = [];
afterAll(() => Promise.all(mocks.map((mock) => mock.close())));

/** Commands that are about the caller or the server, and not about what the cloud has. */
const ofTheServer = ['login', 'logout', 'queryAsyncJobResult', 'listAsyncJobs', 'listApis'];

async function served(
  listapis: string,
  options: MockOptions = {},
): Promise<{ readonly model: ApiModel; readonly mock: Mock; readonly errors: unknown[] }> {
  const { model } = await readModel(withDefaults({ listapis: [listapis] }), new Diagnostics());
  const errors: unknown[] = [];
  const mock = await createMock({
    ...options,
    model,
    seed: 1,
    onError: (error, command) => errors.push({ command, error }),
  });
  mocks.push(mock);
  await mock.serve();
  return { model, mock, errors };
}

/** What is wrong with the answers to some commands, in this order, and which were refused for an id or another parameter. */
async function drive(
  { model, mock }: { readonly model: ApiModel; readonly mock: Mock },
  commands: readonly Command[],
): Promise<{ readonly wrong: readonly string[]; readonly refused: ReadonlySet<string> }> {
  const wrong: string[] = [];
  const kinds = new Kinds(model);
  const refused = new Set<string>();
  for (const command of commands) {
    const parameters = parametersFor(command, kinds, mock.state);
    const { status, body, envelope } = await outcome(mock, command.name, parameters);
    if (envelope !== command.envelope) wrong.push(`${command.name}: ${envelope}`);
    if (status === 200) wrong.push(...wrongWith(model, command, body).map((text) => `${command.name}: ${text}`));
    else {
      refused.add(command.name);
      if (status !== 431) wrong.push(`${command.name}: ${status} ${JSON.stringify(body)}`);
    }
  }
  return { wrong, refused };
}

/**
 * Things are made before they are looked at, and looked at before they are removed. They are made twice, as some need
 * others.
 */
function inOrder(commands: readonly Command[]): readonly Command[] {
  const driven = commands.filter(({ name }) => !ofTheServer.includes(name));
  const making = driven.filter(({ name }) => /^(?:create|add|register|deploy|associate)/.test(name));
  const removing = driven.filter(({ name }) => /^(?:delete|remove|destroy|expunge|release|disassociate)/.test(name));
  const others = driven.filter((command) => !making.includes(command) && !removing.includes(command));
  return [...making, ...making, ...others, ...removing];
}

describe.skipIf(needsCatalogue !== '')(`every command of CloudStack 4.18${needsCatalogue}`, () => {
  it('is answered as the model says, or refused for a reason', async () => {
    const cloud = await served(catalogue);
    const { wrong, refused } = await drive(cloud, inOrder(cloud.model.commands));
    expect(wrong).toEqual([]);
    expect(cloud.errors).toEqual([]);
    expect(refused.size).toBeLessThan(70);
  });
});

describe('every command of the own listApis document, with jobs that take time', () => {
  it('is answered as the model says, or refused for a reason', async () => {
    const cloud = await served(`${root}specs/cloudstack.listapis.json`, { jobLatencyMs: 1 });
    const { wrong } = await drive(cloud, inOrder(cloud.model.commands));
    expect(wrong).toEqual([]);
    expect(cloud.errors).toEqual([]);
  });
});
