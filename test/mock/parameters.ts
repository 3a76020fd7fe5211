import { randomUUID } from 'node:crypto';
import { actionOf } from '../../generator/mock/deeds/action.js';
import type { MockState } from '../../generator/mock/index.js';
import type { Kinds } from '../../generator/mock/world/kinds.js';
import type { Command, Parameter, TypeRef } from '../../generator/model/api-model.js';

/**
 * Parameters for a call of a command, as they are sent: each of its type, and each id one of a thing that exists, as far
 * as there is one of its kind.
 */
export function parametersFor(command: Command, kinds: Kinds, state: MockState): Record<string, string> {
  const { target, kind, deed } = actionOf(command, kinds);
  const needed = new Set(command.parameters.filter(({ required }) => required).map(({ name }) => name));
  for (const rule of command.parameters.flatMap(({ constraints }) => constraints)) {
    if (rule.kind !== 'exactlyOneOf' && rule.kind !== 'atLeastOneOf') continue;
    const [first] = rule.parameters;
    if (first !== undefined && !rule.parameters.some((name) => needed.has(name))) needed.add(first);
  }
  const chosen = command.parameters.filter(({ name }) => needed.has(name) || (name === target && deed !== 'list'));
  return Object.fromEntries(
    chosen.flatMap((parameter) => {
      const referred = parameter.name === target && kind !== null ? [kind] : kinds.referredBy(parameter.name);
      return written(parameter, idOf([...referred, ...kindsNamedIn(command.name, state)], parameter.name, state));
    }),
  );
}

/** `getVMPassword` and `extractTemplate` take ids of things that their names tell, the longest word first. */
function kindsNamedIn(command: string, state: MockState): readonly string[] {
  const name = command.toLowerCase().replace('vm', 'virtualmachine');
  return state
    .kinds()
    .filter((kind) => name.includes(kind))
    .sort((a, b) => b.length - a.length);
}

/** The id of the last thing of the first kind that has any; some have theirs under the parameter's own name. */
function idOf(kinds: readonly string[], parameter: string, state: MockState): string {
  const thing = kinds.map((kind) => state.all(kind).at(-1)).find((last) => last !== undefined);
  return String(thing?.[parameter.toLowerCase()] ?? thing?.['id'] ?? randomUUID());
}

function written({ name, type, maxLength }: Parameter, id: string): readonly (readonly [string, string])[] {
  switch (type.kind) {
    case 'map':
      return type.encoding === 'pairs'
        ? [
            [`${name}[0].key`, 'colour'],
            [`${name}[0].value`, 'red'],
          ]
        : [[`${name}[0].colour`, 'red']];
    case 'objects':
      return type.fields.map((field) => [`${name}[0].${field.name}`, textOf(field.type, id, field.name)] as const);
    default:
      return [[name, textOf(type, id, name).slice(0, maxLength ?? undefined)]];
  }
}

function textOf(type: TypeRef, id: string, name: string): string {
  if (type.kind === 'enum') return type.values[0] ?? '';
  if (type.kind === 'array') return textOf(type.items, id, name);
  if (type.kind !== 'scalar') return id;
  switch (type.scalar) {
    case 'boolean':
      return 'true';
    case 'integer':
    case 'long':
      return '7';
    case 'decimal':
      return '1.5';
    case 'date':
      return '2026-01-31';
    case 'id':
      return id;
    case 'string':
      return /(?:id|ids|uuid)$/.test(name) ? id : `some-${name}`;
  }
}
