import type { Node } from 'yaml';
import { yamlPackage } from './yaml-package.js';
import type { Position } from '../model/source.js';

/** The YAML block at the top of a markdown page, between two lines `---`. */
export interface FrontMatter {
  /** Number of lines it takes, both `---` included. */
  readonly lines: number;
  /** Why it cannot be read, and nothing stands under any key; `null` when it can. */
  readonly problem: string | null;
  /** What stands under a key, each with its place in the page: a value, or each value of a list; empty when nothing does. */
  strings(key: string): readonly { readonly value: string; readonly at: Position }[];
}

/** Real front matter has a few hundred characters; deep nesting overflows the YAML parser's stack and may end the process. */
const maxCharacters = 5_000;
const maxBrackets = 100;
const maxIndicatorsPerLine = 20;

/** Lines of a text, by the line ends that markdown knows. */
export function linesOf(text: string): string[] {
  return text.split(/\r\n?|\n/);
}

/** Reads the front matter of a page; `null` when the page has none. */
export function readFrontMatter(lines: readonly string[]): FrontMatter | null {
  if (lines[0]?.trim() !== '---') return null;
  const end = lines.findIndex((line, index) => index > 0 && /^(?:---|\.\.\.)\s*$/.test(line));
  return end < 0 ? null : parseFrontMatter(lines.slice(1, end));
}

function isExcessive(text: string, lines: readonly string[]): boolean {
  if (text.length > maxCharacters || text.split(/[[{]/).length > maxBrackets) return true;
  return lines.some((line) => line.split(/[-?:]\s/).length > maxIndicatorsPerLine);
}

function parseFrontMatter(inner: readonly string[]): FrontMatter {
  const text = `${inner.join('\n')}\n`;
  const lines = inner.length + 2;
  if (isExcessive(text, inner)) {
    return { lines, problem: 'it is too long or too deeply nested', strings: () => [] };
  }
  const { isScalar, isSeq, LineCounter, parseDocument } = yamlPackage();
  const counter = new LineCounter();
  const document = parseDocument(text, { lineCounter: counter, prettyErrors: false });
  const [error] = document.errors;
  if (error !== undefined) return { lines, problem: error.message, strings: () => [] };
  const position = (node: Node): Position => {
    const { line, col } = counter.linePos(node.range?.[0] ?? 0);
    return { line: line + 1, column: col };
  };
  return {
    lines,
    problem: null,
    strings: (key) => {
      const node = document.has(key) ? document.get(key, true) : undefined;
      const nodes: readonly unknown[] = isSeq(node) ? node.items : [node];
      return nodes
        .filter((item) => isScalar(item))
        .filter((item) => typeof item.value === 'string')
        .map((item) => ({ value: String(item.value), at: position(item) }));
    },
  };
}
