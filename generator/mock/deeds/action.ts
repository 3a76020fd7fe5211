import type { Command, Entity } from '../../model/api-model.js';
import type { Kinds } from '../world/kinds.js';
import { creates, reads, removes } from '../world/rules.js';

/** What a command does to the mocked cloud. */
export type Deed =
  /** Looks at all things of the kind. */
  | 'list'
  /** Looks at one, or at something that nothing is known of. */
  | 'get'
  | 'create'
  | 'remove'
  /** Changes the thing that an id parameter names. */
  | 'change'
  /** Changes the thing that fits the parameters, or makes it. */
  | 'put'
  | 'attach'
  | 'detach'
  /** Does something that no thing shows. */
  | 'acknowledge';

/** What a command does, to what kind of thing, and which parameter says to which one. */
export interface Action {
  readonly command: Command;
  readonly verb: string;
  readonly deed: Deed;
  /** `null` when the command is about nothing that the API knows. */
  readonly kind: string | null;
  /** What is answered; `null` for a plain success. */
  readonly entity: Entity | null;
  /** Wire name of the parameter that holds the id of the thing, or the ids of some. */
  readonly target: string | null;
}

/** Works out from the model alone what a command does. */
export function actionOf(command: Command, kinds: Kinds): Action {
  const { verb, noun } = kinds.words(command.name);
  const kind = kinds.ofCommand(command);
  const entity = 'entity' in command.result ? kinds.entity(command.result.entity) : null;
  const named = kinds.named(noun);
  const target = kind === null ? null : targetOf(command, kinds, { kind, named });
  const action = { command, verb, kind, entity, target };
  return { ...action, deed: deedOf(action, named, kind !== null && kinds.isListed(kind)) };
}

function deedOf(
  { command, verb, kind, entity, target }: Omit<Action, 'deed'>,
  named: string | null,
  listed: boolean,
): Deed {
  const { result } = command;
  if (result.kind === 'unknown' || kind === null) return 'acknowledge';
  if (result.kind === 'list' && !creates.has(verb)) return 'list';
  if (reads.has(verb) || (verb === 'is' && entity !== null)) return 'get';
  if (verb === 'attach' || verb === 'detach') return target === null ? 'acknowledge' : verb;
  if (creates.has(verb) && !isAboutOneThatExists(command, kind, target, listed)) return 'create';
  if (removes.has(verb) && (entity === null || named === null || named === kind)) return 'remove';
  if (target !== null) return 'change';
  return entity === null ? 'acknowledge' : 'put';
}

/**
 * `addNicToVirtualMachine` has to be told the machine, and `registerUserKeys` the user, as nobody lists keys. What
 * `createDomain` may be told is the id that its domain shall have.
 */
function isAboutOneThatExists({ parameters }: Command, kind: string, target: string | null, listed: boolean): boolean {
  const isRequired = parameters.some(({ name, required }) => name === target && required);
  return isRequired && (!listed || target?.toLowerCase() === `${kind}id`);
}

/** Where the noun names another kind than what is answered, a bare `id` is of the noun's: `attachIso` answers a machine. */
function targetOf(
  { parameters }: Command,
  kinds: Kinds,
  { kind, named }: { readonly kind: string; readonly named: string | null },
): string | null {
  const own = kinds.namesOf(kind).flatMap((word) => [`${word}id`, `${word}ids`, `${word}uuid`]);
  const bare = ['id', 'ids', 'uuid'];
  const order = named !== null && named !== kind ? [...own, ...bare] : [...bare, ...own];
  const found = order.map((word) => parameters.find(({ name }) => name.toLowerCase() === word)).find(Boolean);
  return found?.name ?? null;
}
