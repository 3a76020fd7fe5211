import type { State } from './world/state.js';

/** Where the clock of a mock with a seed begins. */
const START = Date.UTC(2026, 0, 1);

/** The time in the mocked cloud. Under a seed it stands still, but for a second with every change of the state. */
export function createClock(seed: number | null, state: State): () => Date {
  return seed === null ? () => new Date() : () => new Date(START + state.revision * 1_000);
}

/** The time that real clients live in, wherever a seed has put the cloud. */
export function realTime(): Date {
  return new Date();
}

/** Milliseconds since the call, whole ones. */
export function stopwatch(): () => number {
  const started = performance.now();
  return () => Math.round(performance.now() - started);
}
