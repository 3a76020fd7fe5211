import type { Condition } from '../../model/api-model.js';
import { remember } from '../../model/remember.js';
import { sentencesOf } from './prose.js';

/** required for Shared networks. Not required when deploying from an ISO. Need not be given if there is one zone. */
const condition =
  /(?:\b(?<not>not|isn't|no longer) (?:be )?)?(?:required|needed|mandatory|necessary)(?: and \w+)?(?: to be (?:passed|given|specified))?(?: only)? (?<when>(?:when|if|for|in case|unless)\b[^.;()]*)|\b(?<spared>need not|needn't|(?:does not|doesn't) (?:have|need) to) be \w+ (?<then>(?:when|if|for|in case)\b[^.;()]*)/i;
const hint = /equired|eed|andatory|ecessary|have to/;
/** It is the parameter that is needed, not something that its description speaks of: `why the rule is required`. */
const ofItself = /(?:^|[.,;:(-] ?|\b(?:(?:parameter|option|field) (?:is|are) |must be |optional,? ?))$/i;

/** When a description wants the parameter, or does not. */
export const readCondition: (text: string) => Condition | null = remember((text) => {
  if (!hint.test(text)) return null;
  for (const sentence of sentencesOf(text)) {
    const found = condition.exec(sentence);
    const { not, when, spared, then } = found?.groups ?? {};
    const words = (when ?? then)?.trim();
    if (found === null || words === undefined || !words.includes(' ')) continue;
    if (not !== undefined || spared !== undefined) return { kind: 'notRequiredWhen', when: words };
    if (ofItself.test(sentence.slice(0, found.index))) return { kind: 'requiredWhen', when: words };
  }
  return null;
});
