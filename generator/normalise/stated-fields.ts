import type { FactValues } from '../model/fact.js';
import type { Claim } from '../model/provenance.js';
import type { RawShape } from '../model/raw-api.js';

/** What a fact says that a command answers, as a document would describe it; `null` where the fact leaves it to them. */
export function statedShape(fact: Claim<FactValues['result']> | null): RawShape | null {
  const { fields = null } = fact?.value ?? {};
  const origin = fact?.origin ?? null;
  if (fields === null || origin === null) return null;
  return {
    name: null,
    description: null,
    origin,
    fields: fields.map(({ name, type, required }) => ({
      name: { value: name, origin },
      type: { value: { word: type, values: null, items: null, shape: null }, origin },
      required,
      description: null,
    })),
  };
}
