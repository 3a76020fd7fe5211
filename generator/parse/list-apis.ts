import type { Diagnostics } from '../diagnostics/diagnostics.js';
import type { RawApi, RawCommand, RawField, RawParameter, RawResult, RawShape, RawType } from '../model/raw-api.js';
import type { Origin, Source, Stated } from '../model/source.js';
import { isTransportName } from '../model/transport-names.js';
import { readJson } from '../text/json.js';
import { Entry, type Json, type Misfit } from './list-apis/entry.js';
import { saysMore } from './list-apis/says-more.js';

/** Real documents nest four levels deep; thousands would overflow the stack. */
const maxDepth = 32;

/** An entry of a list whose members are told apart by name. */
interface NamedEntry {
  readonly name: string;
  readonly entry: Json;
  readonly at: string;
}

interface NameProblems {
  nameless(at: string, entry: Json | null): void;
  twice(at: string, name: string): void;
}

/** A described answer, and what is wrong in it, with places counted from its own. */
interface ReadShape {
  readonly shape: RawShape;
  readonly problems: readonly ShapeProblem[];
}

type ShapeProblem = { readonly at: string } & (
  | { readonly code: 'empty-field' | 'nameless-field' | 'listapis-entry-invalid' }
  | { readonly code: 'duplicate-field'; readonly name: string }
  | { readonly code: 'listapis-value-invalid'; readonly name: string; readonly misfit: Misfit }
);

/** Reads a `listApis` answer, in the server's form `{listapisresponse: {count, api}}` or the saved form `{api}`. */
export function parseListApis(source: Source, diagnostics: Diagnostics): RawApi {
  const reader = new DiscoveryReader(source.file, diagnostics);
  return { file: source.file, format: 'listapis', title: null, version: null, commands: reader.read(source.text) };
}

class DiscoveryReader {
  readonly #file: string;
  readonly #diagnostics: Diagnostics;
  /** By their text. Of four answers three are word for word one that was read before: they share its shape. */
  readonly #shapes = new Map<string, ReadShape>();
  readonly #transport = new Set<string>();

  constructor(file: string, diagnostics: Diagnostics) {
    this.#file = file;
    this.#diagnostics = diagnostics;
  }

  read(text: string): readonly RawCommand[] {
    const { value: content, fault } = readJson(text);
    if (fault !== null) {
      this.#diagnostics.report('listapis-syntax', { file: this.#file, at: fault.at }, { problem: fault.problem });
      return [];
    }
    const wrapped = asObject(asObject(content)?.['listapisresponse']);
    const apis = (wrapped ?? asObject(content))?.['api'];
    if (!Array.isArray(apis)) {
      this.#diagnostics.report('not-listapis', this.#at(''), { found: kindOf(content) });
      return [];
    }
    if (apis.length === 0) this.#diagnostics.report('listapis-without-commands', this.#at('/api'), {});
    return this.#commands(apis, wrapped === null ? '/api' : '/listapisresponse/api');
  }

