import type { Token } from './tokens.js';

const name = '[A-Za-z_$][\\w$]*';
const body = String.raw`return this \. (?:call|submit|list) \( commands \. ${name} , params , options (?:, )?\) ;`;

const classHead = forms(`export class ${name} extends ${name} (?:< ${name} > )?{ `);
const members = forms(
  `${name} \\( params : ${name} (?:= { } )?, options \\? : RequestOptions (?:, )?\\) : ${name} < ${name} > { ${body} } `,
  `readonly ${name} : (${name}) = new \\1 \\( this (?:, )?\\) ; `,
  String.raw`constructor \( options : ClientOptions \) { super \( options , commands \) ; } `,
);
const functions = forms(
  String.raw`export function createServer \( options : ServerOptions \) : CloudStackServer { return createCommandServer \( routes , options , validators \) ; } `,
);

/** Patterns of tokens with a blank after each. */
function forms(...patterns: readonly string[]): readonly RegExp[] {
  return patterns.map((pattern) => new RegExp(pattern.replaceAll('{', '\\{').replaceAll('}', '\\}'), 'y'));
}

/**
 * Says what a class or function holds that no template prints. What runs when the package is used stands in these, and
 * each of their members has one form.
 */
export function strayInForm(kind: 'class' | 'function', tokens: readonly Token[]): string | null {
  const text = `${tokens.join(' ')} `;
  if (kind === 'function') return matchEnd(functions, text, 0) === text.length ? null : 'another function';
  let at: number | null = matchEnd(classHead, text, 0);
  while (at !== null) {
    if (text.slice(at) === '} ') return null;
    const next = matchEnd(members, text, at);
    if (next === null) return `${text.slice(at, at + 40).trim()} in a class`;
    at = next;
  }
  return 'another class';
}

/** Where the first pattern that matches at this place ends; `null` when none does. */
function matchEnd(patterns: readonly RegExp[], text: string, at: number): number | null {
  for (const pattern of patterns) {
    pattern.lastIndex = at;
    if (pattern.test(text)) return pattern.lastIndex;
  }
  return null;
}
