import { typeWords } from '../../model/type-words.js';
import { wordsOf } from './text.js';
import * as vocabulary from './vocabulary.js';

/** The parts of a command's section, by what their heading means. */
export type PartKind = 'command' | 'parameters' | 'response';

export const partNames: Readonly<Record<PartKind, string>> = {
  command: 'Command',
  parameters: 'Query parameters',
  response: 'Response schema',
};

const maxHeadingWords = 5;

/** What a heading announces, in any usual wording ("Request Parameters", "Response fields"); `null` for anything else. */
export function partKind(heading: string): PartKind | null {
  const words = wordsOf(heading);
  if (words.length > maxHeadingWords) return null;
  const telling = words.filter((word) => !vocabulary.fillerWords.has(word));
  if (telling.length > 0 && telling.every((word) => vocabulary.commandWords.has(word))) return 'command';
  if (telling.length === 1 && telling[0] === 'request' && words.includes('example')) return 'command';
  if (words.some((word) => vocabulary.otherWords.has(word))) return null;
  if (telling.includes('http'))
    return telling.every((word) => word === 'http' || word === 'request') ? 'command' : null;
  if (words.some(isResponseWord)) return 'response';
  if (words.some(isParameterWord)) return 'parameters';
  const isRequest = words.length > 0 && words.every((word) => isRequestWord(word) || vocabulary.fillerWords.has(word));
  return isRequest && words.some(isRequestWord) ? 'parameters' : null;
}

function isResponseWord(word: string): boolean {
  return vocabulary.responseWords.has(word) || vocabulary.responseSigns.some((sign) => word.includes(sign));
}

function isParameterWord(word: string): boolean {
  return (
    vocabulary.parameterStems.some((stem) => word.startsWith(stem)) ||
    vocabulary.parameterSigns.some((sign) => word.includes(sign))
  );
}

function isRequestWord(word: string): boolean {
  return vocabulary.requestWords.has(word);
}

/** Whether a heading or a caption says of all that stands below it that it is required, or that it is not. */
export function requiredByHeading(heading: string): boolean | null {
  const words = wordsOf(heading);
  if (words.length > maxHeadingWords) return null;
  const [isRequired, isOptional] = [words.some((word) => isYes(word)), words.some((word) => isNo(word))];
  return isRequired === isOptional ? null : isRequired;
}

function isYes(word: string): boolean {
  return word.length > 3 && word !== 'true' && vocabulary.yes.has(word);
}

function isNo(word: string): boolean {
  return word.length > 3 && word !== 'false' && vocabulary.no.has(word);
}

const idleWords = new Set(
  'this the command is are a an call request api method operation it runs executes executed run and returns'.split(' '),
);

/** What a notice says about execution, such as `Not asynchronous`; `null` when it speaks of something else. */
export function executionOf(text: string): 'sync' | 'async' | null {
  const all = wordsOf(text);
  if (all.length > 12) return null;
  const phrase = all.filter((word) => !idleWords.has(word)).join(' ');
  if (
    /^(?:(?:not|non|no|nicht) ?(?:async(?:hron(?:ous(?:ly)?)?)?|asynchrone)|(?:async(?:hronous)? (?:no|false))|(?:execution )?(?:sync(?:hronous(?:ly)?)?|synchron))$/.test(
      phrase,
    )
  ) {
    return 'sync';
  }
  return /^(?:execution )?(?:async(?:hronous(?:ly)?)?|asynchron|asynchrone|asíncrono|assíncrono|асинхронная|асинхронно|异步|非同期)(?: job| yes| true)?$/.test(
    phrase,
  )
    ? 'async'
    : null;
}

/** The same, where a sentence among others says it: "This is an asynchronous command; …". */
export function executionInProse(text: string): 'sync' | 'async' | null {
  for (const sentence of text.split(/[.;!:]\s+|[。；]/, 20)) {
    const said = executionOf(sentence.replace(/,? (?:and|which|so|use|poll|see)\b.*$/i, ''));
    if (said !== null) return said;
  }
  return null;
}

/** Whether a sentence says that there are no parameters; it may begin with "Parameters:". */
export function saysNoParameters(sentence: string): boolean {
  const label = /^([^:：]{1,40})[:：]\s*/.exec(sentence);
  const text = partKind(label?.[1] ?? '') === 'parameters' ? sentence.slice(label?.[0].length) : sentence;
  return (
    /^(?:none|n\/a|нет|无|なし|keine|aucun|ninguno|nenhum)\W*$/iu.test(text) ||
    /\b(?:no|without|not (?:take|accept|have|need|require)(?: any)?|keine|aucun|ningún|sin|nenhum|sem) (?:[\w-]+ ){0,3}(?:parameters?|arguments?|paramètres?|parámetros?|parâmetros?)(?![\p{L}])/iu.test(
      text,
    ) ||
    /(?:没有|无)(?:请求|查询)?参数/.test(text)
  );
}

/** What the columns of the two kinds of table say. */
export type Role = keyof typeof vocabulary.roleWords;

const roles: ReadonlyMap<string, Role> = new Map(
  (Object.keys(vocabulary.roleWords) as Role[]).flatMap((role) =>
    vocabulary.roleWords[role].map((words) => [words, role] as const),
  ),
);

/** What a column with this header says; `null` for a header that is not known. */
export function roleOf(header: string): Role | null {
  return roles.get(wordsOf(header).join(' ')) ?? null;
}

/** Whether a header is known to say nothing of use. */
export function isUnused(header: string): boolean {
  const words = wordsOf(header).join(' ');
  return vocabulary.unusedHeaders.has(words) || vocabulary.foreignHeaders.has(words);
}

/** Whether a table with these headers is about something else than parameters and fields, such as status codes. */
export function isForeign(headers: readonly string[]): boolean {
  const [first = ''] = headers;
  return vocabulary.foreignHeaders.has(wordsOf(first).join(' '));
}

/** Which table begins with this header, where its words tell. */
export function tableKind(headers: readonly string[]): 'parameters' | 'response' | null {
  if (isForeign(headers)) return null;
  const found = headers.map(roleOf);
  const words = headers.flatMap(wordsOf);
  if (found.includes('length') || found.includes('required') || words.some(isParameterWord)) return 'parameters';
  return words.some((word) => ['element', 'field', 'response'].includes(word)) ? 'response' : null;
}

/**
 * `true`, `false` and their usual synonyms, with a remark behind ("no (default 5)", "yes*"); `null` for anything else,
 * and for a yes or no that holds only under a condition.
 */
export function booleanOf(text: string): boolean | null {
  const word = text.toLowerCase();
  if (vocabulary.yes.has(word)) return true;
  if (vocabulary.no.has(word)) return false;
  const remark =
    /^([\p{L}\p{S}]+)(?:[*.†¹²³]+|\s*[(,;–—-]\s*(?!.*\b(?:if|unless|when|where|or|except|with|depends)\b).*)$/u.exec(
      word,
    );
  return remark?.[1] === undefined ? null : booleanOf(remark[1]);
}

/** Whether a word is a type as CloudStack's documents write them. */
export function isTypeWord(text: string): boolean {
  return typeWords.has(text.toLowerCase());
}

/** Whether this may be the name of a command: one word of letters and digits. */
export function isCommandName(text: string): boolean {
  return /^[A-Za-z][A-Za-z0-9]{1,99}$/.test(text);
}

/** Whether a heading is written as only names of commands are: `listZones`, in one word with a capital inside. */
export function looksLikeCommand(text: string): boolean {
  return isCommandName(text) && (/^[a-z]+[A-Z]/.test(text) || text === 'login' || text === 'logout');
}
