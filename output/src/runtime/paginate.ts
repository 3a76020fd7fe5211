import { wholeNumber } from './answer.js';
import type { Page } from './command.js';
import { ApiError } from './errors/index.js';
import { LazyPromise } from './lazy.js';

/** What a list needs of its client. */
export interface ListSource<T> {
  /** Asks the server once. */
  fetchPage(params: object): Promise<Page<T>>;
  /** What the caller gave; `page` and `pagesize` may be among it. */
  readonly params: object;
  /** Whether the command understands `page` and `pagesize`. */
  readonly paged: boolean;
  /** Items per request where the caller gave no `pagesize`. */
  readonly pageSize: number;
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
 * Iterating starts at the given `page` or at the first, and ends at a page that is short, empty or the same as the one
 * before. What the server calls the count is not relied on: too many commands count only the page.
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

interface Position {
  /** From 1. */
  page: number;
  size: number;
  /** Items of the next page that have been given already. */
  skip: number;
}

/** The server refuses one of the two without the other, so the missing one is filled in; `pagesize=-1` stands alone. */
function completePaging<T>({ params, paged, pageSize }: ListSource<T>): object {
  const { page, pagesize } = givenPaging(params);
  if (!paged || (page === null) === (pagesize === null) || pagesize === -1) return params;
  return { ...params, page: page ?? 1, pagesize: pagesize ?? pageSize };
}

function givenPaging(params: object): { page: number | null; pagesize: number | null } {
  const { page, pagesize }: { page?: unknown; pagesize?: unknown } = params;
  return { page: wholeNumber(page), pagesize: wholeNumber(pagesize) };
}

async function* pages<T>(source: ListSource<T>): AsyncGenerator<readonly T[], void, undefined> {
  const { page, pagesize } = givenPaging(source.params);
  if (pagesize !== null && pagesize < 1) {
    yield (await source.fetchPage(source.params)).items;
    return;
  }
  const position: Position = { page: Math.max(1, page ?? 1), size: pagesize ?? source.pageSize, skip: 0 };
  let previous = '';
  for (;;) {
    const items = await itemsAt(position, source);
    const identity = items.map(identify).join('\n');
    if (items.length === 0 || identity === previous) return;
    yield items.slice(position.skip);
    if (items.length < position.size) return;
    previous = identity;
    position.page += 1;
    position.skip = 0;
  }
}

/** Items of a page; where the server allows only smaller ones, of the smaller page with the same place in it. */
async function itemsAt<T>(position: Position, { fetchPage, params }: ListSource<T>): Promise<readonly T[]> {
  const ask = async (): Promise<readonly T[]> =>
    (await fetchPage({ ...params, page: position.page, pagesize: position.size })).items;
  try {
    return await ask();
  } catch (error) {
    const allowed = allowedPageSize(error);
    if (allowed === null || allowed >= position.size) throw error;
    const offset = (position.page - 1) * position.size;
    position.page = Math.floor(offset / allowed) + 1;
    position.skip = offset % allowed;
    position.size = allowed;
    return ask();
  }
}

/** The limit is only in the text. (CloudStack: `BaseListCmd.getPageSizeVal`.) */
function allowedPageSize(error: unknown): number | null {
  if (!(error instanceof ApiError) || error.errorcode !== 431) return null;
  const allowed = wholeNumber(/max allowed page size value: (\d+)/i.exec(error.errortext)?.[1]);
  return allowed !== null && allowed > 0 ? allowed : null;
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
