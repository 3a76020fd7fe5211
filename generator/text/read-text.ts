import type { Position } from '../model/source.js';
import { composeYaml, maximumDepth } from './yaml.js';

/** Why a text gave no value. */
export interface TextFault {
  readonly kind: 'syntax' | 'too-deep' | 'too-many-aliases';
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

/**
 * Reads a JSON or YAML text into plain objects, arrays and scalars, nested at most {@link maximumDepth} levels and
 * without cycles. An empty text is `null`. Never throws.
 */
export function readText(text: string): TextReading {
  const json = readJson(text);
  if (json === undefined) return readYaml(text);
  return isTooDeep(json.value, 1, new Map()) ? fault('too-deep', null) : { value: json.value, faults: null };
}

/** Whether a text looks like JSON: it begins with a bracket. */
export function looksLikeJson(text: string): boolean {
  return /^\uFEFF?\s*[{[]/.test(text);
}

function readJson(text: string): { value: unknown } | undefined {
  if (!looksLikeJson(text)) return undefined;
  try {
    return { value: JSON.parse(text.replace(/^\uFEFF/, '')) };
  } catch {
    return undefined;
  }
}

function readYaml(text: string): TextReading {
  const tree = composeYaml(text);
  if ('tooDeep' in tree) return fault('too-deep', tree.tooDeep);
  if (tree.faults.length > 0) {
    return { value: null, faults: tree.faults.slice(0, maximumFaults).map((one) => ({ kind: 'syntax', ...one })) };
  }
  try {
    const value: unknown = tree.document.toJS();
    // The text itself is not nested deeply, so it is an alias inside its own anchor, or a tower of them.
    return isTooDeep(value, 1, new Map()) ? fault('too-many-aliases', null) : { value, faults: null };
  } catch (error) {
    return error instanceof ReferenceError
      ? fault('too-many-aliases', null)
      : fault('syntax', null, error instanceof Error ? error.message : String(error));
  }
}

function fault(kind: TextFault['kind'], at: Position | null, problem = ''): TextReading {
  return { value: null, faults: [{ kind, problem, at }] };
}

/** Also true for a cycle. */
function isTooDeep(value: unknown, depth: number, seen: Map<object, number>): boolean {
  if (typeof value !== 'object' || value === null) return false;
  if (depth > maximumDepth) return true;
  if ((seen.get(value) ?? 0) >= depth) return false;
  seen.set(value, depth);
  return Object.values(value).some((child) => isTooDeep(child, depth + 1, seen));
}
