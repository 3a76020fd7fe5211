import type { Origin } from '../../../generator/model/source.js';

/** A pointer as it is, a position as `line:column`. */
export function placeOf(origin: Origin | null): string {
  if (origin === null) return '';
  return typeof origin.at === 'string' ? origin.at : `${origin.at.line}:${origin.at.column}`;
}
