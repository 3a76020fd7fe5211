import type SwaggerParser from '@apidevtools/swagger-parser';
import type { Diagnostics } from '../../diagnostics/diagnostics.js';
import { plainPath, references, resolveReference } from '../../text/references.js';
import type { Cursor, Documents } from './cursor.js';
import { findViolations, type SchemaError } from './violations.js';

type OpenApiDocument = Exclude<Parameters<typeof SwaggerParser.validate>[1], string>;
type Parser = typeof SwaggerParser;

/** Beyond this many, one mistake has been repeated all over the document. */
const maximumViolations = 50;

/**
 * Validates a document against the schema of its OpenAPI version, and reports what breaks it. Reads neither disk nor
 * network, and works on a copy. `$ref`s stay in it: written out in place, schemas that refer to each other would grow
 * without bound.
 *
 * @param root - an object with a supported version in `openapi`
 */
export async function validate(documents: Documents, root: Cursor, diagnostics: Diagnostics): Promise<void> {
  const { default: parser } = await import('@apidevtools/swagger-parser');
  const [document, ...parts] = copyLinked(documents, root);
  if (!isOpenApi(document)) return;
  const early = mendForParser(document);
  const late = await schemaErrors(parser, document, parts);
  const found = findViolations([...early, ...late], root);
  const fatal = found.filter(({ isHarmless }) => !isHarmless).slice(0, maximumViolations);
  const harmless = found.filter(({ isHarmless }) => isHarmless).slice(0, maximumViolations);
  for (const { at, violation } of fatal) diagnostics.report('openapi-invalid', at, violation);
  for (const { at, violation } of harmless) diagnostics.report('openapi-departure', at, violation);
}

/** The document and its parts, copied, in which a `$ref` into another of them reads `/<its index>#…`. */
function copyLinked(documents: Documents, root: Cursor): unknown[] {
  const first = plainPath(root.file);
  const names = [first, ...[...documents.keys()].filter((name) => name !== first)];
  return names.map((name) => {
    const copy = structuredClone(documents.get(name)?.value);
    for (const { holder, reference } of references(copy)) {
      const target = resolveReference(reference, name);
      const index = target.kind === 'local' ? names.indexOf(target.file) : -1;
      const path = names[index] === name ? '' : `/${index}`;
      if (index >= 0) holder.$ref = `${path}#${reference.split('#')[1] ?? ''}`;
    }
    return copy;
  });
}

function isOpenApi(value: unknown): value is OpenApiDocument & { openapi: string } {
  return typeof value === 'object' && value !== null && 'openapi' in value;
}

/**
 * Puts right what the parser refuses without looking at the rest: patch versions it has not heard of, no `paths`, and
 * a version number that YAML has taken for a number.
 */
function mendForParser(document: OpenApiDocument & { openapi: string }): SchemaError[] {
  const errors: SchemaError[] = [];
  const is30 = String(document.openapi).startsWith('3.0');
  document.openapi = is30 ? '3.0.3' : '3.1.0';
  if (document.paths === undefined) {
    document.paths = {};
    if (is30) errors.push({ instancePath: '', keyword: 'required', params: { missingProperty: 'paths' } });
  }
  if (typeof document.info?.version === 'number') {
    document.info.version = String(document.info.version);
    errors.push({ instancePath: '/info/version', keyword: 'type', params: { type: 'string' } });
  }
  return errors;
}

async function schemaErrors(parser: Parser, document: OpenApiDocument, parts: unknown[]): Promise<SchemaError[]> {
  try {
    const whole = parts.length === 0 ? document : await bundle(parser, document, parts);
    await parser.validate('/0', whole, {
      resolve: { external: false },
      dereference: { excludedPathMatcher: () => true },
      validate: { schema: true, spec: false },
    });
    return [];
  } catch (error) {
    if (error instanceof Error && 'details' in error && Array.isArray(error.details)) return error.details;
    const rule = error instanceof Error ? error.message : String(error);
    return [{ instancePath: '', keyword: 'parser', params: { rule } }];
  }
}

/** One document without references to others, the parts put in where they are first referred to. */
function bundle(parser: Parser, document: OpenApiDocument, parts: readonly unknown[]): Promise<OpenApiDocument> {
  const read = ({ url }: { url: string }): string => JSON.stringify(parts[Number(url.slice(1)) - 1] ?? {});
  return parser.bundle('/0', document, {
    resolve: { file: false, http: false, parts: { order: 1, canRead: true, read } },
    bundle: { excludedPathMatcher: (path: string) => /\/(?:example|default)(?:\/|$)/.test(path) },
  });
}
