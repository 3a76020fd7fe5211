import { cp, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { type BuiltPackage, compile, makeConsumer, node } from './package.js';
import { samplesOf } from './samples.js';

/** What the program in fixtures/round-trip prints. */
export interface RoundTrip {
  readonly commands: number;
  /** Commands whose handler was reached. */
  readonly received: number;
  /** What did not come out as it went in, by command. */
  readonly faults: Readonly<Record<string, string>>;
}

/** Sends a sample of every command through the generated client to the generated server and back. */
export async function roundTrip(built: BuiltPackage): Promise<RoundTrip> {
  const consumer = await makeConsumer(built);
  const program = fileURLToPath(new URL('fixtures/round-trip', import.meta.url));
  await cp(program, join(consumer, 'src'), { recursive: true });
  await writeFile(join(consumer, 'samples.json'), JSON.stringify(samplesOf(built.model)));
  const compiled = await compile(consumer, '--skipLibCheck');
  if (compiled.exitCode !== 0) throw new Error(`The program does not compile:\n${compiled.output}`);
  const ended = await node(consumer, 'dist/main.js');
  if (ended.exitCode !== 0) throw new Error(`The program failed:\n${ended.output}`);
  return JSON.parse(ended.output) as RoundTrip;
}
