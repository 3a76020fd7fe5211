import { fileURLToPath } from 'node:url';
import { defineConfig, type Plugin } from 'vitest/config';
// @ts-expect-error -- a plain script of the build
import { precompileTemplates } from './scripts/precompile-templates.mjs';

/** Tests run from the sources, where the build has not made `render/precompiled.js`: it is made on the fly. */
const templates: Plugin = {
  name: 'precompiled-templates',
  enforce: 'pre',
  resolveId: (id) => (id.endsWith('/precompiled.js') ? '\0precompiled-templates' : null),
  load: (id) =>
    id === '\0precompiled-templates'
      ? (precompileTemplates as (folder: string) => string)(fileURLToPath(new URL('templates', import.meta.url)))
      : null,
};

export default defineConfig({
  plugins: [templates],
  test: {
    include: ['test/**/*.test.ts'],
    testTimeout: 60_000,
    hookTimeout: 120_000,
  },
});
