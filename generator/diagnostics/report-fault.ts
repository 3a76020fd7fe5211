import type { SourceFile } from '../model/source.js';
import { maximumValues, type TextFault } from '../text/read-text.js';
import { maximumDepth } from '../text/yaml.js';
import type { Diagnostics } from './diagnostics.js';

/** Reports why a JSON or YAML text gave no value. */
export function reportFault({ file }: SourceFile, { kind, problem, at }: TextFault, diagnostics: Diagnostics): void {
  const origin = { file, at: at ?? '' };
  if (kind === 'syntax') diagnostics.report('yaml-syntax', origin, { problem });
  else if (kind === 'too-deep') diagnostics.report('document-too-deep', origin, { maximum: maximumDepth });
  else if (kind === 'too-large') diagnostics.report('document-too-large', origin, { maximum: maximumValues });
  else diagnostics.report('too-many-aliases', origin, {});
}
