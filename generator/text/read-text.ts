import type { Position } from '../model/source.js';
import { opensTooMuch } from './depth.js';
import { repeatedKeys } from './repeated-keys.js';
import { composeYaml, maximumDepth } from './yaml.js';

/** Why a text gave no value. */
export interface TextFault {
  readonly kind: 'syntax' | 'too-deep' | 'too-large' | 'too-many-aliases';
  /** The parser's own words; empty where the kind says it all. */
  readonly problem: string;
  /** `null` when it is the text as a whole. */
  readonly at: Position | null;
}

/** The value of a JSON or YAML text; one of the two members says how it went. */
export type TextReading =
  { readonly value: unknown; readonly faults: null } | { readonly value: null; readonly faults: readonly TextFault[] };

/** Beyond this many, mistakes are only echoes of earlier ones. */
const maximumFaults = 20;

/** Values that a document may hold: 50 MB of a real one have half of them. */
export const maximumValues = 3_000_000;

/**
 * Reads a JSON or YAML text into plain objects, arrays and scalars, nested at most {@link maximumDepth} levels,
 * without cycles, and {@link maximumValues} at most. An empty text is `null`. Never throws.
 */
export function readText(text: string): TextReading {
  const json = readJson(text);
  if (json === undefined) return readYaml(text);
  const excess = new Measure().excessOf(json.value);
  if (excess !== null) return fault(excess, null);
  const repeated = repeatedKeys(text, json.value, maximumFaults);
  if (repeated.length === 0) return { value: json.value, faults: null };
  return {
    value: null,
    faults: repeated.map(({ key, at }) => ({ kind: 'syntax', problem: `The key "${key}" stands twice`, at })),
  };
}

/** Whether a text looks like JSON: it begins with a bracket. */
export function looksLikeJson(text: string): boolean {
  return /^\uFEFF?\s*[{[]/.test(text);
}

function readJson(text: string): { value: unknown } | undefined {
  if (!looksLikeJson(text) || opensTooMuch(text)) return undefined;
  try {
    return { value: JSON.parse(text.replace(/^\uFEFF/, '')) };
  } catch {
    return undefined;
  }
}

function readYaml(text: string): TextReading {
  const tree = composeYaml(text);
  if ('givenUp' in tree) return fault(tree.givenUp, tree.at);
  if (tree.faults.length > 0) {
    return { value: null, faults: tree.faults.slice(0, maximumFaults).map((one) => ({ kind: 'syntax', ...one })) };
  }
  try {
    const value: unknown = tree.document.toJS();
    // The text itself is not nested deeply, so it is an alias inside its own anchor, or a tower of them.
    return new Measure().excessOf(value) === null ? { value, faults: null } : fault('too-many-aliases', null);
  } catch (error) {
    return error instanceof ReferenceError
      ? fault('too-many-aliases', null)
      : fault('syntax', null, error instanceof Error ? error.message : String(error));
  }
}

function fault(kind: TextFault['kind'], at: Position | null, problem = ''): TextReading {
  return { value: null, faults: [{ kind, problem, at }] };
}

/** Counts the values of a document, each once however often an alias repeats it, and their levels. */
class Measure {
  readonly #seen = new Map<object, number>();
  #left = maximumValues;

  /** What is too much of a value, `null` when nothing is; a cycle is too deep. */
  excessOf(value: unknown, depth = 1): 'too-deep' | 'too-large' | null {
    this.#left -= 1;
    if (this.#left < 0) return 'too-large';
    if (typeof value !== 'object' || value === null) return null;
    if (depth > maximumDepth) return 'too-deep';
    if ((this.#seen.get(value) ?? 0) >= depth) return null;
    this.#seen.set(value, depth);
    // A list is looked through as it is: a copy of its entries may not fit into memory.
    for (const child of Array.isArray(value) ? (value as readonly unknown[]) : Object.values(value)) {
      const excess = this.excessOf(child, depth + 1);
      if (excess !== null) return excess;
    }
    return null;
  }
}
