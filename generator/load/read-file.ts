import { readFile } from 'node:fs/promises';
import type { Diagnostics } from '../diagnostics/diagnostics.js';
import type { SourceFile } from '../model/source.js';

/** Reads a file the user named; what goes wrong is a diagnostic, and the answer `null`. */
export async function readNamedFile(file: string, diagnostics: Diagnostics): Promise<SourceFile | null> {
  if (/^https?:\/\//i.test(file)) {
    diagnostics.report('network-refused', null, { file: withoutSecrets(file) });
    return null;
  }
  try {
    const text = await readFile(file, 'utf8');
    if (text.includes('\0')) {
      diagnostics.report('file-not-text', null, { file });
      return null;
    }
    const read = { file, text: withoutByteOrderMark(text) };
    diagnostics.remember(read);
    return read;
  } catch (error) {
    const { code, message } = error as NodeJS.ErrnoException;
    if (code === 'ENOENT' || code === 'ENOTDIR') diagnostics.report('file-missing', null, { file });
    else if (code === 'EISDIR') diagnostics.report('file-is-folder', null, { file });
    else diagnostics.report('file-unreadable', null, { file, reason: code ?? message });
    return null;
  }
}

function withoutByteOrderMark(text: string): string {
  return text.startsWith('\uFEFF') ? text.slice(1) : text;
}

/** An address may hold a password, and its query keys and signatures. */
function withoutSecrets(address: string): string {
  return address.replace(/^(https?:\/\/)[^/?#]*@/i, '$1').replace(/[?#].*$/s, '?…');
}
