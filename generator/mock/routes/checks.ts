import { notFound } from '../../../templates/runtime/server/index.js';
import type { Command } from '../../model/api-model.js';
import { actionOf } from '../deeds/action.js';
import { specialOf } from '../deeds/special.js';
import type { Values, World } from '../world/world.js';
import type { Check } from './routes.js';

/** A parameter that holds the id of something that must exist, or several. */
interface Checked {
  readonly parameter: string;
  readonly exists: (id: string) => boolean;
}

/**
 * Refuses ids that belong to nothing, before any job is started. Only kinds that the API lists are looked up: of others
 * nobody can know an id.
 */
export function existenceCheck(world: World): Check {
  return (command) => {
    const checked = [...referencesOf(command, world), ...targetOf(command, world)];
    return (values: Values) => {
      for (const { parameter, exists } of checked) {
        const ids = [values[parameter]].flat().filter((id) => id !== undefined);
        const unknown = ids.map(String).find((id) => !exists(id));
        if (unknown !== undefined) throw notFound(parameter, unknown);
      }
      return null;
    };
  };
}

/** `zoneid`, `networkids` and their like; `createDomain` may also be told the id that its domain shall have. */
function referencesOf({ name, parameters }: Command, { kinds, state }: World): readonly Checked[] {
  const { noun } = kinds.words(name);
  return parameters.flatMap((parameter) => {
    const type = parameter.type.kind === 'array' ? parameter.type.items : parameter.type;
    const referred = kinds.referredBy(parameter.name).filter((kind) => kinds.isListed(kind));
    const isReference = type.kind === 'scalar' && type.scalar === 'id' && referred.length > 0;
    if (!isReference || (referred.includes(noun) && !parameter.required)) return [];
    const others = ['-1', ...parameter.alsoAccepts];
    const exists = (id: string): boolean =>
      others.includes(id) || referred.some((kind) => state.get(kind, id) !== null);
    return [{ parameter: parameter.name, exists }];
  });
}

/** The thing that a command is about. A list finds nothing where something was. */
function targetOf(command: Command, { kinds, state }: World): readonly Checked[] {
  const { kind, target, deed } = actionOf(command, kinds);
  if (kind === null || target === null || deed === 'create' || specialOf(command.name) !== null) return [];
  if (!kinds.isListed(kind)) return [{ parameter: target, exists: (id) => state.find(id) !== null }];
  const exists = (id: string): boolean => state.get(kind, id) !== null || (deed === 'list' && state.wasRemoved(id));
  return [{ parameter: target, exists }];
}
