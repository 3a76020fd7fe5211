/** Random numbers in [0, 1), and ids in the form of version 4 UUIDs. */
export interface Chance {
  number(): number;
  id(): string;
}

/** @param seed the same seed gives the same numbers and ids; `null` gives other ones each time. */
export function createChance(seed: number | null): Chance {
  const word = seed === null ? randomWord : sequence(seed);
  return { number: () => word() / 2 ** 32, id: () => uuidOf([word(), word(), word(), word()]) };
}

/** A number that depends on a text alone, from 0 to 2^32 - 1 (FNV-1a). */
export function hashOf(text: string): number {
  let hash = 0x811c9dc5;
  for (let index = 0; index < text.length; index += 1) {
    hash = Math.imul(hash ^ text.charCodeAt(index), 0x01000193);
  }
  return hash >>> 0;
}

function randomWord(): number {
  return crypto.getRandomValues(new Uint32Array(1))[0] ?? 0;
}

/** The generator mulberry32: small, fast, and good enough to tell ids apart. */
function sequence(seed: number): () => number {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return (mixed ^ (mixed >>> 14)) >>> 0;
  };
}

function uuidOf(words: readonly number[]): string {
  const digits = words.map((word) => word.toString(16).padStart(8, '0')).join('');
  const variant = ((parseInt(digits.charAt(16), 16) & 3) | 8).toString(16);
  const parts = [
    digits.slice(0, 8),
    digits.slice(8, 12),
    `4${digits.slice(13, 16)}`,
    `${variant}${digits.slice(17, 20)}`,
  ];
  return [...parts, digits.slice(20)].join('-');
}
