import type { Position } from '../model/source.js';
import { opensTooMuch } from './depth.js';
import { positionOf } from './position.js';
import { repeatedKeys } from './repeated-keys.js';

/** Where a text stops being JSON, or gives a key again. */
export interface JsonFault {
  /** What should stand there and what does, or which key it is. */
  readonly problem: string;
  readonly at: Position;
}

export type JsonReading =
  { readonly value: unknown; readonly fault: null } | { readonly value: null; readonly fault: JsonFault };

/** The value of a JSON text, or where it is none: engines tell that in words of their own, and often without the place. */
export function readJson(text: string): JsonReading {
  if (opensTooMuch(text))
    return { value: null, fault: { problem: 'it is nested too deeply', at: { line: 1, column: 1 } } };
  const parsed = tryParse(text);
  if (parsed === null) return { value: null, fault: findFault(text) };
  const [repeated] = repeatedKeys(text, parsed.value, 1);
  if (repeated === undefined) return { value: parsed.value, fault: null };
  return { value: null, fault: { problem: `the key "${repeated.key}" stands twice`, at: repeated.at } };
}

function tryParse(text: string): { readonly value: unknown } | null {
  try {
    return { value: JSON.parse(text) };
  } catch (error) {
    if (!(error instanceof SyntaxError)) throw error;
    return null;
  }
}

type TokenKind = '{' | '}' | '[' | ']' | ':' | ',' | 'string' | 'scalar';

/** What may come next; `first…` where the bracket before may also be closed. */
type Wanted = 'value' | 'first value' | 'name' | 'first name' | 'colon' | 'comma';

const blank = /[ \t\r\n]*/y;
// oxlint-disable-next-line no-control-regex -- JSON allows none of them in a string
const characters = /[^"\\\x00-\x1f]*/y;
const escape = /\\(?:["\\/bfnrt]|u[0-9a-fA-F]{4})/y;
const scalar = /-?(?:0|[1-9]\d*)(?:\.\d+)?(?:[eE][+-]?\d+)?(?![\w.+-])|(?:true|false|null)(?!\w)/y;

/** Walks as far as the text is JSON. */
function findFault(text: string): JsonFault {
  const open: TokenKind[] = [];
  let wanted: Wanted = 'value';
  for (let at = endOf(blank, text, 0); ;) {
    const token = tokenAt(text, at);
    const next: Wanted | null = token === null ? null : after(wanted, token.kind, open);
    if (token === null || next === null) return faultAt(text, at, inWords(wanted, open.at(-1)));
    wanted = next;
    at = endOf(blank, text, token.end);
  }
}

function tokenAt(text: string, at: number): { readonly kind: TokenKind; readonly end: number } | null {
  const mark = text[at] ?? '';
  if (mark !== '' && '{}[]:,'.includes(mark)) return { kind: mark as TokenKind, end: at + 1 };
  const end = mark === '"' ? endOfString(text, at) : endOf(scalar, text, at);
  return end === at ? null : { kind: mark === '"' ? 'string' : 'scalar', end };
}

/** After the closing quote; the beginning again where the string is none. */
function endOfString(text: string, start: number): number {
  for (let at = start + 1; ;) {
    const end = endOf(characters, text, at);
    if (text[end] === '"') return end + 1;
    at = endOf(escape, text, end);
    if (at === end) return start;
  }
}

/** What may come after this token; `null` when the token may not stand here. `open` holds the brackets around it. */
function after(wanted: Wanted, kind: TokenKind, open: TokenKind[]): Wanted | null {
  const closes = kind === (open.at(-1) === '{' ? '}' : ']') && open.length > 0;
  if (closes && (wanted === 'comma' || wanted.startsWith('first'))) {
    open.pop();
    return 'comma';
  }
  if (wanted === 'comma') return kind === ',' && open.length > 0 ? (open.at(-1) === '{' ? 'name' : 'value') : null;
  if (wanted === 'colon') return kind === ':' ? 'value' : null;
  if (wanted.endsWith('name')) return kind === 'string' ? 'colon' : null;
  if (kind === 'string' || kind === 'scalar') return 'comma';
  if (kind !== '{' && kind !== '[') return null;
  open.push(kind);
  return kind === '{' ? 'first name' : 'first value';
}

function inWords(wanted: Wanted, bracket: TokenKind | undefined): string {
  if (wanted === 'comma') return bracket === undefined ? 'nothing more' : `a comma or "${bracket === '{' ? '}' : ']'}"`;
  return {
    value: 'a value',
    'first value': 'a value or "]"',
    name: 'a name in double quotes',
    'first name': 'a name in double quotes or "}"',
    colon: 'a colon',
  }[wanted];
}

function faultAt(text: string, at: number, wanted: string): JsonFault {
  const found = text.slice(at, at + 12).split(/\s/, 1)[0];
  return {
    problem: `${wanted} should stand here, and ${found ? `${JSON.stringify(found)} does` : 'the text ends'}`,
    at: positionOf(text, at),
  };
}

function endOf(pattern: RegExp, text: string, at: number): number {
  pattern.lastIndex = at;
  return pattern.test(text) ? pattern.lastIndex : at;
}
