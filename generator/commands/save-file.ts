import { randomUUID } from 'node:crypto';
import { mkdir, rename, rm, writeFile } from 'node:fs/promises';
import { dirname } from 'node:path';
import { reasonOf } from '../write/reason.js';

/**
 * Writes a file beside its place and moves it there, so that nobody ever reads half of it.
 *
 * @returns why it could not be written; `null` when it was.
 */
export async function saveFile(file: string, text: string): Promise<string | null> {
  const beside = `${file}.${randomUUID()}.new`;
  try {
    await mkdir(dirname(file), { recursive: true });
    await writeFile(beside, text, { flag: 'wx' });
    await rename(beside, file);
    return null;
  } catch (error) {
    await rm(beside, { force: true });
    return reasonOf(error);
  }
}
