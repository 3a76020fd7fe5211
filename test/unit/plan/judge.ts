import { format, resolveConfig } from 'prettier';
import { root } from '../../support/pipeline.js';

const config = await resolveConfig(`${root}package.json`);

/** The text as prettier, with the project's own settings, would have it. */
export function prettier(text: string, language: 'typescript' | 'json' | 'markdown' = 'typescript'): Promise<string> {
  return format(text, { ...config, parser: language });
}
