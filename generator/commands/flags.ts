import type { Diagnostics } from '../diagnostics/diagnostics.js';
import { nearest } from '../diagnostics/nearest.js';
import type { Part } from '../model/file-plan.js';
import type { Origin } from '../model/source.js';
import { type Options, parts, withDefaults } from '../options.js';
import { publishingFlags, readPublishing } from './publishing.js';

/** An option of the command line. */
export interface Flag {
  /** Without the dashes. */
  readonly name: string;
  /** How the value is called in the help; `null` for a switch. */
  readonly value: string | null;
  readonly repeatable?: boolean;
  /** All values that there are. */
  readonly choices?: readonly string[];
  readonly help: string;
}

/** What was typed, by option; switches are `['true']`. */
export interface Typed {
  readonly flags: ReadonlyMap<string, readonly string[]>;
  readonly rest: readonly string[];
  /** Where values stand that come from a config file. */
  readonly origins?: ReadonlyMap<string, Origin>;
}

const jsonFlag: Flag = {
  name: 'json',
  value: null,
  help: 'report on stdout for machines, and nothing else there',
};

/** Options that say which documents are read, and what of them counts. */
export const documentFlags: readonly Flag[] = [
  { name: 'openapi', value: 'FILE', repeatable: true, help: 'OpenAPI 3.0 or 3.1 document, YAML or JSON' },
  { name: 'slate', value: 'FILE', repeatable: true, help: 'Slate markdown page' },
  { name: 'listapis', value: 'FILE', repeatable: true, help: 'answer of listApis, as JSON' },
  { name: 'overlay', value: 'FILE', repeatable: true, help: 'OpenAPI Overlay, applied to the OpenAPI documents' },
  { name: 'overrides', value: 'FILE', repeatable: true, help: 'facts of your own; they win over every document' },
  { name: 'hooks', value: 'FILE', help: 'module of yours that renames, groups, skips, retypes and documents' },
  { name: 'only', value: 'LIST', repeatable: true, help: 'commands to keep: names or globs, separated by commas' },
  { name: 'exclude', value: 'LIST', repeatable: true, help: 'commands to leave out, likewise' },
  { name: 'allow-network', value: null, help: 'documents may be addresses: https://…' },
  { name: 'strict', value: null, help: 'warnings are errors' },
  jsonFlag,
];

/** Options that say what is generated. */
export const packageFlags: readonly Flag[] = [
  { name: 'out', value: 'DIR', help: 'folder of the generated package (./output)' },
  {
    name: 'emit',
    value: 'LIST',
    repeatable: true,
    choices: parts,
    help: 'client,validators,server (these three), handlers, openapi; handlers bring server, server brings validators',
  },
  { name: 'templates', value: 'DIR', help: 'templates of yours, in the place of ours with the same names' },
  { name: 'name', value: 'NAME', help: 'name of the generated package (cloudstack-client)' },
  { name: 'package-version', value: 'V', help: "its version (the API's, where that reads like one)" },
  ...publishingFlags,
];

/** Options that say which config file is read, and what of it counts. */
export const configFlags: readonly Flag[] = [
  { name: 'config', value: 'FILE', help: 'config file (cloudstack-codegen.config.ts, .mjs, .json or .yaml, here)' },
  { name: 'only-package', value: 'NAME', repeatable: true, help: 'of the packages in the config file, only this one' },
];

/** Every option that a config file may hold. */
export const configurableFlags: readonly Flag[] = [...documentFlags, ...packageFlags].filter(
  ({ name }) => name !== 'json',
);

/** How a comparison is printed. */
export const diffFormats = ['text', 'json', 'markdown'] as const;
/** Which changes are a finding. */
export const failOnChoices = ['breaking', 'feature', 'any', 'none'] as const;

/** Options of a comparison. */
export const diffFlags: readonly Flag[] = [
  { name: 'format', value: 'FORMAT', choices: diffFormats, help: 'text, json or markdown (text)' },
  {
    name: 'fail-on',
    value: 'RATING',
    choices: failOnChoices,
    help: 'exit with 1 on changes that are breaking, feature (or worse) or any (none)',
  },
  { name: 'from', value: 'LABEL', help: 'what OLD is called (its version, else its file)' },
  { name: 'to', value: 'LABEL', help: 'what NEW is called, likewise' },
  { name: 'package-version', value: 'V', help: 'version of the package that OLD gave; tells the next one' },
];

