import type { ObjectField, Parameter, TypeRef } from '../model/api-model.js';
import type { Change } from './change.js';
import { compareConstraints } from './compare-constraints.js';
import { fits, type TypeIn } from './fits.js';
import { added, changed, openOrClosed, removed, type Thing, unlessEqual, yesOrNo } from './judge.js';
import { byName, match, matchTexts } from './match.js';
import { typeNotation } from './notation.js';
import type { RuleName } from './rules.js';

export function compareParameters(
  command: string,
  before: readonly Parameter[],
  now: readonly Parameter[],
): readonly Change[] {
  const thing = ({ name }: Parameter): Thing => ({ of: 'parameter', on: command, name });
  const parameters = match(before, now, byName);
  return [
    ...parameters.added.map((one) => added(additionRule(one), thing(one), typeNotation(one.type))),
    ...parameters.removed.map((one) => removed('parameter-removed', thing(one), typeNotation(one.type))),
    ...parameters.kept.flatMap(([old, one]) => compareParameter(thing(one), old, one)),
  ];
}

function additionRule({ required }: { readonly required: boolean }): RuleName {
  return required ? 'parameter-added-required' : 'parameter-added';
}

function compareParameter(thing: Thing, before: Parameter, now: Parameter): readonly Change[] {
  const sensitivity = [yesOrNo(before.sensitive), yesOrNo(now.sensitive)] as const;
  return [
    ...compareSent(thing, before.type, now.type),
    ...compareRequired(thing, before.required, now.required),
    ...compareLength(thing, before, now),
    ...compareAccepted(thing, before, now),
    ...unlessEqual('parameter-sensitive', thing, 'sensitive', ...sensitivity),
    ...unlessEqual('parameter-documentation', thing, 'description', before.description, now.description),
    ...unlessEqual('parameter-documentation', thing, 'since', before.since, now.since),
    ...compareConstraints(thing, before.constraints, now.constraints),
  ];
}

function compareRequired(thing: Thing, before: boolean, now: boolean): readonly Change[] {
  const rule = now ? 'parameter-required' : 'parameter-optional';
  return unlessEqual(rule, thing, 'required', yesOrNo(before), yesOrNo(now));
}

function compareLength(thing: Thing, before: Parameter, now: Parameter): readonly Change[] {
  if (before.maxLength === now.maxLength) return [];
  const isChecked = now.type.kind === 'scalar' && now.type.scalar === 'string';
  const isLower = (now.maxLength ?? Infinity) < (before.maxLength ?? Infinity);
  const checked = isLower ? 'parameter-limit-lowered' : 'parameter-limit-raised';
  const texts = [before.maxLength, now.maxLength].map((length) => (length === null ? null : String(length)));
  return [
    changed(isChecked ? checked : 'parameter-limit-unchecked', thing, 'length', texts[0] ?? null, texts[1] ?? null),
  ];
}

/** Only ids have a form that other texts do not have; see `id` of the runtime. */
function compareAccepted(thing: Thing, before: Parameter, now: Parameter): readonly Change[] {
  const isChecked = isId(before.type) && isId(now.type);
  const texts = matchTexts(before.alsoAccepts, now.alsoAccepts);
  const rule = (checked: RuleName): RuleName => (isChecked ? checked : 'parameter-documentation');
  return [
    ...texts.added.map((text) => changed(rule('parameter-accepts-more'), thing, 'accepts', null, text)),
    ...texts.removed.map((text) => changed(rule('parameter-accepts-less'), thing, 'accepts', text, null)),
  ];
}

function isId(type: TypeRef): boolean {
  return type.kind === 'array' ? isId(type.items) : type.kind === 'scalar' && type.scalar === 'id';
}

/** Lists of values and members are compared one by one, all other types as a whole. */
function compareSent(thing: Thing, before: TypeRef, now: TypeRef): readonly Change[] {
  if (before.kind === 'array' && now.kind === 'array') return compareSent(thing, before.items, now.items);
  if (before.kind === 'objects' && now.kind === 'objects') {
    return [...compareOpen(thing, before.open, now.open), ...compareMembers(thing, before, now)];
  }
  if (before.kind === 'enum' && now.kind === 'enum') {
    const values = matchTexts(before.values, now.values);
    const gone = now.open ? 'parameter-value-forgotten' : 'parameter-value-removed';
    return [
      ...compareOpen(thing, before.open, now.open),
      ...values.added.map((value) => changed('parameter-value-added', thing, 'value', null, value)),
      ...values.removed.map((value) => changed(gone, thing, 'value', value, null)),
    ];
  }
  return unlessEqual(sentRule(before, now), thing, 'type', typeNotation(before), typeNotation(now));
}

function compareOpen(thing: Thing, before: boolean, now: boolean): readonly Change[] {
  const rule = now ? 'parameter-type-widened' : 'parameter-type-narrowed';
  return unlessEqual(rule, thing, 'open', openOrClosed(before), openOrClosed(now));
}

type Objects = Extract<TypeRef, { readonly kind: 'objects' }>;

function compareMembers(thing: Thing, before: Objects, now: Objects): readonly Change[] {
  const of = (one: ObjectField): Thing => ({ ...thing, name: `${thing.name ?? ''}[].${one.name}` });
  const members = match(before.fields, now.fields, byName);
  return [
    ...members.added.map((one) => added(additionRule(one), of(one), typeNotation(one.type))),
    ...members.removed.map((one) => removed(removalRule(one, now), of(one), typeNotation(one.type))),
    ...members.kept.flatMap(([old, one]) => [
      ...compareSent(of(one), old.type, one.type),
      ...compareRequired(of(one), old.required, one.required),
    ]),
  ];
}

/** What an open list of objects does not name is taken as text. */
function removalRule({ type }: ObjectField, { open }: Objects): RuleName {
  const isTaken = open && fits(alone(type), alone(anyText), 'sent', 'compiler');
  return isTaken ? 'parameter-member-forgotten' : 'parameter-removed';
}

const anyText: TypeRef = { kind: 'scalar', scalar: 'string' };

/** A type that names no entity, as no parameter does. */
function alone(type: TypeRef): TypeIn {
  return { type, entities: new Map() };
}

function sentRule(before: TypeRef, now: TypeRef): RuleName {
  const [old, type] = [alone(before), alone(now)];
  if (!fits(old, type, 'sent', 'compiler')) return 'parameter-type-narrowed';
  if (!fits(old, type, 'sent', 'validator')) return 'parameter-type-checked';
  const isSame = fits(type, old, 'sent', 'compiler') && fits(type, old, 'sent', 'validator');
  return isSame ? 'parameter-type-encoded' : 'parameter-type-widened';
}
