import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, onTestFinished, test } from 'vitest';
import { bundledPage, callOf } from './bundle.js';
import { hasChromium, launchChromium, needsChromium } from './chromium.js';
import { startCloud } from './cloud.js';
import { expectToHaveWorked } from './expected.js';
import type { Caller, Report } from './page.js';

const html = '<!doctype html><meta charset="utf-8"><title>A page</title><script src="/page.js"></script>';

/** The origin of a web server that has the page, until the test ends. */
async function startSite(script: string): Promise<string> {
  const site = createServer(({ url }, response) => {
    const isScript = url === '/page.js';
    response.setHeader('content-type', isScript ? 'text/javascript' : 'text/html').end(isScript ? script : html);
  });
  await new Promise<void>((listening) => site.listen(0, '127.0.0.1', listening));
  onTestFinished(() => {
    site.closeAllConnections();
    site.close();
  });
  return `http://127.0.0.1:${(site.address() as AddressInfo).port}`;
}

describe.skipIf(!hasChromium)(`the generated client in a page in Chromium${needsChromium}`, () => {
  let browser: Browser;
  let script: string;

  beforeAll(async () => {
    [browser, script] = await Promise.all([launchChromium(), bundledPage()]);
  });
  afterAll(() => browser.close());

  async function open(origin: string): Promise<Page> {
    const page = await browser.newPage();
    onTestFinished(() => page.close());
    await page.goto(origin);
    return page;
  }

  const run = <T>(page: Page, name: string, caller: Caller): Promise<T> => page.evaluate(callOf(name, caller));

  test('signs, reads, writes, waits, pages, fails and keeps 64-bit integers against a server of another origin', async () => {
    const site = await startSite(script);
    const { caller, seen } = await startCloud([site]);
    expectToHaveWorked(await run<Report>(await open(site), 'use', caller));
    expect(new Set(seen.map(({ origin }) => origin))).toEqual(new Set([site]));
    expect(seen.map(({ method, command }) => `${method} ${command}`)).toEqual(
      expect.arrayContaining(['GET listZones', 'POST updateRole', 'POST deployVirtualMachine', 'GET listNetworks']),
    );
  });

  test('needs no preflight: every request is a simple one', async () => {
    const site = await startSite(script);
    const { caller, seen } = await startCloud([site]);
    await run(await open(site), 'use', caller);
    expect(seen.filter(({ method }) => method === 'OPTIONS')).toEqual([]);
  });

  test('a server that does not let the page’s origin read is a transport error, not a crash', async () => {
    const site = await startSite(script);
    const { caller, seen } = await startCloud(['https://elsewhere.example']);
    const error = await run(await open(site), 'tryUnreadable', caller);
    expect(error).toMatchObject({ code: 'transport', command: 'listZones' });
    expect(seen).toHaveLength(1);
  });
});
