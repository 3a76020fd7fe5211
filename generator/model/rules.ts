import type { Rule, Tie } from './api-model.js';

/** Whether a rule holds for several parameters alike. */
export function isTie<R extends Rule>(rule: R): rule is R & Tie {
  return rule.kind === 'exactlyOneOf' || rule.kind === 'atMostOneOf' || rule.kind === 'atLeastOneOf';
}

/** A rule on one line, for people. */
export function showRule(rule: Rule): string {
  switch (rule.kind) {
    case 'exactlyOneOf':
      return `exactly one of ${rule.parameters.join(', ')}`;
    case 'atMostOneOf':
      return `at most one of ${rule.parameters.join(', ')}`;
    case 'atLeastOneOf':
      return `at least one of ${rule.parameters.join(', ')}`;
    case 'requires':
      return `only together with ${rule.parameters.join(', ')}`;
    case 'values':
      return `one of ${rule.values.join(', ')}${rule.open ? ', or another' : ''}`;
    case 'range':
      return [
        rule.minimum === null ? null : `at least ${rule.minimum}`,
        rule.maximum === null ? null : `at most ${rule.maximum}`,
      ]
        .filter((end) => end !== null)
        .join(', ');
    case 'default':
      return `${JSON.stringify(rule.value)} by default`;
    case 'requiredWhen':
      return `required ${rule.when}`;
    case 'notRequiredWhen':
      return `not required ${rule.when}`;
    case 'deprecated':
      return `deprecated: ${rule.reason}`;
  }
}
