import type { Diagnostics } from '../diagnostics/diagnostics.js';
import type { TemplateFile } from '../model/file-plan.js';
import type { SourceFile } from '../model/source.js';
import { type LoadedHooks, loadHooks } from './load-hooks.js';
import { loadTemplates } from './load-templates.js';

export { askHooks } from './ask-hooks.js';
export type { LoadedHooks };

/** What the user's own code and templates change; a part of what a run reads. */
export interface Customisations {
  readonly hooks: LoadedHooks | null;
  /** All templates, some of them the user's own; `null` where there are none of those. */
  readonly templates: readonly TemplateFile[] | null;
  /** Every text on which the package depends through them. */
  readonly files: readonly SourceFile[];
}

/** Which of them there are; a part of the options. */
export interface CustomisationOptions {
  readonly hooks: string | null;
  readonly templates: string | null;
}

/** Reads hooks and templates of the user's own, and reports what is wrong with them. */
export async function readCustomisations(
  options: CustomisationOptions,
  diagnostics: Diagnostics,
): Promise<Customisations> {
  const hooks = options.hooks === null ? null : await loadHooks(options.hooks, diagnostics);
  const templates = options.templates === null ? null : await loadTemplates(options.templates, diagnostics);
  const own = (templates ?? []).filter(({ isOwn }) => isOwn);
  // The name of a template says what it takes the place of, so it counts like the text.
  const named = own.map(({ name, file, text }) => ({ file, text: `${name}\n${text}` }));
  return { hooks, templates, files: [...(hooks?.files ?? []), ...named] };
}
