import type { RawCommand, RawParameter, RawResult, RawType } from '../../model/raw-api.js';

/**
 * One command out of one or several operations that describe it: what the first one leaves open the others fill in,
 * and parameters that only they have are added.
 */
export function mergeCommands(described: readonly RawCommand[]): RawCommand {
  return described.reduce(mergeTwo);
}

function mergeTwo(first: RawCommand, second: RawCommand): RawCommand {
  return {
    ...filled(first, second),
    parameters: mergeByName([...first.parameters, ...second.parameters]),
    result: mergeResults(first.result, second.result),
  };
}

/** One parameter for each name. */
export function mergeByName(described: readonly RawParameter[]): RawParameter[] {
  const merged = new Map<string, RawParameter>();
  for (const one of described) {
    const known = merged.get(one.name.value);
    merged.set(one.name.value, known === undefined ? one : mergeParameters(known, one));
  }
  return [...merged.values()];
}

/** One parameter out of two descriptions of it, of which the first counts. */
export function mergeParameters(first: RawParameter, second: RawParameter): RawParameter {
  return { ...filled(first, second), type: saysMore(second.type.value, first.type.value) ? second.type : first.type };
}

/** Whether a type knows what another leaves open, and contradicts nothing of it. */
function saysMore(type: RawType, other: RawType): boolean {
  const isOpen = other.values === null && other.items === null && other.shape === null;
  return isOpen && (other.word === '' || (other.word === 'list' && type.word === 'list'));
}

/** What is in the envelope is taken as a whole, from the first that knows what comes back. */
function mergeResults(first: RawResult | null, second: RawResult | null): RawResult | null {
  if (first === null || second === null) return first ?? second;
  const { list, key, shape } = first.shape === null && second.shape !== null ? second : first;
  return { ...filled(first, second), list, key, shape };
}

/** The first, with members of the second where the first has `null` or nothing. */
function filled<T extends object>(first: T, second: T): T {
  const stated = Object.entries(first).filter(([, value]) => value !== null && value !== undefined);
  return { ...second, ...Object.fromEntries(stated) };
}
