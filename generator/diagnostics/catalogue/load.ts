import { entry } from '../entry.js';

/** Found while documents and facts are read from the disk. */
export const load = {
  'no-documents': entry<Record<never, never>>(
    'error',
    () => 'No document was given, so there is nothing to generate from.',
    () => 'Name at least one: --openapi FILE, --slate FILE or --listapis FILE; "init" writes them to a config file.',
  ),
  'file-missing': entry<{ file: string }>(
    'error',
    ({ file }) => `There is no file "${file}".`,
    () => 'Check the path; it is taken relative to the current folder.',
  ),
  'file-is-folder': entry<{ file: string }>(
    'error',
    ({ file }) => `"${file}" is a folder, and a document is a file.`,
    () => 'Name the file inside it.',
  ),
  'file-unreadable': entry<{ file: string; reason: string }>(
    'error',
    ({ file, reason }) => `"${file}" could not be read: ${reason}.`,
    () => 'Check the permissions of the file.',
  ),
  'file-not-text': entry<{ file: string }>(
    'error',
    ({ file }) =>
      `"${file}" is not text in UTF-8: it holds bytes with the value 0, as archives, pictures and UTF-16 do.`,
    () => 'Name the document itself, or save it as UTF-8.',
  ),
  'network-refused': entry<{ file: string }>(
    'error',
    ({ file }) => `"${file}" is an address, and only documents are ever fetched, where --allow-network is given.`,
    () => 'Download it and name the file, or, of a document, give --allow-network.',
  ),
  'format-unknown': entry<{ file: string }>(
    'error',
    ({ file }) =>
      `"${file}" is neither an OpenAPI document, nor a Slate page, nor a listApis answer, as far as its name and text tell.`,
    () => 'Say what it is with --openapi, --slate or --listapis.',
  ),
  'facts-syntax': entry<{ file: string; problem: string }>(
    'error',
    ({ file, problem }) => `"${file}" is not valid JSON: ${problem}.`,
    () => 'Correct the text; a file of facts is an object with "rows", or a list of rows.',
  ),
  'fact-invalid': entry<{ reason: string }>(
    'error',
    ({ reason }) => `This row is not a fact: ${reason}.`,
    () => 'See "Facts and overrides" in the README for the kinds of facts and their values.',
  ),
} as const;
