import { describe, expect, it } from 'vitest';
import type { Hooks } from '../../generator/customise/hooks.js';
import { Diagnostics, InputError } from '../../generator/diagnostics/diagnostics.js';
import { readInputs, readModel } from '../../generator/generate.js';
import type { ApiModel, Command, Entity, Field } from '../../generator/model/api-model.js';
import type { Decision } from '../../generator/model/provenance.js';
import { type Options, withDefaults } from '../../generator/options.js';
import { plan } from '../../generator/plan/plan.js';
import { root, temporaryFolder, writeFiles } from '../support/pipeline.js';

const documents: Partial<Options> = {
  documents: ['openapi.yaml', 'slate.md', 'listapis.json'].map((ending) => `${root}test/golden/six.${ending}`),
};
const place = { file: 'hooks.mjs', at: { line: 3, column: 5 } };

interface Hooked {
  readonly model: ApiModel;
  readonly decisions: readonly Decision[];
  readonly paths: readonly string[];
}

/** What the generator makes of our documents under some hooks. */
async function hooked(hooks: Hooks, given: Partial<Options> = documents): Promise<Hooked> {
  const diagnostics = new Diagnostics();
  const decisions: Decision[] = [];
  const options = withDefaults(given);
  const read = await readInputs(options, diagnostics);
  const customisations = { hooks: { hooks, files: [], placeOf: () => place }, templates: null, files: [] };
  const { model } = await readModel(options, diagnostics, { ...read, customisations }, decisions);
  return { model, decisions, paths: plan(model, [], options).map(({ path }) => path) };
}

/** The errors with which some hooks are refused. */
async function refused(hooks: unknown): Promise<readonly { code: string; message: string; origin: unknown }[]> {
  const diagnostics = new Diagnostics();
  const options = withDefaults(documents);
  const read = await readInputs(options, diagnostics);
  const loaded = { hooks: hooks as Hooks, files: [], placeOf: () => place };
  try {
    await readModel(options, diagnostics, { ...read, customisations: { hooks: loaded, templates: null, files: [] } });
  } catch (error) {
    if (!(error instanceof InputError)) throw error;
  }
  return diagnostics.all.filter(({ severity }) => severity === 'error');
}

const plain = await hooked({});

function command({ model }: Hooked, name: string): Command {
  const found = model.commands.find((one) => one.name === name);
  if (found === undefined) throw new Error(`there is no command ${name}`);
  return found;
}

function entity({ model }: Hooked, name: string): Entity {
  const found = model.entities.find((one) => one.name === name);
  if (found === undefined) throw new Error(`there is no entity ${name}`);
  return found;
}

function fieldOf(from: Hooked, owner: string, field: string): Field | undefined {
  return entity(from, owner).fields.find(({ name }) => name === field);
}

describe('hooks that say nothing', () => {
  it('change nothing', async () => {
    const asked: string[] = [];
    const silent = await hooked({
      rename: ({ kind, name }) => void asked.push(`${kind} ${name}`),
      group: () => null,
      skip: () => false,
      retype: () => undefined,
      doc: () => null,
    });
    expect(silent.model).toEqual(plain.model);
    expect(asked).toEqual([
      ...plain.model.groups.map(({ title }) => `group ${title}`),
      ...plain.model.entities.map(({ name }) => `entity ${name}`),
    ]);
  });

  it('are asked about everything, in the same order each time', async () => {
    const ask = async (): Promise<readonly string[]> => {
      const asked: string[] = [];
      await hooked({ doc: ({ kind, name }) => void asked.push(`${kind} ${name}`) });
      return asked;
    };
    const first = await ask();
    const { commands, entities } = plain.model;
    const members = [...commands.flatMap((one) => one.parameters), ...entities.flatMap((one) => one.fields)];
    expect(first).toHaveLength(commands.length + entities.length + members.length);
    expect(await ask()).toEqual(first);
  });
});

