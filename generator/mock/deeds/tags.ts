import type { Thing } from '../world/state.js';
import { nameOf } from '../world/state.js';
import type { Values, World } from '../world/world.js';

/** Puts tags on things; one with the same key is replaced. */
export function addTags(things: readonly Thing[], tags: unknown, world: World, values: Values = {}): void {
  for (const thing of things) {
    for (const [key, value] of pairsOf(tags)) {
      dropTags([thing], [[key, undefined]], world);
      const id = world.chance.id();
      const owner = ['account', 'domainid', 'domain', 'projectid', 'project'].flatMap((field) => {
        const held = thing.fields.get(field);
        return held === undefined ? [] : [[field, held] as const];
      });
      const resourcetype = values['resourcetype'] ?? thing.kind;
      const own = {
        id,
        key,
        value,
        resourceid: thing.id,
        resourcetype,
        resourcename: nameOf(thing),
        customer: values['customer'],
      };
      const fields = new Map<string, unknown>(
        [...Object.entries(own), ...owner].filter(([, held]) => held !== undefined),
      );
      world.state.add({ kind: 'tag', id, fields });
    }
  }
}

/** Takes tags off things: those of some keys, or of keys with a value; all of them when none are named. */
export function removeTags(things: readonly Thing[], tags: unknown, world: World): void {
  dropTags(things, tags === undefined ? null : pairsOf(tags), world);
}

type Pair = readonly [key: string, value: string | undefined];

function dropTags(things: readonly Thing[], pairs: readonly Pair[] | null, { state }: World): void {
  const ids = new Set(things.map(({ id }) => id));
  for (const tag of state.all('tag')) {
    const { fields } = tag;
    if (!ids.has(String(fields.get('resourceid')))) continue;
    const fits = ([key, value]: Pair): boolean =>
      fields.get('key') === key && (value === undefined || value === '' || fields.get('value') === value);
    if (pairs === null || pairs.some(fits)) state.remove(tag);
  }
}

/** Tags come as an object of keys and values, or as a list of both. */
function pairsOf(tags: unknown): readonly Pair[] {
  if (Array.isArray(tags)) {
    return tags.map(({ key, value }: { key?: unknown; value?: unknown }) => [
      String(key),
      value === undefined ? undefined : String(value),
    ]);
  }
  return Object.entries(tags as object).map(([key, value]) => [key, String(value)]);
}
