import type { Position } from '../model/source.js';

/** Line and column of an offset, both from 1. */
export function positionOf(text: string, offset: number): Position {
  const before = text.slice(0, offset);
  return { line: before.split('\n').length, column: offset - before.lastIndexOf('\n') };
}
