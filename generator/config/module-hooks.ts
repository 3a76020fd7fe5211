/**
 * How Node loads a config file that is a module: its types are taken out, and `cloudstack-codegen` is the generator that
 * reads it, installed beside it or not. Node runs these hooks in a thread of its own, or, where it can, in this one.
 */
import { existsSync, readFileSync } from 'node:fs';
import { fileURLToPath, pathToFileURL } from 'node:url';
import type { MessagePort } from 'node:worker_threads';
import { transformSync } from 'oxc-transform';

/** What the hooks are told before they are first used. */
export interface HookData {
  /** URL of the module that `import 'cloudstack-codegen'` means. */
  readonly entry: string;
  /** Is told the path of every file that is loaded. */
  readonly port: MessagePort;
}

interface Context {
  readonly parentURL?: string | undefined;
}

let data: HookData | undefined;

export function initialize(given: HookData): void {
  data = given;
}

/** Where a module is that another one imports. */
export function resolve<T>(specifier: string, context: Context, next: (specifier: string, context: Context) => T): T {
  const { parentURL = '' } = context;
  if (!isOwn(parentURL)) return next(specifier, context);
  if (specifier === 'cloudstack-codegen') return next(data?.entry ?? specifier, context);
  if (!/^\.{1,2}\//.test(specifier)) return next(specifier, context);
  const url = new URL(specifier, parentURL);
  const found = sourceOf(fileURLToPath(url));
  const target = found === undefined ? url : pathToFileURL(found);
  // A module that is loaded anew brings what it imports with it.
  target.search ||= new URL(parentURL).search;
  return next(target.href, context);
}

/** The text of a module; of TypeScript, what remains without its types. Mistakes in either are told with their place. */
export function load<T>(url: string, context: Context, next: (url: string, context: Context) => T): T | Loaded {
  if (!isOwn(url)) return next(url, context);
  const path = fileURLToPath(url);
  data?.port.postMessage(path);
  const source = /\.m(?:js|ts)$|\.ts$/.test(path) ? compile(path) : null;
  // JavaScript is compiled for its mistakes alone: Node does not tell where they stand.
  return source === null || path.endsWith('.mjs')
    ? next(url, context)
    : { format: 'module', source, shortCircuit: true };
}

/** What Node takes for a loaded module. */
interface Loaded {
  readonly format: 'module';
  readonly source: string;
  readonly shortCircuit: true;
}

/** Modules of packages are what they are. */
function isOwn(url: string): boolean {
  return (
    url.startsWith('file:') && !url.includes('/node_modules/') && !url.startsWith(new URL('.', import.meta.url).href)
  );
}

/** The file that an import means when there is none of that name: TypeScript is imported as what it becomes, or without ending. */
function sourceOf(path: string): string | undefined {
  if (existsSync(path) && /\.\w+$/.test(path)) return undefined;
  return [path.replace(/\.(m?)js$/, '.$1ts'), `${path}.ts`, `${path}/index.ts`].find(
    (one) => one !== path && existsSync(one),
  );
}

/** @throws SyntaxError whose stack names the place. */
function compile(path: string): string {
  const text = readFileSync(path, 'utf8');
  const { code, map, errors } = transformSync(path, text, { sourcemap: true });
  const [error] = errors;
  if (error !== undefined) throw syntaxError(path, text, error.message, error.labels[0]?.start ?? 0);
  const sources = { ...map, sources: [pathToFileURL(path).href] };
  const encoded = Buffer.from(JSON.stringify(sources)).toString('base64');
  return `${code}\n//# sourceMappingURL=data:application/json;base64,${encoded}\n`;
}

function syntaxError(path: string, text: string, message: string, start: number): SyntaxError {
  const before = Buffer.from(text).subarray(0, start).toString();
  const line = before.split('\n').length;
  const column = before.length - before.lastIndexOf('\n');
  const error = new SyntaxError(message);
  error.stack = `SyntaxError: ${message}\n    at ${path}:${line}:${column}`;
  return error;
}
