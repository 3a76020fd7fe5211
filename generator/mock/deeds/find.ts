import { notFound } from '../../../templates/runtime/server/index.js';
import { presentation } from '../world/rules.js';
import { nameOf, type Thing } from '../world/state.js';
import type { Values, World } from '../world/world.js';
import type { Action } from './action.js';

/**
 * The things that the id parameter of a command names. What nobody lists is told of something else, by that one's id:
 * `getVMPassword` takes a machine's.
 *
 * @throws ApiFault 431 for an id that belongs to nothing.
 */
export function targetsOf({ kind, target }: Action, values: Values, { state, kinds }: World): readonly Thing[] {
  if (target === null || kind === null || values[target] === undefined) return [];
  return [values[target]].flat().map((id) => {
    const own = state.get(kind, String(id));
    const thing = own ?? (kinds.isListed(kind) ? null : state.find(String(id)));
    if (thing === null) throw notFound(target, String(id));
    return thing;
  });
}

/** Things of the kind whose fields are what the parameters say, as far as these tell one thing from another. */
export function fitting({ kind, command, target }: Action, values: Values, { state }: World): readonly Thing[] {
  const asked = command.parameters.filter(
    ({ name, sensitive, required }) =>
      values[name] !== undefined &&
      name !== target &&
      !sensitive &&
      !presentation.has(name) &&
      (required || name === kind || /name$|id$/.test(name)),
  );
  return state.all(kind ?? '').filter((thing) =>
    asked.every(({ name }) => {
      // `lockAccount` is told the account by its name, in a parameter that is called like the kind.
      const held = name === kind ? nameOf(thing) : thing.fields.get(name.toLowerCase());
      return held === undefined ? name !== 'name' : String(held) === String(values[name]);
    }),
  );
}

/** @throws ApiFault 431 when the parameter names nothing of that kind. */
export function existing(kind: string, parameter: string, values: Values, { state }: World): Thing {
  const id = String(values[parameter]);
  const thing = state.get(kind, id);
  if (thing === null) throw notFound(parameter, id);
  return thing;
}
