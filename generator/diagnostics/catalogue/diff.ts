import { entry } from '../entry.js';

/** Found while the two sides of `diff` are read. */
export const diff = {
  'model-invalid': entry<{ reason: string }>(
    'error',
    ({ reason }) => `This is no command model, although it looks like one: ${reason}.`,
    () => 'Print it anew with cloudstack-codegen model, and change nothing in it.',
  ),
  'model-among-documents': entry<{ file: string }>(
    'error',
    ({ file }) => `"${file}" is a whole command model, and stands beside other documents.`,
    () => 'Name the model alone, or the documents that it was made from.',
  ),
  'folder-without-documents': entry<{ folder: string }>(
    'error',
    ({ folder }) => `The folder "${folder}" holds no file that could be a document: .json, .yaml, .yml or .md.`,
    () => 'Name the documents themselves, with commas between them.',
  ),
  'argument-superfluous': entry<{ verb: string; argument: string }>(
    'error',
    ({ verb, argument }) => `"${verb}" compares two sides, and "${argument}" is a third.`,
    () => 'Write documents of one side in one argument, with commas between them.',
  ),
} as const;
