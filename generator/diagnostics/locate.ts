import { isAlias, isCollection, isMap, isPair, isScalar, isSeq, type Node, type Pair } from 'yaml';
import { pointerSteps } from '../model/document/pointer.js';
import { looksLikeJson } from '../model/document/read-text.js';
import { composeYaml, type YamlTree } from '../model/document/yaml.js';
import { scanJson, type Span } from './scan-json.js';

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
export function locator(text: string): (pointer: string) => Located | null {
  let tree: YamlTree | null | undefined;
  return (pointer) => {
    const steps = pointerSteps(pointer);
    const scanned = looksLikeJson(text) ? scanJson(text, steps) : undefined;
    if (scanned !== undefined) return locateSpan(text, scanned);
    tree ??= composeTree(text);
    return tree === null ? null : locateSpan(text, walkYaml(tree, steps));
  };
}

function composeTree(text: string): YamlTree | null {
  const tree = composeYaml(text);
  return 'tooDeep' in tree ? null : tree;
}

function walkYaml(tree: YamlTree, steps: readonly string[]): Span | null {
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
  if (isMap(node)) return node.items.find(({ key }) => isScalar(key) && String(key.value) === step);
  const item = isSeq(node) ? node.items[Number(step)] : undefined;
  return isPair(item) || isScalar(item) || isAlias(item) || isCollection(item) ? item : undefined;
}

function spanOf(node: unknown): Span | null {
  const range = isScalar(node) || isAlias(node) || isCollection(node) ? node.range : null;
  return range ? { start: range[0], end: range[1] } : null;
}

/** Line and column of a span, cut at the end of its first line. */
function locateSpan(text: string, span: Span | null): Located | null {
  if (span === null) return null;
  const before = text.slice(0, span.start);
  const lineStart = before.lastIndexOf('\n') + 1;
  const [firstLine = ''] = text.slice(span.start, span.end).split(/\r?\n/, 1);
  return {
    line: before.split('\n').length,
    column: span.start - lineStart + 1,
    length: Math.max(firstLine.trimEnd().length, 1),
  };
}
