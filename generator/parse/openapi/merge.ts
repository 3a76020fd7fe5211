import type { RawCommand } from '../../model/raw-api.js';

/**
 * One command out of one or several operations that describe it: what the first one leaves open the others fill in,
 * and parameters that only they have are added.
 */
export function mergeCommands(described: readonly RawCommand[]): RawCommand {
  return described.reduce(mergeTwo);
}

function mergeTwo(first: RawCommand, second: RawCommand): RawCommand {
  const known = new Map(first.parameters.map((one) => [one.name.value, one]));
  const merged = second.parameters.map((one) => {
    const same = known.get(one.name.value);
    return same === undefined ? one : { ...same, ...filled(same, one) };
  });
  const byName = new Map(merged.map((one) => [one.name.value, one]));
  const added = merged.filter((one) => !known.has(one.name.value));
  return {
    ...filled(first, second),
    parameters: [...first.parameters.map((one) => byName.get(one.name.value) ?? one), ...added],
  };
}

/** The first, with members of the second where the first has `null` or nothing. */
function filled<T extends object>(first: T, second: T): T {
  const stated = Object.entries(first).filter(([, value]) => value !== null && value !== undefined);
  return { ...second, ...Object.fromEntries(stated) };
}
