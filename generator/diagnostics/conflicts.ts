import { aspects, type Claim, type Conflict, type ConflictKind, isAspect } from '../model/provenance.js';
import type { Diagnostics } from './diagnostics.js';
import { Places } from './places.js';
import { plural } from './plural.js';

/** A claim as machines read it. */
export interface ClaimReport {
  readonly value: string;
  readonly by: string;
  /** `null` for rules of the generator. */
  readonly file: string | null;
  /** Both count from 1; `null` when the place is unknown. */
  readonly line: number | null;
  readonly column: number | null;
  /** Why, where the authority gives a reason. */
  readonly reason: string | null;
}

/** Everything in which the documents of a run differ, as machines read it. */
export interface ConflictsReport {
  /** How many there are of each kind that occurs. */
  readonly counts: Readonly<Partial<Record<ConflictKind, number>>>;
  readonly all: readonly {
    readonly kind: ConflictKind;
    readonly subject: string;
    /** What counts, then everything against it; `absent` stands for a document that knows nothing of the subject. */
    readonly claims: readonly ClaimReport[];
  }[];
}

/** A claim with its place, worked out. */
export function reportClaim({ value, by, origin, reason }: Claim<string>, places: Places): ClaimReport {
  const { file, line, column } = origin === null ? nowhere : places.find(origin);
  return { value, by, file, line, column, reason: reason === undefined || reason === '' ? null : reason };
}

const nowhere = { file: null, line: null, column: null };

/** The conflicts as data, every one of them; empty when no documents were merged. */
export function reportConflicts(diagnostics: Diagnostics): { readonly conflicts?: ConflictsReport } {
  const { conflicts } = diagnostics;
  if (conflicts === null) return {};
  const places = new Places(diagnostics.texts);
  const all = conflicts.map(({ kind, subject, claims }) => ({
    kind,
    subject,
    claims: claims.map((claim) => reportClaim(claim, places)),
  }));
  return { conflicts: { counts: Object.fromEntries(countsOf(conflicts)), all } };
}

/** The conflicts in one line, by kind: `The documents disagree on 5 required flags and 3 types.`; empty without any. */
export function printConflicts({ conflicts }: Diagnostics): string {
  const counts = countsOf(conflicts ?? []);
  const lonely: readonly string[] = [...counts]
    .filter(([kind]) => !isAspect(kind))
    .map(([kind, count]) => plural(count, kind === 'commandInOneDocument' ? 'command' : 'parameter'));
  const disputed = [...counts].flatMap(([kind, count]) =>
    isAspect(kind) ? [plural(count, aspects[kind][0], aspects[kind][1])] : [],
  );
  const parts = [
    ...(disputed.length > 0 ? [`the documents disagree on ${joined(disputed)}`] : []),
    ...(lonely.length > 0 ? [`only one of them knows ${joined(lonely)}`] : []),
  ];
  const sentence = parts.join('; ').replace(/^only one of them/, 'only one document');
  return sentence === '' ? '' : `${sentence.charAt(0).toUpperCase()}${sentence.slice(1)}.`;
}

function countsOf(conflicts: readonly Conflict[]): ReadonlyMap<ConflictKind, number> {
  const counts = new Map<ConflictKind, number>();
  for (const { kind } of conflicts) counts.set(kind, (counts.get(kind) ?? 0) + 1);
  return counts;
}

function joined(parts: readonly string[]): string {
  return [parts.slice(0, -1).join(', '), ...parts.slice(-1)].filter((part) => part !== '').join(' and ');
}
