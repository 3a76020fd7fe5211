import { cp } from 'node:fs/promises';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { buildPackage, compile, makeConsumer } from '../output/package.js';
import { keys, type StartedServer, startProgram } from './program.js';

const here = (path: string): string => fileURLToPath(new URL(path, import.meta.url));
/** The commands that the clients need, as a server would tell them. */
export const guestsDocument = here('documents/guests.listapis.json');

/** Generates a package, compiles the program of fixtures/cloud against it, and runs that. */
export async function startGeneratedServer(): Promise<StartedServer> {
  const consumer = await makeConsumer(await buildPackage({ listapis: [guestsDocument] }));
  await cp(here('fixtures/cloud'), join(consumer, 'src'), { recursive: true });
  const { exitCode, output } = await compile(consumer, '--skipLibCheck');
  if (exitCode !== 0) throw new Error(`The program does not compile:\n${output}`);
  return startProgram([join(consumer, 'dist/main.js'), keys.apiKey, keys.secretKey], (line) => line);
}
