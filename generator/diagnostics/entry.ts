/** `error` stops the run; `warning` is a repair the documents' owner should know of (an error under `--strict`); `note` explains a choice. */
export type Severity = 'error' | 'warning' | 'note';

/** One diagnostic of the catalogue. Codes are permanent; sentences may improve. */
export interface Entry<V> {
  readonly severity: Severity;
  /** What is so, and why it matters: full sentences in the user's words. */
  message(values: V): string;
  /** What to do about it. */
  fix(values: V): string;
  /** What findings of this code are about, where it is so general that they are better told apart: `required flags`. */
  topic?(values: V): string;
}

/** Makes an entry of the catalogue; `V` names the values that its sentences need. */
export function entry<V>(
  severity: Severity,
  message: (values: V) => string,
  fix: (values: V) => string,
  topic?: (values: V) => string,
): Entry<V> {
  return { severity, message, fix, ...(topic === undefined ? {} : { topic }) };
}
