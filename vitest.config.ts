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

/** What `npm test` leaves out: `TEST_SLOW=true` and the like run one of them alone. */
const suites = {
  /** Whole packages, compiled and driven; every command of a catalogue; documents and files changed at random. */
  slow: [
    'test/{slow,output,types}/**/*.test.ts',
    'test/mock/every-command.test.ts',
    'test/{openapi,slate}/mutations.test.ts',
    'test/scaffold/{compile,random-edits}.test.ts',
  ],
  /** Programs that are not ours, and that Debian has to install. */
  interop: ['test/interop/**/*.test.ts', 'test/browser/browser.test.ts'],
  /** Many more odd requests, and those that only time ends. */
  fuzz: ['test/fuzz/long/**/*.test.ts'],
};
const chosen = Object.entries(suites).find(([name]) => process.env[`TEST_${name.toUpperCase()}`] === 'true')?.[1];
const isLong = chosen !== undefined;

export default defineConfig({
  plugins: [templates],
  test: {
    include: chosen ?? ['test/**/*.test.ts'],
    exclude: [...configDefaults.exclude, ...(isLong ? [] : Object.values(suites).flat())],
    reporters: [process.env['CI'] === 'true' ? 'dot' : 'default', './scripts/summary-reporter.mjs'],
    // Half of the time of most tests is that of programs they run: one worker for each core is none too many.
    maxWorkers: '100%',
    // Nearly every file loads the generator and zod: once a worker is enough. What a test changes it puts back.
    isolate: isLong,
    testTimeout: isLong ? 300_000 : 60_000,
    hookTimeout: isLong ? 600_000 : 120_000,
  },
});
