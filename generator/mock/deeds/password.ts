import { hashOf } from '../chance.js';
import type { Thing } from '../world/state.js';

/** Answers that tell a machine's password are the only place where it is told. */
export function withPassword(command: string, thing: Thing): Thing {
  const enabled = command === 'deployVirtualMachine' && thing.fields.get('passwordenabled') === true;
  if (!enabled && command !== 'resetPasswordForVirtualMachine') return thing;
  const password = `pw-${hashOf(thing.id).toString(36)}`;
  return { ...thing, fields: new Map([...thing.fields, ['password', password]]) };
}
