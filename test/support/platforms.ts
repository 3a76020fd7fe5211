/** What every platform has, and nothing of Node. */
const standard = {
  AbortController,
  AbortSignal,
  btoa,
  clearTimeout,
  console,
  crypto,
  fetch,
  Headers,
  performance,
  Response,
  TextEncoder,
  URL,
  // Elsewhere a timer is a number.
  setTimeout: (run: () => void, ms: number): number => Number(setTimeout(run, ms)),
};

/** The globals of platforms that are not Node, by name. */
export const platforms: Readonly<Record<string, object>> = {
  'a browser': { ...standard, window: {}, document: {}, navigator: { userAgent: 'Mozilla/5.0' } },
  Deno: { ...standard, Deno: { version: { deno: '2.5.0' } }, navigator: { userAgent: 'Deno/2.5.0' } },
  Bun: {
    ...standard,
    Bun: { version: '1.3.0' },
    process: { versions: { bun: '1.3.0' } },
    navigator: { userAgent: 'Bun/1.3.0' },
  },
  'a worker at the edge': { ...standard, caches: {}, navigator: { userAgent: 'Cloudflare-Workers' } },
};