  #commands(apis: readonly unknown[], pointer: string): readonly RawCommand[] {
    const found = this.#named(apis, pointer, {
      nameless: (at) =>
        this.#diagnostics.report('listapis-entry-invalid', this.#at(at), { what: 'is no command with a name' }),
      twice: (at, command) => this.#diagnostics.report('duplicate-command', this.#at(at), { command }),
    });
    return found.map(({ name, entry, at }) => this.#command(name, entry, at));
  }

  #command(name: string, api: Json, at: string): RawCommand {
    const entry = this.#entry(api, at, name);
    const isAsync = entry.boolean('isasync');
    const response = entry.list('response');
    return {
      name: { value: name, origin: this.#at(`${at}/name`) },
      group: null,
      description: entry.text('description'),
      execution: isAsync === null ? null : { ...isAsync, value: isAsync.value ? 'async' : 'sync' },
      since: entry.version('since'),
      deprecated: null,
      parameters: this.#parameters(name, entry.list('params')?.value ?? [], `${at}/params`),
      result: response === null ? null : this.#result(name, response.value, `${at}/response`),
    };
  }

  #parameters(command: string, entries: readonly unknown[], pointer: string): readonly RawParameter[] {
    const what = `among the parameters of ${command} has no name`;
    const found = this.#named(entries, pointer, {
      nameless: (at) => this.#diagnostics.report('listapis-entry-invalid', this.#at(at), { what }),
      twice: (at, name) => this.#diagnostics.report('duplicate-parameter', this.#at(at), { command, name }),
    });
    return found
      .filter(({ name, at }) => !this.#isTransport(name, `${at}/name`))
      .map(({ name, entry, at }) => this.#parameter(command, name, entry, at));
  }

  /** Reported where it is first met: a document that has it has it everywhere. */
  #isTransport(name: string, at: string): boolean {
    if (!isTransportName(name)) return false;
    if (!this.#transport.has(name)) this.#diagnostics.report('transport-parameter', this.#at(at), { name });
    this.#transport.add(name);
    return true;
  }

  #parameter(command: string, name: string, json: Json, at: string): RawParameter {
    const entry = this.#entry(json, at, `the parameter "${name}" of ${command}`);
    return {
      name: { value: name, origin: this.#at(`${at}/name`) },
      type: this.#type(entry, null, at),
      required: entry.boolean('required'),
      description: entry.text('description'),
      maxLength: entry.integer('length'),
      since: entry.version('since'),
    };
  }

  #entry(json: Json, at: string, subject: string): Entry {
    return new Entry(json, { file: this.#file, at }, (misfit) => this.#misfit(subject, misfit, at));
  }

  #misfit(subject: string, misfit: Misfit, at: string): void {
    this.#diagnostics.report('listapis-value-invalid', this.#at(`${at}/${misfit.member}`), { subject, ...misfit });
  }

  #result(command: string, response: readonly unknown[], pointer: string): RawResult {
    const { shape, problems } = this.#shape(response, pointer, 1);
    for (const problem of problems) this.#reportInShape(command, problem, pointer);
    return { origin: this.#at(pointer), envelope: null, list: null, key: null, shape, acknowledgement: null };
  }

  #reportInShape(command: string, problem: ShapeProblem, pointer: string): void {
    const at = this.#at(pointer + problem.at);
    switch (problem.code) {
      case 'duplicate-field':
        return this.#diagnostics.report('duplicate-field', at, { command, name: problem.name });
      case 'listapis-entry-invalid':
        return this.#diagnostics.report('listapis-entry-invalid', at, {
          what: `of ${command} is nested more than ${maxDepth} levels deep`,
        });
      case 'listapis-value-invalid': {
        const subject = `the field "${problem.name}" of ${command}`;
        return this.#misfit(subject, problem.misfit, pointer + problem.at);
      }
      default:
        return this.#diagnostics.report(problem.code, at, { command });
    }
  }

  #shape(entries: readonly unknown[], pointer: string, depth: number): ReadShape {
    const key = keyOf(entries);
    const known = key === null ? undefined : this.#shapes.get(key);
    if (known !== undefined) return known;
    const made = this.#readShape(entries, pointer, depth);
    // What is cut off depends on where it stands.
    const isWhole = made.problems.every(({ code }) => code !== 'listapis-entry-invalid');
    if (key !== null && isWhole) this.#shapes.set(key, made);
    return made;
  }

  #readShape(entries: readonly unknown[], pointer: string, depth: number): ReadShape {
    const problems: ShapeProblem[] = [];
    const found = this.#named(entries, '', {
      nameless: (at, entry) => {
        const isEmpty = entry !== null && Object.keys(entry).length === 0;
        problems.push({ code: isEmpty ? 'empty-field' : 'nameless-field', at });
      },
      twice: (at, name) => problems.push({ code: 'duplicate-field', at, name }),
    });
    const fields = found.map(({ name, entry, at }) => this.#field(name, entry, { pointer, at, depth, problems }));
    return { shape: { name: null, description: null, origin: this.#at(pointer), fields }, problems };
  }

  #field(
    name: string,
    field: Json,
    { pointer, at, depth, problems }: { pointer: string; at: string; depth: number; problems: ShapeProblem[] },
  ): RawField {
    const entry = new Entry(field, { file: this.#file, at: pointer + at }, (misfit) =>
      problems.push({ code: 'listapis-value-invalid', at, name, misfit }),
    );
    const nested = this.#nested(entry, pointer, `${at}/response`, depth, problems);
    return {
      name: { value: name, origin: this.#at(pointer + at) },
      type: this.#type(entry, nested, pointer + at),
      required: false,
      description: entry.text('description')?.value ?? null,
    };
  }

  #nested(entry: Entry, pointer: string, at: string, depth: number, problems: ShapeProblem[]): RawShape | null {
    const response = entry.list('response')?.value ?? [];
    if (response.length === 0) return null;
    if (depth >= maxDepth) {
      problems.push({ code: 'listapis-entry-invalid', at });
      return null;
    }
    const nested = this.#shape(response, pointer + at, depth + 1);
    for (const problem of nested.problems) problems.push({ ...problem, at: at + problem.at });
    return nested.shape;
  }

  /** Entries by name; servers print two of one name in any order. */
  #named(entries: readonly unknown[], pointer: string, report: NameProblems): readonly NamedEntry[] {
    const found = new Map<string, NamedEntry>();
    entries.forEach((value, index) => {
      const at = `${pointer}/${index}`;
      const entry = asObject(value);
      const name = entry?.['name'];
      if (entry === null || typeof name !== 'string' || name === '') return report.nameless(at, entry);
      const known = found.get(name);
      if (known !== undefined) report.twice(at, name);
      if (known === undefined || saysMore(entry, known.entry)) found.set(name, { name, entry, at });
    });
    return [...found.values()];
  }

  /** A list or set with nested fields holds objects of that shape; anything else with nested fields is one. */
  #type(entry: Entry, shape: RawShape | null, at: string): Stated<RawType> {
    const word = entry.text('type')?.value.toLowerCase() ?? '';
    const isList = word === 'list' || word === 'set';
    const items = isList && shape !== null ? { word: 'map', values: null, items: null, shape } : null;
    return { value: { word, values: null, items, shape: isList ? null : shape }, origin: this.#at(`${at}/type`) };
  }

  #at(pointer: string): Origin {
    return { file: this.#file, at: pointer };
  }
}

/** The text of a value; `null` where it is nested so deeply that it cannot be written down. */
function keyOf(value: unknown): string | null {
  try {
    return JSON.stringify(value);
  } catch (error) {
    if (error instanceof RangeError) return null;
    throw error;
  }
}

function asObject(value: unknown): Json | null {
  return typeof value === 'object' && value !== null && !Array.isArray(value) ? (value as Json) : null;
}

function kindOf(value: unknown): string {
  const object = asObject(value);
  if (object === null) return Array.isArray(value) ? 'a bare list' : JSON.stringify(value).slice(0, 40);
  const members = Object.keys(object)
    .slice(0, 4)
    .map((name) => `"${name.slice(0, 40)}"`);
  return members.length === 0 ? 'an empty object' : `an object with ${members.join(', ')}`;
}
