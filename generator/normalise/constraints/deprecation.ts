import { remember } from '../../model/remember.js';

/** A thing that calls itself deprecated; one that merely deals with deprecated things does not count. */
const confession =
  /^\W*deprecated\s*[,.:;)]|\bthis (?:deprecated|(?:api|command|function|method|parameter|option|field|flag|argument) (?:is|was|has been) (?:now )?deprecated)\b|\(deprecated\)/i;
/** What to use instead, up to the end of the sentence or of the brackets around it. */
const advice = /\b(?:(?<!not )use|look for|replaced by|superseded by|in favou?r (?:of|for))\b[^.;)]*/i;
const forbids = /\bdo not use\b/i;

/** The reason, where a description says that the thing itself is deprecated: what to use instead, if it names that. */
export const readDeprecation: (description: string) => string | null = remember((description) => {
  const found = confession.exec(description);
  if (found === null) return null;
  const rest = description.slice(found.index + found[0].length);
  return advice.exec(rest)?.[0].trim() ?? (forbids.test(rest) ? 'do not use it' : 'its description says so');
});
