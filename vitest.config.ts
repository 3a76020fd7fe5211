import { fileURLToPath } from 'node:url';
import { configDefaults, defineConfig, type Plugin } from 'vitest/config';
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

/** `npm test` leaves out what takes long (whole packages compiled and driven); `npm run test:slow` runs only that. */
const slowSuites = ['test/slow/**/*.test.ts', 'test/output/**/*.test.ts', 'test/types/**/*.test.ts'];
const slow = process.env['TEST_SLOW'] === 'true';

export default defineConfig({
  plugins: [templates],
  test: {
    include: slow ? slowSuites : ['test/**/*.test.ts'],
    exclude: [...configDefaults.exclude, ...(slow ? [] : slowSuites)],
    reporters: [process.env['CI'] === 'true' ? 'dot' : 'default', './scripts/summary-reporter.mjs'],
    testTimeout: slow ? 300_000 : 60_000,
    hookTimeout: slow ? 600_000 : 120_000,
  },
});
