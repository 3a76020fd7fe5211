import type { Fact, FactKind } from '../model/fact.js';
import type { Claim } from '../model/provenance.js';
import { groupId } from './names.js';

/** What a fact may be about, besides the command itself. */
export type Member = { readonly parameter: string } | { readonly field: string } | null;

interface Row {
  readonly fact: Fact;
  readonly by: 'fact' | 'override';
}

/** Looks facts up. A later file wins over an earlier one, and a command's own row over one for every command. */
export class FactBook {
  readonly #rows = new Map<string, Row>();

  /** Titles of groups by their id in lower case: documents write `Autoscale` and `AutoScale`, `Networks` and `Network`. */
  readonly #titles = new Map<string, string>();

  constructor(builtIn: readonly Fact[], overrides: readonly Fact[]) {
    for (const fact of builtIn) this.#add(fact, 'fact');
    for (const fact of overrides) this.#add(fact, 'override');
  }

  #add(fact: Fact, by: 'fact' | 'override'): void {
    this.#rows.set(keyOfFact(fact), { fact, by });
    if (fact.kind === 'group') this.#titles.set(groupId(String(fact.value)).toLowerCase(), String(fact.value));
  }

  /** The one spelling of a group's title, if the group is known. */
  groupTitle(id: string): string | null {
    return this.#titles.get(id.toLowerCase()) ?? null;
  }

  /** The fact as a claim; `null` when there is none, or only one of another precedence. */
  claim<K extends FactKind>(
    kind: K,
    command: string,
    member: Member = null,
    precedence: 'always' | 'fallback' = 'always',
  ): Claim<Fact<K>['value']> | null {
    const key = memberKey(member);
    const row = this.#rows.get(`${kind} ${command}${key}`) ?? this.#rows.get(`${kind} *${key}`);
    if (row === undefined || row.fact.precedence !== precedence) return null;
    const { origin, reason } = row.fact;
    return { value: (row.fact as Fact<K>).value, by: row.by, origin, reason };
  }

  /** The value of a fact that needs no arbitration. */
  value<K extends FactKind>(kind: K, command: string, member: Member = null): Fact<K>['value'] | null {
    return this.claim(kind, command, member)?.value ?? null;
  }
}

function keyOfFact({ kind, command, parameter, field }: Fact): string {
  const member = parameter !== null ? { parameter } : field !== null ? { field } : null;
  return `${kind} ${command}${memberKey(member)}`;
}

function memberKey(member: Member): string {
  if (member === null) return '';
  return 'field' in member ? ` field ${member.field}` : ` parameter ${member.parameter.toLowerCase()}`;
}
