import { Diagnostics, type Diagnostic } from '../../../generator/diagnostics/diagnostics.js';
import type { MapFact } from '../../../generator/model/fact.js';
import type { ApiModel, Command, Entity, Parameter, TypeRef } from '../../../generator/model/api-model.js';
import type { Conflict, Decision } from '../../../generator/model/provenance.js';
import type { RawApi, RawCommand, RawParameter, RawShape, RawType } from '../../../generator/model/raw-api.js';
import type { DocumentFormat, Origin, Stated } from '../../../generator/model/source.js';
import type { CommandFilter } from '../../../generator/normalise/filter.js';
import { normalise } from '../../../generator/normalise/normalise.js';
import { parseFacts } from '../../../generator/parse/facts.js';

/** A type as a test writes it: a word, or what a document knows beyond it. */
export type TypeSpec = string | { word: string; values?: readonly string[]; items?: TypeSpec; shape?: ShapeSpec };

export type FieldSpecs = Readonly<Record<string, TypeSpec>>;

export interface ShapeSpec {
  readonly name?: string;
  readonly fields: FieldSpecs;
  readonly required?: readonly string[];
}

export interface ParameterSpec {
  readonly type?: TypeSpec;
  readonly required?: boolean;
  readonly description?: string;
  readonly maxLength?: number;
  readonly since?: string;
  readonly encoding?: MapFact;
  readonly sensitive?: boolean;
}

export interface ResultSpec {
  readonly shape?: ShapeSpec;
  readonly fields?: FieldSpecs;
  readonly envelope?: string;
  readonly key?: string;
  readonly list?: boolean;
  /** The result is only a job's acknowledgement: with the id of the new thing, or without. */
  readonly acknowledgement?: boolean;
}

export interface CommandSpec {
  readonly name: string;
  readonly group?: string;
  readonly description?: string;
  readonly execution?: 'sync' | 'async';
  readonly since?: string;
  readonly deprecated?: string;
  readonly parameters?: Readonly<Record<string, ParameterSpec>>;
  readonly result?: ResultSpec;
  readonly method?: 'GET' | 'POST';
  readonly paged?: boolean;
}

interface DocumentSpec {
  readonly format?: DocumentFormat;
  readonly file?: string;
  readonly title?: string;
  readonly version?: string;
}

/** A document as its parser would hand it on. */
export function document(commands: readonly CommandSpec[], spec: DocumentSpec = {}): RawApi {
  const format = spec.format ?? 'listapis';
  const file = spec.file ?? `${format}.json`;
  const writer = new Writer(file);
  return {
    file,
    format,
    title: writer.stated(spec.title, '/title'),
    version: writer.stated(spec.version, '/version'),
    commands: commands.map((command) => writer.command(command)),
  };
}

class Writer {
  readonly #file: string;

  constructor(file: string) {
    this.#file = file;
  }

