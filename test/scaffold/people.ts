import { mkdir, readFile, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { Diagnostics } from '../../generator/diagnostics/diagnostics.js';
import { Places } from '../../generator/diagnostics/places.js';
import { generate } from '../../generator/generate.js';
import type { ApiModel } from '../../generator/model/api-model.js';
import { withDefaults } from '../../generator/options.js';
import { type HandlerChange, scaffold } from '../../generator/scaffold/scaffold.js';
import { write } from '../../generator/write/write.js';
import { generated, temporaryFolder } from '../support/pipeline.js';

const paging = ['page', 'pagesize'].map((name) => ({ name, type: 'integer', required: false }));

/** The answer of `listApis` of a server with these commands. */
export function listApis(...names: readonly string[]): string {
  const api = names.map((name) => ({
    name,
    description: `Does ${name}.`,
    isasync: /^(?:create|delete|enable)/.test(name),
    params: [
      { name: 'id', description: 'which one', type: 'uuid', required: !name.startsWith('list') },
      ...(name.startsWith('list') ? paging : []),
    ],
    response: [
      { name: 'id', description: 'its id', type: 'string' },
      { name: 'name', description: 'its name', type: 'string' },
    ],
  }));
  return JSON.stringify({ listapisresponse: { count: api.length, api } });
}

/** A folder with a package in `out`, and people who write handlers for it. */
export class Project {
  readonly folder: string;
  /** Documents beside that of the commands, by their name in the folder. */
  readonly documents: string[] = [];

  constructor(folder: string) {
    this.folder = folder;
  }

  static async make(): Promise<Project> {
    return new Project(await temporaryFolder());
  }

  get out(): string {
    return join(this.folder, 'out');
  }

  /** Generates the package for an API of these commands, as the command line does; tells what became of the handlers. */
  async generate(...names: readonly string[]): Promise<Run> {
    await this.writeFile('api.json', listApis(...names));
    const diagnostics = new Diagnostics();
    const options = withDefaults({
      listapis: ['api.json', ...this.documents].map((file) => join(this.folder, file)),
      out: this.out,
      emit: new Set(['client', 'handlers'] as const),
    });
    const { model, changes } = await generate(options, diagnostics);
    const handlers = await scaffold(model, this.out, diagnostics);
    await write([...changes, ...handlers], this.out, diagnostics);
    return { handlers, said: said(diagnostics, this.out) };
  }

  async writeFile(path: string, text: string | Uint8Array): Promise<void> {
    await mkdir(dirname(join(this.folder, path)), { recursive: true });
    await writeFile(join(this.folder, path), text);
  }

  async readFile(path: string): Promise<string> {
    return readFile(join(this.folder, path), 'utf8');
  }

  /** A file of handlers. */
  async read(group: string): Promise<string> {
    return this.readFile(`out/src/handlers/${group}.ts`);
  }

  async write(group: string, text: string | Uint8Array): Promise<void> {
    await this.writeFile(`out/src/handlers/${group}.ts`, text);
  }
}

/** What a run did about handlers, and what it said about them: `code file:line:column message`. */
export interface Run {
  readonly handlers: readonly HandlerChange[];
  readonly said: readonly string[];
}

function said(diagnostics: Diagnostics, out: string): readonly string[] {
  const places = new Places(diagnostics.texts);
  return diagnostics.all
    .filter(({ code }) => code.startsWith('handler'))
    .map(({ code, origin, message }) => {
      const place = origin === null ? '' : `${places.print(origin)} `;
      return `${code} ${place}${message}`.replaceAll(`${out}/src/handlers/`, '');
    });
}

/** The model of an API of these commands. */
export async function modelOf(project: Project, ...names: readonly string[]): Promise<ApiModel> {
  await project.writeFile('model.json', listApis(...names));
  return (await generated({ listapis: [join(project.folder, 'model.json')] })).model;
}

/** What a run would do to a file of handlers that people wrote: its text afterwards, and what is said of it. */
export async function extended(
  project: Project,
  model: ApiModel,
  group: string,
  text: string,
): Promise<{ readonly text: string; readonly said: readonly string[] }> {
  await project.write(group, text);
  const diagnostics = new Diagnostics();
  const changes = await scaffold(model, project.out, diagnostics);
  const change = changes.find(({ path }) => path === `src/handlers/${group}.ts`);
  return { text: change?.after ?? text, said: said(diagnostics, project.out) };
}
