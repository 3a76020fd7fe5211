import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import Handlebars from 'handlebars';

/**
 * The module `render/precompiled.js`: every template of the folder as a function, by its path without the ending.
 *
 * Templates hold text, names, `each`, `if` and partials. Plain JavaScript does that in a tenth of what Handlebars makes
 * of them, and does not need Handlebars when it runs. Anything else in a template fails the build.
 */
export function precompileTemplates(folder) {
  const templates = readdirSync(folder, { recursive: true })
    .map((file) => String(file).replaceAll('\\', '/'))
    .filter((file) => file.endsWith('.hbs'))
    .sort()
    .map((file) => {
      const printed = printProgram(Handlebars.parse(readFileSync(join(folder, file), 'utf8')), ['view'], file);
      return `  ${JSON.stringify(file.slice(0, -'.hbs'.length))}: (view) => ${printed},`;
    });
  const helpers = [valueOf, each, isThere, indented].map(String);
  return `${helpers.join('\n')}\nexport const precompiled = {\n${templates.join('\n')}\n};\n`;
}

/** @param views variables that hold the view and those around it, the innermost first. */
function printProgram({ body }, views, file) {
  return ['""', ...body.flatMap((statement) => printStatement(statement, views, file))].join(' + ');
}

function printStatement(statement, views, file) {
  const { type } = statement;
  if (type === 'CommentStatement' || statement.value === '') return [];
  if (type === 'ContentStatement') return [JSON.stringify(statement.value)];
  if (type === 'PartialStatement') return [printPartial(statement, views)];
  if (type === 'BlockStatement') return [printBlock(statement, views, file)];
  if (type === 'MustacheStatement' && statement.params.length === 0) return [`(${printPath(statement, views)} ?? "")`];
  throw new Error(`${file}: ${type} on line ${statement.loc.start.line} is nothing that templates hold`);
}

function printPartial({ name, indent }, [view]) {
  const call = `precompiled[${JSON.stringify(name.original)}](${view})`;
  return indent === '' ? call : `indented(${call}, ${JSON.stringify(indent)})`;
}

function printBlock({ path, params, program, inverse }, views, file) {
  const [subject] = params;
  const otherwise = inverse ? `(${printProgram(inverse, views, file)})` : '""';
  const value = printPath({ path: subject }, views);
  if (path.original === 'if') return `(isThere(${value}) ? ${printProgram(program, views, file)} : ${otherwise})`;
  if (path.original !== 'each' || inverse) throw new Error(`${file}: #${path.original} is nothing that templates hold`);
  const item = `view${views.length}`;
  return `each(${value}, (${item}) => ${printProgram(program, [item, ...views], file)})`;
}

function printPath({ path: { parts, depth } }, views) {
  return parts.reduce((value, part) => `valueOf(${value}, ${JSON.stringify(part)})`, views[depth]);
}

/** Nothing that a template names may be missing. */
function valueOf(view, name) {
  if (view === null || typeof view !== 'object' || !Object.hasOwn(view, name))
    throw new Error(`a view lacks "${name}"`);
  return view[name];
}

function each(items, print) {
  let text = '';
  for (const item of items) text += print(item);
  return text;
}

function isThere(value) {
  return Array.isArray(value) ? value.length > 0 : Boolean(value);
}

/** What a partial prints that stands on a line of its own. */
function indented(text, indent) {
  return text.replace(/^(?!$(?![\s\S]))/gm, indent);
}
