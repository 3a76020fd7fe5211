import type { Command, Field } from '../../model/api-model.js';
import { own } from '../world/own.js';
import { isForAll, otherFields, presentation } from '../world/rules.js';
import { nameOf, type Thing } from '../world/state.js';
import type { Values, World } from '../world/world.js';
import { connectionTest } from './connection.js';
import { same, textOf } from './same.js';

type Test = (thing: Thing) => boolean;

/**
 * Things of a kind that a list command's parameters ask for, in order of creation. A parameter asks for the field of its
 * name, or for what a thing is connected with.
 */
export function matching(command: Command, kind: string, values: Values, world: World): readonly Thing[] {
  const fields = new Map((world.kinds.entityOf(kind)?.fields ?? []).map((field) => [field.name.toLowerCase(), field]));
  const tests = command.parameters.flatMap(({ name, description }) => {
    const value = values[name];
    if (value === undefined || presentation.has(name)) return [];
    const meant = own(own(otherFields, command.name) ?? {}, name) ?? name.toLowerCase();
    const parameter = fieldMeant(meant, fields, world.kinds.namesOf(kind));
    return [
      testOf({ kind, parameter, value, field: fields.get(parameter), loose: isLoose(description) }, values, world),
    ];
  });
  const hidesProjects = fields.has('projectid') && values['projectid'] === undefined && values['id'] === undefined;
  const candidates =
    own(otherFields, command.name) !== undefined ? world.state.all(kind) : candidatesOf(kind, values, world);
  return candidates.filter(
    (thing) => tests.every((test) => test(thing)) && !(hidesProjects && thing.fields.get('projectid') !== undefined),
  );
}

/** `keypair` means `keypairs` too; of a security group `securitygroupname` is its name, of an interface `nicid` its id. */
function fieldMeant(parameter: string, fields: ReadonlyMap<string, unknown>, names: readonly string[]): string {
  const own = names.filter((word) => parameter.startsWith(word)).map((word) => parameter.slice(word.length));
  const plural = parameter.endsWith('id') ? [] : [`${parameter}s`];
  const known = (one: string): boolean => fields.has(one) || (own.includes(one) && /^ids?$/.test(one));
  return [parameter, ...plural, ...own].find(known) ?? parameter;
}

/** One look-up where an id is given, in place of a search. */
function candidatesOf(kind: string, { id }: Values, { state }: World): readonly Thing[] {
  if (typeof id !== 'string' || state.get(kind, id) === null) return state.all(kind);
  return [state.get(kind, id)].filter((thing) => thing !== null);
}

/** Descriptions say where a name is looked for inside names. */
function isLoose(description: string | null): boolean {
  return description !== null && /\bsubstring\b/i.test(description);
}

interface Asked {
  readonly kind: string;
  readonly parameter: string;
  readonly value: unknown;
  /** The field of the same name, if the entity has one. */
  readonly field: Field | undefined;
  readonly loose: boolean;
}

function testOf(asked: Asked, values: Values, world: World): Test {
  const { kind, parameter, value, field, loose } = asked;
  if (parameter === 'keyword') return keywordTest(String(value));
  if (parameter === 'tags' && typeof value === 'object' && value !== null) return tagTest(value, world);
  if (parameter === 'projectid' && value === '-1') return ({ fields }) => fields.get('projectid') !== undefined;
  if (isForAll(kind, parameter)) return placeTest(parameter, value);
  if (parameter === 'domainid' && values['isrecursive'] === true) return domainTest(String(value), world);
  if (parameter === 'startdate') return (thing) => timeOf(thing) >= Date.parse(String(value));
  if (parameter === 'enddate') return (thing) => timeOf(thing) <= endOf(String(value));
  if (parameter.endsWith('filter')) return imageTest(String(value));
  if (parameter === 'ids') return ({ id }) => Array.isArray(value) && value.includes(id);
  if (parameter === 'id') return ({ id, fields }) => id === value || same(fields.get('id'), value);
  if (field === undefined) return connectionTest(parameter, value, world);
  if (loose) return ({ fields }) => textOf(fields.get(parameter)).includes(textOf(value));
  return ({ fields }) => same(fields.get(parameter), value);
}

function keywordTest(keyword: string): Test {
  return (thing) =>
    [nameOf(thing), thing.fields.get('displayname'), thing.fields.get('displaytext'), thing.fields.get('description')]
      .map(textOf)
      .some((text) => text.includes(keyword.toLowerCase()));
}

/** An offering that names no zone, or no domain, is for all of them; else it may name several. */
function placeTest(parameter: string, value: unknown): Test {
  return ({ fields }) => {
    const held = fields.get(parameter);
    return held === undefined || same(typeof held === 'string' ? held.split(',') : held, value);
  };
}

/** Every pair must be among the tags. */
function tagTest(asked: object, { state }: World): Test {
  const pairs = Array.isArray(asked)
    ? asked.map(({ key, value }: { key?: unknown; value?: unknown }) => [key, value] as const)
    : Object.entries(asked);
  const tags = state.all('tag');
  return ({ id }) =>
    pairs.every(([key, value]) =>
      tags.some(
        ({ fields }) =>
          fields.get('resourceid') === id && fields.get('key') === key && same(fields.get('value'), value),
      ),
    );
}

function domainTest(id: string, { state }: World): Test {
  return ({ fields }) => {
    let domain = String(fields.get('domainid') ?? '');
    for (let depth = 0; depth < 16 && domain !== '' && domain !== id; depth += 1) {
      domain = String(state.get('domain', domain)?.fields.get('parentdomainid') ?? '');
    }
    return domain === id;
  };
}

/** `templatefilter` and `isofilter`; what they say of permissions to run holds for every image of a mock. */
function imageTest(filter: string): Test {
  const word = filter.toLowerCase();
  return ({ fields }) => {
    const featured = fields.get('isfeatured') === true;
    if (word === 'featured') return featured;
    if (word === 'community') return !featured && fields.get('ispublic') === true;
    return true;
  };
}

function timeOf({ fields }: Thing): number {
  return Date.parse(String(fields.get('created') ?? ''));
}

/** A bare date ends with its day. */
function endOf(text: string): number {
  return /^\d{4}-\d\d-\d\d$/.test(text) ? Date.parse(text) + 86_399_999 : Date.parse(text);
}
