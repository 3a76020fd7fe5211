import { parseJson, stringifyJson } from '../../../templates/runtime/json.js';
import { parameterError } from '../../../templates/runtime/server/index.js';
import type { Diagnostics } from '../../diagnostics/diagnostics.js';
import { readNamedFile } from '../../load/read-file.js';
import { keyOf, type TapeEntry } from './entry.js';
import { jsonAnswer, type Tape } from './server.js';

/**
 * Answers calls as they were answered when they were recorded, the first call first; the last answer is repeated.
 * A call that was not recorded is refused with a 431.
 */
export function replaying(entries: readonly TapeEntry[]): Tape {
  const answers = new Map<string, TapeEntry[]>();
  for (const entry of entries) answers.set(keyOf(entry), [...(answers.get(keyOf(entry)) ?? []), entry]);
  return async (call) => {
    const left = answers.get(keyOf(call)) ?? [];
    const answer = left.length > 1 ? left.shift() : left[0];
    if (answer === undefined)
      throw parameterError(`The recording has no answer to ${call.command} with these parameters`);
    return jsonAnswer(answer.status, stringifyJson(answer.body));
  };
}

/** Reads a recording; what is wrong with it is reported. */
export async function readRecording(file: string, diagnostics: Diagnostics): Promise<readonly TapeEntry[]> {
  const source = await readNamedFile(file, diagnostics);
  const lines = (source?.text ?? '').split('\n').filter((line) => line !== '');
  const entries = lines.map(entryIn);
  const wrong = entries.indexOf(null);
  if (wrong >= 0) diagnostics.report('mock-recording-invalid', null, { file, line: wrong + 1 });
  return entries.filter((entry) => entry !== null);
}

function entryIn(line: string): TapeEntry | null {
  try {
    const entry = parseJson(line);
    return isEntry(entry) ? entry : null;
  } catch {
    return null;
  }
}

function isEntry(value: unknown): value is TapeEntry {
  if (typeof value !== 'object' || value === null) return false;
  const { command, parameters, status, body } = value as Readonly<Record<string, unknown>>;
  const isCall = typeof command === 'string' && typeof parameters === 'object' && parameters !== null;
  return isCall && Number.isInteger(status) && typeof body === 'object' && body !== null;
}
