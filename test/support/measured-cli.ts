import { spawnSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { builtCli, temporaryFolder } from './pipeline.js';

export interface MeasuredRun {
  /** Null for a process that took too long and was killed. */
  readonly status: number | null;
  readonly stderr: string;
  /** What the process ever had at most; infinite for one that was killed. */
  readonly peakMegabytes: number;
}

/** Into a file: what is printed while a process ends is lost where the pipe is still full. */
const writePeak = `data:text/javascript,${encodeURIComponent(`
  import { writeFileSync } from 'node:fs';
  process.on('exit', () => writeFileSync(process.env.PEAK_FILE, String(process.resourceUsage().maxRSS)));
`)}`;

/** Runs the built command line, and tells how much memory it took. */
export async function runMeasured(argv: readonly string[], timeoutMs: number): Promise<MeasuredRun> {
  const peakFile = join(await temporaryFolder(), 'peak');
  const { status, stderr } = spawnSync(process.execPath, ['--import', writePeak, builtCli(), ...argv], {
    encoding: 'utf8',
    timeout: timeoutMs,
    maxBuffer: 1_000_000_000,
    env: { ...process.env, PEAK_FILE: peakFile },
  });
  if (status === null) return { status, stderr, peakMegabytes: Infinity };
  const kilobytes = Number(readFileSync(peakFile, 'utf8'));
  return { status, stderr, peakMegabytes: kilobytes / 1024 };
}
