import { wordsOf } from './text.js';

/** The parts of a command's section, by what their heading means. */
export type PartKind = 'command' | 'parameters' | 'response';

export const partNames: Readonly<Record<PartKind, string>> = {
  command: 'Command',
  parameters: 'Query parameters',
  response: 'Response schema',
};

const parameterWords = new Set(['parameter', 'parameters', 'params', 'argument', 'arguments']);
const responseWords = new Set(['response', 'responses', 'returns', 'return', 'result', 'results', 'output']);
const commandWords = new Set(['command', 'cmk', 'cloudmonkey', 'usage']);
const otherWords = new Set(['code', 'codes', 'error', 'errors', 'example', 'examples', 'header', 'headers', 'status']);

/** What a heading announces, in any usual wording ("Request Parameters", "Response fields"); `null` for anything else. */
export function partKind(heading: string): PartKind | null {
  const words = wordsOf(heading);
  if (words.length > 4) return null;
  if (words.every((word) => commandWords.has(word) || word === 'example' || word === 'line')) {
    return words.some((word) => commandWords.has(word)) ? 'command' : null;
  }
  if (words.some((word) => otherWords.has(word))) return null;
  if (words.some((word) => responseWords.has(word))) return 'response';
  return words.some((word) => parameterWords.has(word)) ? 'parameters' : null;
}

/** What a notice says about execution, such as `Not asynchronous`; `null` when it speaks of something else. */
export function executionOf(text: string): 'sync' | 'async' | null {
  const words = wordsOf(text).filter((word) => !['this', 'command', 'is', 'call', 'request', 'api'].includes(word));
  if (words.length > 3) return null;
  const phrase = words.join(' ');
  if (/^(?:not|non|no) ?async(?:hronous)?$|^sync(?:hronous)?$/.test(phrase)) return 'sync';
  return /^async(?:hronous)?$/.test(phrase) ? 'async' : null;
}

/** Whether a sentence says that there are no parameters. */
export function saysNoParameters(text: string): boolean {
  return (
    /^none\W*$/i.test(text) ||
    /\b(?:no|without|not (?:take|accept|have|need|require)(?: any)?) (?:[\w-]+ ){0,3}(?:parameters?|arguments?)\b/i.test(
      text,
    )
  );
}

/** What the columns of the two kinds of table say. */
export type Role = 'name' | 'description' | 'type' | 'length' | 'required' | 'since';

const roleWords: Readonly<Record<Role, readonly string[]>> = {
  name: [
    'name',
    'parameter',
    'parameter name',
    'param',
    'argument',
    'key',
    'property',
    'attribute',
    'element',
    'element name',
    'field',
    'field name',
    'response',
    'response name',
    'response element',
    'response field',
  ],
  description: ['description', 'desc', 'meaning', 'details', 'explanation'],
  type: ['type', 'data type', 'datatype', 'value type'],
  length: ['length', 'max length', 'maximum length', 'maxlength', 'max', 'size'],
  required: ['required', 'is required', 'mandatory', 'is mandatory'],
  since: ['since', 'since version', 'added in', 'introduced in'],
};

const roles: ReadonlyMap<string, Role> = new Map(
  (Object.keys(roleWords) as Role[]).flatMap((role) => roleWords[role].map((words) => [words, role] as const)),
);

/** What a column with this header says; `null` for a header that is not known. */
export function roleOf(header: string): Role | null {
  return roles.get(wordsOf(header).join(' ')) ?? null;
}

/** Which table begins with this header, where its words tell. */
export function tableKind(headers: readonly string[]): 'parameters' | 'response' | null {
  const found = headers.map(roleOf);
  const words = headers.flatMap(wordsOf);
  if (found.includes('length') || found.includes('required') || words.some((word) => parameterWords.has(word))) {
    return 'parameters';
  }
  return words.some((word) => ['element', 'field', 'response'].includes(word)) ? 'response' : null;
}

/** `true`, `false` and their usual synonyms; `null` for anything else. */
export function booleanOf(text: string): boolean | null {
  const word = text.toLowerCase();
  if (['true', 'yes', 'required', 'mandatory'].includes(word)) return true;
  return ['false', 'no', 'optional'].includes(word) ? false : null;
}

/** Whether this may be the name of a command: one word of letters and digits. */
export function isCommandName(text: string): boolean {
  return /^[A-Za-z][A-Za-z0-9]{1,99}$/.test(text);
}
