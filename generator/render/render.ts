import type { FilePlan, View } from '../model/file-plan.js';
import { precompiled } from './precompiled.js';

/** A file of the package with its text. */
export interface RenderedFile {
  readonly plan: FilePlan;
  readonly text: string;
  /** The user's own template that it was printed from. */
  readonly template?: string;
}

/** Prints every planned file. */
export function render(plans: readonly FilePlan[]): readonly RenderedFile[] {
  return plans.map((plan) => ({ plan, text: plan.kind === 'copy' ? plan.text : print(plan.template, plan.view()) }));
}

function print(name: string, view: View): string {
  const template = precompiled[name];
  if (template === undefined) throw new Error(`there is no template "${name}"`);
  return tidy(template(view));
}

/** Templates leave blank lines where nothing was to be printed: never two in a row, none at an edge of a block. */
export function tidy(text: string): string {
  const trimmed = /[ \t]\n/.test(text) ? text.replace(/[ \t]+$/gm, '') : text;
  return `${trimmed
    .replace(/\n{3,}/g, '\n\n')
    .replaceAll('{\n\n', '{\n')
    .replace(/\n\n(\s*\})/g, '\n$1')
    .trim()}\n`;
}
