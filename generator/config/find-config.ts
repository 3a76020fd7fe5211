import { existsSync, readdirSync } from 'node:fs';
import type { Diagnostics } from '../diagnostics/diagnostics.js';

/** Names under which a config file is found in the current folder. */
export const configNames: readonly string[] = ['ts', 'mjs', 'json', 'yaml'].map(
  (ending) => `cloudstack-codegen.config.${ending}`,
);

/** Files of the current folder that are, or seem to be, config files. */
export function configFilesHere(): readonly string[] {
  return namesHere()
    .filter((name) => /^cloudstack-codegen\.config\.(?:[mc]?[tj]s|jsonc?|json5|ya?ml|toml)$/.test(name))
    .sort();
}

/** A folder that may not be listed can still hold a file of a known name. */
function namesHere(): readonly string[] {
  try {
    return readdirSync('.');
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'EACCES') throw error;
    return configNames.filter((name) => existsSync(name));
  }
}

/**
 * The config file of the current folder; `null` when there is none. Folders above are not looked into: what a run does
 * must not depend on what stands there.
 */
export function findConfig(diagnostics: Diagnostics): string | null {
  const here = configFilesHere();
  const found = here.filter((name) => configNames.includes(name));
  if (found.length > 1) diagnostics.report('config-several', null, { files: found });
  for (const file of here) {
    if (!configNames.includes(file)) diagnostics.report('config-name-ignored', null, { file, names: configNames });
  }
  return found.length === 1 ? (found[0] ?? null) : null;
}
