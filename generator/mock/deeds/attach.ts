import { parameterError } from '../../../templates/runtime/server/index.js';
import { fieldsAbout, type Reference, referencesIn } from '../world/references.js';
import type { Thing } from '../world/state.js';
import type { Entries, Values, World } from '../world/world.js';
import type { Action } from './action.js';

/** `attachVolume` changes the volume, which then tells of its machine; `attachIso` the machine, of its image. */
export function attach(action: Action, thing: Thing, values: Values, world: World): void {
  const { state } = world;
  state.change(thing, toldBy(action, thing, othersIn(action, thing, values, world), world));
  if (thing.kind !== 'volume') return;
  const machine = values['virtualmachineid'];
  const beside = state.all('volume').filter(({ fields }) => fields.get('virtualmachineid') === machine).length;
  state.change(thing, [
    ['attached', world.now()],
    ['deviceid', values['deviceid'] ?? beside - 1],
    ['state', 'Ready'],
  ]);
}

/**
 * Takes back everything that an attachment told.
 *
 * @throws ApiFault 431 when nothing is attached.
 */
export function detach(action: Action, thing: Thing, world: World): void {
  const attached = ['virtualmachineid', 'isoid'].flatMap((parameter): readonly Reference[] => {
    const other = world.referred(parameter, thing.fields.get(parameter));
    return other === null ? [] : [{ parameter, thing: other }];
  });
  if (attached.length === 0) throw parameterError(nothingAttached(thing));
  const names = toldBy(action, thing, attached, world).map(([name]) => name);
  const own = thing.kind === 'volume' ? ['attached', 'deviceid'] : [];
  world.state.change(
    thing,
    [...names, ...own].map((name) => [name, undefined]),
  );
}

function nothingAttached({ kind, id }: Thing): string {
  return kind === 'volume'
    ? `The volume ${id} is not attached to a virtual machine`
    : `Nothing is attached to the ${kind} ${id}`;
}

/** What is attached to the thing, or what it is attached to; a bare id is of the kind that the command is named after. */
function othersIn({ target }: Action, own: Thing, values: Values, world: World): readonly Reference[] {
  const named = referencesIn(values, world).filter(({ parameter, thing }) => parameter !== target && thing !== own);
  const bare = target === 'id' ? null : world.state.find(String(values['id']));
  return bare === null ? named : [...named, { parameter: `${bare.kind}id`, thing: bare }];
}

function toldBy({ entity }: Action, { kind }: Thing, others: readonly Reference[], world: World): Entries {
  const shapes = [entity, world.kinds.entityOf(kind)].filter((one) => one !== null);
  return shapes.flatMap((shape) => others.flatMap((other) => fieldsAbout(shape, other, world)));
}
