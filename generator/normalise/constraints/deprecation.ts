import { remember } from '../../model/remember.js';
import type { Stated } from '../../model/source.js';
import { fold } from '../gather.js';

/** A thing that calls itself deprecated; one that merely deals with deprecated things does not count. */
const confession =
  /^\W*deprecated\s*[,.:;)]|\bthis (?:deprecated|(?:api|command|function|method|parameter|option|field|flag|argument) (?:is|was|has been) (?:now )?deprecated)\b|\(deprecated\)/i;
/** What to use instead, up to the end of the sentence or of the brackets around it. */
const advice = /\b(?:(?<!not )use|look for|replaced by|superseded by|in favou?r (?:of|for))\b[^.;)]*/i;
/** The same where nothing before it speaks of deprecation: "to use for" and "to look for" are mere description there. */
const bareAdvice: readonly RegExp[] = [
  /(?<!not )\buse [^.;)]{1,100}?\binstead\b/i,
  /\b(?:replaced by|superseded by|in favou?r of)\b[^.;)]*/i,
  // Short, at the end of its sentence, and no part of another one.
  /(?<=[.;:,(!]\s?|\bplease )(?:use|look for) (?:the )?[\w"'`-]+(?: \w+)?(?=\s*(?:[.;)!]|$))/i,
];
const forbids = /\bdo not use\b/i;

/**
 * Why a thing is deprecated, where a flag or its description calls it so: what stands beside the flag, else what the
 * description names to use instead, if it does; beside a flag it need not call the thing deprecated itself.
 */
export function deprecationOf(
  flag: Stated<string> | null | undefined,
  description: Stated<string> | null,
): Stated<string> | null {
  if (flag?.value) return flag;
  const read = description === null ? null : readDeprecation(description.value);
  if (description !== null && read !== null) return { value: read, origin: description.origin };
  if (!flag) return null;
  const advised = description === null ? null : readAdvice(description.value);
  return description !== null && advised !== null
    ? { value: advised, origin: description.origin }
    : { value: 'its document says so', origin: flag.origin };
}

function readAdvice(text: string): string | null {
  const description = fold(text);
  const found = bareAdvice.map((one) => one.exec(description)?.[0].trim());
  return found.find((advised) => advised !== undefined) ?? null;
}

const readDeprecation: (description: string) => string | null = remember((text) => {
  const description = fold(text);
  const found = confession.exec(description);
  if (found === null) return null;
  const rest = description.slice(found.index + found[0].length);
  return advice.exec(rest)?.[0].trim() ?? (forbids.test(rest) ? 'do not use it' : 'its description says so');
});
