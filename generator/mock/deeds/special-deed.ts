import type { Thing } from '../world/state.js';
import type { Values, World } from '../world/world.js';
import type { Maker } from './create.js';

/** What a command does whose meaning is not in its name; the things that it answers, if any. */
export type Special = (values: Values, world: World, maker: Maker) => readonly Thing[];

export type Specials = Readonly<Record<string, Special>>;
