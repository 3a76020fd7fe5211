import { describe, expect, it } from 'vitest';
import { document, merge, mergeCommands } from './raw.js';

const groups = ({ model }: ReturnType<typeof merge>) =>
  model.groups.map(({ id, title, commands }) => `${id} (${title}): ${commands.join(' ')}`);

const fact = (command: string, value: string, precedence?: string) => ({
  fact: 'group',
  command,
  value,
  ...(precedence === undefined ? {} : { precedence }),
});

describe('a command belongs to the group', () => {
  const openapi = document([{ name: 'listZones', group: 'Places' }], { format: 'openapi' });
  const slate = document([{ name: 'listZones', group: 'Sites' }], { format: 'slate' });
  const listapis = document([{ name: 'listZones' }]);

  it.each<[string, ReturnType<typeof merge>, string]>([
    ['that the user says', merge([openapi], { overrides: [fact('listZones', 'Own')] }), 'own'],
    ['that a fact insists on', merge([openapi], { facts: [fact('listZones', 'Own', 'always')] }), 'own'],
    ["of OpenAPI's tag", merge([slate, openapi, listapis], { facts: [fact('listZones', 'Own')] }), 'place'],
    ["of Slate's heading", merge([slate, listapis], { facts: [fact('listZones', 'Own')] }), 'site'],
    ['that a fact fills in', merge([listapis], { facts: [fact('listZones', 'Own')] }), 'own'],
    ['of its noun', merge([listapis]), 'zone'],
  ])('%s', (_, outcome, id) => {
    expect(outcome.command('listZones').group).toBe(id);
    expect(outcome.model.groups.map((group) => group.id)).toEqual([id]);
  });

  it('and where only its noun says so, a note tells', () => {
    expect(merge([listapis]).codes).toContain('group-guessed');
    expect(merge([listapis], { facts: [fact('listZones', 'Own')] }).codes).not.toContain('group-guessed');
  });
});

describe('one group has one spelling', () => {
  it.each([
    ['in the plural and in the singular', 'Networks', 'Network', 'network (Network)'],
    ['in capitals and not', 'Virtual Machine', 'Virtual machine', 'virtualMachine (Virtual Machine)'],
  ])('%s', (_, one, other, wanted) => {
    const outcome = mergeCommands([
      { name: 'a', group: one },
      { name: 'b', group: other },
    ]);
    expect(groups(outcome)).toEqual([`${wanted}: a b`]);
  });

  it('which is that of the facts, where those know the group', () => {
    const facts = [fact('elsewhere', 'AutoScale')];
    expect(groups(mergeCommands([{ name: 'a', group: 'Autoscale' }], { facts }))).toEqual(['autoScale (AutoScale): a']);
  });
});

it.each([
  ['ISO', 'iso'],
  ['Virtual Machines', 'virtualMachine'],
  ['SSL Certificates', 'sslCertificate'],
  ['Backup and Recovery', 'backupAndRecovery'],
  ['VPC Offering', 'vpcOffering'],
  ['Out-of-band Management', 'outOfBandManagement'],
  ['vSphere storage policies', 'vSphereStoragePolicy'],
  ['Network ACLs', 'networkAcl'],
])('the group %s is the property %s', (group, id) => {
  expect(mergeCommands([{ name: 'a', group }]).command('a').group).toBe(id);
});

it('groups stand by id, and their commands by name', () => {
  const outcome = mergeCommands([
    { name: 'z', group: 'B' },
    { name: 'c', group: 'A' },
    { name: 'b', group: 'B' },
  ]);
  expect(groups(outcome)).toEqual(['a (A): c', 'b (B): b z']);
});
