import type { TemplatePlan, View } from '../../model/file-plan.js';
import { markdown } from '../code.js';

/**
 * `LICENSE`: the text of a licence that is known here, or the name of another. There is none where nobody is given a
 * licence, nor where it stands in a file of its own.
 */
export function licenseFiles(license: string): readonly TemplatePlan[] {
  if (license === 'UNLICENSED' || license.startsWith('SEE LICENSE IN ')) return [];
  const isKnown = license === 'Apache-2.0' || license === 'MIT';
  const view = (): View => (isKnown ? {} : { license: markdown(license) });
  const template = `package/license/${isKnown ? license : 'other'}`;
  return [{ kind: 'template', path: 'LICENSE', template, view, expected: { language: 'text' } }];
}
