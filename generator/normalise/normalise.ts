import type { Diagnostics } from '../diagnostics/diagnostics.js';
import type { ApiModel, Command, Result } from '../model/api-model.js';
import type { Fact, Wanted } from '../model/fact.js';
import type { Decision } from '../model/provenance.js';
import type { RawApi, RawCommand } from '../model/raw-api.js';
import type { Stated } from '../model/source.js';
import { Arbiter, silently } from './arbiter.js';
import { checkNames } from './check-names.js';
import { checkFacts } from './check-facts.js';
import { oneSided, settleConflicts } from './conflicts.js';
import { deprecationOf } from './constraints/deprecation.js';
import type { Answer } from './clusters.js';
import { buildEntities, type Entities } from './entities.js';
import { exampleOf } from './examples.js';
import { FactBook } from './fact-book.js';
import { type CommandFilter, filterModel } from './filter.js';
import { claims, type Described, fold, gather, inPrecedence } from './gather.js';
import { buildGroups, decideGroup } from './groups.js';
import { groupId, nounOf, singular } from './names.js';
import { decidePaged, mergeParameters, pagingParameters } from './parameters.js';
import { reshape } from './reshape.js';
import {
  bareKey,
  decideAcknowledgesId,
  decideEnvelope,
  decideExecution,
  decideMethod,
  decideOutcome,
  isListName,
  type Outcome,
} from './results.js';
import { byCodeUnit } from './sort.js';
import { statedShape } from './stated-fields.js';

/** What is known beyond the documents. */
export interface Facts {
  readonly builtIn: readonly Fact[];
  readonly overrides: readonly Fact[];
  /** What hooks want, which wins over everything. */
  readonly wanted?: Wanted | null;
}

/** What comes of merging; in what the documents differ, the diagnostics know. */
export interface Normalised {
  readonly model: ApiModel;
}

/**
 * Merges what all documents and facts say into one model; the only stage that decides anything.
 *
 * @param ledger where every decision is written down with all who had a say; `null` where nobody will ask.
 */
export function normalise(
  apis: readonly RawApi[],
  facts: Facts,
  filter: CommandFilter,
  diagnostics: Diagnostics,
  ledger: Decision[] | null = null,
): Normalised {
  const arbiter = new Arbiter(new FactBook(facts.builtIn, facts.overrides, facts.wanted?.facts), diagnostics, ledger);
  const ranked = inPrecedence(apis);
  const described = gather(ranked, arbiter.facts);
  checkFacts(facts.builtIn, facts.overrides, described, diagnostics);
  const outcomes = new Map(described.map((command) => [command.name, decideOutcome(command, arbiter)]));
  const entities = buildEntities(answersOf(described, outcomes, arbiter), arbiter);
  const titles = new Map(described.map((command) => [command.name, decideGroup(command, arbiter)]));
  const commands = described.map((command) =>
    buildCommand(command, titles.get(command.name) ?? '', outcomes.get(command.name), entities, arbiter),
  );
  const whole: ApiModel = {
    title: ranked.map((api) => api.title?.value).find((title) => title) ?? 'Apache CloudStack API',
    version: ranked.map((api) => api.version?.value).find((version) => version) ?? '',
    groups: buildGroups(commands, titles),
    commands,
    entities: entities.entities,
  };
  const model = filterModel(reshape(whole, facts.wanted?.wishes ?? [], arbiter), filter, diagnostics);
  checkNames(model, diagnostics);
  settleConflicts(model, arbiter.conflicts, oneSided(ranked, described), diagnostics);
  return { model };
}

/**
 * Commands that answer a described thing, for which a fact speaks before all documents. An undescribed one (only its
 * acknowledgement is) joins by its noun later.
 */
function answersOf(
  described: readonly Described[],
  outcomes: ReadonlyMap<string, Outcome>,
  { facts }: Arbiter,
): readonly Answer[] {
  return described.flatMap(({ name, sides }) => {
    const outcome = outcomes.get(name);
    if (outcome?.kind !== 'entity' && outcome?.kind !== 'list') return [];
    const stated = statedShape(facts.claim('result', name));
    const shapes = (stated === null ? sides : sides.slice(0, 1)).flatMap(({ by, raw: { result } }) => {
      const shape = stated ?? result?.shape ?? null;
      return shape === null ? [] : [{ by, shape, at: stated?.origin ?? result?.origin ?? shape.origin }];
    });
    return shapes.length === 0 ? [] : [{ command: name, shapes, like: outcome.like }];
  });
}

