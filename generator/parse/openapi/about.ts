import { isUnmistakable } from './command-names.js';
import type { Cursor } from './cursor.js';
import type { Operation } from './operations.js';

/**
 * Whether a document is about CloudStack. An operation that states its command, or shows one, settles it; names that
 * are only guessed need a further mark, because other APIs call an operation `listUsers`, too.
 */
export function isAboutCloudStack(root: Cursor, operations: readonly Operation[]): boolean {
  const named = operations.filter(({ named: { commands } }) => commands.length > 0);
  if (named.some(({ named: { source } }) => source === 'stated' || source === 'example')) return true;
  if (named.length === 0) return false;
  return mentions(root) || named.some((operation) => isMarked(operation));
}

/** The word itself, or the address that every management server has. */
function mentions(root: Cursor): boolean {
  const info = root.member('info');
  const servers = root.member('servers')?.items() ?? [];
  const texts = [
    info?.text('title'),
    info?.text('description'),
    ...servers.flatMap((one) => [one.text('url'), one.text('description')]),
  ];
  return texts.some((text) => /cloudstack|\/client\/api\b/i.test(text?.value ?? ''));
}

/** A path below `/client/api`, CloudStack's way to sign, or a command that no other API has. */
function isMarked({ path, sent, named: { commands } }: Operation): boolean {
  const names = new Set(sent.map(({ name }) => name.toLowerCase()));
  const isSigned = names.has('signature') && names.has('apikey');
  return isSigned || /\/client\/api\b/i.test(path.step) || commands.some(({ value }) => isUnmistakable(value));
}
