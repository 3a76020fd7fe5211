import { sign } from '../sign.js';

/** Compares in a time that depends on the expected text alone. */
export function sameText(expected: string, given: string): boolean {
  let difference = expected.length ^ given.length;
  for (let index = 0; index < expected.length; index += 1) {
    difference |= expected.charCodeAt(index) ^ given.charCodeAt(index);
  }
  return difference === 0;
}

/** Compares in a time that does not tell how long the expected text is either. */
export async function sameSecret(expected: string, given: string): Promise<boolean> {
  const [one, other] = await Promise.all([sign(expected, 'compared'), sign(given, 'compared')]);
  return sameText(one, other);
}
