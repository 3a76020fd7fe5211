import { describe, expect, it } from 'vitest';
import type { Aspect } from '../../../generator/model/provenance.js';
import { type CommandSpec, document, merge, show } from './raw.js';

const strong: CommandSpec = {
  name: 'listZones',
  group: 'Zones',
  description: 'Lists zones.',
  execution: 'sync',
  since: '4.2',
  method: 'GET',
  paged: true,
  parameters: {
    zoneId: { type: 'uuid', required: true, description: 'The zone.', maxLength: 255, since: '4.2' },
    state: { type: { word: 'string', values: ['on', 'off'] } },
    ids: { type: { word: 'list', items: 'uuid' } },
    details: { type: 'map', encoding: { encoding: 'entries', fields: [], open: false } },
  },
  result: { envelope: 'a', key: 'zone', list: true, fields: { id: 'string', crossZones: 'boolean', status: 'string' } },
};
/** The same, with something else in everything that documents can differ in. */
const weak: CommandSpec = {
  ...strong,
  group: 'Sites',
  description: 'Lists.',
  execution: 'async',
  since: '4.3',
  method: 'POST',
  paged: false,
  parameters: {
    zoneid: { type: 'long', required: false, description: 'A zone.', maxLength: 36, sensitive: true },
    state: { type: { word: 'string', values: ['on', 'out'] } },
    ids: { type: { word: 'list', items: 'long' } },
    details: { type: 'map', encoding: { encoding: 'pairs', fields: [], open: false } },
  },
  result: { envelope: 'b', key: 'site', list: false, fields: { id: 'string', crosszones: 'boolean', status: 'long' } },
};
const documents = [document([strong], { format: 'openapi' }), document([weak], { format: 'slate' })];

const zone = { parameter: 'zoneId' };
const rows: readonly [fact: string, member: object, value: unknown, aspect: Aspect, subject: string][] = [
  ['name', {}, 'listzones', 'name', 'listzones'],
  ['name', zone, 'zoneid', 'name', 'listZones.zoneid'],
  ['name', { field: 'crossZones' }, 'crosszones', 'name', 'Zone.crosszones'],
  ['description', {}, 'Ours.', 'description', 'listZones'],
  ['description', zone, 'Ours.', 'description', 'listZones.zoneId'],
  ['description', { field: 'id' }, 'Ours.', 'description', 'Zone.id'],
  ['group', {}, 'Places', 'group', 'listZones'],
  ['execution', {}, 'async', 'execution', 'listZones'],
  ['method', {}, 'POST', 'method', 'listZones'],
  ['envelope', {}, 'ours', 'envelope', 'listZones'],
  ['result', {}, { kind: 'entity', key: 'ours' }, 'key', 'listZones'],
  ['result', {}, { kind: 'entity', key: 'ours' }, 'result', 'listZones'],
  ['entity', {}, 'Place', 'entity', 'Place'],
  ['paged', {}, false, 'paged', 'listZones'],
  ['since', {}, '4.1', 'since', 'listZones'],
  ['since', zone, '4.1', 'since', 'listZones.zoneId'],
  ['deprecated', {}, 'use others', 'deprecated', 'listZones'],
  ['required', zone, false, 'required', 'listZones.zoneId'],
  ['required', { field: 'id' }, true, 'required', 'Zone.id'],
  ['type', zone, 'string', 'type', 'listZones.zoneId'],
  ['type', { field: 'status' }, 'long', 'type', 'Zone.status'],
  ['values', { parameter: 'state' }, ['on', 'off', 'out'], 'values', 'listZones.state'],
  ['values', { field: 'status' }, ['up', 'down'], 'values', 'Zone.status'],
  ['list', { parameter: 'ids' }, 'string', 'list', 'listZones.ids'],
  ['map', { parameter: 'details' }, { encoding: 'pairs' }, 'map', 'listZones.details'],
  ['maxLength', zone, 36, 'maxLength', 'listZones.zoneId'],
  ['sensitive', zone, true, 'sensitive', 'listZones.zoneId'],
  ['allowsMinusOne', zone, true, 'allowsMinusOne', 'listZones.zoneId'],
];

describe('an override', () => {
  it.each(rows)(
    'of kind %s %j counts, with its reason, and ends the dispute',
    (fact, member, value, aspect, subject) => {
      const row = { fact, command: 'listZones', ...member, value, reason: 'We know.' };
      const { decisions, conflicts, all } = merge(documents, { overrides: [row] });
      const decision = decisions.find((one) => one.subject === subject && one.aspect === aspect);
      expect(decision).toMatchObject({ because: 'override', disputed: false });
      expect(decision?.claims[0]).toMatchObject({ by: 'override', reason: 'We know.', origin: { file: 'own.json' } });
      expect(conflicts.filter((one) => one.kind === aspect && one.subject === subject)).toEqual([]);
      expect(all.filter(({ severity, code }) => severity === 'error' || code === 'override-unmatched')).toEqual([]);
    },
  );

  it('about a field counts whichever command answers it', () => {
    const commands = ['listZones', 'updateZone'].map((name) => ({ name, result: { fields: { id: 'string' } } }));
    const overrides = [{ fact: 'required', command: 'updateZone', field: 'id', value: true }];
    expect(merge([document(commands)], { overrides }).entity('Zone').fields[0]?.always).toBe(true);
  });

  it('about every command wins over a fact of the generator about one', () => {
    const facts = [{ fact: 'required', command: 'listZones', parameter: 'state', value: true }];
    const overrides = [{ fact: 'required', command: '*', parameter: 'state', value: false }];
    expect(merge(documents, { facts, overrides }).parameter('listZones', 'state').required).toBe(false);
  });

  it('about what is required wins over a case in which prose says it is not', () => {
    const description = 'The offering. Not required when deploying from an ISO.';
    const commands = [{ name: 'openZone', parameters: { offering: { type: 'string', required: true, description } } }];
    const overrides = [{ fact: 'required', command: 'openZone', parameter: 'offering', value: true }];
    const required = (rows: typeof overrides) =>
      merge([document(commands)], { overrides: rows }).parameter('openZone', 'offering').required;
    expect([required([]), required(overrides)]).toEqual([false, true]);
  });

  it('changes what is generated', () => {
    const overrides = [
      { fact: 'name', command: 'LISTZONES', value: 'listzones' },
      { fact: 'values', command: 'listzones', parameter: 'state', value: ['on', 'off', 'out'] },
      { fact: 'values', command: 'listzones', parameter: 'ids', value: ['one', 'two'] },
      { fact: 'maxLength', command: 'listzones', parameter: 'zoneid', value: null },
      { fact: 'deprecated', command: 'listzones', value: null },
    ];
    const { command, parameter, all } = merge(documents, { overrides });
    expect(all.filter(({ code }) => code === 'override-unmatched')).toEqual([]);
    expect(command('listzones').deprecated).toBeNull();
    expect(show(parameter('listzones', 'state').type)).toBe('enum(on|off|out)');
    expect(show(parameter('listzones', 'ids').type)).toBe('comma[enum(one|two)]');
    expect(parameter('listzones', 'zoneId').maxLength).toBeNull();
  });
});
