import type HandlebarsModule from 'handlebars';
import type { Diagnostics } from '../diagnostics/diagnostics.js';
import { nearest } from '../diagnostics/nearest.js';
import type { FilePlan, TemplateFile, TemplatePlan, View } from '../model/file-plan.js';
import type { Position } from '../model/source.js';
import { type RenderedFile, tidy } from './render.js';

type Handlebars = typeof HandlebarsModule;
type Template = (view: View) => string;

/** No HTML escaping (safety is in the type of the views), no helpers but each and if, nothing missing. */
const compileOptions: CompileOptions = {
  noEscape: true,
  strict: true,
  data: false,
  knownHelpersOnly: true,
  knownHelpers: {
    helperMissing: false,
    blockHelperMissing: false,
    with: false,
    log: false,
    lookup: false,
    unless: false,
  },
};

/** Something wrong in a template of the user's own. */
class TemplateError extends Error {
  readonly template: TemplateFile;
  readonly at: Position;

  constructor(template: TemplateFile, problem: string, at: Position) {
    super(problem);
    this.template = template;
    this.at = at;
  }
}

/**
 * Prints every planned file, some from templates of the user's own. They are given what ours are given, `Code` and
 * choices, and what they print is compared with the same plan.
 */
export async function renderOwn(
  plans: readonly FilePlan[],
  files: readonly TemplateFile[],
  diagnostics: Diagnostics,
): Promise<readonly RenderedFile[]> {
  // Only here templates are compiled while the program runs; `precompiled.js` holds ours.
  const { default: handlebars } = await import('handlebars');
  const used = new Set<string>();
  const templates = compileAll(handlebars, files, used, diagnostics);
  diagnostics.stopIfErrors();
  return plans.flatMap((plan): readonly RenderedFile[] => {
    if (plan.kind === 'copy') return [{ plan, text: plan.text }];
    used.clear();
    const text = print(plan, templates, diagnostics);
    const [template] = used;
    return text === null ? [] : [{ plan, text, ...(template === undefined ? {} : { template }) }];
  });
}

function print(plan: TemplatePlan, templates: ReadonlyMap<string, Template>, diagnostics: Diagnostics): string | null {
  const template = templates.get(plan.template);
  if (template === undefined) throw new Error(`there is no template "${plan.template}"`);
  try {
    return tidy(template(plan.view()));
  } catch (error) {
    if (!(error instanceof TemplateError)) throw error;
    const origin = { file: error.template.file, at: error.at };
    diagnostics.report('template-failed', origin, { path: plan.path, problem: error.message });
    return null;
  }
}

/**
 * All in one environment: each is a partial of others.
 *
 * @param used is told each of the user's own that is printed from, the outermost first.
 */
function compileAll(
  handlebars: Handlebars,
  files: readonly TemplateFile[],
  used: Set<string>,
  diagnostics: Diagnostics,
): ReadonlyMap<string, Template> {
  // Partials are told to an environment: nobody else's.
  const environment = handlebars.create();
  const names = files.map(({ name }) => name);
  const templates = new Map<string, Template>();
  for (const file of files) {
    try {
      const program = handlebars.parse(file.text);
      checkPartials(handlebars, program, file, names);
      const template = compile(environment, program, file, used);
      templates.set(file.name, template);
      environment.registerPartial(file.name, template);
    } catch (error) {
      const { at, message } = error instanceof TemplateError ? error : placed(file, error);
      diagnostics.report('template-syntax', { file: file.file, at }, { problem: message });
    }
  }
  return templates;
}

function compile(handlebars: Handlebars, program: hbs.AST.Program, file: TemplateFile, used: Set<string>): Template {
  // `compile` waits for the first use; this tells at once what it would refuse.
  handlebars.precompile(program, compileOptions);
  const compiled = handlebars.compile(program, compileOptions);
  // As a partial it is called with more than its view.
  return (...given: readonly [View]) => {
    if (file.isOwn) used.add(file.file);
    try {
      return compiled(...given);
    } catch (error) {
      throw error instanceof TemplateError ? error : placed(file, error);
    }
  };
}

/** A partial that is not there would be missed only where it is printed. */
function checkPartials(
  handlebars: Handlebars,
  program: hbs.AST.Program,
  file: TemplateFile,
  names: readonly string[],
): void {
  class Check extends handlebars.Visitor {
    override PartialStatement({ name, loc }: hbs.AST.PartialStatement): void {
      const written = 'original' in name ? String(name.original) : '';
      if (names.includes(written)) return;
      const meant = nearest(written, names);
      const problem = `there is no partial "${written}"${meant === null ? '' : `; did you mean "${meant}"?`}`;
      throw new TemplateError(file, problem, { line: loc.start.line, column: loc.start.column + 1 });
    }
  }
  new Check().accept(program);
}

/** What Handlebars throws: with a place in the tree, or with the parser's. */
function placed(file: TemplateFile, error: unknown): TemplateError {
  const { message, lineNumber, column, hash } = error as Error & {
    readonly lineNumber?: number;
    readonly column?: number;
    readonly hash?: { readonly loc?: { readonly last_line: number; readonly last_column: number } };
  };
  if (lineNumber !== undefined) {
    return new TemplateError(file, inOneLine(message), { line: lineNumber, column: (column ?? 0) + 1 });
  }
  // The parser knows what it read last, and on which line it stopped.
  const read = hash?.loc ?? { last_line: 1, last_column: 0 };
  const line = Number(/ on line (\d+)/.exec(message)?.[1] ?? read.last_line);
  return new TemplateError(file, inOneLine(message), {
    line,
    column: line === read.last_line ? read.last_column + 1 : 1,
  });
}

/** The parser draws the place under its first line and lists all that could stand there; others add the place. */
function inOneLine(message: string): string {
  const [first = ''] = message.split('\n');
  const got = / got '(\w+)'$/.exec(message)?.[1];
  if (got === 'EOF') return 'it ends inside a block';
  if (got !== undefined) return `something stands here that cannot (${got})`;
  return first.replace(/ in \[object Object\]/, '').replace(/ - \d+:\d+$/, '');
}
