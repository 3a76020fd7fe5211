import type { Manifest } from './manifest.js';

/** What is other than when a package was generated, in words; empty where nothing is. */
export function changedSince(before: Manifest, after: Manifest): readonly string[] {
  const reasons = [...changedDocuments(before, after)];
  if (before.generator !== after.generator) {
    reasons.push(`the generator is ${after.generator}, and was ${before.generator}`);
  }
  if (reasons.length === 0 && before.inputs !== after.inputs) reasons.push('options or facts changed');
  return reasons;
}

/** Documents are told apart by their names; where several have one, each is known by its text. */
function changedDocuments(before: Manifest, after: Manifest): readonly string[] {
  const [then, now] = [byName(before), byName(after)];
  const names = [...new Set([...then.keys(), ...now.keys()])].sort();
  return names.flatMap((name) => {
    const [old, current] = [then.get(name), now.get(name)];
    if (old === current) return [];
    if (old === undefined) return [`${name} is new`];
    return [`${name} ${current === undefined ? 'is not read any more' : 'changed'}`];
  });
}

function byName({ documents }: Manifest): ReadonlyMap<string, string> {
  const names = new Map<string, string>();
  for (const { file, sha256 } of documents) names.set(file, `${names.get(file) ?? ''} ${sha256}`);
  return names;
}
