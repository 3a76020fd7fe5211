import { dirname, isAbsolute, join, normalize, sep } from 'node:path';
import { joinPointer } from './pointer.js';

/** A `$ref` as it stands in a document. */
export interface Reference {
  /** Of the object that holds the `$ref`. */
  readonly pointer: string;
  readonly reference: string;
  readonly holder: { $ref: string };
}

/** What a `$ref` names. */
export type Target =
  | { readonly kind: 'local'; readonly file: string; readonly pointer: string }
  | { readonly kind: 'remote'; readonly address: string };

/** Whether a value is an object that only stands for another: it holds a `$ref`. */
export function isReference(value: unknown): value is { $ref: string } {
  return typeof value === 'object' && value !== null && '$ref' in value && typeof value.$ref === 'string';
}

/**
 * What a `$ref` names, worked out from its text alone. Files come out in the style of `file`: relative to the same
 * folder when that is relative.
 *
 * @param file the file that holds the `$ref`
 */
export function resolveReference(reference: string, file: string): Target {
  const hash = reference.indexOf('#');
  const path = hash < 0 ? reference : reference.slice(0, hash);
  const pointer = hash < 0 ? '' : decode(reference.slice(hash + 1));
  if (path === '') return { kind: 'local', file, pointer };
  if (isAddress(path)) return { kind: 'remote', address: path };
  if (isAddress(file)) return { kind: 'remote', address: new URL(path, file).href };
  const local = decode(path);
  return { kind: 'local', file: plainPath(isAbsolute(local) ? local : join(dirname(file), local)), pointer };
}

/** One spelling for the ways to write a path: `./a//b/../c.yaml` → `a/c.yaml`. */
export function plainPath(file: string): string {
  return normalize(file).split(sep).join('/');
}

/** Members that hold other people's data, in which `$ref` is only a word. */
const dataMembers: ReadonlySet<string> = new Set(['example', 'default', 'enum', 'const']);

/** Members whose own members are named freely: a property may be called `example`. */
const nameMaps: ReadonlySet<string> = new Set(
  (
    'properties patternProperties dependentSchemas $defs definitions paths pathItems callbacks content headers ' +
    'links parameters requestBodies responses schemas securitySchemes'
  ).split(' '),
);

/** Every `$ref` of a document, in order; those inside examples and other data are not references. */
export function* references(value: unknown, pointer = '', within = ''): Generator<Reference> {
  if (typeof value !== 'object' || value === null) return;
  if (isReference(value)) yield { pointer, reference: value.$ref, holder: value };
  const named = nameMaps.has(within);
  for (const [key, child] of Object.entries(value)) {
    const at = joinPointer(pointer, key);
    if (named) yield* references(child, at);
    else if (key === 'examples') yield* exampleReferences(child, at);
    else if (!dataMembers.has(key) && !key.startsWith('x-')) yield* references(child, at, key);
  }
}

/** OpenAPI's named examples may be references themselves; a schema's list of examples is data. */
function* exampleReferences(examples: unknown, pointer: string): Generator<Reference> {
  if (typeof examples !== 'object' || examples === null || Array.isArray(examples)) return;
  for (const [name, example] of Object.entries(examples)) {
    if (isReference(example)) yield { pointer: joinPointer(pointer, name), reference: example.$ref, holder: example };
  }
}

/** A URL: a scheme of two letters or more (one letter is a Windows drive), or no scheme but a host. */
function isAddress(path: string): boolean {
  return /^(?:[a-z][a-z\d+.-]+:|\/\/)/i.test(path);
}

function decode(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
}
