import { readFile, stat } from 'node:fs/promises';
import type { Diagnostics } from '../diagnostics/diagnostics.js';
import { joinPointer } from '../text/pointer.js';
import { readText } from '../text/read-text.js';
import { plainPath, references, resolveReference } from '../text/references.js';
import type { Origin, Overlaid, SourceFile } from '../model/source.js';

/** No description is spread over more files; more of them is a mistake or an attack. */
const maximumFiles = 2_000;

/**
 * Reads every local file that the `$ref`s of an OpenAPI document lead to, directly or through other files, each once.
 * Missing files and remote addresses are errors at their `$ref`. A text that is no YAML is left to the parser.
 *
 * @param file - the document's path as the user gave it; the others are named in the same way
 * @param overlaid - what overlays make of the document, whose `$ref`s then count; `null` without overlays
 */
export async function readReferences(
  file: string,
  text: string,
  diagnostics: Diagnostics,
  overlaid: Overlaid | null = null,
): Promise<SourceFile[]> {
  const parts: SourceFile[] = [];
  const known = new Set([plainPath(file)]);
  for (const holder of growing({ file, text }, parts)) {
    for (const [target, origin] of filesNamedIn(holder, holder.file === file ? overlaid : null, diagnostics)) {
      if (known.has(target.file) || parts.length === maximumFiles) continue;
      known.add(target.file);
      const part = await readPart(target, origin, diagnostics);
      if (part !== null) parts.push(part);
    }
  }
  return parts;
}

/** The document, then its parts, those included that are found meanwhile. */
function* growing(document: SourceFile, parts: readonly SourceFile[]): Generator<SourceFile> {
  yield document;
  for (let index = 0; index < parts.length; index += 1) {
    const part = parts[index];
    if (part !== undefined) yield part;
  }
}

interface Named {
  readonly file: string;
  readonly reference: string;
}

/** Each file that a text refers to, with the place of the first `$ref` to it. */
function filesNamedIn(
  { file, text }: SourceFile,
  overlaid: Overlaid | null,
  diagnostics: Diagnostics,
): [Named, Origin][] {
  if (overlaid === null && !mayLeave(text)) return [];
  const { value } = overlaid ?? readText(text);
  const named = new Map<string, [Named, Origin]>();
  for (const { pointer, reference } of references(value)) {
    const at = joinPointer(pointer, '$ref');
    const origin = overlaid?.placeOf(at) ?? { file, at };
    const target = resolveReference(reference, file);
    if (target.kind === 'remote') diagnostics.report('remote-reference', origin, { reference });
    else if (!named.has(target.file)) named.set(target.file, [{ file: target.file, reference }, origin]);
  }
  return [...named.values()];
}

/** Whether some `$ref` is not plainly to a place in the same document: a glance that spares parsing the text twice. */
function mayLeave(text: string): boolean {
  return /\$ref["']?\s*:(?!\s*["']?#)/.test(text);
}

async function readPart(
  { file, reference }: Named,
  origin: Origin,
  diagnostics: Diagnostics,
): Promise<SourceFile | null> {
  try {
    // A device or a pipe would never end.
    if (!(await stat(file)).isFile()) {
      diagnostics.report('reference-unreadable', origin, { reference, file, reason: 'it is not a file' });
      return null;
    }
    return { file, text: (await readFile(file, 'utf8')).replace(/^\uFEFF/, '') };
  } catch (error) {
    const code = error instanceof Error && 'code' in error ? String(error.code) : String(error);
    if (code === 'ENOENT' || code === 'ENOTDIR')
      diagnostics.report('reference-not-found', origin, { reference, file, pointer: null });
    else diagnostics.report('reference-unreadable', origin, { reference, file, reason: code });
    return null;
  }
}
