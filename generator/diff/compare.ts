import type { ApiModel, Entity, Group } from '../model/api-model.js';
import type { Change } from './change.js';
import { compareCommands } from './compare-commands.js';
import { compareEntities } from './compare-entities.js';
import type { EntitiesByName } from './fits.js';
import { added, removed, type Thing, unlessEqual } from './judge.js';
import { match } from './match.js';

/** Every difference between two models that the package shows, rated and sorted. Places and examples do not count. */
export function compareModels(before: ApiModel, now: ApiModel): readonly Change[] {
  const entities = { before: entitiesOf(before), now: entitiesOf(now) };
  return [
    ...compareGroups(before.groups, now.groups),
    ...compareCommands(before.commands, now.commands, entities),
    ...compareEntities(before.entities, now.entities, entities),
  ].sort((a, b) => (keyOf(a) < keyOf(b) ? -1 : 1));
}

function compareGroups(before: readonly Group[], now: readonly Group[]): readonly Change[] {
  const thing = ({ id }: Group): Thing => ({ of: 'group', on: id, name: null });
  const groups = match(before, now, ({ id }) => id);
  return [
    ...groups.added.map((group) => added('group-added', thing(group))),
    ...groups.removed.map((group) => removed('group-removed', thing(group))),
    ...groups.kept.flatMap(([old, group]) =>
      unlessEqual('group-documentation', thing(group), 'title', old.title, group.title),
    ),
  ];
}

/** Entities by name, and what a command answers that has nothing to tell but that it worked. */
function entitiesOf({ entities }: ApiModel): EntitiesByName {
  return new Map([success, ...entities].map((entity) => [entity.name, entity]));
}

const nothingSaid = { description: null, deprecated: null, origin: [] } as const;

/** `Success` of the runtime; no document can name an entity so. */
const success: Entity = {
  name: 'Success',
  description: null,
  fields: [
    { name: 'success', type: { kind: 'scalar', scalar: 'boolean' }, always: true, ...nothingSaid },
    { name: 'displaytext', type: { kind: 'scalar', scalar: 'string' }, always: false, ...nothingSaid },
  ],
  origin: [],
};

/** Things in the order of the model, each with what concerns itself first. */
function keyOf({ of, on, name, aspect, before, after }: Change): string {
  const kind = { group: 0, command: 1, constraint: 1, parameter: 1, entity: 2, field: 2 }[of];
  // The order is the same whichever of the two models is the old one.
  const values = [before ?? '', after ?? ''].sort();
  return JSON.stringify([kind, on, name ?? '', of, aspect ?? '', ...values]);
}
