import type HandlebarsModule from 'handlebars';
import runtime from 'handlebars/runtime.js';
import type { FilePlan, View } from '../model/file-plan.js';
import { precompiled } from './precompiled.js';

/** A file of the package with its text. */
export interface RenderedFile {
  readonly plan: FilePlan;
  readonly text: string;
}

type Template = (view: View) => string;

// The runtime alone, without the compiler; its own typing says nothing about what it exports.
const Handlebars = runtime as unknown as Pick<typeof HandlebarsModule, 'template' | 'registerPartial'>;

const templates = new Map<string, Template>();
for (const [name, specification] of Object.entries(precompiled)) {
  const template = Handlebars.template(specification) as Template;
  templates.set(name, template);
  Handlebars.registerPartial(name, template);
}

/** Prints every planned file. */
export function render(plans: readonly FilePlan[]): readonly RenderedFile[] {
  return plans.map((plan) => ({ plan, text: plan.kind === 'copy' ? plan.text : print(plan.template, plan.view) }));
}

function print(name: string, view: View): string {
  const template = templates.get(name);
  if (template === undefined) throw new Error(`there is no template "${name}"`);
  return tidy(template(view));
}

/** Templates leave blank lines where nothing was to be printed: never two in a row, none at an edge of a block. */
function tidy(text: string): string {
  return `${text
    .replace(/[ \t]+$/gm, '')
    .replace(/\n{3,}/g, '\n\n')
    .replace(/\{\n\n/g, '{\n')
    .replace(/\n\n(\s*\})/g, '\n$1')
    .trim()}\n`;
}
