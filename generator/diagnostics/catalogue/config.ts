import { entry } from '../entry.js';
import { list } from './quoting.js';

/** Found in config files. */
export const config = {
  'config-several': entry<{ files: readonly string[] }>(
    'error',
    ({ files }) => `There is more than one config file here: ${list(files, 'and')}.`,
    () => 'Remove all but one, or say which one counts with --config FILE.',
  ),
  'config-name-ignored': entry<{ file: string; names: readonly string[] }>(
    'warning',
    ({ file }) => `"${file}" looks like a config file, and is not read because of its name.`,
    ({ names }) => `Call it ${list(names, 'or')}, or name it with --config FILE.`,
  ),
  'config-kind-unknown': entry<{ file: string; endings: readonly string[] }>(
    'error',
    ({ file }) => `The ending of "${file}" does not tell what kind of config file it is.`,
    ({ endings }) => `Give it one of these endings: ${list(endings, 'or')}.`,
  ),
  'config-syntax': entry<{ problem: string }>(
    'error',
    ({ problem }) => `The config file is not valid JSON: ${problem}.`,
    () => 'Correct the text.',
  ),
  'config-module-failed': entry<{ problem: string }>(
    'error',
    ({ problem }) => `The config file could not be loaded: ${problem.replace(/\.$/, '')}.`,
    () => 'Correct it, or what it imports.',
  ),
  'config-not-object': entry<{ found: string }>(
    'error',
    ({ found }) => `The config file holds ${found}, and not an object with options.`,
    () => 'A module exports it as its default: export default defineConfig({ … }).',
  ),
  'config-key-unknown': entry<{ key: string; meant: string | null }>(
    'error',
    ({ key, meant }) => `"${key}" is no option of a config file.${meant === null ? '' : ` Did you mean "${meant}"?`}`,
    () => 'See "Config file" in the README for the options; they are those of the command line.',
  ),
  'config-value-wrong': entry<{ key: string; found: string; wanted: string }>(
    'error',
    ({ key, found, wanted }) => `"${key}" cannot be ${found}: it wants ${wanted}.`,
    () => 'Correct the value.',
  ),
  'config-same-folder': entry<{ out: string; packages: readonly string[] }>(
    'error',
    ({ out, packages }) => `Several packages would be written to the folder "${out}": ${list(packages, 'and')}.`,
    () => 'Give each package an "out" of its own; --out is for one package alone.',
  ),
  'package-unknown': entry<{ name: string; names: readonly string[]; meant: string | null }>(
    'error',
    ({ name, names, meant }) =>
      `The config file has no package "${name}", only ${list(names, 'and')}.${meant === null ? '' : ` Did you mean "${meant}"?`}`,
    () => 'Give --only-package the name of one of them.',
  ),
  'package-choice-needed': entry<{ verb: string; names: readonly string[] }>(
    'error',
    ({ verb, names }) => `"${verb}" works on one package, and the config file has ${list(names, 'and')}.`,
    () => 'Choose one with --only-package NAME.',
  ),
  'config-needed': entry<{ flag: string }>(
    'error',
    ({ flag }) => `The option "${flag}" chooses among the packages of a config file, and there is none here.`,
    () => 'Name the file with --config FILE, or leave the option out.',
  ),
  'config-exists': entry<{ file: string }>(
    'error',
    ({ file }) => `"${file}" exists already, and was left as it is.`,
    () => 'Edit it, or remove it; --force replaces one of the same format.',
  ),
  'config-unwritable': entry<{ file: string; reason: string }>(
    'error',
    ({ file, reason }) => `"${file}" could not be written: ${reason}.`,
    () => 'Check the permissions of the folder, and the room on the disk.',
  ),
  'init-without-documents': entry<Record<never, never>>(
    'error',
    () => 'No document that describes a CloudStack API was found in this folder or those right below it.',
    () => 'Name one: --openapi FILE, --slate FILE or --listapis FILE; "discover" fetches one from a server.',
  ),
} as const;
