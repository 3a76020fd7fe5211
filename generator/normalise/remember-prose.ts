import type { Parameter, TypeRef } from '../model/api-model.js';
import type { Authority, Claim } from '../model/provenance.js';
import type { Origin } from '../model/source.js';
import type { Arbiter } from './arbiter.js';

/** A parameter before its descriptions were read for rules, and these descriptions. */
interface Told {
  readonly parameter: Parameter;
  readonly texts: readonly Claim<string>[];
}

/** Remembers what rules have made of a command's parameters: they come of prose, where types and flags come of tables. */
export function rememberRules(
  command: string,
  before: readonly Told[],
  after: readonly Parameter[],
  arbiter: Arbiter,
): void {
  for (const { name, type, required, constraints } of after) {
    const told = before.find(({ parameter }) => parameter.name === name);
    if (told === undefined || constraints.length === 0) continue;
    const subject = `${command}.${name}`;
    const fact = arbiter.facts.claim('constraints', command, { parameter: name });
    const authorityAt = ({ file }: Origin): Authority =>
      told.texts.find(({ origin }) => origin?.file === file)?.by ?? fact?.by ?? 'fact';
    const listing = constraints.find(({ kind }) => kind === 'values');
    if (listing !== undefined && type !== told.parameter.type) {
      const first = { by: authorityAt(listing.origin), origin: listing.origin };
      rememberListed(subject, type, [first, ...told.texts], arbiter);
    }
    const waiver = constraints.find(({ kind }) => kind === 'notRequiredWhen');
    if (waiver !== undefined && required !== told.parameter.required) {
      const { origin } = waiver;
      const reason = 'Its description tells when it may be left out.';
      arbiter.amend(subject, 'required', { value: String(required), by: authorityAt(origin), origin, reason });
    }
  }
}

/** Remembers for each value of a list who mentions it. The first mentions all of them. */
export function rememberListed(
  subject: string,
  type: TypeRef,
  [first, ...texts]: readonly (Pick<Claim<string>, 'by' | 'origin'> & { readonly value?: string })[],
  arbiter: Arbiter,
): void {
  const element = type.kind === 'array' ? type.items : type;
  if (element.kind !== 'enum' || first === undefined) return;
  for (const value of element.values) {
    const mentions = texts.filter(({ value: text = '', origin }) => origin !== first.origin && mention(text, value));
    const claims = [first, ...mentions].map(({ by, origin }) => ({ value, by, origin }));
    arbiter.note(subject, 'value', claims);
  }
}

function mention(text: string, word: string): boolean {
  return ` ${text
    .toLowerCase()
    .split(/[^\w-]+/)
    .join(' ')} `.includes(` ${word.toLowerCase()} `);
}
