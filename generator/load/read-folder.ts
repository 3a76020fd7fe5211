import { readdir, readFile } from 'node:fs/promises';
import { join, posix } from 'node:path';
import type { SourceFile } from '../model/source.js';

/** Every file of a folder and its subfolders with this ending, sorted, named by its path inside, after `prefix`. */
export async function readFolder(folder: string, ending: string, prefix: string): Promise<readonly SourceFile[]> {
  const entries = await readdir(folder, { recursive: true, withFileTypes: true });
  const files = entries
    .filter((entry) => entry.isFile() && entry.name.endsWith(ending))
    .map((entry) => join(entry.parentPath, entry.name))
    .sort();
  return Promise.all(
    files.map(async (path) => ({
      file: posix.join(prefix, path.slice(folder.length + 1).replaceAll('\\', '/')),
      text: await readFile(path, 'utf8'),
    })),
  );
}
