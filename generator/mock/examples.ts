import type { ApiModel, Command, Entity, TypeRef } from '../model/api-model.js';
import type { StartData } from './start-data.js';
import { removes } from './world/rules.js';
import type { World } from './world/world.js';

type Item = Readonly<Record<string, unknown>>;

/** Fields that are of the answer and not of the thing, and those that would prove who somebody is. */
const leftOut: ReadonlySet<string> = new Set('jobid jobstatus password apikey secretkey privatekey'.split(' '));

/**
 * Things that the examples of the documents show, by command: whole ones, with an id, and each once. What a list shows
 * counts before what other commands answer.
 */
export function exampleData({ commands }: ApiModel, { kinds }: World): StartData {
  const isList = ({ result }: Command): number => (result.kind === 'list' ? 0 : 1);
  const seen = new Set<string>();
  const data = [...commands]
    .sort((a, b) => isList(a) - isList(b))
    .map((command) => {
      const kind = kinds.ofCommand(command);
      const entity = 'entity' in command.result ? kinds.entity(command.result.entity) : null;
      const isShown = kind !== null && kinds.isListed(kind) && !removes.has(kinds.words(command.name).verb);
      const items = entity !== null && isShown ? itemsOf(command.example, entity) : [];
      const fresh = items.filter(({ id }) => !seen.has(`${kind} ${String(id)}`));
      for (const { id } of fresh) seen.add(`${kind} ${String(id)}`);
      return [command.name, fresh] as const;
    });
  return Object.fromEntries(data.filter(([, items]) => items.length > 0));
}

/** The things of an example that are what the entity says; ids that only name their type show nothing. */
function itemsOf(example: unknown, { fields }: Entity): readonly Item[] {
  const types = new Map(fields.map(({ name, type }) => [name.toLowerCase(), type]));
  return [example].flat().flatMap((item) => {
    if (typeof item !== 'object' || item === null) return [];
    const told = Object.entries(item as Item).filter(([name, value]) => value !== null && !leftOut.has(name));
    const isWhole = told.every(([name, value]) => mayBe(types.get(name.toLowerCase()), value));
    const thing = Object.fromEntries(told);
    return isWhole && isId(thing['id']) ? [thing] : [];
  });
}

function isId(value: unknown): boolean {
  return (typeof value === 'string' || typeof value === 'number') && !/^(?:|string|uuid|id|\.+)$/i.test(String(value));
}

/** Whether a value has the form that a type has; `undefined` is the type of a field that is not there. */
function mayBe(type: TypeRef | undefined, value: unknown): boolean {
  switch (type?.kind) {
    case undefined:
      return false;
    case 'array':
    case 'objects':
      return Array.isArray(value);
    case 'map':
    case 'entity':
      return typeof value === 'object' && !Array.isArray(value);
    case 'scalar':
    case 'enum':
      return typeof value !== 'object';
    case 'unknown':
      return true;
  }
}
