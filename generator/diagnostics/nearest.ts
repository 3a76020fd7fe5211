import { closest, distance } from 'fastest-levenshtein';

/** The candidate that a mistyped name most likely meant; `null` when nothing is close. */
export function nearest(name: string, candidates: readonly string[]): string | null {
  if (candidates.length === 0) return null;
  const best = closest(
    name.toLowerCase(),
    candidates.map((candidate) => candidate.toLowerCase()),
  );
  const found = candidates.find((candidate) => candidate.toLowerCase() === best);
  const allowed = Math.floor(name.length / 3) + 1;
  return found !== undefined && distance(name.toLowerCase(), best) <= allowed ? found : null;
}
