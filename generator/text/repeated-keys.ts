import type { Position } from '../model/source.js';
import { positionOf } from './position.js';

/** A key that its object gave before. */
export interface RepeatedKey {
  readonly key: string;
  readonly at: Position;
}

// Code units, since taking single characters out of a text of megabytes makes a string of each.
const [quote, backslash, colon, openBrace, closeBrace, openBracket, closeBracket] = [
  0x22, 0x5c, 0x3a, 0x7b, 0x7d, 0x5b, 0x5d,
];

/**
 * The first keys, `most` at most, that an object of a JSON text gives again: of those, `JSON.parse` keeps the last and
 * says nothing.
 *
 * @param value what `JSON.parse` made of the text
 */
export function repeatedKeys(text: string, value: unknown, most: number): readonly RepeatedKey[] {
  // Counting takes a quarter of the time that comparing every key does, and hardly any text needs more.
  return countKeys(text) === countMembers(value) ? [] : findRepeated(text, most);
}

/** Keys of a JSON text, or more where strings hold what looks like one; never fewer. */
function countKeys(text: string): number {
  let keys = 0;
  for (let at = text.indexOf(':'); at >= 0; at = text.indexOf(':', at + 1)) {
    let before = at - 1;
    while (isBlank(text.charCodeAt(before))) before -= 1;
    if (text.charCodeAt(before) === quote) keys += 1;
  }
  return keys;
}

function isBlank(unit: number): boolean {
  return unit === 0x20 || unit === 0x09 || unit === 0x0a || unit === 0x0d;
}

function countMembers(value: unknown): number {
  let members = 0;
  const left: object[] = [];
  const enter = (child: unknown): void => {
    if (typeof child === 'object' && child !== null) left.push(child);
  };
  enter(value);
  for (let next = left.pop(); next !== undefined; next = left.pop()) {
    if (Array.isArray(next)) {
      for (const item of next as readonly unknown[]) enter(item);
      continue;
    }
    // Names cost half of what a copy of the values does.
    for (const name in next) {
      members += 1;
      enter((next as Record<string, unknown>)[name]);
    }
  }
  return members;
}

function findRepeated(text: string, most: number): readonly RepeatedKey[] {
  const found: RepeatedKey[] = [];
  /** The keys of each object that is open, `null` for a list. */
  const open: (Set<string> | null)[] = [];
  for (let at = 0; at < text.length && found.length < most; at += 1) {
    const unit = text.charCodeAt(at);
    if (unit === openBrace) open.push(new Set());
    else if (unit === openBracket) open.push(null);
    else if (unit === closeBrace || unit === closeBracket) open.pop();
    if (unit !== quote) continue;
    const start = at;
    at = endOfString(text, start);
    const keys = open.at(-1);
    if (!keys || !isBeforeColon(text, at)) continue;
    const key = String(JSON.parse(text.slice(start, at + 1)));
    if (keys.has(key)) found.push({ key, at: positionOf(text, start) });
    keys.add(key);
  }
  return found;
}

/** Where the closing quote of a string stands. */
function endOfString(text: string, start: number): number {
  let end = start + 1;
  while (text.charCodeAt(end) !== quote) end += text.charCodeAt(end) === backslash ? 2 : 1;
  return end;
}

function isBeforeColon(text: string, end: number): boolean {
  let after = end + 1;
  while (isBlank(text.charCodeAt(after))) after += 1;
  return text.charCodeAt(after) === colon;
}
