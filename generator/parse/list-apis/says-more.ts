import type { Json } from './entry.js';

/** What is nested deeper is not read either. */
const maxDepth = 32;

/**
 * Whether of two entries with one name this is the one to keep, whatever their order and the order inside them: the one
 * with more entries inside, then the stricter one, then the one with more words. A `false` is no word: it has more
 * letters than `true`.
 */
export function saysMore(entry: Json, than: Json): boolean {
  const [one, other] = [weigh(entry), weigh(than)];
  for (const [index, weight] of one.weights.entries()) {
    const difference = weight - (other.weights[index] ?? 0);
    if (difference !== 0) return difference > 0;
  }
  return one.text < other.text;
}

function weigh(entry: Json): { readonly weights: readonly number[]; readonly text: string } {
  const scalars = scalarsOf(entry);
  const inside = textsInside(entry, 1);
  const yes = scalars.filter((scalar) => /^\s*true\s*$/i.test(scalar)).length;
  const words = scalars.filter((scalar) => !/^\s*(?:true|false)\s*$/i.test(scalar)).join(' ');
  const all = scalars.join(' ');
  return { weights: [inside.length, yes, words.length, all.length], text: [all, ...inside].join('\n') };
}

function scalarsOf(entry: Json): readonly string[] {
  const names = Object.keys(entry).filter((name) => typeof entry[name] !== 'object');
  return names.sort().map((name) => String(entry[name]));
}

/** What the named entries of the lists inside say, on every level. */
function textsInside(entry: Json, depth: number): readonly string[] {
  if (depth > maxDepth) return [];
  const lists = [entry['params'], entry['response']].filter((list) => Array.isArray(list));
  const named = lists.flat().filter((value) => typeof value === 'object' && value !== null && 'name' in value);
  return named.flatMap((one: Json) => [scalarsOf(one).join(' '), ...textsInside(one, depth + 1)]).sort();
}
