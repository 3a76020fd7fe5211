import { entry } from '../entry.js';

/** Found while a live server is asked for its listApis. */
export const discover = {
  'discover-no-access': entry<{ reason: string }>(
    'error',
    ({ reason }) => reason,
    () =>
      'Set CLOUDSTACK_ENDPOINT, CLOUDSTACK_KEY and CLOUDSTACK_SECRET, or name a --profile, a --region, or an --endpoint with a --username.',
  ),
  'discover-no-answer': entry<{ endpoint: string; reason: string; advice: string }>(
    'error',
    ({ endpoint, reason }) => `"${endpoint}" gave no answer: ${reason}.`,
    ({ advice }) => advice,
  ),
  'discover-refused': entry<{ endpoint: string; errorcode: number; errortext: string; isAuth: boolean }>(
    'error',
    ({ endpoint, errorcode, errortext }) =>
      `"${endpoint}" refuses with ${errorcode}: ${errortext === '' ? 'it gives no reason' : errortext}`,
    ({ isAuth }) =>
      isAuth
        ? 'Check the keys or the password, that they belong to this server, and that the clock of this machine is right.'
        : 'Ask whoever runs the server whether this user may call listApis.',
  ),
  'discover-not-cloudstack': entry<{ endpoint: string; reason: string }>(
    'error',
    ({ endpoint, reason }) => `"${endpoint}" does not answer as a CloudStack server does. ${reason}`,
    () => 'The endpoint is the API itself, usually https://HOST/client/api.',
  ),
  'discover-nothing': entry<{ endpoint: string }>(
    'error',
    ({ endpoint }) => `"${endpoint}" lists no command, so there is nothing to generate from.`,
    () => 'Use the keys of a user whose role may call commands: listApis tells only of those.',
  ),
  'discover-unwritable': entry<{ file: string; reason: string }>(
    'error',
    ({ file, reason }) => `"${file}" could not be written: ${reason}.`,
    () => 'Choose another file with --out, or see what stands there, its permissions and the room on the disk.',
  ),
  'discover-other-file': entry<{ file: string }>(
    'error',
    ({ file }) => `"${file}" exists, and is no answer of listApis: it was left as it is.`,
    () => 'Choose another file with --out, or let it be replaced with --force.',
  ),
} as const;