function buildCommand(
  command: Described,
  groupTitle: string,
  outcome: Outcome | undefined,
  entities: Entities,
  arbiter: Arbiter,
): Command {
  const { name, sides } = command;
  const { facts } = arbiter;
  arbiter.spelling(
    null,
    facts.nameOf(name),
    claims(sides, (raw) => raw.name),
  );
  const execution = decideExecution(command, arbiter);
  const parameters = mergeParameters(command, arbiter);
  const paged = isList(name, outcome) && decidePaged(command, parameters, arbiter);
  const paging = paged ? pagingParameters(command, parameters, arbiter) : [];
  const all = [...parameters, ...paging].sort(
    (a, b) => Number(b.required) - Number(a.required) || byCodeUnit(a.name, b.name),
  );
  const result = buildResult(command, outcome, paged, entities, arbiter);
  return {
    name,
    group: groupId(groupTitle),
    description: arbiter.prose(name, facts.claim('description', name), claims(sides, descriptionOf)),
    method: decideMethod(command, arbiter),
    execution,
    acknowledgesId: execution === 'async' && decideAcknowledgesId(command, arbiter),
    parameters: all,
    result,
    envelope: decideEnvelope(command, arbiter),
    example: exampleOf(command, result),
    since: arbiter.decide(name, 'since', [facts.claim('since', name), ...claims(sides, (raw) => raw.since)], silently),
    deprecated: arbiter.decide<string | null>(
      name,
      'deprecated',
      [facts.claim('deprecated', name), ...claims(sides, (raw) => deprecationOf(raw.deprecated, raw.description))],
      silently,
    ),
    origin: sides.map(({ raw }) => raw.name.origin),
  };
}

function isList(name: string, outcome: Outcome | undefined): boolean {
  return outcome?.kind === 'list' || (outcome?.kind === 'unknown' && isListName(name));
}

/** `This command lists zones.` says no more than `Lists zones.` */
function descriptionOf({ description }: RawCommand): Stated<string> | null {
  if (description === null) return null;
  const { value, origin } = description;
  return { value: fold(value).replace(/^This command ([a-z])/, (_, first: string) => first.toUpperCase()), origin };
}

function buildResult(
  command: Described,
  outcome: Outcome | undefined,
  paged: boolean,
  entities: Entities,
  arbiter: Arbiter,
): Result {
  if (outcome?.kind === 'success') return { kind: 'success' };
  const entity = entities.byCommand.get(command.name) ?? inferredEntity(command, entities, arbiter);
  if (entity === null) return unknownResult(command, arbiter);
  const key =
    outcome === undefined || outcome.kind === 'unknown' ? (outcome?.key ?? entity.toLowerCase()) : outcome.key;
  if (isList(command.name, outcome)) return { kind: 'list', entity, key: key ?? entity.toLowerCase(), paged };
  return { kind: 'entity', entity, key };
}

function unknownResult(command: Described, { diagnostics }: Arbiter): Result {
  const { name, sides } = command;
  const key = bareKey(command);
  if (key === null) diagnostics.report('result-unknown', sides[0]?.raw.name.origin ?? null, { command: name });
  else diagnostics.report('result-without-members', key.origin, { command: name, key: key.value });
  return { kind: 'unknown' };
}

/** A command whose answer nobody describes answers the thing that its name speaks of, unless it stands under another's. */
function inferredEntity(command: Described, entities: Entities, arbiter: Arbiter): string | null {
  const noun = nounOf(command.name).toLowerCase();
  const isSettled = arbiter.facts.claim('result', command.name) !== null;
  const key = isSettled ? noun : (bareKey(command)?.value.toLowerCase() ?? noun);
  if (key !== noun && singular(key) !== singular(noun)) return null;
  const found = entities.entities.find(({ name }) => name.toLowerCase() === noun)?.name ?? null;
  if (found !== null) {
    const place = command.sides[0]?.raw.result?.origin ?? command.sides[0]?.raw.name.origin ?? null;
    arbiter.diagnostics.report('job-result-inferred', place, { command: command.name, entity: found });
  }
  return found;
}
