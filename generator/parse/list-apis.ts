import type { Diagnostics } from '../diagnostics/diagnostics.js';
import type { RawApi, RawCommand, RawField, RawParameter, RawResult, RawShape, RawType } from '../model/raw-api.js';
import type { Origin, Source, Stated } from '../model/source.js';

type Json = Readonly<Record<string, unknown>>;

/** Reads a `listApis` answer, in the server's form `{listapisresponse: {count, api}}` or the saved form `{api}`. */
export function parseListApis(source: Source, diagnostics: Diagnostics): RawApi {
  const reader = new DiscoveryReader(source.file, diagnostics);
  return { file: source.file, format: 'listapis', title: null, version: null, commands: reader.read(source.text) };
}

class DiscoveryReader {
  readonly #file: string;
  readonly #diagnostics: Diagnostics;

  constructor(file: string, diagnostics: Diagnostics) {
    this.#file = file;
    this.#diagnostics = diagnostics;
  }

  read(text: string): readonly RawCommand[] {
    let content: unknown;
    try {
      content = JSON.parse(text);
    } catch (error) {
      const reason = (error as Error).message;
      this.#diagnostics.report('listapis-syntax', this.#at(''), { reason });
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
    const seen = new Set<string>();
    return apis.flatMap((entry, index) => {
      const at = `${pointer}/${index}`;
      const api = asObject(entry);
      const name = api?.['name'];
      if (api === null || typeof name !== 'string' || name === '') {
        this.#diagnostics.report('listapis-entry-invalid', this.#at(at), { what: 'is no command with a name' });
        return [];
      }
      if (seen.has(name)) {
        this.#diagnostics.report('duplicate-command', this.#at(at), { command: name });
        return [];
      }
      seen.add(name);
      return [this.#command(name, api, at)];
    });
  }

  #command(name: string, api: Json, at: string): RawCommand {
    const isAsync = api['isasync'];
    const response = api['response'];
    return {
      name: { value: name, origin: this.#at(`${at}/name`) },
      group: null,
      description: this.#text(api, 'description', at),
      execution:
        typeof isAsync === 'boolean' ? { value: isAsync ? 'async' : 'sync', origin: this.#at(`${at}/isasync`) } : null,
      since: this.#text(api, 'since', at),
      deprecated: null,
      parameters: this.#parameters(name, asArray(api['params']), `${at}/params`),
      result: Array.isArray(response) ? this.#result(name, response, `${at}/response`) : null,
    };
  }

  #parameters(command: string, entries: readonly unknown[], pointer: string): readonly RawParameter[] {
    const seen = new Set<string>();
    return entries.flatMap((entry, index) => {
      const at = `${pointer}/${index}`;
      const parameter = asObject(entry);
      const name = parameter?.['name'];
      if (parameter === null || typeof name !== 'string' || name === '') {
        const what = `among the parameters of ${command} has no name`;
        this.#diagnostics.report('listapis-entry-invalid', this.#at(at), { what });
        return [];
      }
      if (seen.has(name)) {
        this.#diagnostics.report('duplicate-parameter', this.#at(at), { command, name });
        return [];
      }
      seen.add(name);
      return [this.#parameter(name, parameter, at)];
    });
  }

  #parameter(name: string, parameter: Json, at: string): RawParameter {
    const { required, length } = parameter;
    return {
      name: { value: name, origin: this.#at(`${at}/name`) },
      type: this.#type(parameter, null, at),
      required: typeof required === 'boolean' ? { value: required, origin: this.#at(`${at}/required`) } : null,
      description: this.#text(parameter, 'description', at),
      maxLength:
        typeof length === 'number' && Number.isInteger(length)
          ? { value: length, origin: this.#at(`${at}/length`) }
          : null,
      since: this.#text(parameter, 'since', at),
    };
  }

  #result(command: string, response: readonly unknown[], pointer: string): RawResult {
    return {
      origin: this.#at(pointer),
      envelope: null,
      list: null,
      key: null,
      shape: this.#shape(command, response, pointer),
      acknowledgement: null,
    };
  }

  #shape(command: string, entries: readonly unknown[], pointer: string): RawShape {
    const seen = new Set<string>();
    const fields: RawField[] = [];
    entries.forEach((entry, index) => {
      const at = `${pointer}/${index}`;
      const field = asObject(entry);
      const name = field?.['name'];
      if (field !== null && Object.keys(field).length === 0) {
        this.#diagnostics.report('empty-field', this.#at(at), { command });
      } else if (field === null || typeof name !== 'string' || name === '') {
        this.#diagnostics.report('nameless-field', this.#at(at), { command });
      } else if (seen.has(name)) {
        this.#diagnostics.report('duplicate-field', this.#at(at), { command, name });
      } else {
        seen.add(name);
        fields.push(this.#field(command, name, field, at));
      }
    });
    return { name: null, description: null, origin: this.#at(pointer), fields };
  }

  #field(command: string, name: string, field: Json, at: string): RawField {
    const nested = field['response'];
    const shape = Array.isArray(nested) && nested.length > 0 ? this.#shape(command, nested, `${at}/response`) : null;
    const description = field['description'];
    return {
      name: { value: name, origin: this.#at(at) },
      type: this.#type(field, shape, at),
      required: false,
      description: typeof description === 'string' && description !== '' ? description : null,
    };
  }

  /** A list or set with nested fields holds objects of that shape; anything else with nested fields is one. */
  #type(entry: Json, shape: RawShape | null, at: string): Stated<RawType> {
    const stated = entry['type'];
    const word = typeof stated === 'string' ? stated.toLowerCase() : '';
    const isList = word === 'list' || word === 'set';
    const items = isList && shape !== null ? { word: 'map', values: null, items: null, shape } : null;
    return { value: { word, values: null, items, shape: isList ? null : shape }, origin: this.#at(`${at}/type`) };
  }

  #text(entry: Json, member: string, at: string): Stated<string> | null {
    const value = entry[member];
    return typeof value === 'string' && value !== '' ? { value, origin: this.#at(`${at}/${member}`) } : null;
  }

  #at(pointer: string): Origin {
    return { file: this.#file, at: pointer };
  }
}

function asObject(value: unknown): Json | null {
  return typeof value === 'object' && value !== null && !Array.isArray(value) ? (value as Json) : null;
}

function asArray(value: unknown): readonly unknown[] {
  return Array.isArray(value) ? value : [];
}

function kindOf(value: unknown): string {
  const object = asObject(value);
  if (object === null) return Array.isArray(value) ? 'a bare list' : JSON.stringify(value).slice(0, 40);
  const members = Object.keys(object)
    .slice(0, 4)
    .map((name) => `"${name.slice(0, 40)}"`);
  return members.length === 0 ? 'an empty object' : `an object with ${members.join(', ')}`;
}
