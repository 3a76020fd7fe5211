import * as nodeModule from 'node:module';
import host, { setSourceMapsEnabled } from 'node:process';
import { isAbsolute, join, relative, resolve } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { MessageChannel, type MessagePort, receiveMessageOnPort } from 'node:worker_threads';
import { home } from '../home.js';
import type { Position } from '../model/source.js';
import type { HookData } from './module-hooks.js';

/** What came of loading a module. */
export interface Imported {
  /** Its default export. */
  readonly value: unknown;
  /** Paths of the files that were loaded, without those of packages. */
  readonly reads: readonly string[];
  readonly failure: Failure | null;
}

/** Why a module could not be loaded. */
export interface Failure {
  /** What was thrown, in one line. */
  readonly problem: string;
  /** The innermost place in a file of the user's own; `null` when the error names none. */
  readonly place: { readonly file: string; readonly at: Position } | null;
}

/** The hooks are loaded by Node itself, from the build. */
const built = join(home, 'dist');

/** Is told the files that are loaded; made with the hooks, once for all modules. */
let loaded: MessagePort | undefined;

/**
 * Loads a module with the hooks of `module-hooks.ts`. Nothing is written to the disk.
 *
 * @param edition how often it was loaded before; it and what it imports are then loaded anew.
 */
export async function importConfig(file: string, edition: number): Promise<Imported> {
  const port = (loaded ??= await installHooks());
  const url = pathToFileURL(resolve(file));
  if (edition > 0) url.search = `?edition=${edition}`;
  try {
    const value = await unlessStuck(defaultOf(url));
    return { value, reads: filesOn(port), failure: null };
  } catch (error) {
    return { value: undefined, reads: filesOn(port), failure: failureOf(error) };
  }
}

async function defaultOf({ href }: URL): Promise<unknown> {
  const { default: value } = (await import(href)) as { readonly default?: unknown };
  return value;
}

/** Where nothing is left that could settle a promise, Node ends the process without a word. */
async function unlessStuck<T>(promise: Promise<T>): Promise<T> {
  let giveUp: (() => void) | undefined;
  const stuck = new Promise<never>((_, reject) => {
    giveUp = () => reject(new Error('it awaits something that never happens'));
    host.once('beforeExit', giveUp);
  });
  try {
    return await Promise.race([promise, stuck]);
  } finally {
    if (giveUp !== undefined) host.off('beforeExit', giveUp);
  }
}

/** Node 20 has hooks only in a thread of their own; later ones call them where they are needed. */
async function installHooks(): Promise<MessagePort> {
  const { port1, port2 } = new MessageChannel();
  port1.unref();
  setSourceMapsEnabled(true);
  const data: HookData = { entry: pathToFileURL(join(built, 'index.js')).href, port: port2 };
  const hooks = pathToFileURL(join(built, 'config-hooks.js')).href;
  const registerHooks: unknown = Reflect.get(nodeModule, 'registerHooks');
  if (typeof registerHooks === 'function') {
    const inThread = (await import(hooks)) as typeof import('./module-hooks.js');
    inThread.initialize(data);
    port2.unref();
    registerHooks({ resolve: inThread.resolve, load: inThread.load });
  } else {
    nodeModule.register(hooks, { data, transferList: [port2] });
  }
  return port1;
}

function filesOn(port: MessagePort): readonly string[] {
  const files: string[] = [];
  for (let next = receiveMessageOnPort(port); next !== undefined; next = receiveMessageOnPort(port)) {
    files.push(plain(String(next.message)));
  }
  return files;
}

/** What was thrown by code of the user's own, and where; no stack. */
export function failureOf(error: unknown): Failure {
  if (!(error instanceof Error)) return { problem: `it throws ${JSON.stringify(error) ?? String(error)}`, place: null };
  const [problem = ''] = error.message.replaceAll(/\?edition=\d+/g, '').split('\n');
  return { problem: problem === '' ? error.name : problem, place: placeIn(error.stack ?? '') };
}

/**
 * `at f (file:///a/b.ts:3:7)`, `at /a/b.ts:3:7`, and `file:///a/b.ts:3` above the text of a syntax error of Node's. A path
 * may have blanks and brackets in it.
 */
const placePattern = /^(?:\s*at (?:async )?(?:.*? \()??)?((?:file:\/\/)?\/.*?):(\d+)(?::(\d+))?(?=[),]|$)/;

/** The first place that a stack names outside of packages, of Node and of the generator. */
function placeIn(stack: string): Failure['place'] {
  for (const frame of stack.split('\n')) {
    const [, url = '', line, column] = placePattern.exec(frame) ?? [];
    const path = url.startsWith('file:') ? fileURLToPath(url.replace(/\?.*$/, '')) : url.replace(/\?edition=\d+$/, '');
    if (path === '' || path.includes('/node_modules/') || path.startsWith(built)) continue;
    return { file: plain(path), at: { line: Number(line), column: Number(column ?? 1) } };
  }
  return null;
}

/** As the user would name it: relative to the current folder where it is inside. */
function plain(path: string): string {
  const inside = relative('', path);
  return inside.startsWith('..') || isAbsolute(inside) ? path : inside;
}
