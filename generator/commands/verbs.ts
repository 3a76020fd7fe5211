import type { Verb } from './verb.js';

/** Verbs are loaded when they are needed, so that `--version` does not wait for parsers and templates. */
const loaders: Readonly<Record<string, () => Promise<Verb>>> = {
  generate: async () => (await import('./generate.js')).generateVerb,
  check: async () => (await import('./check.js')).checkVerb,
  explain: async () => (await import('./explain.js')).explainVerb,
  model: async () => (await import('./model.js')).modelVerb,
};

export const verbNames: readonly string[] = Object.keys(loaders);

export async function findVerb(name: string): Promise<Verb | null> {
  return Object.hasOwn(loaders, name) ? ((await loaders[name]?.()) ?? null) : null;
}

export function verbs(): Promise<readonly Verb[]> {
  return Promise.all(Object.values(loaders).map((load) => load()));
}
