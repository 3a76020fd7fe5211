import { configFilesHere } from '../config/find-config.js';
import { Diagnostics, InputError } from '../diagnostics/diagnostics.js';
import { nearest } from '../diagnostics/nearest.js';
import { finish } from './finish.js';
import { readFlags, type Typed } from './flags.js';
import { isTyped } from './help.js';
import type { Terminal, Verb } from './verb.js';
import { verbNames } from './verbs.js';

/**
 * Runs a verb and tells how it went: diagnostics and the state of the disk on stderr, or one JSON object on stdout.
 *
 * @returns the exit code: 0 fine, 1 a finding, 2 bad input, 3 a bug.
 */
export async function runVerb(name: string, verb: Verb | null, argv: readonly string[]): Promise<number> {
  const diagnostics = new Diagnostics();
  const json = isTyped(['--json'], argv);
  try {
    if (verb === null) diagnostics.report('verb-unknown', null, { verb: name, meant: nearest(name, verbNames) });
    const typed = readFlags(name, verb?.flags ?? [], verb === null ? [] : argv, diagnostics);
    diagnostics.stopIfErrors();
    const out: Terminal['out'] = (text) => process.stdout.write(text);
    if (verb !== null && mayBeConfigured(verb, typed)) return await runConfigured(verb, typed, out, json);
    const outcome = (await verb?.run(typed, { out, diagnostics })) ?? null;
    return await finish({ outcome, diagnostics }, { json });
  } catch (error) {
    if (error instanceof InputError) return finish({ outcome: null, diagnostics }, { json });
    const bug = `${stackOf(error)}\nThis is a bug of cloudstack-codegen: please report it with the lines above.\n`;
    process.stderr.write(bug);
    if (json) process.stdout.write(`${JSON.stringify({ exitCode: 3, bug }, null, 2)}\n`);
    return 3;
  }
}

/** Whether more counts than what was typed. What that takes is loaded only then. */
function mayBeConfigured({ config }: Verb, { flags }: Typed): boolean {
  if (config === undefined) return false;
  return ['config', 'only-package', 'watch'].some((flag) => flags.has(flag)) || configFilesHere().length > 0;
}

async function runConfigured(verb: Verb, typed: Typed, out: Terminal['out'], json: boolean): Promise<number> {
  const { filesTyped, runRound } = await import('./configured.js');
  const request = { verb, typed, out };
  if (!typed.flags.has('watch')) return (await runRound(request, { json }, 0)).exitCode;
  const { runWatching } = await import('./watch.js');
  return runWatching(filesTyped(typed), (edition, because) => runRound(request, { json, because }, edition));
}

function stackOf(error: unknown): string {
  return error instanceof Error ? (error.stack ?? error.message) : String(error);
}
