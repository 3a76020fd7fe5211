import { spawnSync } from 'node:child_process';
import { readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

const hook = fileURLToPath(new URL('rss-hook.cjs', import.meta.url));

/** Runs a Node program once as a whole process; seconds of wall clock, and MB at the peak of its largest process. */
function once(args, options) {
  const rssFile = join(tmpdir(), `bench-rss-${process.pid}`);
  rmSync(rssFile, { force: true });
  const started = performance.now();
  const { status, stderr } = spawnSync(process.execPath, args, {
    ...options,
    encoding: 'utf8',
    maxBuffer: 1 << 28,
    env: { ...process.env, NODE_OPTIONS: `--require ${hook}`, BENCH_RSS_FILE: rssFile, CI: 'true' },
  });
  const seconds = (performance.now() - started) / 1000;
  if (status !== 0) throw new Error(`${args.join(' ')} ended with ${status}\n${stderr.slice(-2000)}`);
  const peaks = readFileSync(rssFile, 'utf8').trim().split('\n').map(Number);
  return { seconds, megabytes: Math.max(...peaks) / 1024 };
}

/**
 * Runs several programs in turn, round after round, so that a drifting machine is fair to all.
 *
 * @param {{ name: string, args: string[], cwd?: string, before?: () => void }[]} programs
 * @returns medians by name
 */
export function compare(programs, rounds) {
  const runs = new Map(programs.map(({ name }) => [name, []]));
  for (let round = 0; round <= rounds; round += 1) {
    for (const { name, args, cwd, before } of programs) {
      before?.();
      const run = once(args, { cwd });
      // The first round warms the disk cache and does not count.
      if (round > 0) runs.get(name).push(run);
    }
  }
  return new Map(
    [...runs].map(([name, all]) => [
      name,
      { seconds: median(all.map((run) => run.seconds)), megabytes: median(all.map((run) => run.megabytes)) },
    ]),
  );
}

export function median(values) {
  const sorted = [...values].sort((a, b) => a - b);
  const middle = sorted.length >> 1;
  return sorted.length % 2 === 1 ? sorted[middle] : (sorted[middle - 1] + sorted[middle]) / 2;
}
