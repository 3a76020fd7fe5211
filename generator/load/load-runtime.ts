import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { brotliDecompress } from 'node:zlib';
import { home } from '../home.js';
import type { SourceFile } from '../model/source.js';
import { readFolder } from './read-folder.js';

/**
 * Reads the runtime: TypeScript that goes into every generated package as it is. The build packs it into one file, which
 * is a quarter of the size and read at once; what runs from the sources reads `templates/runtime` itself.
 */
export async function loadRuntime(): Promise<readonly SourceFile[]> {
  const here = fileURLToPath(new URL('.', import.meta.url));
  if (here !== join(home, 'dist/')) return readFolder(join(home, 'templates', 'runtime'), '.ts', '');
  const packed = await promisify(brotliDecompress)(await readFile(join(here, 'runtime.json.br')));
  return JSON.parse(packed.toString()) as readonly SourceFile[];
}
