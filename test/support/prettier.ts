import { createTwoFilesPatch } from 'diff';
import { format, resolveConfig } from 'prettier';
import type { PackageFile } from '../../generator/write/manifest.js';
import { root } from './pipeline.js';

/** Texts that prettier has seen: many files of two packages are the same. */
const known = new Set<string>();

/**
 * Printed files that prettier would not leave as they are, each with what it would change. The runtime is copied from
 * a folder that the linter looks after.
 */
export async function unformatted(files: readonly PackageFile[]): Promise<readonly string[]> {
  const config = await resolveConfig(`${root}package.json`);
  const changes: string[] = [];
  for (const { path, text } of files) {
    if (path.startsWith('src/runtime/') || known.has(text)) continue;
    const pretty = await format(text, { ...config, filepath: path });
    if (pretty === text) known.add(text);
    else changes.push(createTwoFilesPatch(path, path, text, pretty, 'printed', 'prettier'));
  }
  return changes;
}
