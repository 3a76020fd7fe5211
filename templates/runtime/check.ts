import { ValidationError, type ValidationSubject } from './errors/index.js';
import type { Settings } from './settings.js';

/**
 * Checks what is about to be sent, or what came back as far as `validateResults` wants it, where the client has a
 * validator for the command.
 *
 * @returns what the validator made of the value, or the value itself where nothing was checked or it was let pass.
 * @throws ValidationError with every issue.
 */
export function check(settings: Settings, command: string, subject: ValidationSubject, value: unknown): unknown {
  const { validators, validateResults, onWarning } = settings;
  const [part, reaction] = subject === 'result' ? ([subject, validateResults] as const) : (['params', 'throw'] as const);
  if (reaction === 'off' || !Object.hasOwn(validators, command)) return value;
  const outcome = validators[command]?.[part].safeParse(value);
  if (outcome?.success !== false) return outcome ? outcome.data : value;
  // A validator's own issues may hold the value that they refuse.
  const issues = outcome.error.issues.map(({ path, message }) => ({ path: [...path], message }));
  const error = new ValidationError(command, subject, issues);
  if (reaction === 'throw') throw error;
  onWarning(error);
  return value;
}
