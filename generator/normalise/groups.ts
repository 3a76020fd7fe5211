import type { Command, Group } from '../model/api-model.js';
import type { Arbiter } from './arbiter.js';
import { claims, type Described } from './gather.js';
import { groupId, nounOf, singular } from './names.js';
import { sortedBy } from './sort.js';

/** The title of a command's group: a fact that insists, OpenAPI's tag, Slate's H1, a fact that fills in, the noun. */
export function decideGroup(command: Described, arbiter: Arbiter): string {
  const { name } = command;
  const { facts } = arbiter;
  const stated = claims(command.sides, (raw) => raw.group).map((claim) => ({
    ...claim,
    value: facts.groupTitle(groupId(claim.value)) ?? claim.value,
  }));
  const known = [facts.claim('group', name), ...stated, facts.claim('group', name, null, 'fallback')];
  const title = arbiter.decide(name, 'group', known, { show: groupId });
  if (title !== null) return title;
  const guessed = nounOf(name);
  const place = command.sides[0]?.raw.name.origin ?? null;
  arbiter.diagnostics.report('group-guessed', place, { command: name, group: groupId(guessed) });
  return guessed;
}

/** Groups by id, each with its commands. Titles that mean one group are spelled as the facts or most commands do. */
export function buildGroups(commands: readonly Command[], titles: ReadonlyMap<string, string>): readonly Group[] {
  const groups = new Map<string, { title: string; commands: string[] }>();
  for (const { name, group } of commands) {
    const title = singular(titles.get(name) ?? group);
    const known = groups.get(group) ?? { title, commands: [] };
    if (title < known.title) known.title = title;
    known.commands.push(name);
    groups.set(group, known);
  }
  const built = [...groups].map(([id, group]) => ({ id, title: group.title, commands: group.commands.sort() }));
  return sortedBy(built, ({ id }) => id);
}
