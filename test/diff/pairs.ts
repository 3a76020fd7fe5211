import type { TypeRef } from '../../generator/model/api-model.js';
import type { Part } from './cases.js';
import { command, entity, field, oneOf, parameter, scalar, text } from './models.js';

const scalars = (['string', 'id', 'boolean', 'integer', 'long', 'decimal', 'date'] as const).map(scalar);
const comma = (items: TypeRef): TypeRef => ({ kind: 'array', items, encoding: 'comma' });
const json = (items: TypeRef): TypeRef => ({ kind: 'array', items, encoding: 'json' });
const named = (name: string): TypeRef => ({ kind: 'entity', entity: name });
const members = (
  open: boolean,
  ...fields: readonly (readonly [name: string, type: TypeRef, required: boolean])[]
): TypeRef => ({
  kind: 'objects',
  fields: fields.map(([name, type, required]) => ({ name, type, required })),
  open,
});

/** Of every kind that a parameter can have. */
const sentTypes: readonly TypeRef[] = [
  ...scalars,
  oneOf(['a', 'b']),
  oneOf(['a']),
  oneOf(['b', 'c'], true),
  comma(text),
  comma(scalar('long')),
  comma(oneOf(['a', 'b'])),
  { kind: 'map', encoding: 'entries' },
  { kind: 'map', encoding: 'pairs' },
  members(false, ['a', text, true], ['b', text, false]),
  members(false, ['a', text, true]),
  members(true, ['a', text, false]),
];

/** Of every kind that a field can have. */
const receivedTypes: readonly TypeRef[] = [
  ...(['string', 'id', 'boolean', 'integer', 'long'] as const).map(scalar),
  oneOf(['a', 'b']),
  oneOf(['a', 'b'], true),
  json(text),
  json(oneOf(['a', 'b'])),
  { kind: 'map', encoding: 'json' },
  named('Whole'),
  named('Twin'),
  named('Less'),
  json(named('Whole')),
  json(named('Less')),
  { kind: 'unknown' },
];

const entities = [
  entity('Whole', [field('id', { always: true }), field('size', { type: scalar('long') })]),
  entity('Twin', [field('id', { always: true }), field('size', { type: scalar('long') })]),
  entity('Less', [field('id', { always: true })]),
];

/** Every two types, each pair as a parameter of a command of its own, or as a field of an entity of its own. */
export const pairs: readonly [Part, Part] = [side(0), side(1)];

function side(pick: 0 | 1): Part {
  const sent = pairsOf('sent', sentTypes);
  const received = pairsOf('received', receivedTypes);
  return {
    commands: [
      ...sent.map(([name, types]) => command(name, { parameters: [parameter('one', { type: types[pick] })] })),
      ...received.map(([name]) => command(name, { result: { kind: 'entity', entity: `Of${name}`, key: 'one' } })),
    ],
    entities: [
      ...entities,
      ...received.map(([name, types]) => entity(`Of${name}`, [field('one', { type: types[pick] })])),
    ],
  };
}

function pairsOf(
  what: string,
  types: readonly TypeRef[],
): readonly (readonly [name: string, types: readonly [TypeRef, TypeRef]])[] {
  return types.flatMap((before, row) =>
    types.map((after, column) => [`${what}${row}To${column}`, [before, after]] as const),
  );
}
