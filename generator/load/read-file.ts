import { readFile } from 'node:fs/promises';
import type { Diagnostics } from '../diagnostics/diagnostics.js';
import type { SourceFile } from '../model/source.js';

/** Reads a file the user named; what goes wrong is a diagnostic, and the answer `null`. */
export async function readNamedFile(file: string, diagnostics: Diagnostics): Promise<SourceFile | null> {
  if (isAddress(file)) {
    diagnostics.report('network-refused', null, { file: withoutSecrets(file) });
    return null;
  }
  try {
    return checkedText(file, await readFile(file, 'utf8'), diagnostics);
  } catch (error) {
    reportUnread(file, error, diagnostics);
    return null;
  }
}

/** Reports why a file could not be read. */
export function reportUnread(file: string, error: unknown, diagnostics: Diagnostics): void {
  const { code, message } = error as NodeJS.ErrnoException;
  if (code === 'ENOENT' || code === 'ENOTDIR') diagnostics.report('file-missing', null, { file });
  else if (code === 'EISDIR') diagnostics.report('file-is-folder', null, { file });
  else diagnostics.report('file-unreadable', null, { file, reason: code ?? message });
}

/** Whether a document is named by a URL; what is only one letter before the colon is a drive of Windows. */
export function isAddress(file: string): boolean {
  return /^[a-z][a-z\d+.-]+:\/\//i.test(file);
}

/** What was read, if it is text. */
export function checkedText(file: string, text: string, diagnostics: Diagnostics): SourceFile | null {
  if (text.includes('\0')) {
    diagnostics.report('file-not-text', null, { file });
    return null;
  }
  const read = { file, text: text.replace(/^\uFEFF/, '') };
  diagnostics.remember(read);
  return read;
}

/** An address may hold a password, and its query keys and signatures. */
export function withoutSecrets(address: string): string {
  return address.replace(/^([a-z][a-z\d+.-]+:\/\/)[^/?#]*@/i, '$1').replace(/[?#].*$/s, '?…');
}
