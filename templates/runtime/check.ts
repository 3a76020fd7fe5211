import { ValidationError, type ValidationIssue } from './errors/index.js';
import type { CommandChecks } from './options.js';
import type { Settings } from './settings.js';

/**
 * Checks what is about to be sent, where the client has a validator for it.
 *
 * @throws ValidationError with every issue.
 */
export function checkParameters(settings: Settings, command: string, params: object): void {
  const outcome = checksOf(settings, command)?.params.safeParse(params);
  if (outcome?.success === false) throw new ValidationError(command, 'parameters', plainIssues(outcome.error.issues));
}

/**
 * Checks what came back, as `validateResults` says.
 *
 * @returns what the validator made of it, or the value itself where nothing was checked or it was let pass.
 * @throws ValidationError when the setting is `throw` and the validator refuses the value.
 */
export function checkResult(settings: Settings, command: string, value: unknown): unknown {
  const { validateResults, onWarning } = settings;
  if (validateResults === 'off') return value;
  const outcome = checksOf(settings, command)?.result.safeParse(value);
  if (outcome === undefined) return value;
  if (outcome.success) return outcome.data;
  const error = new ValidationError(command, 'result', plainIssues(outcome.error.issues));
  if (validateResults === 'throw') throw error;
  onWarning(error);
  return value;
}

function checksOf({ validators }: Settings, command: string): CommandChecks | undefined {
  return Object.hasOwn(validators, command) ? validators[command] : undefined;
}

/** A validator's own issues may hold the value that they refuse. */
function plainIssues(issues: readonly ValidationIssue[]): ValidationIssue[] {
  return issues.map(({ path, message }) => ({ path: [...path], message }));
}
