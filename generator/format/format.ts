import type { Diagnostics } from '../diagnostics/diagnostics.js';
import { inspect, type Printed } from './inspect.js';

/**
 * Templates print what prettier would (a test holds every generated file to it), so nothing is left to reformat: what
 * remains is to refuse a text that holds more than its plan announced.
 */
export function format(files: readonly Printed[], diagnostics: Diagnostics): readonly { path: string; text: string }[] {
  inspect(files, diagnostics);
  return files.map(({ plan, text }) => ({ path: plan.path, text }));
}
