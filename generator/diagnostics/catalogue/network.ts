import { entry } from '../entry.js';

/** Found while documents are fetched. */
export const network = {
  'address-unsupported': entry<{ address: string }>(
    'error',
    ({ address }) => `"${address}" cannot be fetched: only addresses that begin with https:// or http:// can.`,
    () => 'Name a file by its path, without a scheme.',
  ),
  'address-with-password': entry<{ address: string }>(
    'error',
    ({ address }) =>
      `The address of "${address}" holds a name or a password, which everybody on this machine could read.`,
    () => 'Download the document first and name the file.',
  ),
  'fetch-failed': entry<{ address: string; reason: string; advice: string }>(
    'error',
    ({ address, reason }) => `"${address}" could not be fetched: ${reason}.`,
    ({ advice }) => advice,
  ),
  'fetch-refused': entry<{ address: string; status: number; isApi: boolean }>(
    'error',
    ({ address, status }) => `"${address}" answers with the status ${status}, and with no document.`,
    ({ isApi }) =>
      isApi
        ? 'A server wants signed requests: fetch its listApis with "cloudstack-codegen discover", and name that file.'
        : 'Open the address in a browser; what needs a login must be downloaded first.',
  ),
  'fetch-page': entry<{ address: string }>(
    'error',
    ({ address }) => `"${address}" answers with an HTML page, and not with the document itself.`,
    () => 'Name the address of the raw file, or download it first.',
  ),
} as const;
