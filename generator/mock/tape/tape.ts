import type { MockOptions } from '../options.js';
import type { Redaction } from './entry.js';
import { recording } from './record.js';
import { replaying } from './replay.js';
import type { Tape } from './server.js';

/** The recording that is to be made or played in place of mocking; `null` for none. */
export function tapeFor({ record, replay }: MockOptions, redaction: Redaction): Tape | null {
  if (record !== undefined) return recording(record.file, record.upstream, redaction);
  return replay === undefined ? null : replaying(replay);
}
