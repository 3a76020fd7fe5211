import type { Need } from '../../model/api-model.js';
import { isConditional, type Placed, type Prose } from './prose.js';

/** What every sentence of the kind holds. */
const hint = /with|[Ii]f /;

/**
 * Must be used with the domainId parameter. The account parameter must be used with domainid. Can be used only together
 * with TYPE parameter. Needs to be passed only along with key.
 */
const beside =
  /\b(?<verb>must|has to|have to|needs? to|to|can|can only) be (?:used|specified|passed|given|set|sent|provided)(?: in)?(?<only> only)? (?:together |along |in conjunction )?with (?<names>[^.;()]+)/i;

/** If specified, "op" parameter has to be passed in. If the account parameter is used, domainId must also be used. */
const following =
  /\bif (?<who>[^.;,()]{0,60}?)(?: ?(?:is|are))? ?(?:used|specified|passed|given|set|provided), (?<names>[^.;()]{1,100}?) (?:must|has to|have to|needs? to) (?:also )?be (?:used|specified|passed|given|set|provided)/i;

/** Parameters that a description allows beside others only. */
export function readNeeds(prose: Prose): readonly Placed<Need>[] {
  return prose.sentences.flatMap((sentence) => {
    if (!hint.test(sentence)) return [];
    const { who, needed } = besideIn(sentence) ?? followingIn(sentence) ?? { who: '', needed: '' };
    const owner = /^(?:it|this|this parameter|parameter|)$/i.test(who) ? prose.owner.name : prose.names.meant(who);
    const parameters = prose.names.allMeant(needed);
    if (owner === null || parameters === null || parameters.includes(owner)) return [];
    return [{ owner, constraint: { kind: 'requires', parameters } }];
  });
}

interface Sentence {
  /** Who needs something; empty where that goes without saying. */
  readonly who: string;
  readonly needed: string;
}

function besideIn(sentence: string): Sentence | null {
  const found = beside.exec(sentence);
  const { verb = '', only, names = '' } = found?.groups ?? {};
  const isDemand = only !== undefined || / only\s*$/i.test(names) || !/^(?:can|to)$/i.test(verb);
  if (found === null || !isDemand || isConditional(sentence.slice(0, found.index))) return null;
  const clause =
    sentence
      .slice(0, found.index)
      .split(/[.,;(]/)
      .at(-1) ?? '';
  return { who: clause.trim(), needed: names.replace(/ only\s*$/i, '').trim() };
}

function followingIn(sentence: string): Sentence | null {
  const { who = '', names = '' } = following.exec(sentence)?.groups ?? {};
  return names === '' ? null : { who: who.trim(), needed: names };
}
