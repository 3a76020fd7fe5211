import { entry } from '../entry.js';

/** Found while a `listApis` discovery document is parsed. */
export const listApis = {
  'listapis-syntax': entry<{ problem: string }>(
    'error',
    ({ problem }) => `The document is not valid JSON: ${problem}.`,
    () => 'Save the answer of listApis with response=json again.',
  ),
  'not-listapis': entry<{ found: string }>(
    'error',
    ({ found }) =>
      `A listApis document holds a list of commands under "api" or "listapisresponse"; this one is ${found}.`,
    () => 'Save the whole answer of `listApis` with response=json.',
  ),
  'listapis-without-commands': entry<Record<never, never>>(
    'error',
    () => 'The document describes no command: its list "api" is empty.',
    () => 'Ask for listApis with an account that may call commands; the server leaves out what a role may not use.',
  ),
  'listapis-entry-invalid': entry<{ what: string }>(
    'warning',
    ({ what }) => `This entry ${what}, so it was left out.`,
    () => 'Correct the entry, or save the answer of listApis again.',
  ),
  'listapis-value-invalid': entry<{ subject: string; member: string; wanted: string; found: string }>(
    'warning',
    ({ subject, member, wanted, found }) =>
      `"${member}" of ${subject} should be ${wanted} and is ${found}, so it counts as not stated.`,
    () => 'Correct the value, or save the answer of listApis with response=json again.',
  ),
  'empty-field': entry<{ command: string }>(
    'warning',
    ({ command }) => `The answer of ${command} has an entry {} that says nothing, so it was dropped.`,
    () => 'Nothing to do: servers print it for fields without a description.',
  ),
  'nameless-field': entry<{ command: string }>(
    'warning',
    ({ command }) => `The answer of ${command} has a field without a name, so it was dropped.`,
    () => 'Add the name to the document, or ignore this if the field is not needed.',
  ),
  'duplicate-parameter': entry<{ command: string; name: string }>(
    'warning',
    ({ command, name }) =>
      `${command} lists its parameter "${name}" twice; the one that is required or says more stays.`,
    () => 'Remove one of the two; servers print both when a command inherits the parameter.',
  ),
  'duplicate-field': entry<{ command: string; name: string }>(
    'warning',
    ({ command, name }) => `The answer of ${command} lists "${name}" twice; the one that says more stays.`,
    () => 'Remove one of the two; servers print both when a class inherits the field.',
  ),
  'duplicate-command': entry<{ command: string }>(
    'warning',
    ({ command }) => `${command} is listed twice; the one that says more stays.`,
    () => 'Remove one of the two.',
  ),
} as const;
