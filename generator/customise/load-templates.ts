import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
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
    const { code, message } = error as NodeJS.ErrnoException;
    const reason = code === 'ENOENT' ? 'it is not there' : code === 'ENOTDIR' ? 'it is a file' : (code ?? message);
    diagnostics.report('templates-unreadable', null, { folder, reason });
    return [];
  }
}

async function readFolder(folder: string): Promise<readonly Found[]> {
  const entries = await readdir(folder, { recursive: true, withFileTypes: true });
  const files = entries
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name))
    .map((file) => ({ file, path: file.slice(join(folder, '/').length).replaceAll('\\', '/') }))
    .filter(({ path }) => !/(?:^|\/)\./.test(path))
    .sort((a, b) => (a.path < b.path ? -1 : 1));
  return Promise.all(files.map(async ({ file, path }) => ({ file, path, text: await readFile(file, 'utf8') })));
}

function checkName({ file, path }: Found, known: readonly string[], diagnostics: Diagnostics): void {
  const place = { file, at: { line: 1, column: 1 } };
  if (known.includes(path)) return;
  if (path.startsWith('runtime/')) diagnostics.report('template-of-runtime', place, { name: path });
  else diagnostics.report('template-unknown', place, { name: path, meant: nearest(path, known) });
}
