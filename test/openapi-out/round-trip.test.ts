import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import type { ApiModel } from '../../generator/model/api-model.js';
import { hostileOpenApi } from '../hostile/openapi.js';
import { root, specs, temporaryFolder } from '../support/pipeline.js';
import { document, operation, query } from '../unit/parse/openapi-document.js';
import { textOf } from './document.js';
import { modelOf, readBack, withoutOrigins } from './round-trip.js';

describe('the document read back', () => {
  it.each([
    ['our own documents', specs],
    ['a discovery document', { listapis: [`${root}specs/cloudstack.listapis.json`] }],
    ['some commands alone', { ...specs, only: ['list*', 'copyIso'] }],
    [
      'documents that disagree',
      { openapi: [`${root}test/golden/six.openapi.yaml`], slate: [`${root}test/golden/six.slate.md`] },
    ],
  ])('gives the model of %s, without a warning', async (_, given) => {
    const { model } = await modelOf(given);
    const back = await readBack(model);
    expect(withoutOrigins(back.model)).toEqual(withoutOrigins(model));
    expect(back.warnings).toEqual([]);
    expect(textOf(back.model)).toBe(textOf(model));
  });

  it('gives what overrides have changed, without the overrides', async () => {
    const overrides = join(await temporaryFolder(), 'overrides.json');
    const facts = [
      { fact: 'envelope', command: 'listZones', value: 'allzones' },
      { fact: 'result', command: 'listZones', value: { kind: 'list', key: 'place', like: null } },
      { fact: 'result', command: 'stopVirtualMachine', value: { kind: 'entity', key: null, like: null } },
      { fact: 'entity', command: 'listZones', value: 'Place' },
      { fact: 'group', command: 'listZones', value: 'Places of Work' },
      { fact: 'execution', command: 'deleteAutoScaleVmProfile', value: 'sync' },
      { fact: 'method', command: 'listNetworks', value: 'POST' },
      { fact: 'paged', command: 'listVolumes', value: false },
      { fact: 'allowsMinusOne', command: 'listZones', parameter: 'id', value: true },
    ].map((fact) => ({ reason: 'ours', source: 'us', ...fact }));
    await writeFile(overrides, JSON.stringify(facts));
    const { model } = await modelOf({ listapis: [`${root}specs/cloudstack.listapis.json`], overrides: [overrides] });
    const zones = model.commands.find(({ name }) => name === 'listZones');
    expect(zones?.result).toMatchObject({ entity: 'Place', key: 'place' });
    const back = await readBack(model);
    expect(differences(model, back.model)).toEqual([]);
  });

  it('gives parameters and fields of a type that nobody knows', async () => {
    const file = join(await temporaryFolder(), 'api.json');
    const parameters = [query('any', {}), query('word', { 'x-cloudstack-type': 'gadget' })];
    const get = operation('listPumps', { parameters }, { properties: { some: { 'x-cloudstack-type': 'object' } } });
    await writeFile(file, JSON.stringify(document({ '/': { get } })));
    const { model } = await modelOf({ openapi: [file] });
    const kinds = model.commands[0]?.parameters.map(({ type }) => type.kind);
    expect(kinds).toEqual(expect.arrayContaining(['unknown', 'unknown']));
    const back = await readBack(model);
    expect(withoutOrigins(back.model)).toEqual(withoutOrigins(model));
  });

  it('gives texts that try to get out of it as they are', async () => {
    const file = join(await temporaryFolder(), 'hostile.json');
    await writeFile(file, hostileOpenApi());
    const { model } = await modelOf({ openapi: [file] });
    const back = await readBack(model);
    expect(withoutOrigins(back.model)).toEqual(withoutOrigins(model));
  });
});

/** Names of the commands that are not the same. */
function differences(one: ApiModel, other: ApiModel): readonly string[] {
  const texts = ({ commands }: ApiModel) =>
    new Map(commands.map((command) => [command.name, JSON.stringify(withoutOrigins({ ...one, commands: [command] }))]));
  const others = texts(other);
  return [...texts(one)].filter(([name, text]) => others.get(name) !== text).map(([name]) => name);
}
