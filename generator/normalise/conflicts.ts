import type { Diagnostics } from '../diagnostics/diagnostics.js';
import type { ApiModel } from '../model/api-model.js';
import { aspects, type Claim, type Conflict, isAspect } from '../model/provenance.js';
import type { RawApi } from '../model/raw-api.js';
import type { Described, Side } from './gather.js';
import { byCodeUnit } from './sort.js';

/** Things of one kind that one document knows, and the same others do not. */
export interface OneSided {
  readonly kind: 'commandInOneDocument' | 'parameterInOneDocument';
  /** The document that knows them. */
  readonly file: string;
  /** The documents that could know them. */
  readonly without: readonly string[];
  readonly conflicts: readonly Conflict[];
}

/**
 * Commands that only one of several documents describes, and parameters that only one of those knows which describe the
 * command.
 *
 * @param apis in order of precedence.
 */
export function oneSided(apis: readonly RawApi[], described: readonly Described[]): readonly OneSided[] {
  if (apis.length < 2) return [];
  const groups = new Map<string, OneSided & { readonly conflicts: Conflict[] }>();
  const add = (kind: OneSided['kind'], file: string, without: readonly string[], conflict: Conflict): void => {
    const key = [kind, file, ...without].join('\n');
    const group = groups.get(key) ?? { kind, file, without, conflicts: [] };
    group.conflicts.push(conflict);
    groups.set(key, group);
  };
  for (const command of described) {
    const [side, ...others] = distinctSides(command);
    if (side === undefined) continue;
    if (others.length > 0) {
      for (const one of lonelyParameters(command, [side, ...others])) {
        add('parameterInOneDocument', one.file, one.without, one.conflict);
      }
      continue;
    }
    const rest = apis.filter(({ file }) => file !== side.file);
    const absent = rest.map(({ format, file }) => absentFrom(format, { file, at: '' }));
    const claims = [present(side.by, side.raw.name.origin), ...absent];
    const conflict = { kind: 'commandInOneDocument' as const, subject: command.name, claims };
    add(
      'commandInOneDocument',
      side.file,
      rest.map(({ file }) => file),
      conflict,
    );
  }
  return [...groups.values()];
}

interface Lonely {
  readonly file: string;
  readonly without: readonly string[];
  readonly conflict: Conflict;
}

function lonelyParameters({ name }: Described, sides: readonly Side[]): readonly Lonely[] {
  const known = sides.map(({ raw }) => new Set(raw.parameters.map((parameter) => parameter.name.value.toLowerCase())));
  return sides.flatMap(({ by, file, raw }, index) => {
    const others = sides.filter((_, other) => other !== index);
    const elsewhere = known.filter((_, other) => other !== index);
    const lonely = raw.parameters.filter(({ name: { value } }) =>
      elsewhere.every((names) => !names.has(value.toLowerCase())),
    );
    return lonely.map(({ name: { value, origin } }) => {
      const absent = others.map((side) => absentFrom(side.by, side.raw.name.origin));
      const claims = [present(by, origin), ...absent];
      const conflict = { kind: 'parameterInOneDocument' as const, subject: `${name}.${value}`, claims };
      return { file, without: others.map((side) => side.file), conflict };
    });
  });
}

/** A document may spell one command in two ways; it is one document all the same. */
function distinctSides({ sides }: Described): readonly Side[] {
  return sides.filter(({ file }, index) => sides.findIndex((side) => side.file === file) === index);
}

function present(by: Claim<string>['by'], origin: Claim<string>['origin']): Claim<string> {
  return { value: 'described', by, origin };
}

function absentFrom(by: Claim<string>['by'], origin: Claim<string>['origin']): Claim<string> {
  return { value: 'absent', by, origin };
}

/**
 * Reports everything in which the documents of a model differ, each once: by kind, then by subject. Of commands that
 * were filtered away nobody needs to hear.
 */
export function settleConflicts(
  model: ApiModel,
  disagreements: readonly Conflict[],
  groups: readonly OneSided[],
  diagnostics: Diagnostics,
): void {
  const kept = new Set([...model.commands, ...model.entities].map(({ name }) => name));
  const isKept = ({ subject }: Conflict): boolean => kept.has(subject.split('.', 1)[0] ?? '');
  const meant = inOrder(disagreements.filter(isKept));
  const sided = groups
    .map((group) => ({ ...group, conflicts: inOrder(group.conflicts.filter(isKept)) }))
    .filter(({ conflicts }) => conflicts.length > 0)
    .sort((a, b) => byCodeUnit(a.kind, b.kind) || byCodeUnit(a.file, b.file));
  reportDisagreements(meant, diagnostics);
  for (const group of sided) reportOneSided(group, diagnostics);
  diagnostics.rememberConflicts([...meant, ...inOrder(sided.flatMap(({ conflicts }) => conflicts))]);
}

function inOrder(conflicts: readonly Conflict[]): readonly Conflict[] {
  const kinds: readonly string[] = [...Object.keys(aspects), 'commandInOneDocument', 'parameterInOneDocument'];
  const rank = ({ kind }: Conflict): number => kinds.indexOf(kind);
  return [...conflicts].sort((a, b) => rank(a) - rank(b) || byCodeUnit(a.subject, b.subject));
}

/** Reports each disagreement once, with all of its places. */
function reportDisagreements(conflicts: readonly Conflict[], diagnostics: Diagnostics): void {
  for (const { kind, subject, claims } of conflicts) {
    const [winner, ...against] = claims;
    const [other] = against;
    if (winner === undefined || other === undefined || !isAspect(kind)) continue;
    const [by, otherBy] = winner.by === other.by ? [fileOf(winner), fileOf(other)] : [winner.by, other.by];
    diagnostics.report(
      'sources-disagree',
      winner.origin,
      { subject, aspect: kind, chosen: winner.value, by, other: other.value, otherBy },
      against.flatMap(({ origin, value }) => (origin === null ? [] : [{ origin, note: `says ${value}` }])),
    );
  }
}

function fileOf({ by, origin }: Claim<string>): string {
  return origin?.file ?? by;
}

/** Reports what only one document knows in one line, with the place of the first. */
function reportOneSided({ kind, file, without, conflicts }: OneSided, diagnostics: Diagnostics): void {
  const [origin = null, ...others] = conflicts[0]?.claims.map((claim) => claim.origin) ?? [];
  const code = kind === 'commandInOneDocument' ? 'command-in-one-document' : 'parameter-in-one-document';
  const related = others.flatMap((place) => (place === null ? [] : [{ origin: place, note: 'says nothing of it' }]));
  diagnostics.report(code, origin, { file, without, names: conflicts.map(({ subject }) => subject) }, related);
}
