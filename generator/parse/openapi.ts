import type { Diagnostics } from '../diagnostics/diagnostics.js';
import type { RawApi } from '../model/raw-api.js';
import type { Source, Stated } from '../model/source.js';
import { Cursor, type Documents } from './openapi/cursor.js';
import { checkReferences, readDocuments } from './openapi/documents.js';
import { Findings } from './openapi/findings.js';
import { isVersionless } from './openapi/hints.js';
import { readCommands } from './openapi/operations.js';
import { validate } from './openapi/validate.js';
import { kindOf } from './openapi/violations.js';

/**
 * Reads an OpenAPI 3.0 or 3.1 document, in JSON or YAML, together with the files that its `$ref`s lead to
 * (`source.parts`). Reads neither disk nor network. Every origin is the place where the fact stands, be it a component
 * or another file. Types that refer back to themselves end in a shape with a name and no fields.
 *
 * @returns no commands when the document has errors.
 */
export async function parseOpenApi(source: Source, diagnostics: Diagnostics): Promise<RawApi> {
  const errors = diagnostics.count('error');
  const documents = readDocuments(source, diagnostics);
  const root = Cursor.root(documents, source.file);
  const readable = diagnostics.count('error') === errors;
  if (root !== null && isSupported(root, diagnostics) && readable) await check(documents, root, diagnostics);
  const sound = root !== null && diagnostics.count('error') === errors;
  const info = root?.member('info') ?? null;
  return {
    file: source.file,
    format: 'openapi',
    title: info?.text('title') ?? null,
    version: readVersion(info),
    commands: sound ? readCommands(root, new Findings(diagnostics)) : [],
  };
}

/** A version without quotes is a number to YAML, which may have cost it a zero; that is a departure, and reported. */
function readVersion(info: Cursor | null): Stated<string> | null {
  if (info !== null && isVersionless(info)) return null;
  const at = info?.member('version') ?? null;
  return typeof at?.value === 'number'
    ? { value: String(at.value), origin: at.origin }
    : (info?.text('version') ?? null);
}

/** The parser's validation needs every part, so it runs only when all of them are there. */
async function check(documents: Documents, root: Cursor, diagnostics: Diagnostics): Promise<void> {
  const complete = checkReferences(documents, diagnostics);
  if (complete || documents.size === 1) await validate(documents, root, diagnostics);
}

function isSupported(root: Cursor, diagnostics: Diagnostics): boolean {
  const version = root.own('openapi') ?? root.own('swagger');
  if (version === null) {
    const found = kindOf(root.value);
    diagnostics.report('not-openapi', root.origin, { found: found === 'an object' ? 'an object without it' : found });
    return false;
  }
  const isKnown = version.step === 'openapi' && /^3\.[01](?:\.|$)/.test(String(version.value));
  if (!isKnown) diagnostics.report('openapi-version-unsupported', version.origin, { version: String(version.value) });
  return isKnown;
}
