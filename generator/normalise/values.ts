import type { Claim } from '../model/provenance.js';
import type { RawType } from '../model/raw-api.js';
import type { Arbiter } from './arbiter.js';

/** Allowed values; `null` for any text. */
type Values = readonly string[] | null;

/**
 * Which values are allowed: those of a fact, else those of the type that counts. Lists of other documents must hold the
 * same ones, in any order.
 */
export function decideValues(
  subject: string,
  fact: Claim<Values> | null,
  { values: own }: RawType,
  stated: readonly Claim<RawType>[],
  arbiter: Arbiter,
): Values {
  const listed = stated.flatMap((claim) => listOf(claim));
  const first = listed.filter(({ value }) => value === own);
  const claims = [fact, ...first, ...listed.filter((claim) => !first.includes(claim))];
  const values = arbiter.decide<Values>(subject, 'values', claims, { show: showValues, agree: isSameSet });
  if (arbiter.remembers) rememberEach(subject, values ?? [], fact, stated, arbiter);
  return values;
}

function listOf({ value, ...claim }: Claim<RawType>): Claim<Values>[] {
  return value.values === null ? [] : [{ ...claim, value: value.values }];
}

function showValues(values: Values): string {
  return values === null ? 'any' : values.join(', ');
}

function isSameSet(one: Values, other: Values): boolean {
  return showValues([...(one ?? [])].sort()) === showValues([...(other ?? [])].sort());
}

/** Every value knows who lists it, and where. */
function rememberEach(
  subject: string,
  values: readonly string[],
  fact: Claim<Values> | null,
  stated: readonly Claim<RawType>[],
  arbiter: Arbiter,
): void {
  for (const value of values) {
    const settled = fact === null ? [] : [{ ...fact, value }];
    const places = stated.flatMap(({ by, origin, value: { values: listed, places: at } }) => {
      const index = listed?.indexOf(value) ?? -1;
      return index < 0 ? [] : [{ value, by, origin: at?.[index] ?? origin }];
    });
    arbiter.note(subject, 'value', [...settled, ...places]);
  }
}
