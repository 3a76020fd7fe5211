import { readdir, readFile, realpath, stat } from 'node:fs/promises';
import { join, relative } from 'node:path';
import type { Diagnostics } from '../diagnostics/diagnostics.js';
import { nearest } from '../diagnostics/nearest.js';
import { home } from '../home.js';
import type { TemplateFile } from '../model/file-plan.js';
import type { SourceFile } from '../model/source.js';

const ending = '.hbs';

/**
 * Reads all templates, the user's own in the place of ours. Each file of the folder takes the place of one, so a name
 * that we do not have is a slip of the pen; hidden files are the system's.
 */
export async function loadTemplates(folder: string, diagnostics: Diagnostics): Promise<readonly TemplateFile[]> {
  const ours = (await readFolder(join(home, 'templates'))).filter(({ path }) => path.endsWith(ending));
  const own = await readOwn(folder, diagnostics);
  const known = ours.map(({ path }) => path);
  for (const one of own) {
    diagnostics.remember(one);
    checkName(one, known, diagnostics);
  }
  const replaced = new Map([...ours, ...own].map((one) => [one.path, one]));
  return [...replaced].map(([path, { file, text }]) => ({
    name: path.slice(0, -ending.length),
    file,
    text,
    isOwn: own.some((one) => one.file === file),
  }));
}

/** A file of a folder. */
interface Found extends SourceFile {
  /** Inside the folder, with forward slashes. */
  readonly path: string;
}

async function readOwn(folder: string, diagnostics: Diagnostics): Promise<readonly Found[]> {
  try {
    return await readFolder(folder);
  } catch (error) {
    const { code, message, path = folder } = error as NodeJS.ErrnoException;
    const it = relative(folder, path) === '' ? 'it' : `"${path}"`;
    const missing = it === 'it' ? 'it is not there' : `${it} leads nowhere`;
    const reason = code === 'ENOENT' ? missing : code === 'ENOTDIR' ? `${it} is a file` : (code ?? message);
    diagnostics.report('templates-unreadable', null, { folder, reason });
    return [];
  }
}

async function readFolder(folder: string): Promise<readonly Found[]> {
  const files = (await filesBelow(folder, []))
    .map((file) => ({ file, path: relative(folder, file).replaceAll('\\', '/') }))
    .sort((a, b) => (a.path < b.path ? -1 : 1));
  return Promise.all(files.map(async ({ file, path }) => ({ file, path, text: await readFile(file, 'utf8') })));
}

/**
 * Links count as what they lead to.
 *
 * @param around the real folders that this one is in: a link back to one of them would go on for ever.
 */
async function filesBelow(folder: string, around: readonly string[]): Promise<readonly string[]> {
  const real = await realpath(folder);
  if (around.includes(real)) return [];
  const names = (await readdir(folder)).filter((name) => !name.startsWith('.'));
  const found = names.map(async (name) => {
    const path = join(folder, name);
    const stats = await stat(path);
    if (stats.isDirectory()) return filesBelow(path, [...around, real]);
    return stats.isFile() ? [path] : [];
  });
  return (await Promise.all(found)).flat();
}

function checkName({ file, path }: Found, known: readonly string[], diagnostics: Diagnostics): void {
  const place = { file, at: { line: 1, column: 1 } };
  if (known.includes(path)) return;
  if (path.startsWith('runtime/')) diagnostics.report('template-of-runtime', place, { name: path });
  else diagnostics.report('template-unknown', place, { name: path, meant: nearest(path, known) });
}
