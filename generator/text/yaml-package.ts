import { createRequire } from 'node:module';
import type * as Yaml from 'yaml';

const require = createRequire(import.meta.url);

/** The package `yaml`, loaded when a YAML text is first read: half of all runs never do, and it is slow to load. */
export function yamlPackage(): typeof Yaml {
  return require('yaml') as typeof Yaml;
}
