import { existsSync } from 'node:fs';
import type { Browser } from 'playwright-core';

const executablePath = '/usr/bin/chromium';
export const hasChromium = existsSync(executablePath);
export const needsChromium = hasChromium ? '' : ' (skipped: Debian’s package chromium is not installed)';

/** Looks nothing up and calls nobody: the only network is loopback. */
const quiet = [
  '--no-sandbox',
  '--disable-gpu',
  '--disable-quic',
  '--no-first-run',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
];

export async function launchChromium(): Promise<Browser> {
  const { chromium } = await import('playwright-core');
  return chromium.launch({ executablePath, args: quiet });
}
