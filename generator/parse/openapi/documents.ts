import type { Diagnostics } from '../../diagnostics/diagnostics.js';
import { reportFault } from '../../diagnostics/report-fault.js';
import { joinPointer } from '../../text/pointer.js';
import { readText } from '../../text/read-text.js';
import { plainPath, references, resolveReference } from '../../text/references.js';
import type { Source } from '../../model/source.js';
import { Cursor, type Documents, type ReadDocument } from './cursor.js';

/** Reads the texts of a source, the document's own and its parts'; those that are no YAML are reported and left out. */
export function readDocuments(source: Source, diagnostics: Diagnostics): Documents {
  const documents = new Map<string, ReadDocument>();
  for (const file of [source, ...source.parts]) {
    const overlaid = file === source ? (source.overlaid ?? null) : null;
    const { value, faults } = overlaid === null ? readText(file.text) : { value: overlaid.value, faults: null };
    if (faults === null) documents.set(plainPath(file.file), { file: file.file, value, overlaid });
    else for (const fault of faults) reportFault(file, fault, diagnostics);
  }
  return documents;
}

/**
 * Reports every `$ref` that leads nowhere, in the document and in its parts.
 *
 * @returns whether all of them lead somewhere.
 */
export function checkReferences(documents: Documents, diagnostics: Diagnostics): boolean {
  let complete = true;
  for (const document of documents.values()) {
    const { file, value, overlaid } = document;
    for (const { pointer, reference, holder } of references(value)) {
      if (new Cursor(documents, document, pointer, holder).follow() !== null) continue;
      complete = false;
      const at = joinPointer(pointer, '$ref');
      const origin = overlaid?.placeOf(at) ?? { file, at };
      const target = resolveReference(reference, file);
      if (target.kind === 'remote') diagnostics.report('remote-reference', origin, { reference });
      else {
        const missing = Cursor.root(documents, target.file) === null ? null : target.pointer;
        diagnostics.report('reference-not-found', origin, { reference, file: target.file, pointer: missing });
      }
    }
  }
  return complete;
}
