import { readJson } from '../text/json.js';
import { printSorted } from './sorted.js';

/** How many commands a saved answer of listApis lacks, has besides, and tells otherwise. */
export interface Difference {
  readonly added: number;
  readonly removed: number;
  readonly changed: number;
}

/** The commands of a saved answer, in the server's form or in ours; `null` when the text is none. */
export function savedCommands(text: string): readonly unknown[] | null {
  const { value } = readJson(text);
  const top = memberOf(value, 'listapisresponse') ?? value;
  const commands = memberOf(top, 'api');
  return Array.isArray(commands) ? commands : null;
}

/** What a server tells now, compared with what was saved. */
export function compareCommands(before: readonly unknown[], now: readonly unknown[]): Difference {
  const [old, fresh] = [byName(before), byName(now)];
  const names = [...fresh.keys()];
  return {
    added: names.filter((name) => !old.has(name)).length,
    removed: [...old.keys()].filter((name) => !fresh.has(name)).length,
    changed: names.filter((name) => old.has(name) && old.get(name) !== fresh.get(name)).length,
  };
}

/** Each command in its sorted text. */
function byName(commands: readonly unknown[]): ReadonlyMap<string, string> {
  return new Map(commands.map((command) => [String(memberOf(command, 'name')), printSorted([command])]));
}

function memberOf(value: unknown, name: string): unknown {
  return typeof value === 'object' && value !== null && Object.hasOwn(value, name)
    ? (value as Readonly<Record<string, unknown>>)[name]
    : undefined;
}
