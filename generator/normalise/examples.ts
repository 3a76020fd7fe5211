import type { Result } from '../model/api-model.js';
import type { Described } from './gather.js';

/** What the strongest document that shows a result shows of it, without the member that holds it. */
export function exampleOf({ sides }: Described, result: Result): unknown {
  const key = 'key' in result ? result.key : null;
  for (const { raw } of sides) {
    const shown = raw.result?.example?.value;
    if (typeof shown !== 'object' || shown === null || isJob(shown)) continue;
    const held: unknown = key !== null && Object.hasOwn(shown, key) ? shown[key as keyof typeof shown] : shown;
    if (!isEmpty(held)) return held;
  }
  return null;
}

/** The acknowledgement of a job shows nothing of its result. */
function isJob(shown: object): boolean {
  const names = Object.keys(shown);
  return names.includes('jobid') && names.every((name) => name === 'jobid' || name === 'id');
}

/** Nor does an empty list. */
function isEmpty(held: unknown): boolean {
  return typeof held !== 'object' || held === null || Object.keys(held).length === 0;
}
