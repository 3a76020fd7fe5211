import type { DocumentFormat, SourceFile } from '../model/source.js';
import { opensTooMuch } from '../text/depth.js';

/** Works out what a document is from its name and the first things in its text; `null` when nothing tells. */
export function detectFormat({ file, text }: SourceFile): DocumentFormat | null {
  if (/\.(?:md|markdown)(?:\.erb)?$/i.test(file)) return 'slate';
  if (/^\s*[[{]/.test(text)) return detectJson(text);
  if (/^(?:---\s*\n)?(?:\s*#.*\n)*['"]?(?:openapi|swagger)['"]?\s*:/m.test(text)) return 'openapi';
  return /^---\s*\n/.test(text) || /^#{1,2}\s/m.test(text) ? 'slate' : null;
}

function detectJson(text: string): DocumentFormat | null {
  const members = topLevelMembers(text);
  if (members.includes('openapi') || members.includes('swagger')) return 'openapi';
  return members.some((name) => name === 'api' || name === 'listapisresponse') ? 'listapis' : null;
}

function topLevelMembers(text: string): readonly string[] {
  try {
    const value: unknown = opensTooMuch(text) ? null : JSON.parse(text);
    return typeof value === 'object' && value !== null ? Object.keys(value) : [];
  } catch {
    // Broken JSON is reported by the parser of the format it most likely is: its first member tells.
    const first = /^\s*\{\s*"([^"]+)"/.exec(text)?.[1];
    return first === undefined ? [] : [first];
  }
}
