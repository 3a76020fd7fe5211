import { describe, expect, it } from 'vitest';
import { listOf, mergeCommands } from './raw.js';

const commands = [
  {
    name: 'listZones',
    parameters: { zoneId: { type: 'uuid' } },
    result: { fields: { id: 'string', tags: listOf({ key: 'string' }) } },
  },
  { name: 'createZone' },
];
const row = (command: string, member: object = {}) => ({
  fact: 'parameter' in member ? 'sensitive' : 'field' in member ? 'required' : 'acknowledgesId',
  command,
  ...member,
  value: true,
});
const unmatched = (overrides: readonly object[], facts: readonly object[] = []) =>
  mergeCommands(commands, { overrides, facts }).all.filter(({ code }) => code === 'override-unmatched');

describe("a row of the user's own", () => {
  it.each([
    ['about a command', row('listZones')],
    ['about every command', row('*')],
    ['about a parameter, in any case', row('listZones', { parameter: 'zoneid' })],
    ['about a parameter of every command', row('*', { parameter: 'zoneid' })],
    ['about a field', row('listZones', { field: 'id' })],
    ['about a field inside another', row('listZones', { field: 'key' })],
    ['about a field of every command', row('*', { field: 'tags' })],
  ])('%s that is there counts silently', (_, override) => {
    expect(unmatched([override])).toEqual([]);
  });

  it.each([
    ['a command', row('listZone'), 'listZone'],
    ['a command in another case', row('ListZones'), 'ListZones'],
    ['a parameter', row('listZones', { parameter: 'zone' }), 'listZones.zone'],
    ['a parameter of another command', row('createZone', { parameter: 'zoneid' }), 'createZone.zoneid'],
    ['a parameter of any command', row('*', { parameter: 'podid' }), '*.podid'],
    ['a field', row('listZones', { field: 'Id' }), 'listZones.Id'],
    ['a parameter that is a field', row('listZones', { parameter: 'key' }), 'listZones.key'],
  ])('about %s that is not there is a warning at the row', (_, override, subject) => {
    const found = unmatched([row('listZones'), override]);
    expect(found).toMatchObject([{ severity: 'warning', origin: { file: 'own.json', at: '/1' } }]);
    expect(found[0]?.message).toContain(`about ${subject} matches nothing`);
  });

  it('that matches counts even where the command is filtered away', () => {
    const { all } = mergeCommands(commands, { overrides: [row('createZone')], filter: { only: ['listZones'] } });
    expect(all.filter(({ code }) => code === 'override-unmatched')).toEqual([]);
  });
});

describe("a row of the generator's own", () => {
  const stale = (fact: object) =>
    mergeCommands(commands, { facts: [fact] }).all.filter(({ code }) =>
      /^(?:fact-stale|override-unmatched)$/.test(code),
    );

  it.each([
    ['a command that is not there', row('listZone')],
    ['a member of any command', row('*', { parameter: 'podid' })],
    ['a member of a command that is not there', row('listPods', { field: 'id' })],
  ])('about %s is silent, since it speaks of all versions', (_, fact) => {
    expect(stale(fact)).toEqual([]);
  });

  it('about several commands is silent where one of them has the member, as others may have it in another version', () => {
    const both = { ...row('listZones', { parameter: 'zoneid' }), command: ['createZone', 'listZones'] };
    expect(stale(both)).toEqual([]);
    const neither = { ...row('listZones', { parameter: 'podid' }), command: ['createZone', 'listZones', 'listPods'] };
    expect(stale(neither)).toHaveLength(2);
  });

  it('about a member that its command does not have is noted', () => {
    expect(stale(row('listZones', { parameter: 'podid' }))).toMatchObject([{ code: 'fact-stale', severity: 'note' }]);
  });
});
