import { CredentialsError } from './connection.js';

/** Sections by name, each with its values by lower-case name. What stands before the first, or in `[DEFAULT]`, is in `''`. */
export type Ini = ReadonlyMap<string, ReadonlyMap<string, string>>;

/** What is used of Node's modules, in place of their types, which only a project for Node has. */
interface NodeFiles {
  readFile(path: string, encoding: 'utf8'): Promise<string>;
}

interface NodeOs {
  homedir(): string;
}

/** Splits a file of sections and `name = value` lines; `#` and `;` begin a comment at the start of a line only. */
export function parseIni(text: string): Ini {
  let section = new Map<string, string>();
  const sections = new Map([['', section]]);
  for (const line of text.split(/\r?\n/)) {
    const heading = /^\s*\[([^\]]*)\]\s*$/.exec(line);
    const entry = /^\s*([^#;=:\s][^=:]*?)\s*[=:]\s*(.*?)\s*$/.exec(line);
    if (heading?.[1] !== undefined) {
      const name = heading[1].trim().replace(/^DEFAULT$/, '');
      section = sections.get(name) ?? new Map();
      sections.set(name, section);
    } else if (entry !== null) {
      section.set((entry[1] ?? '').toLowerCase(), entry[2] ?? '');
    }
  }
  return sections;
}

/**
 * Reads a file, of the user's own folder when its path begins with `~/`.
 *
 * @returns `null` when there is no such file.
 * @throws CredentialsError when it cannot be read.
 */
export async function readIni(path: string): Promise<Ini | null> {
  const files: NodeFiles = await nodeModule('node:fs/promises');
  const os: NodeOs = await nodeModule('node:os');
  try {
    return parseIni(
      await files.readFile(
        path.replace(/^~(?=\/)/, () => os.homedir()),
        'utf8',
      ),
    );
  } catch (cause) {
    if (cause instanceof Error && 'code' in cause && cause.code === 'ENOENT') return null;
    throw new CredentialsError(`${path} cannot be read.`, { cause });
  }
}

/** Not a literal: the modules do not exist elsewhere, and bundlers and type checkers would look for them. */
async function nodeModule<T>(name: string): Promise<T> {
  return import(name);
}

/**
 * One section of a file.
 *
 * @param kind what a section is called in errors: "region" or "profile".
 * @throws CredentialsError when it is not there; it says which are.
 */
export function sectionOf(ini: Ini, name: string, path: string, kind: string): ReadonlyMap<string, string> {
  const section = ini.get(name);
  if (section !== undefined) return section;
  const others = [...ini.keys()].filter(Boolean).join(', ') || 'none';
  throw new CredentialsError(`${path} has no ${kind} "${name}". It has: ${others}.`);
}
