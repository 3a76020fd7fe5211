import type { Thing } from '../world/state.js';
import type { Entries, Values, World } from '../world/world.js';
import { existing } from './find.js';
import type { Special, Specials } from './special-deed.js';

/** Where an image keeps the names of the accounts that it is shared with; no entity has such a field. */
const SHARED = 'sharedwith';

/** Who may use an image. */
export const imagePermissions: Specials = {
  updateTemplatePermissions: updating('template'),
  updateIsoPermissions: updating('iso'),
  listTemplatePermissions: listing('template'),
  listIsoPermissions: listing('iso'),
};

function updating(kind: string): Special {
  return (values, world) => {
    const image = existing(kind, 'id', values, world);
    world.state.change(image, [...switchesIn(values), [SHARED, sharedAfter(image, values)]]);
    return [];
  };
}

function listing(kind: string): Special {
  return (values, world: World) => {
    const image = existing(kind, 'id', values, world);
    return [{ ...image, fields: new Map([...image.fields, ['account', sharedWith(image)]]) }];
  };
}

function switchesIn(values: Values): Entries {
  const names = ['ispublic', 'isfeatured', 'isextractable'];
  return names.flatMap((name) => (values[name] === undefined ? [] : [[name, values[name]] as const]));
}

function sharedAfter(image: Thing, { op, accounts }: Values): readonly unknown[] {
  const named: readonly unknown[] = Array.isArray(accounts) ? accounts : [];
  const others = sharedWith(image).filter((name) => !named.includes(name));
  if (op === 'reset') return [];
  return op === 'add' ? [...others, ...named] : op === 'remove' ? others : sharedWith(image);
}

function sharedWith({ fields }: Thing): readonly unknown[] {
  const names = fields.get(SHARED);
  return Array.isArray(names) ? names : [];
}
