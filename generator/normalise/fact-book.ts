import type { Fact, FactKind } from '../model/fact.js';
import type { Claim } from '../model/provenance.js';
import { groupId, pascal } from './names.js';

/** What a fact may be about, besides the command itself. */
export type Member = { readonly parameter: string } | { readonly field: string } | null;

interface Row {
  readonly fact: Fact;
  readonly by: 'fact' | 'override';
}

/** Facts of one kind, by command and then by member. */
type Shelf = Map<string, Map<string, Row>>;

/** Looks facts up. A later file wins over an earlier one, and a command's own row over one for every command. */
export class FactBook {
  readonly #shelves = new Map<FactKind, Shelf>();

  /** Titles of groups by their id in lower case: documents write `Autoscale` and `AutoScale`, `Networks` and `Network`. */
  readonly #titles = new Map<string, string>();

  /** Names in capitals by their lower case, from everything that facts name: `SecurityGroup`. */
  readonly #capitals = new Map<string, string>();

  constructor(builtIn: readonly Fact[], overrides: readonly Fact[]) {
    for (const fact of builtIn) this.#add(fact, 'fact');
    for (const fact of overrides) this.#add(fact, 'override');
  }

  #add(fact: Fact, by: 'fact' | 'override'): void {
    const shelf = getOrMake(this.#shelves, fact.kind, (): Shelf => new Map());
    const rows = getOrMake(shelf, fact.command, (): Map<string, Row> => new Map());
    rows.set(memberKey(memberOf(fact)), { fact, by });
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
    const shelf = this.#shelves.get(kind);
    if (shelf === undefined) return null;
    const key = memberKey(member);
    const row = shelf.get(command)?.get(key) ?? shelf.get('*')?.get(key);
    if (row === undefined || row.fact.precedence !== precedence) return null;
    const { origin, reason } = row.fact;
    return { value: (row.fact as Fact<K>).value, by: row.by, origin, reason };
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
