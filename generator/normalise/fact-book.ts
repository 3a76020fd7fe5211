import type { Fact, FactKind } from '../model/fact.js';
import type { Claim } from '../model/provenance.js';
import { groupId, pascal } from './names.js';

/** What a fact may be about, besides the command itself. */
export type Member = { readonly parameter: string } | { readonly field: string } | null;

interface Row {
  readonly fact: Fact;
  readonly by: 'fact' | 'override' | 'hook';
}

/** Whose rows win, the strongest first. */
const rank = { hook: 0, override: 1, fact: 2 } as const;

/** Facts of one kind, by member and then by command: of most members no fact speaks, which is then told at once. */
type Shelf = Map<string, Map<string, Row>>;

/** Looks facts up. A hook's answer wins over a row, a user's row wins over one of the generator, a later file over an earlier one, a command's own row over one for every command. */
export class FactBook {
  readonly #shelves = new Map<FactKind, Shelf>();

  /** Titles of groups by their id in lower case: documents write `Autoscale` and `AutoScale`, `Networks` and `Network`. */
  readonly #titles = new Map<string, string>();

  /** Names in capitals by their lower case, from everything that facts name: `SecurityGroup`. */
  readonly #capitals = new Map<string, string>();

  constructor(builtIn: readonly Fact[], overrides: readonly Fact[], hooks: readonly Fact[] = []) {
    for (const fact of builtIn) this.#add(fact, 'fact');
    for (const fact of overrides) this.#add(fact, 'override');
    for (const fact of hooks) this.#add(fact, 'hook');
  }

  #add(fact: Fact, by: Row['by']): void {
    const shelf = getOrMake(this.#shelves, fact.kind, (): Shelf => new Map());
    const rows = getOrMake(shelf, memberKey(memberOf(fact)), (): Map<string, Row> => new Map());
    rows.set(fact.command, { fact, by });
    if (fact.kind === 'group') this.#titles.set(groupId(String(fact.value)).toLowerCase(), String(fact.value));
    if (fact.kind === 'group' || fact.kind === 'entity') {
      const name = pascal(String(fact.value));
      this.#capitals.set(name.toLowerCase(), name);
    }
  }

  /** The one spelling of a group's title, if the group is known. */
  groupTitle(id: string): string | null {
    return this.#titles.get(id.toLowerCase()) ?? null;
  }

  /** A name as capitals are put into it: `securitygroup` → `SecurityGroup`; only its first letter where none is known. */
  capitalised(name: string): string {
    return this.#capitals.get(name.toLowerCase()) ?? pascal(name);
  }

  /** The fact as a claim; `null` when there is none, or only one of another precedence. */
  claim<K extends FactKind>(
    kind: K,
    command: string,
    member: Member = null,
    precedence: 'always' | 'fallback' = 'always',
  ): Claim<Fact<K>['value']> | null {
    return this.claimOfAny(kind, [command], member, precedence);
  }

  /** The fact about any of several commands that answer the same; one about every command comes last. */
  claimOfAny<K extends FactKind>(
    kind: K,
    commands: readonly string[],
    member: Member,
    precedence: 'always' | 'fallback' = 'always',
  ): Claim<Fact<K>['value']> | null {
    const rows = this.#shelves.get(kind)?.get(memberKey(member));
    if (rows === undefined) return null;
    let best: Row | null = null;
    for (let index = 0; index <= commands.length; index += 1) {
      const row = rows.get(commands[index] ?? '*');
      if (row?.fact.precedence !== precedence) continue;
      if (best === null || rank[row.by] < rank[best.by]) best = row;
    }
    if (best === null) return null;
    const { origin, reason } = best.fact;
    return { value: (best.fact as Fact<K>).value, by: best.by, origin, reason };
  }

  /** How facts spell a command; documents may differ from them and from each other in its capitals. */
  nameOf(command: string): Claim<string> | null {
    const rows = this.#shelves.get('name')?.get(memberKey(null));
    if (rows === undefined) return null;
    const key = command.toLowerCase();
    const about = [...rows.keys()].findLast((name) => name.toLowerCase() === key);
    return about === undefined ? null : this.claim('name', about);
  }

  /** The value of a fact that needs no arbitration. */
  value<K extends FactKind>(kind: K, command: string, member: Member = null): Fact<K>['value'] | null {
    return this.claim(kind, command, member)?.value ?? null;
  }
}

function memberOf({ parameter, field }: Fact): Member {
  if (parameter !== null) return { parameter };
  return field === null ? null : { field };
}

/** Servers lower-case the names of parameters; names of fields keep their case. */
function memberKey(member: Member): string {
  if (member === null) return '';
  return 'field' in member ? `.${member.field}` : member.parameter.toLowerCase();
}

function getOrMake<K, V>(map: Map<K, V>, key: K, make: () => V): V {
  const known = map.get(key);
  if (known !== undefined) return known;
  const made = make();
  map.set(key, made);
  return made;
}
