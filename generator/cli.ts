#!/usr/bin/env node
import { isTyped, printHelp, printVerbHelp } from './commands/help.js';
import { watchStreams } from './commands/streams.js';
import { generatorVersion } from './version.js';
import { findVerb, verbs } from './commands/verbs.js';

/** argv → one verb in commands/. */
async function main(argv: readonly string[]): Promise<number> {
  const [name, ...rest] = argv;
  if (name === '--version' || name === '-v') {
    process.stdout.write(`${generatorVersion()}\n`);
    return 0;
  }
  if (name === undefined || name === '--help' || name === '-h' || name === 'help') {
    process.stdout.write(printHelp(await verbs()));
    return name === undefined ? 2 : 0;
  }
  const verb = await findVerb(name);
  if (verb !== null && isTyped(['--help', '-h'], rest)) {
    process.stdout.write(printVerbHelp(verb));
    return 0;
  }
  await optimiseLater();
  // Loaded only now: --version and --help have nothing to diagnose.
  const { runVerb } = await import('./commands/run.js');
  return runVerb(name, verb, rest);
}

/**
 * V8 11, that of Node 20, optimises what runs for two seconds as if it ran for hours: a sixth of the time and a third of
 * the CPU go there. Later versions have a compiler for programs in between, and no such flag.
 */
async function optimiseLater(): Promise<void> {
  if (!process.versions.v8.startsWith('11.')) return;
  const { setFlagsFromString } = await import('node:v8');
  setFlagsFromString('--interrupt-budget=1000000');
}

watchStreams();
process.exitCode = await main(process.argv.slice(2));
