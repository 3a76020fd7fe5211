import type { CST, Document, DocumentOptions, LineCounter, ParseOptions, SchemaOptions } from 'yaml';
import type { Position } from '../model/source.js';
import { yamlPackage } from './yaml-package.js';

/** Levels of lists and objects that a document may nest; real ones stay below 40. */
export const maximumDepth = 256;

/** A mistake in a text, in the words of the parser that found it. */
export interface YamlFault {
  readonly problem: string;
  readonly at: Position;
}

/** A YAML text as a tree that knows its positions. */
export interface YamlTree {
  readonly document: Document.Parsed;
  readonly faults: readonly YamlFault[];
  /** Line and column of an offset, both from 1. */
  position(offset: number): Position;
}

/** Why a text was given up, and where: it nests beyond {@link maximumDepth}, or goes on without end. */
export interface GivenUp {
  readonly givenUp: 'too-deep' | 'too-large';
  readonly at: Position;
}

/** Words and marks of a text: the whole API has a third of them, and each takes half a kilobyte to read. */
const maximumLexemes = 1_500_000;

/** JSON's own types only (no dates, no binary), keys always text; repeated keys are looked for below. */
const options: ParseOptions & DocumentOptions & SchemaOptions = {
  schema: 'core',
  merge: true,
  resolveKnownTags: false,
  stringKeys: true,
  uniqueKeys: false,
  logLevel: 'silent',
};

/**
 * Reads a YAML text. Mistakes do not stop it: the tree then holds what could be understood.
 * Depth is watched while tokens come in, because composing a deeply nested text overflows the stack,
 * and so is their number, because an endless one takes all memory.
 */
export function composeYaml(text: string): YamlTree | GivenUp {
  const { Composer, LineCounter } = yamlPackage();
  const lines = new LineCounter();
  const tokens: CST.Token[] = [];
  const stopped = readTokens(text, lines, tokens);
  const position = (offset: number): Position => {
    const { line, col } = lines.linePos(offset);
    return { line: Math.max(line, 1), column: Math.max(col, 1) };
  };
  if (stopped !== null) return { givenUp: stopped.why, at: position(stopped.offset) };
  const [document, another] = new Composer(options).compose(tokens, true, text.length);
  if (document === undefined) throw new Error('the YAML composer gave no document although it was made to');
  const faults = [
    ...document.errors.map(({ message, pos }) => ({ problem: message, at: position(pos[0]) })),
    ...repeatedKeys(document).map(({ key, offset }) => ({
      problem: `The key "${key}" stands twice`,
      at: position(offset),
    })),
  ];
  if (another !== undefined) faults.push({ problem: 'A second document begins', at: position(another.range[0]) });
  return { document, faults, position };
}

/** Where reading was stopped, and why. */
interface Stopped {
  readonly why: GivenUp['givenUp'];
  readonly offset: number;
}

/** @returns `null` when the whole text was read. */
function readTokens(text: string, lines: LineCounter, tokens: CST.Token[]): Stopped | null {
  const { Lexer, Parser } = yamlPackage();
  const parser = new Parser(lines.addNewLine);
  let left = maximumLexemes;
  lines.addNewLine(0);
  for (const lexeme of new Lexer().lex(text)) {
    for (const token of parser.next(lexeme)) tokens.push(token);
    left -= 1;
    if (parser.stack.length > maximumDepth) return { why: 'too-deep', offset: parser.offset };
    if (left < 0) return { why: 'too-large', offset: parser.offset };
  }
  for (const token of parser.end()) tokens.push(token);
  return null;
}

/** The package compares every key with every other one: minutes for a mapping of 100,000. */
function repeatedKeys(document: Document.Parsed): { key: string; offset: number }[] {
  const { isScalar, visit } = yamlPackage();
  const repeated: { key: string; offset: number }[] = [];
  visit(document, {
    Map(_, map) {
      const seen = new Set<string>();
      for (const { key } of map.items) {
        if (!isScalar(key)) continue;
        const name = String(key.value);
        if (seen.has(name) && name !== '<<') repeated.push({ key: name, offset: key.range?.[0] ?? 0 });
        seen.add(name);
      }
    },
  });
  return repeated;
}