/** Options that say which server is asked, and who asks. */
export const discoverFlags: readonly Flag[] = [
  { name: 'endpoint', value: 'URL', help: 'where the API is: https://cloud.example.com/client/api' },
  { name: 'region', value: 'NAME', help: 'keys of this section of ~/.cloudstack.ini' },
  { name: 'profile', value: 'NAME', help: 'keys or password of this profile of ~/.cmk/config' },
  { name: 'username', value: 'NAME', help: 'log in; the password is CLOUDSTACK_PASSWORD, or asked for' },
  { name: 'domain', value: 'PATH', help: 'domain of that user (the root domain)' },
  { name: 'out', value: 'FILE', help: 'where it is written (stdout)' },
  { name: 'timeout', value: 'SECONDS', help: 'how long an answer may take (120)' },
  { name: 'force', value: null, help: 'replace a file that is no answer of listApis' },
  jsonFlag,
];

/** Options of the file that `init` writes. */
export const initFlags: readonly Flag[] = [
  ...documentFlags.filter(({ name }) => ['openapi', 'slate', 'listapis'].includes(name)),
  ...packageFlags.filter(({ name }) => ['out', 'name', 'emit'].includes(name)),
  { name: 'format', value: 'KIND', help: 'ts, mjs, json or yaml (ts beside a tsconfig.json, else json)' },
  { name: 'yes', value: null, help: 'ask nothing, as where there is no terminal' },
  { name: 'force', value: null, help: 'replace a config file that is there' },
  jsonFlag,
];

/** Options of the mock. */
export const mockFlags: readonly Flag[] = [
  { name: 'port', value: 'N', help: 'port to listen on, 0 for any free one (8080)' },
  { name: 'host', value: 'HOST', help: 'address to listen on (127.0.0.1: this machine alone)' },
  { name: 'api-key', value: 'KEY', help: 'API key of the only account (mock-api-key)' },
  { name: 'secret-key', value: 'KEY', help: 'its secret key (mock-secret-key)' },
  { name: 'data', value: 'FILE', help: 'things to start with, as JSON or YAML, beside the built-in ones' },
  { name: 'seed', value: 'N', help: 'makes ids and times the same in every run' },
  { name: 'latency', value: 'MS', help: 'milliseconds before any answer (0)' },
  { name: 'job-latency', value: 'MS', help: 'milliseconds that a job takes (0)' },
  { name: 'fail-rate', value: 'SHARE', help: 'share of commands that fail at random, from 0 to 1 (0)' },
  { name: 'enforce-post', value: null, help: 'take what changes something by POST only, and signed with an expiry' },
  { name: 'cors', value: 'ORIGIN', repeatable: true, help: 'let pages of that origin call the mock; * for all' },
  { name: 'record', value: 'FILE', help: 'pass everything on to a real server, and write its answers down' },
  { name: 'upstream', value: 'URL', help: 'that server (CLOUDSTACK_ENDPOINT); its keys come from the environment' },
  { name: 'replay', value: 'FILE', help: 'answer as a recording does' },
  { name: 'quiet', value: null, help: 'no line on stderr for each request' },
];

/** Reads the arguments of one verb; everything wrong with them is reported. */
export function readFlags(
  verb: string,
  known: readonly Flag[],
  argv: readonly string[],
  diagnostics: Diagnostics,
): Typed {
  const flags = new Map<string, string[]>();
  const rest: string[] = [];
  for (let index = 0; index < argv.length; index += 1) {
    const argument = argv[index] ?? '';
    if (argument === '--') {
      rest.push(...argv.slice(index + 1));
      break;
    }
    if (!argument.startsWith('-') || argument === '-') {
      rest.push(argument);
      continue;
    }
    const [written = '', ...inline] = argument.split('=');
    const given = inline.length > 0 ? inline.join('=') : null;
    const next = argv[index + 1];
    const flag = findFlag(known, written);
    if (flag === undefined) {
      const meant = nearest(
        written,
        known.map(({ name }) => `--${name}`),
      );
      diagnostics.report('flag-unknown', null, { flag: written, verb, meant });
      // The value of a misspelt option is not a document.
      if (given === null && next?.startsWith('-') === false) index += 1;
    } else if (flag.value === null) {
      if (given === null) turn(written.slice(2), flags);
      else diagnostics.report('flag-with-value', null, { flag: written });
    } else {
      const value = given ?? (next?.startsWith('--') === true ? undefined : next);
      if (given === null && value !== undefined) index += 1;
      // An empty value is most likely a variable of the shell that was never set.
      if (value === undefined || value === '') diagnostics.report('flag-without-value', null, { flag: written });
      else flags.set(flag.name, flag.repeatable === true ? [...(flags.get(flag.name) ?? []), value] : [value]);
    }
  }
  return { flags, rest };
}

