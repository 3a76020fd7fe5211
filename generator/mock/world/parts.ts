import { bear, type Birth } from './birth.js';
import type { Thing } from './state.js';
import type { Values, World } from './world.js';

/** Makes something that comes with something else, and that no command asked for. */
export function addPart(kind: string, values: Values, owner: Birth['owner'], world: World): Thing {
  const entities = [world.kinds.entityOf(kind)].filter((entity) => entity !== null);
  return world.state.add(bear({ kind, entities, id: String(values['id'] ?? world.chance.id()), values, owner }, world));
}
