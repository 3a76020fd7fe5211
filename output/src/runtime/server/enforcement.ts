import { ApiFault } from './fault.js';

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

/**
 * Refuses a GET of a command that changes something, as servers do whose setting `enforce.post.requests.and.timestamps`
 * is on.
 *
 * @throws ApiFault 400.
 */
export function refuseGet(method: string, command: string): void {
  if (method === 'POST' || readingName.test(command) || otherReads.has(command.toLowerCase())) return;
  const errortext = `State changing command ${command} needs to be sent using POST request`;
  throw new ApiFault({ errorcode: 400, errortext, cserrorcode: null });
}
