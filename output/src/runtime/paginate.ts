import { wholeNumber } from './answer.js';
import type { Page } from './command.js';
import { ApiError } from './errors/index.js';
import { LazyPromise } from './lazy.js';

/** What a list needs of its client. */
export interface ListSource<T> {
  /** Asks the server once; `ended` aborts it beside the caller's own signal. */
  fetchPage(params: object, ended?: AbortSignal): Promise<Page<T>>;
  /** What the caller gave; `page` and `pagesize` may be among it. */
  readonly params: object;
  /** Whether the command understands `page` and `pagesize`. */
  readonly paged: boolean;
  /** Items per request where the caller gave no `pagesize`. */
  readonly pageSize: number;
  /** Whether the next page is asked for while the items of this one are used. */
  readonly prefetch: boolean;
}

/** Options of collecting a list. */
export interface CollectOptions {
  /** Stop at this many items. Default: all there are. */
  readonly limit?: number | undefined;
}

/**
 * A list. Await it for one page as the server gives it (at most 500 items unless configured); iterate it, or call
 * `all()`, for every item. Nothing is sent before that, and iterating sends no request but those for its pages. A
 * command without paging is sent at once, and only once: some of them, such as `registerTemplate`, change something.
 *
 * Iterating starts at the given `page` or at the first, and ends at a page that is short or empty, or brings nothing that
 * the one before has not brought. What the server calls the count is not relied on: too many commands count only the
 * page. With the option `prefetch` there is one request ahead of the items that are used.
 */
export class ListPromise<T> extends LazyPromise<Page<T>> implements AsyncIterable<T> {
  readonly #source: ListSource<T>;

  constructor(source: ListSource<T>) {
    super(() => source.fetchPage(completePaging(source)));
    this.#source = source;
    if (!source.paged) void this.begin();
  }

  override get [Symbol.toStringTag](): string {
    return 'ListPromise';
  }

  async *[Symbol.asyncIterator](): AsyncGenerator<T, void, undefined> {
    if (!this.#source.paged) yield* (await this).items;
    else for await (const items of pages(this.#source)) yield* items;
  }

  /** Every item, or the first `limit` of them, in a list. */
  async all({ limit = Infinity }: CollectOptions = {}): Promise<T[]> {
    const items: T[] = [];
    if (!(limit > 0)) return items;
    for await (const item of this) {
      items.push(item);
      if (items.length >= limit) break;
    }
    return items;
  }
}

/** The server refuses one of the two without the other, so the missing one is filled in; `pagesize=-1` stands alone. */
function completePaging<T>({ params, paged, pageSize }: ListSource<T>): object {
  const { page = null, pagesize = null }: Paging = params;
  if (!paged || (page === null) === (pagesize === null) || String(pagesize) === '-1') return params;
  return { ...params, page: page ?? 1, pagesize: pagesize ?? pageSize };
}

interface Paging {
  readonly page?: unknown;
  readonly pagesize?: unknown;
}

function givenPaging({ page, pagesize }: Paging): { page: number | null; pagesize: number | null } {
  const number = (value: unknown): number | null => wholeNumber(typeof value === 'bigint' ? Number(value) : value);
  return { page: number(page), pagesize: number(pagesize) };
}

async function* pages<T>(source: ListSource<T>): AsyncGenerator<readonly T[], void, undefined> {
  const { fetchPage, params, prefetch } = source;
  const { page, pagesize } = givenPaging(params);
  if (pagesize !== null && pagesize < 1) {
    yield (await fetchPage(params)).items;
    return;
  }
  let size = pagesize ?? source.pageSize;
  const ahead = prefetch ? new AbortController() : undefined;
  let offset = (Math.max(1, page ?? 1) - 1) * size;
  /** Where the server allows only smaller pages, the smaller one with the same place in it is asked for instead. */
  const ask = async (): Promise<{ items: readonly T[]; given: number }> => {
    try {
      const { items } = await fetchPage(
        { ...params, page: Math.floor(offset / size) + 1, pagesize: size },
        ahead?.signal,
      );
      return { items, given: offset % size };
    } catch (error) {
      const allowed = allowedPageSize(error);
      if (!(allowed < size)) throw error;
      size = allowed;
      return ask();
    }
  };
  let known: ReadonlySet<string> = new Set();
  try {
    for (let next = ask(); ; next = prefetch ? next : ask()) {
      const { items, given } = await next;
      const identities = items.map(identify);
      if (identities.every((identity) => known.has(identity))) return;
      known = new Set(identities);
      const isLast = items.length < size;
      offset += size - given;
      if (prefetch && !isLast) {
        next = ask();
        // Who breaks off early never asks whether it failed.
        next.catch(() => {});
      }
      yield items.slice(given);
      if (isLast) return;
    }
  } finally {
    ahead?.abort();
  }
}

/** The limit is only in the text, else it is not a number. (CloudStack: `BaseListCmd.getPageSizeVal`.) */
function allowedPageSize(error: unknown): number {
  const text = error instanceof ApiError && error.errorcode === 431 ? error.errortext : '';
  return Number(/max allowed page size value: ([1-9]\d*)/i.exec(text)?.[1]);
}

/**
 * What tells an item from others. Not all of its members: some, such as usage figures, change between two answers. The
 * zone belongs to it, as templates and ISOs are listed once per zone with the same id.
 */
function identify(item: unknown): string {
  if (typeof item === 'object' && item !== null && 'id' in item) {
    return `${String(item.id)} ${'zoneid' in item ? String(item.zoneid) : ''}`;
  }
  return String(JSON.stringify(item, (_, value: unknown) => (typeof value === 'bigint' ? String(value) : value)));
}
