import type { Stated } from '../../model/source.js';
import type { Cursor } from './cursor.js';
import type { Findings } from './findings.js';
import { readSchema, type Schema } from './schema.js';

/** Something that an operation sends, wherever it puts it. */
export interface Sent {
  readonly name: string;
  /** `query`, `form`, or a place that CloudStack does not read: `header`, `cookie`, `path`. */
  readonly place: string;
  /** The parameter object, the property of the form, or the member of its example. */
  readonly at: Cursor;
  /** Where its schema apart something is said of it, the nearest first: beside the `$ref` to it, and in it. */
  readonly said: readonly Cursor[];
  /** Where its schema stands, or is referred to. */
  readonly site: Cursor | null;
  readonly required: Stated<boolean> | null;
}

/** Places that CloudStack reads; a parameter in another is sent in vain. */
export const placesRead: ReadonlySet<string> = new Set(['query', 'form']);

/**
 * Parameters of an operation, and of its path, whose own do not count beside those of the same name.
 *
 * @param holders - the nearest first
 */
export function readListed(holders: readonly Cursor[], findings: Findings): Sent[] {
  const lists = holders.toReversed().map((holder) => readList(holder, findings));
  return [...new Map(lists.flatMap((list) => [...list])).values()];
}

/** Parameters by place and name. */
function readList(holder: Cursor, findings: Findings): Map<string, Sent> {
  const sent = new Map<string, Sent>();
  for (const item of holder.member('parameters')?.items() ?? []) {
    const one = readParameter(item);
    if (one === null) continue;
    const key = `${one.place} ${one.name}`;
    if (sent.has(key)) findings.report('parameter-described-twice', item.origin, { name: one.name });
    else sent.set(key, one);
  }
  return sent;
}

function readParameter(item: Cursor): Sent | null {
  const at = item.follow();
  const name = at?.text('name')?.value;
  if (at === null || name === undefined) return null;
  const said = item.value === at.value ? [at] : [item, at];
  const required = said.map((place) => place.own('required')).find((flag) => typeof flag?.value === 'boolean');
  return {
    name,
    place: at.text('in')?.value ?? '',
    at,
    said,
    site: at.own('schema') ?? at.member('content')?.members()[0]?.member('schema') ?? null,
    required: typeof required?.value === 'boolean' ? { value: required.value, origin: required.origin } : null,
  };
}

/** The schema of something sent; `null` where there is none. */
export function schemaOf({ site }: Sent): Schema | null {
  return site === null ? null : readSchema(site);
}
