import { CloudStackError } from './cloudstack-error.js';

/** One thing that is wrong with a value. */
export interface ValidationIssue {
  /** Where: parameter or field names and list indexes, from the outside in; empty for the value as a whole. */
  readonly path: readonly PropertyKey[];
  /** What, without the value itself. */
  readonly message: string;
}

/** What a validation looked at. */
export type ValidationSubject = 'parameters' | 'result';

/**
 * Parameters that cannot be sent, or, with `validateResults: 'throw'`, a result that is not what the documents say.
 * When the parameters are wrong nothing has been sent.
 */
export class ValidationError extends CloudStackError {
  static {
    this.prototype.name = 'ValidationError';
  }

  override readonly code = 'validation';
  /** What was looked at. */
  declare readonly subject: ValidationSubject;
  /** Everything that is wrong, at least one. */
  declare readonly issues: readonly ValidationIssue[];

  constructor(command: string, subject: ValidationSubject, issues: readonly ValidationIssue[]) {
    const details = { command, subject, issues };
    super([heading(command, subject), ...issues.map(line)].join('\n'), details);
  }
}

function heading(command: string, subject: ValidationSubject): string {
  return subject === 'parameters'
    ? `${command} was not sent; correct its parameters:`
    : `${command} worked, but its result is not as documented:`;
}

function line({ path, message }: ValidationIssue): string {
  return `  ${path.map(String).join('.')}${path.length > 0 ? ': ' : ''}${message}`;
}
