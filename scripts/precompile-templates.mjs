import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import Handlebars from 'handlebars';

/** How every template is compiled: no HTML escaping (safety is in the type of the views), no helpers, nothing missing. */
export const compileOptions = {
  noEscape: true,
  strict: true,
  data: false,
  knownHelpersOnly: true,
  knownHelpers: {
    helperMissing: false,
    blockHelperMissing: false,
    with: false,
    log: false,
    lookup: false,
    unless: false,
  },
};

/** The module `render/precompiled.js`: every template of the folder as a function, by its path without the ending. */
export function precompileTemplates(folder) {
  const templates = readdirSync(folder, { recursive: true })
    .map(String)
    .filter((file) => file.endsWith('.hbs'))
    .sort()
    .map((file) => {
      const name = file.replaceAll('\\', '/').slice(0, -'.hbs'.length);
      return `  ${JSON.stringify(name)}: ${Handlebars.precompile(readFileSync(join(folder, file), 'utf8'), compileOptions)},`;
    });
  return `export const precompiled = {\n${templates.join('\n')}\n};\n`;
}
