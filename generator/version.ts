import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { home } from './home.js';

/** Version of this generator, from its own package.json. */
export function generatorVersion(): string {
  const text = readFileSync(join(home, 'package.json'), 'utf8');
  return (JSON.parse(text) as { version: string }).version;
}
