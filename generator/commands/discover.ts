import { readFile } from 'node:fs/promises';
import { type Diagnostics, InputError } from '../diagnostics/diagnostics.js';
import { plural } from '../diagnostics/plural.js';
import { CredentialsError, findAccess } from '../discover/access.js';
import { compareCommands, type Difference, savedCommands } from '../discover/compare-saved.js';
import { discover, usualLimits } from '../discover/discover.js';
import { printSorted } from '../discover/sorted.js';
import type { Typed } from './flags.js';
import { askPassword } from './prompts.js';
import { saveFile } from './save-file.js';
import type { Outcome, Terminal } from './verb.js';

/** Fetches what a live server tells of its commands, and writes it so that its changes can be read. */
export async function runDiscover(typed: Typed, { out, diagnostics }: Terminal): Promise<Outcome> {
  const flags = readDiscoverFlags(typed, diagnostics);
  diagnostics.stopIfErrors();
  // What cannot be replaced is known before a server works for a minute.
  const before = flags.file === null ? null : await readSaved(flags.file, typed.flags.has('force'), diagnostics);
  diagnostics.stopIfErrors();
  const access = await accessOf(typed, diagnostics);
  const commands = await discover(access, { ...usualLimits, timeoutMs: flags.timeoutMs }, diagnostics);
  const text = printSorted(commands);
  // Duplicates are not counted twice.
  const size = savedCommands(text)?.length ?? 0;
  const report = { out: flags.file, commands: size };
  if (flags.file === null) {
    const isReport = typed.flags.has('json');
    if (!isReport) out(text);
    const disk = `${plural(size, 'command')}; nothing was written.`;
    return { exitCode: 0, disk, report: isReport ? { ...report, listapis: JSON.parse(text) } : report };
  }
  return save(flags.file, text, before, report, diagnostics);
}

interface DiscoverFlags {
  readonly file: string | null;
  readonly timeoutMs: number;
}

function readDiscoverFlags({ flags, rest }: Typed, diagnostics: Diagnostics): DiscoverFlags {
  for (const argument of rest) diagnostics.report('argument-unexpected', null, { verb: 'discover', argument });
  const [endpoint, timeout] = [flags.get('endpoint')?.[0], flags.get('timeout')?.[0]];
  if (endpoint !== undefined && !/^https?:\/\/[^?#@\s]+$/.test(endpoint)) {
    const wanted = 'an address such as https://cloud.example.com/client/api, without a name or a query';
    // It may hold a password, in a form of its own.
    const value = endpoint.replace(/\/\/[^/]*@|[?#].*/gs, '…');
    diagnostics.report('flag-invalid', null, { flag: '--endpoint', value, wanted });
  }
  if (timeout !== undefined && !/^[1-9]\d{0,4}$/.test(timeout)) {
    const wanted = 'a whole number of seconds, at least 1';
    diagnostics.report('flag-invalid', null, { flag: '--timeout', value: timeout, wanted });
  }
  const timeoutMs = timeout === undefined ? usualLimits.timeoutMs : Number(timeout) * 1000;
  return { file: flags.get('out')?.[0] ?? null, timeoutMs };
}

async function accessOf({ flags }: Typed, diagnostics: Diagnostics): ReturnType<typeof findAccess> {
  const one = (name: string): string | null => flags.get(name)?.[0] ?? null;
  const username = one('username');
  try {
    return await findAccess({
      endpoint: one('endpoint'),
      region: one('region'),
      profile: one('profile'),
      username,
      domain: one('domain'),
      environment: process.env,
      password: async () => process.env['CLOUDSTACK_PASSWORD'] || askPassword(`Password of ${username}`),
    });
  } catch (error) {
    if (!(error instanceof CredentialsError)) throw error;
    diagnostics.report('discover-no-access', null, { reason: error.message });
    throw new InputError();
  }
}

/** What was saved before. */
interface Saved {
  readonly text: string;
  /** `null` when it is no answer of listApis. */
  readonly commands: readonly unknown[] | null;
}

async function readSaved(file: string, force: boolean, diagnostics: Diagnostics): Promise<Saved | null> {
  try {
    const text = await readFile(file, 'utf8');
    const commands = savedCommands(text);
    if (commands === null && !force) diagnostics.report('discover-other-file', null, { file });
    return { text, commands };
  } catch (error) {
    const { code, message } = error as NodeJS.ErrnoException;
    if (code === 'EISDIR') diagnostics.report('discover-unwritable', null, { file, reason: 'it is a folder' });
    else if (code !== 'ENOENT') diagnostics.report('discover-unwritable', null, { file, reason: code ?? message });
    return null;
  }
}

async function save(
  file: string,
  text: string,
  before: Saved | null,
  report: Readonly<Record<string, unknown>> & { readonly commands: number },
  diagnostics: Diagnostics,
): Promise<Outcome> {
  const size = plural(report.commands, 'command');
  if (before?.text === text) {
    const disk = `${size}: ${file} is up to date, nothing was written.`;
    return { exitCode: 0, disk, report: { ...report, outcome: 'unchanged' } };
  }
  const reason = await saveFile(file, text);
  if (reason !== null) {
    diagnostics.report('discover-unwritable', null, { file, reason });
    throw new InputError();
  }
  const difference = before?.commands ? compareCommands(before.commands, savedCommands(text) ?? []) : null;
  const disk = `${size}${difference === null ? '' : ` (${inWords(difference)})`}: wrote ${file}.`;
  return { exitCode: 0, disk, report: { ...report, outcome: 'written', ...difference } };
}

function inWords({ added, removed, changed }: Difference): string {
  return added + removed + changed === 0 ? 'told as before' : `${added} new, ${removed} gone, ${changed} changed`;
}
