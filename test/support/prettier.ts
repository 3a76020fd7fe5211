import { createTwoFilesPatch } from 'diff';
import { format, resolveConfig } from 'prettier';
import type { PackageFile } from '../../generator/write/manifest.js';
import { root } from './pipeline.js';

/**
 * Printed files that prettier would not leave as they are, each with what it would change. The runtime is copied from
 * a folder that the linter looks after.
 */
export async function unformatted(files: readonly PackageFile[]): Promise<readonly string[]> {
  const config = await resolveConfig(`${root}package.json`);
  const changes: string[] = [];
  for (const { path, text } of files) {
    if (path.startsWith('src/runtime/')) continue;
    const pretty = await format(text, { ...config, filepath: path });
    if (pretty !== text) changes.push(createTwoFilesPatch(path, path, text, pretty, 'printed', 'prettier'));
  }
  return changes;
}