describe('the hook rename', () => {
  it('renames an entity wherever it is answered, and its file', async () => {
    const renamed = await hooked({ rename: ({ name }) => (name === 'UsageRecord' ? 'Bill' : null) });
    expect(entity(renamed, 'Bill').fields).toEqual(entity(plain, 'UsageRecord').fields);
    expect(command(renamed, 'listUsageRecords').result).toEqual({
      ...command(plain, 'listUsageRecords').result,
      entity: 'Bill',
    });
    expect(JSON.stringify(renamed.model)).not.toContain('"UsageRecord"');
    expect(renamed.paths).toContain('src/models/bill.ts');
    expect(renamed.paths).not.toContain('src/models/usage-record.ts');
  });

  it('renames an entity that stands only in others', async () => {
    const renamed = await hooked({ rename: ({ name }) => (name === 'ResourceTag' ? 'Label' : null) });
    expect(fieldOf(renamed, 'UsageRecord', 'tags')?.type).toMatchObject({ items: { kind: 'entity', entity: 'Label' } });
  });

  it('swaps two names', async () => {
    const names = new Map([
      ['Volume', 'ServiceOffering'],
      ['ServiceOffering', 'Volume'],
    ]);
    const swapped = await hooked({ rename: ({ kind, name }) => (kind === 'entity' ? names.get(name) : null) });
    expect(entity(swapped, 'Volume').fields).toEqual(entity(plain, 'ServiceOffering').fields);
    expect(command(swapped, 'createVolume').result).toMatchObject({ entity: 'ServiceOffering' });
  });

  it('renames a group with all its commands, its property and its folder', async () => {
    const renamed = await hooked({ rename: ({ kind }) => (kind === 'group' ? 'All Together' : null) });
    expect(renamed.model.groups).toEqual([
      { id: 'allTogether', title: 'All Together', commands: plain.model.commands.map(({ name }) => name) },
    ]);
    expect(renamed.paths).toContain('src/groups/all-together/client.ts');
  });

  it('reports two entities of one name, and a name that is taken, at the hook', async () => {
    const twice = await refused({ rename: ({ name }: { name: string }) => (name === 'UsageRecord' ? 'Volume' : null) });
    expect(twice).toEqual([expect.objectContaining({ code: 'name-taken' })]);
    const taken = await refused({ rename: ({ name }: { name: string }) => (name === 'Volume' ? 'Promise' : null) });
    expect(taken).toEqual([expect.objectContaining({ code: 'name-reserved', origin: place })]);
  });
});

describe('the hook group', () => {
  it('moves a command, and wins over the new title of its group', async () => {
    const moved = await hooked({
      rename: ({ kind }) => (kind === 'group' ? 'All' : null),
      group: ({ name }) => (name === 'createVolume' ? 'Storage' : null),
    });
    expect(command(moved, 'createVolume').group).toBe('storage');
    expect(command(moved, 'addIpToNic').group).toBe('all');
  });
});

describe('the hook skip', () => {
  it('leaves out a command, and what only it needs', async () => {
    const skipped = await hooked({ skip: ({ kind, name }) => kind === 'command' && name === 'listUsageRecords' });
    expect(skipped.model.commands).toEqual(plain.model.commands.filter(({ name }) => name !== 'listUsageRecords'));
    expect(skipped.model.groups.map(({ id }) => id)).not.toContain('usage');
    const names = skipped.model.entities.map(({ name }) => name);
    expect(names).toEqual(['NicSecondaryIp', 'ServiceOffering', 'Volume']);
  });

  it('leaves out a parameter, and the rules that name it', async () => {
    const tied = (from: Hooked) => command(from, 'createVolume').parameters.flatMap(({ constraints }) => constraints);
    expect(tied(plain).length).toBeGreaterThan(0);
    const skipped = await hooked({ skip: ({ kind, name }) => kind === 'parameter' && name === 'snapshotid' });
    expect(tied(skipped)).toEqual([]);
    const names = command(skipped, 'createVolume').parameters.map(({ name }) => name);
    expect(names).toEqual(['name', 'diskofferingid', 'displayvolume', 'miniops', 'size']);
  });

  it('leaves out a field of one entity alone', async () => {
    const skipped = await hooked({
      skip: (subject) => subject.kind === 'field' && subject.entity.name === 'Volume' && subject.name === 'id',
    });
    expect(fieldOf(skipped, 'Volume', 'id')).toBeUndefined();
    expect(fieldOf(skipped, 'NicSecondaryIp', 'id')).toBeDefined();
  });
});

describe('the hook retype', () => {
  it('takes words, lists, what other commands answer, and values', async () => {
    const retyped = await hooked({
      retype(subject) {
        if (subject.kind === 'parameter') return subject.name === 'miniops' ? 'date' : null;
        if (subject.entity.name !== 'Volume') return null;
        if (subject.name === 'name') return { word: 'list', items: 'uuid' };
        if (subject.name === 'size') return { word: 'object', like: 'addIpToNic' };
        return subject.name === 'jobstatus' ? { values: ['good', 'bad'] } : null;
      },
    });
    const miniops = command(retyped, 'createVolume').parameters.find(({ name }) => name === 'miniops');
    expect(miniops?.type).toEqual({ kind: 'scalar', scalar: 'date' });
    expect(fieldOf(retyped, 'Volume', 'name')?.type).toMatchObject({ kind: 'array', items: { scalar: 'id' } });
    expect(fieldOf(retyped, 'Volume', 'size')?.type).toEqual({ kind: 'entity', entity: 'NicSecondaryIp' });
    expect(fieldOf(retyped, 'Volume', 'jobstatus')?.type).toMatchObject({ kind: 'enum', values: ['good', 'bad'] });
  });

  it('speaks of a field of one entity, and not of its like in others', async () => {
    const retyped = await hooked({
      retype: (subject) => (subject.kind === 'field' && subject.entity.name === 'Volume' ? 'boolean' : null),
    });
    expect(fieldOf(retyped, 'Volume', 'id')?.type).toEqual({ kind: 'scalar', scalar: 'boolean' });
    expect(fieldOf(retyped, 'NicSecondaryIp', 'id')).toEqual(fieldOf(plain, 'NicSecondaryIp', 'id'));
  });
});

