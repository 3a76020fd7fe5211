import { ApiFault } from './fault.js';
import { type RawParameters, valueOf } from './request.js';

/** How far ahead `expires` may lie, in milliseconds. */
export const MAX_EXPIRES_AHEAD_MS = 900_000;

const readingName = /^(?:get|list|query|find)\w+$/i;
const otherReads = new Set([
  'isaccountallowedtocreateofferingswithtags',
  'readyforshutdown',
  'cloudianisenabled',
  'quotabalance',
  'quotasummary',
  'quotatarifflist',
  'quotaisenabled',
  'quotastatement',
  'verifyoauthcodeandgetuser',
]);

/** The setting that asks for all this: who has turned it on by mistake can turn it off by GET. */
const SETTING = 'enforce.post.requests.and.timestamps';

/**
 * Refuses a GET of a command that changes something, as servers do whose setting `enforce.post.requests.and.timestamps`
 * is on.
 *
 * @throws ApiFault 400.
 */
export function refuseGet(method: string, command: string, parameters: RawParameters): void {
  if (method === 'POST' || readingName.test(command) || otherReads.has(command.toLowerCase())) return;
  if (command === 'updateConfiguration' && valueOf(parameters, 'name') === SETTING) return;
  const errortext = `State changing command ${command} needs to be sent using POST request`;
  throw new ApiFault({ errorcode: 400, errortext, cserrorcode: null });
}
