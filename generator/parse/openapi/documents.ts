import type { Diagnostics } from '../../diagnostics/diagnostics.js';
import { joinPointer } from '../../text/pointer.js';
import { readText, type TextFault } from '../../text/read-text.js';
import { plainPath, references, resolveReference } from '../../text/references.js';
import { maximumDepth } from '../../text/yaml.js';
import type { Source, SourceFile } from '../../model/source.js';
import { Cursor, type Documents, type ReadDocument } from './cursor.js';

/** Reads the texts of a source, the document's own and its parts'; those that are no YAML are reported and left out. */
export function readDocuments(source: Source, diagnostics: Diagnostics): Documents {
  const documents = new Map<string, ReadDocument>();
  for (const file of [source, ...source.parts]) {
    const { value, faults } = readText(file.text);
    if (faults === null) documents.set(plainPath(file.file), { file: file.file, value });
    else for (const fault of faults) reportFault(file, fault, diagnostics);
  }
  return documents;
}

function reportFault({ file }: SourceFile, { kind, problem, at }: TextFault, diagnostics: Diagnostics): void {
  const origin = { file, at: at ?? '' };
  if (kind === 'syntax') diagnostics.report('yaml-syntax', origin, { problem });
  else if (kind === 'too-deep') diagnostics.report('document-too-deep', origin, { maximum: maximumDepth });
  else diagnostics.report('too-many-aliases', origin, {});
}

/**
 * Reports every `$ref` that leads nowhere, in the document and in its parts.
 *
 * @returns whether all of them lead somewhere.
 */
export function checkReferences(documents: Documents, diagnostics: Diagnostics): boolean {
  let complete = true;
  for (const { file, value } of documents.values()) {
    for (const { pointer, reference, holder } of references(value)) {
      if (new Cursor(documents, file, pointer, holder).follow() !== null) continue;
      complete = false;
      const origin = { file, at: joinPointer(pointer, '$ref') };
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
