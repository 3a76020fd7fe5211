import type { Code } from '../model/file-plan.js';
import { width } from './code.js';

/** A text that knows where it may be broken. */
export type Doc = Code | Broken | readonly Doc[];

type Broken =
  /** A break where the group around it is broken, else `flat`. */
  | { readonly kind: 'line'; readonly flat: '' | ' ' }
  /** Something that only stands where the group around it is broken, such as a trailing comma. */
  | { readonly kind: 'ifBroken'; readonly text: ',' | '| ' | ';' }
  | { readonly kind: 'indent'; readonly content: Doc }
  /** On one line if it fits, else broken at each of its own breaks. */
  | { readonly kind: 'group'; readonly content: Doc; flat: Code | null };

export const line: Doc = { kind: 'line', flat: ' ' };
export const softline: Doc = { kind: 'line', flat: '' };
export const trailingComma: Doc = { kind: 'ifBroken', text: ',' };
export const leadingBar: Doc = { kind: 'ifBroken', text: '| ' };

export function group(...content: readonly Doc[]): Doc {
  return { kind: 'group', content, flat: null };
}

export function indent(...content: readonly Doc[]): Doc {
  return { kind: 'indent', content };
}

/** A value behind what it is given to, or below it where it does not fit. */
export function valueBelow(left: Doc, value: Doc): Doc {
  return group(left, indent(line, value));
}

/** Elements with a separator between each two. */
export function join(separator: Doc, elements: readonly Doc[]): Doc {
  const joined: Doc[] = [];
  for (const element of elements) {
    if (joined.length > 0) joined.push(separator);
    joined.push(element);
  }
  return joined;
}

interface Frame {
  readonly doc: Doc;
  readonly indent: number;
  readonly broken: boolean;
}

/**
 * Prints a doc as prettier would: a group that does not fit on its line is broken, outermost first.
 *
 * @param column where its first line begins.
 * @param room columns that there are; fewer than usual in a partial whose every line is moved to the right.
 */
export function print(doc: Doc, column = 0, room = width): Code {
  if (typeof doc === 'string') return doc;
  const flat = flatText(doc);
  return flat.length + column <= room ? flat : printBroken(doc, column, room);
}

function flatText(doc: Doc): Code {
  if (typeof doc === 'string') return doc;
  if (isList(doc)) {
    let text = '';
    for (const part of doc) text += flatText(part);
    return text as Code;
  }
  if (doc.kind === 'line') return doc.flat as Code;
  if (doc.kind === 'ifBroken') return '' as Code;
  // Groups of the commonest types are in thousands of docs.
  return doc.kind === 'group' ? (doc.flat ??= flatText(doc.content)) : flatText(doc.content);
}

function printBroken(doc: Doc, column: number, room: number): Code {
  let text = '';
  let at = column;
  const frames: Frame[] = [{ doc, indent: column, broken: true }];
  const put = (part: string): void => {
    text += part;
    at += part.length;
  };
  for (let frame = frames.pop(); frame !== undefined; frame = frames.pop()) {
    const { doc: next, indent: depth, broken } = frame;
    if (typeof next === 'string') put(next);
    else if (isList(next)) pushAll(frames, next, depth, broken);
    else if (next.kind === 'indent') frames.push({ doc: next.content, indent: depth + 2, broken });
    else if (next.kind === 'ifBroken') put(broken ? next.text : '');
    else if (next.kind === 'group') {
      const fits = fitsInto(room - at, next.content, frames);
      frames.push({ doc: next.content, indent: depth, broken: !fits });
    } else if (broken) {
      text = `${text.trimEnd()}\n${' '.repeat(depth)}`;
      at = depth;
    } else put(next.flat);
  }
  return text as Code;
}

/** Whether a group on one line, with what follows it up to the next break that is taken, fits into the room. */
function fitsInto(room: number, content: Doc, following: readonly Frame[]): boolean {
  const frames: Frame[] = [...following, { doc: content, indent: 0, broken: false }];
  let left = room;
  for (let frame = frames.pop(); frame !== undefined; frame = frames.pop()) {
    const { doc, broken } = frame;
    if (typeof doc === 'string') left -= doc.length;
    else if (isList(doc)) pushAll(frames, doc, 0, broken);
    else if (doc.kind === 'indent') frames.push({ ...frame, doc: doc.content });
    else if (doc.kind === 'group') frames.push({ doc: doc.content, indent: 0, broken: false });
    else if (doc.kind === 'ifBroken') left -= broken ? doc.text.length : 0;
    else if (broken) return left >= 0;
    else left -= doc.flat.length;
    if (left < 0) return false;
  }
  return true;
}

function pushAll(frames: Frame[], docs: readonly Doc[], depth: number, broken: boolean): void {
  for (let index = docs.length - 1; index >= 0; index -= 1) {
    frames.push({ doc: docs[index] ?? [], indent: depth, broken });
  }
}

function isList(doc: Doc): doc is readonly Doc[] {
  return Array.isArray(doc);
}
