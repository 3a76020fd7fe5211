import { entry } from '../entry.js';

/** Found in the handlers that people write; their files stay as they are. */
export const scaffold = {
  'handlers-unreadable': entry<{ path: string; reason: string }>(
    'warning',
    ({ path, reason }) => `"${path}" could not be read, so no handler was added to it: ${reason}.`,
    () => 'Remove the cause and generate again.',
  ),
  'handlers-syntax': entry<{ reason: string }>(
    'warning',
    ({ reason }) => `This is not TypeScript, so no handler was added to the file: ${reason}`,
    () => 'Correct the file and generate again.',
  ),
  'handlers-not-found': entry<{ name: string; commands: readonly string[] }>(
    'warning',
    ({ name, commands }) =>
      `This file exports no object "${name}" that can be read; whether there are handlers for ${listed(commands)} is unknown.`,
    ({ name }) => `Write it as an object: export const ${name} = { … }, or add the handlers by hand.`,
  ),
  'handlers-not-added': entry<{ what: string; commands: readonly string[] }>(
    'note',
    ({ what, commands }) =>
      `Nothing was added: "${what}" may bring the handlers for ${listed(commands)}, and is not known before it runs.`,
    () => 'Add by hand what the compiler misses.',
  ),
  'handler-without-command': entry<{ name: string; group: string }>(
    'warning',
    ({ name, group }) =>
      `"${name}" is no command of the group ${group}, or not any more; its handler was left in place.`,
    () => 'Remove it, or move it out of this object.',
  ),
  'handler-misplaced': entry<{ name: string; path: string }>(
    'warning',
    ({ name }) => `"${name}" belongs to another group now; its handler was left in place.`,
    ({ path }) => `Move it to "${path}".`,
  ),
  'handlers-without-group': entry<{ folder: string }>(
    'warning',
    ({ folder }) => `This file is about "${folder}", which is no group any more; it was left in place.`,
    () => 'Remove the file, or move what you need of it.',
  ),
} as const;

/** The first few names, and how many more there are. */
function listed(names: readonly string[]): string {
  const shown = names.slice(0, 5).join(', ');
  return names.length > 5 ? `${shown} and ${names.length - 5} more` : shown;
}
