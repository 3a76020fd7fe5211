import type { Diagnostics } from '../diagnostics/diagnostics.js';
import { plural } from '../diagnostics/plural.js';
import type { ApiModel } from '../model/api-model.js';
import type { Options } from '../options.js';
import type { HandlerChange } from '../scaffold/scaffold.js';
import type { Fate } from './generate.js';

/** What the folder of handlers lacks; `null` where handlers were not asked for. */
export async function handlersFor(
  model: ApiModel,
  { emit, out }: Options,
  diagnostics: Diagnostics,
): Promise<readonly HandlerChange[] | null> {
  if (!emit.has('handlers')) return null;
  const { scaffold } = await import('../scaffold/scaffold.js');
  return scaffold(model, out, diagnostics);
}

/** What people find in the folder of their handlers; empty where there is nothing to say. */
export function handlerSentence(handlers: readonly HandlerChange[] | null, fate: Fate): string {
  if (handlers === null || fate === 'refused' || fate === 'partly') return '';
  const begun = handlers.filter(({ kind }) => kind === 'new');
  const extended = handlers.filter(({ kind }) => kind === 'changed');
  if (handlers.length === 0) return 'No file of handlers was touched.';
  const added = extended.flatMap(({ commands }) => commands).length;
  const [began, put] = fate === 'written' ? ['began', 'added'] : ['would begin', 'would add'];
  const sentences = [
    ...(begun.length > 0 ? [`${began} ${plural(begun.length, 'file')} of handlers`] : []),
    ...(extended.length > 0 ? [`${put} ${plural(added, 'handler')} to ${plural(extended.length, 'file')}`] : []),
  ];
  return `For you to edit: ${sentences.join(', ')}.`;
}

/** The same for machines. */
export function handlerReport(handlers: readonly HandlerChange[] | null): Readonly<Record<string, unknown>> {
  const of = (wanted: HandlerChange['kind']): readonly object[] =>
    (handlers ?? []).filter(({ kind }) => kind === wanted).map(({ path, commands }) => ({ path, commands }));
  return handlers === null ? {} : { scaffolded: of('new'), extended: of('changed') };
}
