import { describe, expect, it } from 'vitest';
import type { CommandFilter } from '../../../generator/normalise/filter.js';
import { listOf, mergeCommands } from './raw.js';

const commands = [
  { name: 'listZones', group: 'Zone', result: { fields: { id: 'string', tags: listOf({ key: 'string' }) } } },
  { name: 'createZone', group: 'Zone', result: { fields: { success: 'boolean' } } },
  { name: 'listPods', group: 'Pod', result: { fields: { name: 'string' } } },
  { name: 'listPodsMetrics', group: 'Metrics', result: { fields: { load: 'long' } } },
];
const filtered = (filter: Partial<CommandFilter>) => mergeCommands(commands, { filter });
const kept = (filter: Partial<CommandFilter>) => filtered(filter).model.commands.map(({ name }) => name);

describe('a filter', () => {
  it.each<[string, Partial<CommandFilter>, readonly string[]]>([
    ['that is empty keeps all', {}, ['createZone', 'listPods', 'listPodsMetrics', 'listZones']],
    ['keeps what it names', { only: ['listZones'] }, ['listZones']],
    ['keeps what its globs match', { only: ['list*'] }, ['listPods', 'listPodsMetrics', 'listZones']],
    ['matches whole names', { only: ['listPods', '*Zone'] }, ['createZone', 'listPods']],
    ['matches anywhere', { only: ['*Pod*'] }, ['listPods', 'listPodsMetrics']],
    ['leaves out what it excludes', { exclude: ['list*'] }, ['createZone']],
    ['excludes more strongly than it keeps', { only: ['list*'], exclude: ['*Metrics'] }, ['listPods', 'listZones']],
  ])('%s', (_, filter, wanted) => {
    expect(kept(filter)).toEqual(wanted);
  });

  it('keeps the groups and entities that the commands need, and no others', () => {
    const { model } = filtered({ only: ['listZones', 'createZone'] });
    expect(model.groups.map(({ id, commands: inside }) => `${id} ${inside.join()}`)).toEqual([
      'zone createZone,listZones',
    ]);
    expect(model.entities.map(({ name }) => name)).toEqual(['Zone', 'ZoneTag']);
  });

  it.each<[string, Partial<CommandFilter>, readonly string[]]>([
    ['that matches nothing', { only: ['listZone', 'listPods'] }, ['filter-unmatched']],
    ['that excludes nothing', { exclude: ['LISTPODS'] }, ['filter-unmatched']],
    ['with the dot of a regular expression', { only: ['list.ods', 'listPods'] }, ['filter-unmatched']],
    ['that leaves nothing', { exclude: ['*'] }, ['nothing-left']],
  ])('%s is an error', (_, filter, codes) => {
    expect(filtered(filter).problems).toEqual(codes);
  });

  it('of many stars is tried at once', () => {
    expect(kept({ only: [`${'*'.repeat(30)}Zones`] })).toEqual(['listZones']);
    expect(filtered({ only: [`${'*a'.repeat(30)}x`, 'listPods'] }).problems).toEqual(['filter-unmatched']);
  });
});
