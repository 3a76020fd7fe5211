import { entry } from '../entry.js';

/** Found while the package is printed, inspected and written. */
export const output = {
  'output-is-file': entry<{ path: string }>(
    'error',
    ({ path }) => `The output folder "${path}" is a file.`,
    () => 'Choose another folder with --out, or move the file away.',
  ),
  'output-unwritable': entry<{ path: string; reason: string }>(
    'error',
    ({ path, reason }) => `"${path}" could not be written: ${reason}.`,
    () => 'Choose another folder with --out, or see what stands there, its permissions and the room on the disk.',
  ),
  'output-unreadable': entry<{ path: string; reason: string }>(
    'error',
    ({ path, reason }) => `"${path}" stands where a generated file belongs, and could not be read: ${reason}.`,
    () => 'Move it away or check its permissions, or choose another folder with --out.',
  ),
  'output-incomplete': entry<{ path: string; reason: string }>(
    'error',
    ({ path, reason }) =>
      `"${path}" could not be moved: ${reason}. Other files of the package were, and could not be moved back.`,
    () => 'Remove the cause and generate again: the next run finishes this one. Until then files are missing.',
  ),
  'file-not-ours': entry<{ path: string }>(
    'error',
    ({ path }) => `"${path}" exists already, and no manifest.json says that a generator wrote it.`,
    () => 'Choose another folder with --out, or move the file away.',
  ),
  'edited-file-replaced': entry<{ path: string }>(
    'warning',
    ({ path }) => `"${path}" was edited by hand since it was generated; the edits are gone.`,
    () => 'Take them back from version control, and say in a file of --overrides what the documents get wrong.',
  ),
  'manifest-invalid': entry<{ path: string }>(
    'error',
    ({ path }) =>
      `"${path}" is not a manifest of this generator, so it is unknown which files of the folder are generated.`,
    () => 'Restore the file, or remove the whole folder and generate again.',
  ),
  'output-unexpected': entry<{ path: string; what: string }>(
    'error',
    ({ path, what }) => `The text printed for ${path} holds ${what}, which was not planned, so it was refused.`,
    () =>
      'A document may be trying to place code in the package; look at its names and texts. If not, please report this.',
  ),
} as const;
