import type { Parameter, Rule } from '../../model/api-model.js';
import type { Stated } from '../../model/source.js';
import { typedDefault } from './defaults.js';

/**
 * Rules that a schema's keywords state, as they hold for the type that was decided on: that may be another document's,
 * for which a range or a default has no meaning.
 */
export function fitting(keywords: readonly Stated<Rule>[], parameter: Parameter): readonly Stated<Rule>[] {
  return keywords.flatMap(({ value, origin }) => {
    const rule = fit(value, parameter);
    return rule === null ? [] : [{ value: rule, origin }];
  });
}

function fit(rule: Rule, { type, required, sensitive }: Parameter): Rule | null {
  if (rule.kind === 'range') {
    const isNumber = type.kind === 'scalar' && ['integer', 'long', 'decimal'].includes(type.scalar);
    return isNumber ? rule : null;
  }
  // What must be given has no default, and what nobody may see is not written down.
  if (rule.kind !== 'default' || required || sensitive) return null;
  const value = typedDefault(rule.value, type);
  return value === null ? null : { kind: 'default', value };
}