describe('the hook doc', () => {
  it('describes commands, parameters, fields and entities', async () => {
    const described = await hooked({ doc: ({ kind, name }) => `The ${kind} ${name}.` });
    expect(command(described, 'createVolume').description).toBe('The command createVolume.');
    expect(command(described, 'createVolume').parameters[0]?.description).toBe('The parameter name.');
    expect(entity(described, 'Volume').description).toBe('The entity Volume.');
    expect(fieldOf(described, 'Volume', 'size')?.description).toBe('The field size.');
  });
});

describe('what hooks say', () => {
  it('wins over overrides, of which they are told', async () => {
    const folder = await temporaryFolder();
    const row = { fact: 'group', command: 'createVolume', value: 'Mine', reason: 'ours', source: 'us' };
    await writeFiles(folder, [{ path: 'rows.json', text: JSON.stringify([row]) }]);
    const told: string[] = [];
    const group: Hooks['group'] = (subject) => {
      if (subject.name !== 'createVolume') return null;
      told.push(subject.group.title);
      return 'Disk';
    };
    const both = await hooked({ group }, { ...documents, overrides: [`${folder}/rows.json`] });
    expect(told).toEqual(['Mine']);
    expect(command(both, 'createVolume').group).toBe('disk');
  });

  it('is what explain tells first, with the place of the hook', async () => {
    const explained = await hooked({
      rename: ({ name }) => (name === 'Volume' ? 'Disk' : null),
      doc: ({ name }) => (name === 'createVolume' ? 'Ours.' : null),
    });
    const first = (subject: string, aspect: string) =>
      explained.decisions.find((one) => one.subject === subject && one.aspect === aspect)?.claims[0];
    const hook = { by: 'hook', origin: place };
    expect(first('createVolume', 'description')).toMatchObject({ ...hook, value: 'Ours.', reason: 'the hook "doc"' });
    expect(first('createVolume', 'entity')).toMatchObject({ ...hook, value: 'Disk' });
    expect(first('createVolume', 'group')).toMatchObject({ ...hook, value: 'disk' });
    expect(first('Disk.size', 'type')).toMatchObject({ value: 'long' });
    expect(first('Volume.size', 'type')).toBeUndefined();
  });
});

describe('a hook that is wrong', () => {
  it.each([
    ['a number as a name', { rename: () => 5 }, 'answers 5'],
    [
      'a name that is no identifier',
      { rename: ({ kind }: { kind: string }) => (kind === 'entity' ? 'a b' : null) },
      'a name such as',
    ],
    ['a title with a quote', { group: () => "It's" }, 'a title such as'],
    ['a promise', { skip: async () => true }, 'a promise, which nobody waits for'],
    ['a promise that fails', { skip: () => Promise.reject(new Error('late')) }, 'a promise, which nobody waits for'],
    ['a text for yes or no', { skip: () => 'yes' }, 'true or false'],
    ['a type that there is not', { retype: () => 'strin' }, 'perhaps string'],
    ['a type like no command', { retype: () => ({ word: 'object', like: 'createVolum' }) }, 'perhaps createVolume'],
    ['a type with a slip of the pen', { retype: () => ({ word: 'list', item: 'uuid' }) }, '{ word, items, like }'],
    ['no values', { retype: () => ({ values: [] }) }, 'a list of texts'],
    ['an empty text', { doc: () => ' ' }, 'a text is wanted'],
  ])('such as one that answers %s is told of, at its place', async (_, hooks, says) => {
    const errors = await refused(hooks);
    expect(new Set(errors.map(({ code }) => code))).toEqual(new Set(['hook-answer-wrong']));
    expect(errors[0]).toMatchObject({ origin: place });
    expect(errors[0]?.message).toContain(says);
  });

  it('and throws is told of once, by name and subject, without a stack', async () => {
    const errors = await refused({
      doc({ name }: { name: string }) {
        if (name === 'createVolume') throw new TypeError('no idea');
        return null;
      },
    });
    expect(errors).toEqual([expect.objectContaining({ code: 'hook-failed' })]);
    expect(errors[0]?.message).toBe('The hook "doc" failed when it was asked about createVolume: no idea.');
  });

  it('and changes what it is told is stopped', async () => {
    const errors = await refused({
      doc: ({ command: one }: { command?: { description: string } }) => {
        if (one !== undefined) one.description = 'mine';
        return null;
      },
    });
    expect(errors[0]?.message).toMatch(/^The hook "doc" failed .*read.only/);
  });
});
