import type { Page } from '../command.js';

/** The default of CloudStack's setting `default.page.size`: a page of no other size is asked for, and the largest. */
export const MAX_PAGE_SIZE = 500;
/** The page size that asks for everything. */
export const UNLIMITED = -1;

/** What a list command is asked for. */
export interface PageParameters {
  /** Counted from 1, which is the default. */
  readonly page?: number | undefined;
  /** Default 500; -1 for everything. */
  readonly pagesize?: number | undefined;
}

/**
 * The page of a list that the parameters of a list command ask for, as `BaseListCmd` understands them, with the number
 * of all items: `listZones: (params) => page(zones, params)`. Past the end it has no items.
 */
export function page<T>(items: readonly T[], params: PageParameters): Page<T> {
  const { page: number = 1, pagesize = MAX_PAGE_SIZE } = params;
  const count = items.length;
  if (pagesize === UNLIMITED) return { items, count };
  const start = (Math.max(number, 1) - 1) * pagesize;
  return { items: items.slice(start, start + pagesize), count };
}
