import { spawn } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { median } from './measure.mjs';

/** Starts the mock as a whole process; seconds until it says where it listens, and MB at the peak by then. */
export async function measureMockStart(cli, listapis, rounds) {
  const runs = [];
  for (let round = 0; round <= rounds; round += 1) {
    const run = await once(cli, listapis);
    // The first round warms the disk cache and does not count.
    if (round > 0) runs.push(run);
  }
  return {
    seconds: median(runs.map(({ seconds }) => seconds)),
    megabytes: median(runs.map(({ megabytes }) => megabytes)),
  };
}

async function once(cli, listapis) {
  const started = performance.now();
  const mock = spawn(process.execPath, [cli, 'mock', '--listapis', listapis, '--port', '0', '--json'], {
    stdio: ['ignore', 'pipe', 'ignore'],
  });
  const ended = new Promise((resolve) => mock.once('exit', resolve));
  const isReady = await Promise.race([new Promise((resolve) => mock.stdout.once('data', () => resolve(true))), ended]);
  const seconds = (performance.now() - started) / 1000;
  if (isReady !== true) throw new Error(`the mock ended with ${isReady}`);
  const peak = /VmHWM:\s+(\d+) kB/.exec(readFileSync(`/proc/${mock.pid}/status`, 'utf8'));
  mock.kill();
  await ended;
  return { seconds, megabytes: Number(peak?.[1]) / 1024 };
}
