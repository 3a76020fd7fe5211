import { describe, expect, it } from 'vitest';
import { type CommandSpec, listOf, mergeCommands } from './raw.js';

/** `code: message` of the errors about names. */
function errors(commands: readonly CommandSpec[], facts: readonly object[] = []): readonly string[] {
  return mergeCommands(commands, { facts })
    .all.filter(({ severity }) => severity === 'error')
    .map(({ code, message }) => `${code}: ${message}`);
}

const answers = (name: string, fields: Readonly<Record<string, string>> = { id: 'string' }): CommandSpec => ({
  name,
  group: 'Zone',
  result: { fields },
});

describe('a name that can stand in the package is accepted', () => {
  it.each(['listZones', 'update_passwd_on_host', 'listZonesV2', 'of', 'get', 'async'])('%s', (name) => {
    expect(errors([answers(name)])).toEqual([]);
  });
});

describe('the name of a command is refused when it', () => {
  it.each([
    ['has a blank', 'list zones', 'name-unusable'],
    ['has a dash', 'list-zones', 'name-unusable'],
    ['begins with a digit', '2fa', 'name-unusable'],
    ['leads out of its folder', '../zones', 'name-unusable'],
    ['is longer than file systems allow', `list${'Zone'.repeat(60)}`, 'name-unusable'],
    ['is what objects inherit from', '__proto__', 'name-unusable'],
    ['is a word of the language', 'delete', 'name-reserved'],
    ['is the constructor of a class', 'constructor', 'name-reserved'],
    ['is a method that groups have', 'submit', 'name-reserved'],
  ])('%s', (_, name, code) => {
    const found = errors([{ name, group: 'Zone' }]);
    expect(found).toHaveLength(1);
    expect(found[0]).toContain(`${code}: ${JSON.stringify(name).slice(0, 40)}`);
  });
});

describe('the name of a group is refused when it', () => {
  it.each([
    ['is a member of the client', 'Call', 'name-reserved: "call" cannot be a group'],
    ['is another one', 'Jobs', 'name-reserved: "job" cannot be a group'],
    ['has no letter that can be written', '虚拟机', 'name-unusable: "虚拟机" cannot be a group'],
    ['begins with a digit', '2FA', 'name-unusable: "2FA" cannot be a group'],
  ])('%s', (_, group, wanted) => {
    const found = errors([{ name: 'listZones', group }]);
    expect(found).toHaveLength(1);
    expect(found[0]).toContain(wanted);
  });
});

describe('the name of an entity is refused when it', () => {
  it.each([
    ['is a type of the runtime', 'listPages', 'Page'],
    ['is a type of the language', 'listRecords', 'Record'],
    ['is what parameters are declared as', 'listListZonesParams', 'ListZonesParam'],
  ])('%s', (_, command, entity) => {
    const facts = [{ fact: 'entity', command, value: entity === 'ListZonesParam' ? 'ListZonesParams' : entity }];
    const found = errors([answers(command), answers('listZones', { other: 'string' })], facts);
    expect(found).toHaveLength(1);
    expect(found[0]).toContain('name-reserved');
  });
});

describe('what to do about a name that is taken', () => {
  it.each<[string, CommandSpec, readonly object[], RegExp]>([
    ['a command', { name: 'delete', group: 'Zone' }, [], /--exclude/],
    ['a group', { name: 'listZones', group: 'Call' }, [], /"fact": "group"/],
    ['an entity', answers('listPages'), [{ fact: 'entity', command: 'listPages', value: 'Page' }], /"fact": "entity"/],
  ])('speaks of %s where it is one', (_, command, facts, wanted) => {
    const found = mergeCommands([command], { facts }).all.filter(({ code }) => code === 'name-reserved');
    expect(found.map(({ fix }) => fix)).toEqual([expect.stringMatching(wanted)]);
  });
});

describe('the name of a parameter or a field is refused when it', () => {
  it.each([
    ['is empty', ''],
    ['is what objects inherit from', '__proto__'],
    ['is longer than a hundred characters', 'x'.repeat(101)],
  ])('%s', (_, name) => {
    const named = Object.fromEntries([[name, 'string']]);
    const parameters = Object.fromEntries([[name, {}]]);
    expect(errors([{ ...answers('listZones', named), parameters }]).map((error) => error.split(':')[0])).toEqual([
      'member-unusable',
      'member-unusable',
    ]);
  });

  it.each(['a-b', 'a b', "a'b", 'class', '1', '属性'])('but not when it is merely odd: %s', (name) => {
    const named = Object.fromEntries([[name, 'string']]);
    expect(errors([answers('listZones', named)])).toEqual([]);
  });
});

describe('two names that would be one file', () => {
  it('are refused with both places, where facts settle them so that they differ only in case', () => {
    const facts = [
      { fact: 'entity', command: 'listVPCs', value: 'VPC' },
      { fact: 'entity', command: 'listPods', value: 'Vpc' },
    ];
    const { all } = mergeCommands([answers('listVPCs', { a: 'string' }), answers('listPods', { b: 'string' })], {
      facts,
    });
    expect(all.filter(({ severity }) => severity === 'error')).toMatchObject([
      { code: 'name-taken', origin: { at: '/listPods/result' }, related: [{ origin: { at: '/listVPCs/result' } }] },
    ]);
  });

  it('are refused with both places, where only their words differ', () => {
    const facts = [
      { fact: 'entity', command: 'listA', value: 'GpuCard' },
      { fact: 'entity', command: 'listB', value: 'Gpu_Card' },
    ];
    const { all } = mergeCommands([answers('listA', { a: 'string' }), answers('listB', { b: 'string' })], { facts });
    expect(all.filter(({ severity }) => severity === 'error')).toMatchObject([
      { code: 'name-taken', origin: { at: '/listB/result' }, related: [{ origin: { at: '/listA/result' } }] },
    ]);
    expect(all.find(({ code }) => code === 'name-taken')?.message).toContain('models/gpu-card.ts');
  });

  it('are refused where a thing inside another takes the name of a third', () => {
    const outer: CommandSpec = {
      name: 'listHosts',
      group: 'Host',
      result: { fields: { gpu: listOf({ a: 'string' }) } },
    };
    expect(errors([outer, answers('listHostGpus', { b: 'string' })])[0]).toContain('name-taken');
  });
});
