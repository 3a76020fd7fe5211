/** A command that calls itself deprecated; one that merely deals with deprecated things does not count. */
const confession =
  /^\W*deprecated\s*[,.:;)]|\bthis (?:deprecated|(?:api|command|function|method) (?:is|was|has been) (?:now )?deprecated)\b/i;
/** What to call instead, up to the end of the sentence or of the brackets around it. */
const advice = /\b(?:use|look for|replaced by|superseded by)\b[^.;)]*/i;

/** The reason, where a description says that its command is deprecated: what to use instead, if it names that. */
export function readDeprecation(description: string): string | null {
  const found = confession.exec(description);
  if (found === null) return null;
  const advised = advice.exec(description.slice(found.index + found[0].length));
  return advised?.[0].trim() ?? 'its description says so';
}
