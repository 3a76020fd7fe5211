import type { Diagnostics } from '../diagnostics/diagnostics.js';
import type { ApiModel, Command, Result } from '../model/api-model.js';
import type { Fact } from '../model/fact.js';
import type { Decision } from '../model/provenance.js';
import type { RawApi, RawCommand } from '../model/raw-api.js';
import { Arbiter } from './arbiter.js';
import { checkNames } from './check-names.js';
import { checkFacts } from './check-facts.js';
import { readDeprecation } from './deprecation.js';
import { type Answer, buildEntities, type Entities } from './entities.js';
import { exampleOf } from './examples.js';
import { FactBook } from './fact-book.js';
import { type CommandFilter, filterModel } from './filter.js';
import { type Described, gather, inPrecedence, longest } from './gather.js';
import { buildGroups, decideGroup } from './groups.js';
import { groupId, nounOf } from './names.js';
import { mergeParameters, pagingParameters } from './parameters.js';
import {
  decideAcknowledgesId,
  decideEnvelope,
  decideExecution,
  decideMethod,
  decideOutcome,
  isListName,
  type Outcome,
} from './results.js';
import { byCodeUnit } from './sort.js';

/** What is known beyond the documents. */
export interface Facts {
  readonly builtIn: readonly Fact[];
  readonly overrides: readonly Fact[];
}

/** The model, and everything that was said on the way to it. */
export interface Normalised {
  readonly model: ApiModel;
  readonly decisions: readonly Decision[];
}

/** Merges what all documents and facts say into one model; the only stage that decides anything. */
export function normalise(
  apis: readonly RawApi[],
  facts: Facts,
  filter: CommandFilter,
  diagnostics: Diagnostics,
): Normalised {
  const arbiter = new Arbiter(new FactBook(facts.builtIn, facts.overrides), diagnostics);
  const described = gather(apis);
  checkFacts(facts.builtIn, facts.overrides, described, diagnostics);
  const outcomes = new Map(described.map((command) => [command.name, decideOutcome(command, arbiter)]));
  const entities = buildEntities(answersOf(described, outcomes), arbiter);
  const titles = new Map(described.map((command) => [command.name, decideGroup(command, arbiter)]));
  const commands = described.map((command) =>
    buildCommand(command, titles.get(command.name) ?? '', outcomes.get(command.name), entities, arbiter),
  );
  const [strongest, ...others] = inPrecedence(apis);
  const whole: ApiModel = {
    title: [strongest, ...others].map((api) => api?.title?.value).find((title) => title) ?? 'Apache CloudStack API',
    version: [strongest, ...others].map((api) => api?.version?.value).find((version) => version) ?? '',
    groups: buildGroups(commands, titles),
    commands,
    entities: entities.entities,
  };
  const model = filterModel(whole, filter, diagnostics);
  checkNames(model, diagnostics);
  return { model, decisions: arbiter.decisions };
}

/** Commands that answer a described thing. An undescribed one (only its acknowledgement is) joins by its noun later. */
function answersOf(described: readonly Described[], outcomes: ReadonlyMap<string, Outcome>): readonly Answer[] {
  return described.flatMap(({ name, sides }) => {
    const outcome = outcomes.get(name);
    if (outcome?.kind !== 'entity' && outcome?.kind !== 'list') return [];
    const shapes = sides.flatMap(({ by, raw }) => (raw.result?.shape ? [{ by, shape: raw.result.shape }] : []));
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
  const execution = decideExecution(command, arbiter);
  const parameters = mergeParameters(command, arbiter);
  const paging = isList(name, outcome) ? pagingParameters(command, parameters, arbiter) : [];
  const all = [...parameters, ...paging].sort(
    (a, b) => Number(b.required) - Number(a.required) || byCodeUnit(a.name, b.name),
  );
  const paged = all.some((parameter) => parameter.name === 'page');
  const stated = sides.map(({ raw }) => raw);
  const result = buildResult(command, outcome, paged, entities, arbiter);
  return {
    name,
    group: groupId(groupTitle),
    description: commandProse(longest(stated.map((raw) => raw.description?.value))),
    method: decideMethod(command, arbiter),
    execution,
    acknowledgesId: execution === 'async' && decideAcknowledgesId(command, arbiter),
    parameters: all,
    result,
    envelope: decideEnvelope(command, arbiter),
    example: exampleOf(command, result),
    since: stated.map((raw) => raw.since?.value).find((since) => since) ?? null,
    deprecated: stated.map(deprecationOf).find((reason) => reason !== null) ?? null,
    origin: stated.map((raw) => raw.name.origin),
  };
}

function isList(name: string, outcome: Outcome | undefined): boolean {
  return outcome?.kind === 'list' || (outcome?.kind === 'unknown' && isListName(name));
}

/** Discovery documents have no flag for it: commands say so in their own description. */
function deprecationOf({ deprecated, description }: RawCommand): string | null {
  return deprecated?.value || readDeprecation(description?.value ?? '');
}

/** `This command lists zones.` says no more than `Lists zones.` */
function commandProse(description: string | null): string | null {
  return description?.replace(/^This command ([a-z])/, (_, first: string) => first.toUpperCase()) ?? null;
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
  if (entity === null) {
    arbiter.diagnostics.report('result-unknown', command.sides[0]?.raw.name.origin ?? null, { command: command.name });
    return { kind: 'unknown' };
  }
  const key =
    outcome === undefined || outcome.kind === 'unknown' ? (outcome?.key ?? entity.toLowerCase()) : outcome.key;
  if (isList(command.name, outcome)) return { kind: 'list', entity, key: key ?? entity.toLowerCase(), paged };
  return { kind: 'entity', entity, key };
}

/** A command whose document shows only a job's acknowledgement answers the thing that its name speaks of. */
function inferredEntity(command: Described, entities: Entities, arbiter: Arbiter): string | null {
  const noun = nounOf(command.name).toLowerCase();
  const found = entities.entities.find(({ name }) => name.toLowerCase() === noun)?.name ?? null;
  if (found !== null) {
    const place = command.sides[0]?.raw.result?.origin ?? command.sides[0]?.raw.name.origin ?? null;
    arbiter.diagnostics.report('job-result-inferred', place, { command: command.name, entity: found });
  }
  return found;
}
