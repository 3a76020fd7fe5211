import type { Command, Result, TypeRef } from '../model/api-model.js';
import { modeOf } from '../model/wire.js';
import type { Change } from './change.js';
import { compareTies } from './compare-constraints.js';
import { compareParameters } from './compare-parameters.js';
import { type BothEntities, readsAs } from './fits.js';
import { added, compareDeprecations, removed, type Thing, unlessEqual, yesOrNo } from './judge.js';
import { byName, match } from './match.js';
import { resultNotation } from './notation.js';
import type { RuleName } from './rules.js';

export function compareCommands(
  before: readonly Command[],
  now: readonly Command[],
  entities: BothEntities,
): readonly Change[] {
  const commands = match(before, now, byName);
  return [
    ...commands.added.map((command) => added('command-added', thingOf(command), resultNotation(command.result))),
    ...commands.removed.map((command) => removed('command-removed', thingOf(command), resultNotation(command.result))),
    ...commands.kept.flatMap(([old, command]) => compareCommand(old, command, entities)),
  ];
}

function thingOf({ name }: Command): Thing {
  return { of: 'command', on: name, name: null };
}

function compareCommand(before: Command, now: Command, entities: BothEntities): readonly Change[] {
  const thing = thingOf(now);
  return [
    ...unlessEqual('command-moved', thing, 'group', before.group, now.group),
    ...unlessEqual('command-execution', thing, 'execution', before.execution, now.execution),
    ...compareResults(before, now, entities),
    ...compareWire(before, now),
    ...compareDeprecations('command', thing, before.deprecated, now.deprecated),
    ...unlessEqual('command-documentation', thing, 'description', before.description, now.description),
    ...unlessEqual('command-documentation', thing, 'since', before.since, now.since),
    ...compareParameters(now.name, before.parameters, now.parameters),
    ...compareTies(before, now),
  ];
}

function compareResults(before: Command, now: Command, entities: BothEntities): readonly Change[] {
  const [old, result] = [resultNotation(before.result), resultNotation(now.result)];
  const isPaging = before.execution === now.execution && modeOf(before) !== modeOf(now);
  const rule = isPaging ? 'result-paging' : resultRule(before.result, now.result, entities);
  return unlessEqual(rule, thingOf(now), 'result', old, result);
}

function resultRule(before: Result, now: Result, entities: BothEntities): RuleName {
  const old = { type: typeOf(before), entities: entities.before };
  const result = { type: typeOf(now), entities: entities.now };
  if (!readsAs(result, old)) return 'result-incompatible';
  return readsAs(old, result) ? 'result-renamed' : 'result-extended';
}

/** What one gets in the end; of a list one item. */
function typeOf(result: Result): TypeRef {
  if (result.kind === 'unknown') return { kind: 'unknown' };
  return { kind: 'entity', entity: result.kind === 'success' ? 'Success' : result.entity };
}

/** What the package minds by itself. */
function compareWire(before: Command, now: Command): readonly Change[] {
  const thing = thingOf(now);
  const acknowledged = [yesOrNo(before.acknowledgesId), yesOrNo(now.acknowledgesId)] as const;
  return [
    ...unlessEqual('command-wire', thing, 'method', before.method, now.method),
    ...unlessEqual('command-wire', thing, 'envelope', before.envelope, now.envelope),
    ...unlessEqual('command-wire', thing, 'acknowledgement', ...acknowledged),
    ...compareKeys(thing, before.result, now.result),
  ];
}

function compareKeys(thing: Thing, before: Result, now: Result): readonly Change[] {
  if (!('key' in before && 'key' in now)) return [];
  const keys = unlessEqual('command-wire', thing, 'result key', before.key, now.key);
  if (before.kind !== 'list' || now.kind !== 'list') return keys;
  return [...keys, ...unlessEqual('command-wire', thing, 'paged', yesOrNo(before.paged), yesOrNo(now.paged))];
}
