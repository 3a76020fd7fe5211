import type { Account } from '../../../templates/runtime/server/index.js';
import type { Thing } from '../world/state.js';
import type { Values, World } from '../world/world.js';

/** What a command does whose meaning is not in its name; the things that it answers, if any. */
export type Special = (values: Values, world: World, caller: Account) => readonly Thing[];

export type Specials = Readonly<Record<string, Special>>;
