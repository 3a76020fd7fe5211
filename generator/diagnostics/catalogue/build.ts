import { entry } from '../entry.js';

/** Found while the package is built, or where nobody could publish it. */
export const build = {
  'build-of-handlers': entry<Record<never, never>>(
    'error',
    () => 'A package with handlers cannot be built here: src/handlers/ is yours, and only tsc knows what it holds.',
    () => 'Leave out --build and run "npm run build" in the package, or leave handlers out of --emit.',
  ),
  'build-without-repository': entry<Record<never, never>>(
    'note',
    () => 'package.json names no repository, and without one npm refuses to publish with provenance.',
    () => 'Give --repository https://…, or --access restricted, or publish with --no-provenance.',
  ),
  'compiler-missing': entry<{ reason: string }>(
    'error',
    ({ reason }) => `The compiler of --build, oxc-transform, could not be loaded: ${reason}`,
    () => 'Install cloudstack-codegen again with its optional packages, or leave out --build and use "npm run build".',
  ),
} as const;
