import type { ApiModel, Command, Entity } from '../../model/api-model.js';
import { own } from './own.js';
import { creates, otherNames } from './rules.js';
import { type Words, wordsOf } from './words.js';

/** What a list command makes known. */
interface Listing {
  readonly noun: string;
  readonly entity: string;
  /** Name of its items, in lower case. */
  readonly key: string;
}

/**
 * Which kinds of things an API has, read from its model: what a list command lists is a kind. Two commands are about the
 * same kind when they share a noun (`createVolume`, `listVolumes`) or an entity (`associateIpAddress`,
 * `listPublicIpAddresses`); `listIsos` and `listTemplates` share an entity and are two kinds all the same.
 */
export class Kinds {
  readonly #model: ApiModel;
  readonly #entities: ReadonlyMap<string, Entity>;
  readonly #words = new Map<string, Words>();
  readonly #listings: readonly Listing[];
  /** Kind by noun of list commands. */
  readonly #byNoun = new Map<string, string>();
  /** Entity by noun of the commands that answer one. */
  readonly #entityByNoun = new Map<string, string>();
  readonly #entityByKind = new Map<string, string>();
  /** What the items of its list are called, where that is not the kind. */
  readonly #keyByKind = new Map<string, string>();

  constructor(model: ApiModel) {
    this.#model = model;
    this.#entities = new Map(model.entities.map((entity) => [entity.name, entity]));
    this.#listings = model.commands.flatMap((command) => this.#listingOf(command));
    this.#readListings();
    for (const { name, result } of model.commands) {
      if ('entity' in result && !this.#entityByNoun.has(this.words(name).noun)) {
        this.#entityByNoun.set(this.words(name).noun, result.entity);
      }
    }
  }

  words(command: string): Words {
    const known = this.#words.get(command) ?? wordsOf(command);
    this.#words.set(command, known);
    return known;
  }

  /** Whether there is a command that lists the kind, so that whoever calls can know what exists. */
  isListed(kind: string): boolean {
    return this.#entityByKind.has(kind);
  }

  /** The kind that a noun of a command or of a seed file means; `null` when no list has it. */
  named(noun: string): string | null {
    const direct = this.#byNoun.get(noun);
    if (direct !== undefined) return direct;
    const entity = this.#entityByNoun.get(noun);
    return entity === undefined ? null : this.ofEntity(entity);
  }

  /** The kind that things of an entity belong to, where a list has it. */
  ofEntity(entity: string, noun?: string): string | null {
    const kinds = this.#listings
      .filter((listing) => listing.entity === entity)
      .map((one) => this.#byNoun.get(one.noun));
    const named = noun === undefined ? undefined : this.#byNoun.get(noun);
    if (named !== undefined && kinds.includes(named)) return named;
    return kinds.find((kind) => kind === entity.toLowerCase()) ?? kinds[0] ?? null;
  }

  /** The kind that a command's outcome is about, or, where that is nobody's list, one of its own. */
  ofCommand({ name, result }: Command): string | null {
    const { verb, noun } = this.words(name);
    if (!('entity' in result)) return this.named(noun);
    const listed = this.ofEntity(result.entity, noun);
    if (listed !== null) return listed;
    const named = this.#byNoun.get(noun);
    return named !== undefined && creates.has(verb) ? named : result.entity.toLowerCase();
  }

  /** The entity that lists of the kind answer. */
  entityOf(kind: string): Entity | null {
    return this.entity(this.#entityByKind.get(kind) ?? '');
  }

  entity(name: string): Entity | null {
    return this.#entities.get(name) ?? null;
  }

  /** Kinds that a parameter such as `zoneid` or `networkids` may refer to; empty when it refers to none. */
  referredBy(parameter: string): readonly string[] {
    const [, word = ''] = /^(.+?)(?:ids?|uuids?)$/.exec(parameter.toLowerCase()) ?? [];
    if (word === '') return [];
    const aliases = Object.keys(otherNames).filter((kind) => otherNames[kind]?.includes(word) === true);
    const called = [...this.#keyByKind].filter(([, key]) => key === word).map(([kind]) => kind);
    return [...new Set([word, ...aliases, ...called])];
  }

  /** What fields and parameters call a kind. */
  namesOf(kind: string): readonly string[] {
    const key = this.#keyByKind.get(kind);
    const others = own(otherNames, kind) ?? [];
    return [kind, ...(key === undefined ? [] : [key]), ...others];
  }

  #listingOf(command: Command): readonly Listing[] {
    const { name, result } = command;
    const { verb, noun } = this.words(name);
    if (result.kind !== 'list' || creates.has(verb) || noun === '') return [];
    return [{ noun, entity: result.entity, key: result.key.toLowerCase() }];
  }

  #readListings(): void {
    const made = new Set(
      this.#model.commands
        .map(({ name }) => this.words(name))
        .flatMap(({ verb, noun }) => (creates.has(verb) ? noun : [])),
    );
    const nouns = new Set(this.#listings.map(({ noun }) => noun));
    for (const { noun, key, entity } of this.#listings) {
      // What nobody makes and whose items are called like another kind is another view of that kind: listZonesMetrics.
      const kind = !made.has(noun) && key !== noun && nouns.has(key) ? key : noun;
      this.#byNoun.set(noun, kind);
      if (kind !== noun) continue;
      this.#entityByKind.set(kind, entity);
      if (key !== kind) this.#keyByKind.set(kind, key);
    }
  }
}
