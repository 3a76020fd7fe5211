import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, it, onTestFinished } from 'vitest';
import { Diagnostics } from '../../../generator/diagnostics/diagnostics.js';
import { readNamedFile } from '../../../generator/load/read-file.js';

async function read(content: string | Uint8Array): Promise<{ text: string | null; codes: readonly string[] }> {
  const folder = await mkdtemp(join(tmpdir(), 'cloudstack-codegen-read-'));
  onTestFinished(() => rm(folder, { recursive: true, force: true }));
  await writeFile(join(folder, 'file'), content);
  const diagnostics = new Diagnostics();
  const found = await readNamedFile(join(folder, 'file'), diagnostics);
  return { text: found?.text ?? null, codes: diagnostics.all.map(({ code }) => code) };
}

describe('readNamedFile', () => {
  it('reads text, without the mark that editors put before it', async () => {
    expect(await read('\uFEFFopenapi: 3.0.3\n')).toEqual({ text: 'openapi: 3.0.3\n', codes: [] });
  });

  it('refuses what is no text, and text that is not in UTF-8', async () => {
    expect(await read(Uint8Array.of(0x50, 0x4b, 0x03, 0x04, 0x00))).toEqual({ text: null, codes: ['file-not-text'] });
    expect(await read(Buffer.from('openapi: 3.0.3', 'utf16le'))).toEqual({ text: null, codes: ['file-not-text'] });
  });

  it('fetches nothing, and repeats no password and no key of an address', async () => {
    const diagnostics = new Diagnostics();
    expect(await readNamedFile('https://me:pw@example.com/api?apikey=k#s', diagnostics)).toBeNull();
    expect(diagnostics.all.map(({ code }) => code)).toEqual(['network-refused']);
    expect(diagnostics.all[0]?.message).toContain('"https://example.com/api?…"');
  });
});
