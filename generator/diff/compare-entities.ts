import type { Entity, Field, TypeRef } from '../model/api-model.js';
import type { Change } from './change.js';
import { type BothEntities, readsAs } from './fits.js';
import {
  added,
  changed,
  compareDeprecations,
  openOrClosed,
  removed,
  type Thing,
  unlessEqual,
  yesOrNo,
} from './judge.js';
import { byName, match, matchTexts } from './match.js';
import { typeNotation } from './notation.js';
import type { RuleName } from './rules.js';

export function compareEntities(
  before: readonly Entity[],
  now: readonly Entity[],
  both: BothEntities,
): readonly Change[] {
  const thing = ({ name }: Entity): Thing => ({ of: 'entity', on: name, name: null });
  const entities = match(before, now, byName);
  return [
    ...entities.added.map((entity) => added('entity-added', thing(entity))),
    ...entities.removed.map((entity) => removed('entity-removed', thing(entity))),
    ...entities.kept.flatMap(([old, entity]) => [
      ...unlessEqual('entity-documentation', thing(entity), 'description', old.description, entity.description),
      ...compareFields(entity.name, old.fields, entity.fields, both),
    ]),
  ];
}

function compareFields(
  entity: string,
  before: readonly Field[],
  now: readonly Field[],
  both: BothEntities,
): readonly Change[] {
  const thing = ({ name }: Field): Thing => ({ of: 'field', on: entity, name });
  const fields = match(before, now, byName);
  return [
    ...fields.added.map((field) => added('field-added', thing(field), typeNotation(field.type))),
    ...fields.removed.map((field) => removed('field-removed', thing(field), typeNotation(field.type))),
    ...fields.kept.flatMap(([old, field]) => compareField(thing(field), old, field, both)),
  ];
}

function compareField(thing: Thing, before: Field, now: Field, both: BothEntities): readonly Change[] {
  const alwaysRule = now.always ? 'field-always' : 'field-optional';
  return [
    ...compareReceived(thing, before.type, now.type, both),
    ...unlessEqual(alwaysRule, thing, 'always', yesOrNo(before.always), yesOrNo(now.always)),
    ...compareDeprecations('field', thing, before.deprecated, now.deprecated),
    ...unlessEqual('field-documentation', thing, 'description', before.description, now.description),
  ];
}

/** Values of enums are compared one by one, all other types as a whole. */
function compareReceived(thing: Thing, before: TypeRef, now: TypeRef, both: BothEntities): readonly Change[] {
  if (before.kind === 'array' && now.kind === 'array') return compareReceived(thing, before.items, now.items, both);
  if (before.kind === 'enum' && now.kind === 'enum') {
    const values = matchTexts(before.values, now.values);
    const rule = (open: RuleName): RuleName => (before.open && now.open ? open : 'field-value-closed');
    return [
      ...unlessEqual('field-type-incompatible', thing, 'open', openOrClosed(before.open), openOrClosed(now.open)),
      ...values.added.map((value) => changed(rule('field-value-added'), thing, 'value', null, value)),
      ...values.removed.map((value) => changed(rule('field-value-removed'), thing, 'value', value, null)),
    ];
  }
  return unlessEqual(receivedRule(before, now, both), thing, 'type', typeNotation(before), typeNotation(now));
}

function receivedRule(before: TypeRef, now: TypeRef, both: BothEntities): RuleName {
  const old = { type: before, entities: both.before };
  const type = { type: now, entities: both.now };
  if (!readsAs(type, old)) return 'field-type-incompatible';
  return readsAs(old, type) ? 'field-type-checked' : 'field-type-narrowed';
}