  command(spec: CommandSpec): RawCommand {
    const at = `/${spec.name}`;
    return {
      name: { value: spec.name, origin: this.#at(at) },
      group: this.stated(spec.group, `${at}/group`),
      description: this.stated(spec.description, `${at}/description`),
      execution: this.stated(spec.execution, `${at}/execution`),
      since: this.stated(spec.since, `${at}/since`),
      deprecated: this.stated(spec.deprecated, `${at}/deprecated`),
      parameters: Object.entries(spec.parameters ?? {}).map(([name, one]) => this.#parameter(name, one, at)),
      result: spec.result === undefined ? null : this.#result(spec.result, `${at}/result`),
      ...(spec.method === undefined ? {} : { method: { value: spec.method, origin: this.#at(`${at}/method`) } }),
      ...(spec.paged === undefined ? {} : { paged: { value: spec.paged, origin: this.#at(`${at}/paged`) } }),
    };
  }

  stated<T>(value: T | undefined, at: string): Stated<T> | null {
    return value === undefined ? null : { value, origin: this.#at(at) };
  }

  #parameter(name: string, spec: ParameterSpec, command: string): RawParameter {
    const at = `${command}/${name}`;
    return {
      name: { value: name, origin: this.#at(at) },
      type: { value: this.#type(spec.type ?? 'string', `${at}/type`), origin: this.#at(`${at}/type`) },
      required: this.stated(spec.required, `${at}/required`),
      description: this.stated(spec.description, `${at}/description`),
      maxLength: this.stated(spec.maxLength, `${at}/length`),
      since: this.stated(spec.since, `${at}/since`),
      ...(spec.encoding === undefined ? {} : { encoding: { value: spec.encoding, origin: this.#at(at) } }),
      ...(spec.sensitive === undefined ? {} : { sensitive: { value: spec.sensitive, origin: this.#at(at) } }),
    };
  }

  #result({ fields, shape, envelope, key, list, acknowledgement }: ResultSpec, at: string): RawCommand['result'] {
    const described = shape ?? (fields === undefined ? null : { fields });
    return {
      origin: this.#at(at),
      envelope: this.stated(envelope, `${at}/envelope`),
      list: list ?? null,
      key: this.stated(key, `${at}/key`),
      shape: described === null ? null : this.#shape(described, at),
      acknowledgement: acknowledgement === undefined ? null : { origin: this.#at(`${at}/job`), id: acknowledgement },
    };
  }

  #shape({ name, fields, required = [] }: ShapeSpec, at: string): RawShape {
    return {
      name: name ?? null,
      ...(name === undefined ? {} : { schema: { place: `${this.#file}#${name}`, component: name } }),
      description: null,
      origin: this.#at(at),
      fields: Object.entries(fields).map(([field, type]) => ({
        name: { value: field, origin: this.#at(`${at}/${field}`) },
        type: { value: this.#type(type, `${at}/${field}`), origin: this.#at(`${at}/${field}/type`) },
        required: required.includes(field),
        description: null,
      })),
    };
  }

  #type(spec: TypeSpec, at: string): RawType {
    if (typeof spec === 'string') return { word: spec, values: null, items: null, shape: null };
    return {
      word: spec.word,
      values: spec.values ?? null,
      items: spec.items === undefined ? null : this.#type(spec.items, at),
      shape: spec.shape === undefined ? null : this.#shape(spec.shape, at),
    };
  }

  #at(at: string): Origin {
    return { file: this.#file, at };
  }
}

/** A list of objects with these fields, as discovery documents have it. */
export function listOf(fields: FieldSpecs, name?: string): TypeSpec {
  return { word: 'list', items: { word: 'map', shape: name === undefined ? { fields } : { name, fields } } };
}

export interface Outcome {
  readonly model: ApiModel;
  readonly decisions: readonly Decision[];
  readonly conflicts: readonly Conflict[];
  readonly all: readonly Diagnostic[];
  /** Codes of the warnings and errors; notes only explain. */
  readonly problems: readonly string[];
  readonly codes: readonly string[];
  command(name: string): Command;
  parameter(command: string, name: string): Parameter;
  entity(name: string): Entity;
  /** Type of a field, as `VirtualMachine.nic`. */
  field(path: string): TypeRef;
}

interface Beside {
  /** Rows of facts, as files of facts have them: the generator's own, and the user's. */
  readonly facts?: readonly object[];
  readonly overrides?: readonly object[];
  readonly filter?: Partial<CommandFilter>;
}

/** Merges documents as the pipeline does, with these facts and no others. */
export function merge(apis: readonly RawApi[], { facts = [], overrides = [], filter = {} }: Beside = {}): Outcome {
  const diagnostics = new Diagnostics();
  const builtIn = parseFacts({ file: 'facts.json', text: JSON.stringify(facts) }, 'builtIn', diagnostics);
  const own = parseFacts({ file: 'own.json', text: JSON.stringify(overrides) }, 'override', diagnostics);
  const decisions: Decision[] = [];
  const { model } = normalise(
    apis,
    { builtIn, overrides: own },
    { only: filter.only ?? [], exclude: filter.exclude ?? [] },
    diagnostics,
    decisions,
  );
  const command = (name: string) => found(model.commands, name);
  return {
    model,
    decisions,
    conflicts: diagnostics.conflicts ?? [],
    all: diagnostics.all,
    problems: diagnostics.all.filter(({ severity }) => severity !== 'note').map(({ code }) => code),
    codes: diagnostics.all.map(({ code }) => code),
    command,
    parameter: (owner, name) => found(command(owner).parameters, name),
    entity: (name) => found(model.entities, name),
    field: (path) => {
      const [entity = '', name = ''] = path.split('.');
      return found(found(model.entities, entity).fields, name).type;
    },
  };
}

/** One discovery document of these commands. */
export function mergeCommands(commands: readonly CommandSpec[], beside: Beside = {}): Outcome {
  return merge([document(commands)], beside);
}

function found<T extends { readonly name: string }>(all: readonly T[], name: string): T {
  const one = all.find((candidate) => candidate.name === name);
  if (one === undefined) throw new Error(`no ${name} among ${all.map((candidate) => candidate.name).join(', ')}`);
  return one;
}

/** A type as text: `array<Zone>`, `enum(a|b)`, `id`. */
export function show(type: TypeRef): string {
  switch (type.kind) {
    case 'scalar':
      return type.scalar;
    case 'enum':
      return `enum${type.open ? '?' : ''}(${type.values.join('|')})`;
    case 'array':
      return `${type.encoding}[${show(type.items)}]`;
    case 'objects':
      return `objects{${type.fields.map(({ name, type: inner, required }) => `${name}${required ? '' : '?'}:${show(inner)}`).join(' ')}${type.open ? ' …' : ''}}`;
    case 'map':
      return `map(${type.encoding})`;
    case 'entity':
      return type.entity;
    case 'unknown':
      return 'unknown';
  }
}
