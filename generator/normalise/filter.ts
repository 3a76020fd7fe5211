import type { ApiModel, Command, Entity, TypeRef } from '../model/api-model.js';
import type { Diagnostics } from '../diagnostics/diagnostics.js';

/** Which commands to keep: names, or globs in which `*` stands for any letters. */
export interface CommandFilter {
  /** Empty keeps all. */
  readonly only: readonly string[];
  readonly exclude: readonly string[];
}

/** The model with only the wanted commands, and the entities and groups that they need. Names do not change by it. */
export function filterModel(model: ApiModel, { only, exclude }: CommandFilter, diagnostics: Diagnostics): ApiModel {
  if ((only.length === 0 && exclude.length === 0) || model.commands.length === 0) {
    reportEmpty(model.commands, diagnostics);
    return model;
  }
  reportUnmatched(model, only, '--only', diagnostics);
  reportUnmatched(model, exclude, '--exclude', diagnostics);
  const commands = model.commands.filter(
    ({ name }) => (only.length === 0 || only.some(matches(name))) && !exclude.some(matches(name)),
  );
  reportEmpty(commands, diagnostics);
  const kept = new Set(commands.map(({ name }) => name));
  const groups = model.groups
    .map((group) => ({ ...group, commands: group.commands.filter((name) => kept.has(name)) }))
    .filter((group) => group.commands.length > 0);
  const roots = commands.flatMap(({ result }) => ('entity' in result ? [result.entity] : []));
  return { ...model, commands, groups, entities: reachable(model.entities, roots) };
}

/** Where a name matches nothing, that was said already. */
function reportEmpty(commands: readonly Command[], diagnostics: Diagnostics): void {
  if (commands.length === 0 && diagnostics.count('error') === 0) diagnostics.report('nothing-left', null, {});
}

/** Names of the entities that a type mentions. */
export function entitiesOf(type: TypeRef): readonly string[] {
  if (type.kind === 'entity') return [type.entity];
  return type.kind === 'array' ? entitiesOf(type.items) : [];
}

/** Those of the entities that are answered, or stand in one that is. */
export function reachable(entities: readonly Entity[], roots: readonly string[]): readonly Entity[] {
  const byName = new Map(entities.map((entity) => [entity.name, entity]));
  const wanted = new Set<string>();
  const queue = [...roots];
  for (let name = queue.pop(); name !== undefined; name = queue.pop()) {
    if (wanted.has(name)) continue;
    wanted.add(name);
    queue.push(...(byName.get(name)?.fields ?? []).flatMap(({ type }) => entitiesOf(type)));
  }
  return entities.filter(({ name }) => wanted.has(name));
}

function reportUnmatched(model: ApiModel, patterns: readonly string[], option: string, diagnostics: Diagnostics): void {
  for (const pattern of patterns) {
    const found = model.commands.some(({ name }) => matches(name)(pattern));
    if (!found) diagnostics.report('filter-unmatched', null, { pattern, option });
  }
}

/** Whether a glob matches the whole name: what stands between its stars must come in this order, without overlap. */
function matches(name: string): (pattern: string) => boolean {
  return (pattern) => {
    const [first = '', ...rest] = pattern.split('*');
    const last = rest.pop();
    if (last === undefined) return name === pattern;
    let at = name.startsWith(first) ? first.length : -1;
    for (const part of rest) {
      const found = at < 0 ? -1 : name.indexOf(part, at);
      at = found < 0 ? -1 : found + part.length;
    }
    return at >= 0 && name.length - last.length >= at && name.endsWith(last);
  };
}