/** Of a switch and its `--no-…`, the last counts. */
function turn(written: string, flags: Map<string, string[]>): void {
  const name = written.replace(/^no-/, '');
  flags.delete(written === name ? `no-${name}` : name);
  flags.set(written, ['true']);
}

/** An option by how it is written; `--no-strict` and its like turn a switch off that a config file turned on. */
function findFlag(known: readonly Flag[], written: string): Flag | undefined {
  const isConfigured = known.some(({ name }) => name === 'config');
  const switches = isConfigured ? configurableFlags.filter(({ value }) => value === null) : [];
  return known.find(
    (flag) => `--${flag.name}` === written || (`--no-${flag.name}` === written && switches.includes(flag)),
  );
}

/** The options of a run, with every default filled in; values that cannot be used are reported. */
export function readOptions(typed: Typed, diagnostics: Diagnostics): Options {
  const { flags, rest, origins } = typed;
  const all = (name: string): readonly string[] => flags.get(name) ?? [];
  const list = (name: string): readonly string[] => all(name).flatMap(partsOf);
  const one = (name: string): string | undefined => all(name).at(-1);
  const placeOf = (name: string): Origin | null => origins?.get(name) ?? null;
  const out = one('out');
  for (const filter of ['only', 'exclude']) {
    const isEmpty = all(filter).length > 0 && list(filter).length === 0;
    if (isEmpty) diagnostics.report('flag-without-value', placeOf(filter), { flag: `--${filter}` });
  }
  const name = one('name');
  if (name !== undefined && !isPackageName(name)) {
    const wanted = 'a name that npm accepts';
    diagnostics.report('flag-invalid', placeOf('name'), { flag: '--name', value: name, wanted });
  }
  const version = one('package-version');
  if (version !== undefined && !semanticVersion.test(version)) {
    const values = { flag: '--package-version', value: version, wanted: 'a version such as 1.2.3 or 1.2.3-beta.1' };
    diagnostics.report('flag-invalid', placeOf('package-version'), values);
  }
  return withDefaults({
    openapi: all('openapi'),
    slate: all('slate'),
    listapis: all('listapis'),
    documents: rest,
    overlay: all('overlay'),
    overrides: all('overrides'),
    only: list('only'),
    exclude: list('exclude'),
    ...(out === undefined ? {} : { out }),
    ...(name === undefined ? {} : { name }),
    ...(version === undefined ? {} : { packageVersion: version }),
    ...readPublishing(typed, diagnostics),
    hooks: one('hooks') ?? null,
    templates: one('templates') ?? null,
    allowNetwork: flags.has('allow-network'),
    ...(flags.has('emit') ? { emit: readParts(list('emit'), placeOf('emit'), diagnostics) } : {}),
  });
}

function isPackageName(name: string): boolean {
  const isPlain = /^(?:@[a-z0-9][a-z0-9._-]*\/)?[a-z0-9][a-z0-9._-]*$/.test(name) && name.length <= 214;
  return isPlain && name !== 'node_modules' && name !== 'favicon.ico';
}

const numberPart = String.raw`(?:0|[1-9]\d*)`;
const textPart = String.raw`(?:${numberPart}|\d*[A-Za-z-][\dA-Za-z-]*)`;
/** As semver.org has it: no zero before a number, and no part that is empty. */
const semanticVersion = new RegExp(
  String.raw`^${numberPart}(?:\.${numberPart}){2}(?:-${textPart}(?:\.${textPart})*)?(?:\+[\dA-Za-z-]+(?:\.[\dA-Za-z-]+)*)?$`,
);

/** The parts of a list as it is typed, with commas between them. */
export function partsOf(list: string): readonly string[] {
  return list
    .split(',')
    .map((part) => part.trim())
    .filter((part) => part !== '');
}

function readParts(names: readonly string[], place: Origin | null, diagnostics: Diagnostics): ReadonlySet<Part> {
  const emit = new Set<Part>();
  for (const name of names) {
    const part = parts.find((one) => one === name);
    if (part !== undefined) emit.add(part);
    else diagnostics.report('flag-invalid', place, { flag: '--emit', value: name, wanted: parts.join(', ') });
  }
  if (names.length === 0) diagnostics.report('flag-without-value', place, { flag: '--emit' });
  return emit;
}
