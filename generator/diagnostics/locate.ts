import type { Node, Pair } from 'yaml';
import { pointerSteps } from '../text/pointer.js';
import { looksLikeJson } from '../text/read-text.js';
import { composeYaml, type YamlTree } from '../text/yaml.js';
import { yamlPackage } from '../text/yaml-package.js';
import { Lines } from './lines.js';
import { JsonScanner, type Span } from './scan-json.js';

/** A stretch of one line to underline; line and column count from 1, the length is at least 1. */
export interface Located {
  readonly line: number;
  readonly column: number;
  readonly length: number;
}

/**
 * Where the thing that a JSON pointer names stands in a JSON or YAML text: the key of a member, the value of an item.
 * When it is not there, the deepest parent that is. Never throws.
 *
 * @returns `null` when nothing on the way is there, and for the document as a whole when the text is empty.
 */
export function locate(text: string, pointer: string): Located | null {
  return locator(text)(pointer);
}

/** {@link locate} for many pointers into one text: a YAML text is parsed once, and only when first asked. */
export function locator(text: string, lines: Lines = new Lines(text)): (pointer: string) => Located | null {
  let tree: YamlTree | null | undefined;
  const scanner = looksLikeJson(text) ? new JsonScanner(text) : null;
  return (pointer) => {
    const steps = pointerSteps(pointer);
    const scanned = scanner?.find(steps);
    if (scanned !== undefined) return locateSpan(text, scanned, lines);
    tree ??= composeTree(text);
    return tree === null ? null : locateSpan(text, walkYaml(tree, steps), lines);
  };
}

function composeTree(text: string): YamlTree | null {
  const tree = composeYaml(text);
  return 'givenUp' in tree ? null : tree;
}

function walkYaml(tree: YamlTree, steps: readonly string[]): Span | null {
  const { isAlias, isPair } = yamlPackage();
  let node: unknown = tree.document.contents;
  let span = spanOf(node);
  for (const step of steps) {
    const child = childOf(isAlias(node) ? node.resolve(tree.document) : node, step);
    if (child === undefined) break;
    span = spanOf(isPair(child) ? child.key : child) ?? span;
    node = isPair(child) ? child.value : child;
  }
  return span;
}

function childOf(node: unknown, step: string): Pair | Node | undefined {
  const { isAlias, isCollection, isMap, isPair, isScalar, isSeq } = yamlPackage();
  if (isMap(node)) return node.items.find(({ key }) => isScalar(key) && String(key.value) === step);
  const item = isSeq(node) ? node.items[Number(step)] : undefined;
  return isPair(item) || isScalar(item) || isAlias(item) || isCollection(item) ? item : undefined;
}

function spanOf(node: unknown): Span | null {
  const { isAlias, isCollection, isScalar } = yamlPackage();
  const range = isScalar(node) || isAlias(node) || isCollection(node) ? node.range : null;
  return range ? { start: range[0], end: range[1] } : null;
}

/** Line and column of a span, cut at the end of its first line. */
function locateSpan(text: string, span: Span | null, lines: Lines): Located | null {
  if (span === null) return null;
  const { line, start, end } = lines.at(span.start);
  const firstLine = text.slice(span.start, Math.min(span.end, end));
  return { line, column: span.start - start + 1, length: Math.max(firstLine.trimEnd().length, 1) };
}
