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

/** Facts about one thing, by command. */
type Rows = Map<string, Row>;

/** Facts of one kind, by member and then by command: of most members no fact speaks, which is then told at once. */
interface Shelf {
  readonly commands: Rows;
  /** By lower case: servers lower-case the names of parameters. */
  readonly parameters: Map<string, Rows>;
  readonly fields: Map<string, Rows>;
}

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
    const shelf = getOrMake(this.#shelves, fact.kind, emptyShelf);
    rowsFor(fact, shelf).set(fact.command, { fact, by });
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
    const rows = rowsOf(this.#shelves.get(kind), member);
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
    const rows = this.#shelves.get('name')?.commands;
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

function emptyShelf(): Shelf {
  return { commands: new Map(), parameters: new Map(), fields: new Map() };
}

function rowsFor({ parameter, field }: Fact, shelf: Shelf): Rows {
  const make = (): Rows => new Map();
  if (parameter !== null) return getOrMake(shelf.parameters, parameter.toLowerCase(), make);
  return field === null ? shelf.commands : getOrMake(shelf.fields, field, make);
}

function rowsOf(shelf: Shelf | undefined, member: Member): Rows | undefined {
  if (member === null) return shelf?.commands;
  return 'field' in member ? shelf?.fields.get(member.field) : shelf?.parameters.get(member.parameter.toLowerCase());
}

function getOrMake<K, V>(map: Map<K, V>, key: K, make: () => V): V {
  const known = map.get(key);
  if (known !== undefined) return known;
  const made = make();
  map.set(key, made);
  return made;
}
