import {
  type Handler,
  type HandlerContext,
  type JobHandle,
  notFound,
  page,
} from '../../../templates/runtime/server/index.js';
import type { Command } from '../../model/api-model.js';
import { makeUp } from '../world/birth.js';
import { own } from '../world/own.js';
import { transitions } from '../world/rules.js';
import type { Thing } from '../world/state.js';
import { View } from '../world/view.js';
import type { Values, World } from '../world/world.js';
import { type Action, actionOf } from './action.js';
import { attach, detach } from './attach.js';
import { change } from './change.js';
import { create, draft, type Maker } from './create.js';
import { matching } from './filter.js';
import { fitting, targetsOf } from './find.js';
import { withPassword } from './password.js';
import { asksForPairs, withAddresses } from './load-balancers.js';
import { type Begun, inTransition } from './progress.js';
import { refuseWrongState } from './refusals.js';
import { removeIfThere, removeOrDestroy } from './remove.js';
import { specialOf } from './special.js';
import type { Special } from './special-deed.js';

/** Does what a command says, and answers; what that is, is worked out when it is first called. */
export class CommandDeed {
  readonly #command: Command;
  readonly #world: World;
  readonly #special: Special | null;
  /** What was made when its job began. */
  readonly #made = new WeakMap<JobHandle, Thing>();
  #known: Action | null = null;

  constructor(command: Command, world: World) {
    this.#command = command;
    this.#world = world;
    this.#special = specialOf(command.name);
  }

  readonly handle: Handler<Values, unknown> = (values, context) => {
    const things = this.#things(values, context);
    this.#tellJob(things, context);
    return answer(this.#action, things, values, this.#world);
  };

  /**
   * Does as much as others can see when a job begins that will take time: what it makes is there already.
   *
   * @throws ApiFault 431, or another, for what is refused.
   */
  begin(values: Values, context: HandlerContext): Begun | null {
    const { job } = context;
    if (job === null || this.#special !== null) return null;
    const action = this.#action;
    if (action.deed === 'create') return this.#beginThing(job, create(action, values, this.#maker(context)), context);
    if (!['change', 'attach', 'detach', 'remove'].includes(action.deed)) return null;
    const things = targetsOf(action, values, this.#world);
    for (const thing of things) refuseWrongState(action, thing, values, this.#world);
    this.#tellJob(things, context);
    return inTransition(action, things, this.#world);
  }

  #beginThing(job: JobHandle, thing: Thing, context: HandlerContext): Begun {
    this.#made.set(job, thing);
    this.#tellJob([thing], context);
    const { settle } = inTransition(this.#action, [thing], this.#world);
    return { settle, undo: () => removeIfThere(thing, this.#world) };
  }

  get #action(): Action {
    return (this.#known ??= actionOf(this.#command, this.#world.kinds));
  }

  #things(values: Values, context: HandlerContext): readonly Thing[] {
    const made = context.job === null ? undefined : this.#made.get(context.job);
    if (made !== undefined) return [made];
    const maker = this.#maker(context);
    return this.#special?.(values, this.#world, maker) ?? perform(this.#action, values, maker);
  }

  #maker({ account, job }: HandlerContext): Maker {
    return { world: this.#world, caller: account, id: this.#command.acknowledgesId && job !== null ? job.id : null };
  }

  #tellJob([first]: readonly Thing[], { job }: HandlerContext): void {
    if (first !== undefined) job?.attach(this.#action.entity?.name ?? first.kind, first.id);
  }
}

/** Does what the command says; the things that it answers, if any. */
function perform(action: Action, values: Values, maker: Maker): readonly Thing[] {
  switch (action.deed) {
    case 'list':
      return matching(action.command, action.kind ?? '', values, maker.world);
    case 'get':
      return [get(action, values, maker)];
    case 'create':
      return [create(action, values, maker)];
    case 'remove':
      return remove(action, values, maker.world);
    case 'put':
    case 'change':
    case 'attach':
    case 'detach':
      return alter(action, values, maker);
    case 'acknowledge':
      return [];
  }
}

/** Things as the command's result; for `registerTemplate` and its like that is a list of one. */
function answer({ command, entity }: Action, things: readonly Thing[], values: Values, world: World): unknown {
  const view = new View(world);
  if (command.result.kind === 'list' && command.execution === 'sync') {
    const { items, count } = page(things, values);
    const shown = { items: entity === null ? [] : items.map((thing) => view.show(entity, thing)), count };
    return asksForPairs(command.name, values) ? withAddresses(shown, items) : shown;
  }
  const [thing] = things;
  if (entity === null || thing === undefined) return { success: true };
  return view.show(entity, withPassword(command.name, thing));
}

/** A thing that exists; or, of what nobody lists, something plausible that is forgotten again. */
function get(action: Action, values: Values, maker: Maker): Thing {
  const { world } = maker;
  const [thing] = [...targetsOf(action, values, world), ...fitting(action, values, world)];
  if (thing !== undefined) {
    if (thing.kind !== action.kind) makeUp(thing, action.entity?.fields ?? [], world);
    return thing;
  }
  refuseUnknown(action, values, world);
  return draft(action, values, maker);
}

/** Changes what is named; of what fits the parameters there is one afterwards, whether there was before or not. */
function alter(action: Action, values: Values, maker: Maker): readonly Thing[] {
  const { world } = maker;
  const named = targetsOf(action, values, world);
  const things = named.length > 0 ? named : fitting(action, values, world).slice(0, 1);
  if (things.length === 0) {
    if (own(transitions, action.verb) !== undefined) refuseUnknown(action, values, world);
    return action.entity === null ? [] : [create(action, values, maker)];
  }
  for (const thing of things) refuseWrongState(action, thing, values, world);
  for (const thing of things) {
    if (action.deed === 'attach') attach(action, thing, values, world);
    else if (action.deed === 'detach') detach(action, thing, world);
    else change(action, thing, values, world);
  }
  return things;
}

function remove(action: Action, values: Values, world: World): readonly Thing[] {
  const named = targetsOf(action, values, world);
  const things = named.length > 0 ? named : fitting(action, values, world).slice(0, 1);
  if (things.length === 0) refuseUnknown(action, values, world);
  for (const thing of things) refuseWrongState(action, thing, values, world);
  for (const thing of things) removeOrDestroy(action, thing, values, world);
  return things;
}

/** @throws ApiFault 431 when the parameters name something of a kind that is listed. */
function refuseUnknown({ command, kind }: Action, values: Values, { kinds }: World): void {
  const parameter = command.parameters.find(({ name, sensitive }) => values[name] !== undefined && !sensitive);
  if (parameter !== undefined && kinds.isListed(kind ?? ''))
    throw notFound(parameter.name, String(values[parameter.name]));
}
