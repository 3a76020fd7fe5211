import type { Places } from '../../diagnostics/places.js';
import { plural } from '../../diagnostics/plural.js';
import { type Aspect, aspects, type Because, type Claim, type Decision } from '../../model/provenance.js';

/** Longer values are cut: descriptions stand in full above. */
const longestValue = 40;

/** Why the first claim counts, where the claims differ and do not tell it themselves. */
const reasons: Readonly<Record<Because, string>> = {
  only: '',
  agreed: '',
  hook: '',
  override: '',
  fact: '',
  precedence: 'the first comes before the others in the order of precedence',
  newer: 'the newer document counts',
  precise: 'the first says more than the others, and nothing else',
  longest: 'the longest text counts',
  rule: '',
};

/** Everything that was said, by aspect: what counts behind `=`, what contradicts it behind `≠`. */
export function claimLines(decisions: readonly Decision[], places: Places): readonly string[] {
  const told = decisions.filter((decision) => isTold(decision, decisions)).map(gathered);
  const labels = Math.max(0, ...told.map(({ label }) => label.length));
  const values = Math.max(0, ...told.flatMap(({ rows }) => rows.map(({ value }) => value.length)));
  const authorities = Math.max(0, ...told.flatMap(({ rows }) => rows.map(({ by }) => by.length)));
  return told.flatMap(({ label, rows, why }, position) => {
    const lines = rows.map(({ mark, value, by, origin, more, reason }, index) => {
      const isNew = index === 0 && told[position - 1]?.label !== label;
      const place = origin === null ? '' : `  ${places.print(origin)}`;
      const cells = `${(isNew ? label : '').padEnd(labels)} ${mark} ${value.padEnd(values)}  ${by.padEnd(authorities)}`;
      return `  ${cells}${place}${more}${reason}`.trimEnd();
    });
    return why === '' ? lines : [...lines, `  ${' '.repeat(labels)}   (${why})`];
  });
}

interface Row {
  readonly mark: '=' | '≠' | ' ';
  readonly value: string;
  readonly by: string;
  readonly origin: Claim<string>['origin'];
  readonly more: string;
  readonly reason: string;
}

interface Told {
  readonly label: string;
  readonly rows: readonly Row[];
  readonly why: string;
}

/** Each value of a list has a line of its own, unless documents list different ones. */
function isTold({ aspect, disputed }: Decision, all: readonly Decision[]): boolean {
  return aspect !== 'values' || disputed || all.every((other) => other.aspect !== 'value');
}

/** One row for all places in one file that say the same. What a rule would say where somebody knows better is left out. */
function gathered({ aspect, claims, because, disputed }: Decision): Told {
  const groups = new Map<string, Claim<string>[]>();
  for (const claim of claims) {
    if (claim.by === 'rule' && claim !== claims[0]) continue;
    // Which commands answer an entity is told below.
    const value = aspect === 'answer' ? 'described' : claim.value;
    const key = JSON.stringify([value, claim.by, claim.origin?.file]);
    groups.set(key, [...(groups.get(key) ?? []), { ...claim, value }]);
  }
  const winning = groups.values().next().value?.[0]?.value;
  const rows = [...groups.values()].map((group, index) =>
    rowOf(group, index === 0 ? '=' : disputed && group[0]?.value !== winning ? '≠' : ' '),
  );
  const differs = rows.some(({ value }) => value !== rows[0]?.value);
  return { label: labelOf(aspect), rows, why: differs ? reasons[because] : '' };
}

function labelOf(aspect: Aspect): string {
  return aspect === 'name' ? 'name' : aspects[aspect][0];
}

function rowOf(group: readonly Claim<string>[], mark: Row['mark']): Row {
  const [{ value, by, origin, reason } = nothing, ...others] = group;
  const places = new Set(group.map((claim) => JSON.stringify(claim.origin)));
  const more = others.length > 0 && places.size > 1 ? ` and ${plural(places.size - 1, 'more place')}` : '';
  const why = by === 'rule' ? 'no document says it' : (reason ?? '');
  return { mark, value: cut(value), by, origin, more, reason: why === '' ? '' : `  ${why}` };
}

const nothing: Claim<string> = { value: '', by: 'rule', origin: null };

function cut(text: string): string {
  return text.length > longestValue ? `${text.slice(0, longestValue - 1)}…` : text;
}
