import { type Handler, type HandlerContext, notFound, page } from '../../../templates/runtime/server/index.js';
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
import { removeOrDestroy } from './remove.js';
import { specialOf } from './special.js';

/** What a command does and answers, worked out when it is first called. */
export function handlerOf(command: Command, world: World): Handler<Values, unknown> {
  let action: Action | null = null;
  const special = specialOf(command.name);
  return (values, context) => {
    action ??= actionOf(command, world.kinds);
    const things = special?.(values, world) ?? perform(action, values, makerOf(action, context, world));
    const [first] = things;
    if (first !== undefined) context.job?.attach(action.entity?.name ?? first.kind, first.id);
    return answer(action, things, values, world);
  };
}

function makerOf({ command }: Action, { account, job }: HandlerContext, world: World): Maker {
  return { world, caller: account, id: command.acknowledgesId && job !== null ? job.id : null };
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
    return { items: entity === null ? [] : items.map((thing) => view.show(entity, thing)), count };
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
  for (const thing of things) removeOrDestroy(action, thing, values, world);
  return things;
}

/** @throws ApiFault 431 when the parameters name something of a kind that is listed. */
function refuseUnknown({ command, kind }: Action, values: Values, { kinds }: World): void {
  const parameter = command.parameters.find(({ name, sensitive }) => values[name] !== undefined && !sensitive);
  if (parameter !== undefined && kinds.isListed(kind ?? ''))
    throw notFound(parameter.name, String(values[parameter.name]));
}
