import type { ApiModel, Command, Entity, Field, Parameter, TypeRef } from '../../generator/model/api-model.js';

const nothing = { description: null, origin: [] } as const;

function field(name: string, type: TypeRef): Field {
  return { ...nothing, name, type, always: false, deprecated: null };
}

function parameter(name: string, type: TypeRef): Parameter {
  return {
    ...nothing,
    name,
    type,
    required: false,
    maxLength: null,
    alsoAccepts: [],
    since: null,
    sensitive: false,
    constraints: [],
  };
}

function command(name: string, given: Partial<Command>): Command {
  return {
    ...nothing,
    name,
    group: 'thing',
    method: 'POST',
    execution: 'sync',
    acknowledgesId: false,
    example: null,
    parameters: [],
    result: { kind: 'success' },
    envelope: `${name.toLowerCase()}response`,
    since: null,
    deprecated: null,
    ...given,
  };
}

const text: TypeRef = { kind: 'scalar', scalar: 'string' };
/** So long that declarations are broken at one place or another; 37 and 38 letters just fill a line. */
const long = `Thing${'WithALongName'.repeat(5)}`;
const longest = `Thing${'WithALongName'.repeat(7)}`;

const wideGroup = 'wide'.padEnd(37, 's');

const entities: readonly Entity[] = [
  { ...nothing, name: 'Empty', fields: [] },
  { ...nothing, name: 'Thing'.padEnd(38, 's'), fields: [field('id', text)] },
  {
    ...nothing,
    name: long,
    fields: [field('id', text), field('parts', { kind: 'array', items: text, encoding: 'json' })],
  },
  { ...nothing, name: longest, fields: [field('id', text)] },
];

const commands: readonly Command[] = [
  command('listThings', { result: { kind: 'list', entity: 'Empty', key: 'thing', paged: false } }),
  command(`update${long}`, {
    result: { kind: 'entity', entity: long, key: null },
    parameters: [parameter('id', text)],
  }),
  command(`update${longest}`, {
    execution: 'async',
    result: { kind: 'entity', entity: longest, key: null },
    parameters: [
      { ...parameter('a', text), sensitive: true },
      parameter('b', text),
      parameter('map', { kind: 'map', encoding: 'pairs' }),
    ],
  }),
  command('updateThing'.padEnd(37, 's'), {}),
  command('waitForThing', { result: { kind: 'unknown' }, deprecated: 'Never needed.', since: '4.0' }),
];

/** A model with the shapes that documents rarely have: no fields, no parameters, names that fill a line. */
export const everyShape: ApiModel = {
  title: 'Things',
  version: '1.2.3',
  groups: [
    { id: 'thing', title: 'Thing', commands: commands.map(({ name }) => name) },
    { id: wideGroup, title: 'Wide', commands: ['getWide'] },
  ],
  commands: [...commands, command('getWide', { group: wideGroup })],
  entities,
};
