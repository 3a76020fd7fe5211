import { entry } from '../entry.js';

/** Found in hooks and templates of the user's own. */
export const customise = {
  'hooks-unloadable': entry<{ problem: string }>(
    'error',
    ({ problem }) => `The hooks module cannot be loaded: ${problem}.`,
    () => 'Correct the module; node runs it as it stands, with types taken out.',
  ),
  'hooks-not-object': entry<Record<never, never>>(
    'error',
    () => 'The hooks module has no object as its default export.',
    () => "Write export default defineHooks({ … }), with defineHooks from 'cloudstack-codegen'.",
  ),
  'hook-unknown': entry<{ hook: string; meant: string | null }>(
    'error',
    ({ hook, meant }) => `There is no hook "${hook}".${meant === null ? '' : ` Did you mean "${meant}"?`}`,
    () => 'The hooks are rename, group, skip, retype and doc.',
  ),
  'hook-not-function': entry<{ hook: string }>(
    'error',
    ({ hook }) => `The hook "${hook}" is not a function.`,
    ({ hook }) => `Write ${hook}(subject) { … }.`,
  ),
  'hook-failed': entry<{ hook: string; about: string; problem: string }>(
    'error',
    ({ hook, about, problem }) => `The hook "${hook}" failed when it was asked about ${about}: ${problem}.`,
    () => 'Correct the hook.',
  ),
  'hook-answer-wrong': entry<{ hook: string; about: string; found: string; wanted: string }>(
    'error',
    ({ hook, about, found, wanted }) =>
      `The hook "${hook}" answers ${found} about ${about}, where ${wanted} is wanted.`,
    () => 'Correct the answer, or answer null where there is nothing to change.',
  ),
  'templates-unreadable': entry<{ folder: string; reason: string }>(
    'error',
    ({ folder, reason }) => `The folder of templates "${folder}" cannot be read: ${reason}.`,
    () => 'Correct the path given with --templates.',
  ),
  'template-unknown': entry<{ name: string; meant: string | null }>(
    'error',
    ({ name, meant }) =>
      `There is no template "${name}" that this file could take the place of.${meant === null ? '' : ` Did you mean "${meant}"?`}`,
    () => 'Name the file as in the folder templates/ of cloudstack-codegen, or move it out of this folder.',
  ),
  'template-of-runtime': entry<{ name: string }>(
    'error',
    ({ name }) => `"${name}" is a file of the runtime, which is no template: it is the same in every package.`,
    () => 'Change its behaviour through the options of CloudStack and createServer, or wrap them in code of your own.',
  ),
  'template-syntax': entry<{ problem: string }>(
    'error',
    ({ problem }) => `The template cannot be read: ${problem}.`,
    () => 'Templates hold text, {{names}}, {{#each}}, {{#if}} and {{> partials}}; see docs/customising.md.',
  ),
  'template-failed': entry<{ path: string; problem: string }>(
    'error',
    ({ path, problem }) => `${path} cannot be printed: ${problem}.`,
    () => 'A template may name only what ours of the same name is given; see that one.',
  ),
  'template-unplanned': entry<{ path: string; what: string }>(
    'error',
    ({ path, what }) => `The template prints ${what} into ${path}, which the plan of that file does not announce.`,
    () => 'Change comments and layout as you like, and leave declarations, imports and exports as they are.',
  ),
} as const;
