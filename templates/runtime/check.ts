import { checked } from './check-option.js';
import { ValidationError, type ValidationSubject } from './errors/index.js';
import type { ValidationOptions } from './options.js';

/**
 * Checks what is about to be sent, or what came back, where there is a validator for the command.
 *
 * @returns what the validator made of the value, or the value itself where nothing was checked or it was let pass.
 * @throws ValidationError with every issue.
 */
export type Checker = (command: string, subject: ValidationSubject, value: unknown) => unknown;

/**
 * Checks parameters always, and results as far as `validateResults` wants it.
 *
 * @throws TypeError when `validateResults` is none of its words.
 */
export function checkerOf(options: ValidationOptions): Checker {
  const { validators = {}, validateResults = 'off', onWarning = (warning) => console.warn(warning.message) } = options;
  const words = ['off', 'warn', 'throw'];
  checked(words.includes(validateResults), 'validateResults', '', `one of ${words.join(', ')}`);
  return (command, subject, value) => {
    const isResult = subject === 'result';
    const reaction = isResult ? validateResults : 'throw';
    const known = Object.hasOwn(validators, command) && reaction !== 'off' ? validators[command] : undefined;
    const outcome = known?.[isResult ? 'result' : 'params'].safeParse(value);
    if (outcome?.success !== false) return outcome ? outcome.data : value;
    // A validator's own issues may hold the value that they refuse.
    const issues = outcome.error.issues.map(({ path, message }) => ({ path: [...path], message }));
    const error = new ValidationError(command, subject, issues);
    if (reaction === 'throw') throw error;
    onWarning(error);
    return value;
  };
}
