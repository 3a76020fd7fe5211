import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import Handlebars from 'handlebars';
import type { View } from '../../generator/model/file-plan.js';

/** Everything that a template may consist of. */
const plannedNodes: ReadonlySet<string> = new Set([
  'Program',
  'ContentStatement',
  'MustacheStatement',
  'BlockStatement',
  'PartialStatement',
  'PathExpression',
]);

interface Node {
  readonly type: string;
  readonly loc: { readonly start: { readonly line: number; readonly column: number } };
}

interface Path extends Node {
  readonly original: string;
  readonly parts: readonly string[];
  readonly depth: number;
  readonly data: boolean;
}

interface Program extends Node {
  readonly body: readonly Statement[];
  readonly blockParams?: readonly string[];
}

/** A statement of a template; which members it has depends on its type. */
interface Statement extends Node {
  readonly path: Path;
  readonly name: Path;
  readonly params: readonly Path[];
  readonly hash?: unknown;
  readonly escaped?: boolean;
  readonly program: Program;
  readonly inverse?: Program;
}

/** A template with what is wrong with it, and with the places of its paths that a view has not reached yet. */
export interface Template {
  readonly program: Program;
  readonly unreached: Set<string>;
}

/** Every template by its path without the ending. */
export function readTemplates(folder: string): ReadonlyMap<string, Template> {
  const paths = readdirSync(folder, { recursive: true }).map((path) => String(path).replaceAll('\\', '/'));
  return new Map(
    paths
      .filter((path) => path.endsWith('.hbs'))
      .sort()
      .map((path): [string, Template] => {
        const name = path.slice(0, -'.hbs'.length);
        const program = Handlebars.parse(readFileSync(join(folder, path), 'utf8')) as unknown as Program;
        const unreached = new Set(pathsIn(program).map((one) => placeOf(name, one)));
        return [name, { program, unreached }];
      }),
  );
}

function pathsIn(program: Program): readonly Path[] {
  return program.body.flatMap((statement) => {
    if (statement.type === 'MustacheStatement') return [statement.path];
    if (statement.type !== 'BlockStatement') return [];
    const inside = [statement.program, statement.inverse].flatMap((one) => (one === undefined ? [] : pathsIn(one)));
    return [...statement.params, ...inside];
  });
}

function placeOf(template: string, { loc, original }: Path): string {
  return `${template}.hbs:${loc.start.line}:${loc.start.column + 1} ${original}`;
}

/** Everything in a template beyond plain paths, `each`, `if` and partials by name. */
export function logicIn(name: string, { program }: Template): readonly string[] {
  return program.body.flatMap((statement) => logicOf(name, statement));
}

function logicOf(name: string, statement: Statement): readonly string[] {
  const found: string[] = [];
  const say = (what: string): void => {
    found.push(`${name}.hbs:${statement.loc.start.line} ${what}`);
  };
  if (!plannedNodes.has(statement.type)) say(`a ${statement.type}`);
  if (statement.hash !== undefined) say('named arguments');
  if (statement.type === 'MustacheStatement') {
    if (statement.params.length > 0) say(`a helper ${statement.path.original}`);
    if (statement.escaped === false) say('three braces');
    if (!isPlain(statement.path)) say(`the path ${statement.path.original}`);
  }
  if (
    statement.type === 'PartialStatement' &&
    (statement.name.type !== 'PathExpression' || statement.params.length > 0)
  ) {
    say('a partial that is chosen or given something else');
  }
  if (statement.type !== 'BlockStatement') return found;
  const { path, params, program, inverse } = statement;
  if (path.original !== 'each' && path.original !== 'if') say(`a block ${path.original}`);
  if (params.length !== 1 || params.some((one) => !isPlain(one))) say(`a block over something else than one path`);
  if (program.blockParams !== undefined) say('named items');
  const inside = [...program.body, ...(inverse?.body ?? [])];
  return [...found, ...inside.flatMap((one) => logicOf(name, one))];
}

function isPlain(path: Path): boolean {
  return path.type === 'PathExpression' && !path.data && path.parts.length > 0;
}

/** A view with its place among the others, and with the members that were looked at. */
interface Frame {
  readonly view: View;
  readonly parent: Frame | null;
}

/** Walks templates with the views that they are printed from, as Handlebars would. */
export class TemplateWalk {
  /** Paths that a view does not have. */
  readonly missing = new Set<string>();
  readonly #templates: ReadonlyMap<string, Template>;
  readonly #used = new Map<View, Set<string>>();

  constructor(templates: ReadonlyMap<string, Template>) {
    this.#templates = templates;
  }

  /** @returns members of the view, and of the views in it, that the template does not look at: `name.path`. */
  walk(name: string, view: View): readonly string[] {
    this.#used.clear();
    this.#template(name, { view, parent: null });
    return this.#unused(name, view);
  }

  #template(name: string, frame: Frame): void {
    const template = this.#templates.get(name);
    if (template === undefined) this.missing.add(`the template ${name}`);
    else this.#program(name, template, template.program, frame);
  }

  #program(name: string, template: Template, program: Program, frame: Frame): void {
    for (const statement of program.body) {
      if (statement.type === 'MustacheStatement') this.#value(name, template, statement.path, frame);
      if (statement.type === 'PartialStatement') this.#template(statement.name.original, frame);
      if (statement.type === 'BlockStatement') this.#block(name, template, statement, frame);
    }
  }

  #block(name: string, template: Template, { path, params, program, inverse }: Statement, frame: Frame): void {
    const [over] = params;
    const value = over === undefined ? undefined : this.#value(name, template, over, frame);
    if (path.original === 'each') {
      for (const item of Array.isArray(value) ? (value as readonly View[]) : []) {
        this.#program(name, template, program, { view: item, parent: frame });
      }
      return;
    }
    const isEmpty = Array.isArray(value) ? value.length === 0 : !value;
    const taken = isEmpty ? inverse : program;
    if (taken !== undefined) this.#program(name, template, taken, frame);
  }

  #value(name: string, template: Template, path: Path, frame: Frame): unknown {
    template.unreached.delete(placeOf(name, path));
    let holder: Frame | null = frame;
    for (let depth = path.depth; depth > 0; depth -= 1) holder = holder?.parent ?? null;
    let value: unknown = holder?.view;
    for (const part of path.parts) {
      if (typeof value !== 'object' || value === null || !Object.hasOwn(value, part)) {
        this.missing.add(placeOf(name, path));
        return undefined;
      }
      const known = this.#used.get(value as View) ?? new Set();
      this.#used.set(value as View, known.add(part));
      value = Reflect.get(value, part) as unknown;
    }
    return value;
  }

  #unused(path: string, view: View): readonly string[] {
    const used = this.#used.get(view) ?? new Set();
    return Object.entries(view).flatMap(([member, value]) => {
      if (!used.has(member)) return [`${path}.${member}`];
      const inside = Array.isArray(value) ? (value as readonly unknown[]) : [value];
      return inside.flatMap((one) =>
        isView(one) && this.#used.has(one) ? this.#unused(`${path}.${member}`, one) : [],
      );
    });
  }
}

function isView(value: unknown): value is View {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
