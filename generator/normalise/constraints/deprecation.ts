import { remember } from '../../model/remember.js';
import type { Stated } from '../../model/source.js';
import { fold } from '../gather.js';

/** A thing that calls itself deprecated; one that merely deals with deprecated things does not count. */
const confession =
  /^\W*deprecated\s*[,.:;)]|\bthis (?:deprecated|(?:api|command|function|method|parameter|option|field|flag|argument) (?:is|was|has been) (?:now )?deprecated)\b|\(deprecated\)/i;
/** What to use instead, up to the end of the sentence or of the brackets around it. */
const advice = /\b(?:(?<!not )use|look for|replaced by|superseded by|in favou?r (?:of|for))\b[^.;)]*/i;
const forbids = /\bdo not use\b/i;

/**
 * Why a thing is deprecated, where a flag or its description calls it so: what stands beside the flag, else what the
 * description names to use instead, if it does.
 */
export function deprecationOf(
  flag: Stated<string> | null | undefined,
  description: Stated<string> | null,
): Stated<string> | null {
  if (flag?.value) return flag;
  const read = description === null ? null : readDeprecation(description.value);
  if (description !== null && read !== null) return { value: read, origin: description.origin };
  return flag ? { value: 'its document says so', origin: flag.origin } : null;
}

const readDeprecation: (description: string) => string | null = remember((text) => {
  const description = fold(text);
  const found = confession.exec(description);
  if (found === null) return null;
  const rest = description.slice(found.index + found[0].length);
  return advice.exec(rest)?.[0].trim() ?? (forbids.test(rest) ? 'do not use it' : 'its description says so');
});
