/** Something that an error is about. */
export interface UuidReference {
  readonly uuid: string;
  /** What the id stands for, such as the name of a parameter. */
  readonly description: string;
}

/** The members of an error answer. */
export interface FaultDetails {
  /** CloudStack's code, and the HTTP status: 400 to 599. */
  readonly errorcode: number;
  /** What went wrong, for people; also sent as `X-Description`. */
  readonly errortext: string;
  /** CloudStack's number of the exception; default 9999, a command's own error; `null` leaves it out. */
  readonly cserrorcode?: number | null | undefined;
  readonly uuidList?: readonly UuidReference[] | undefined;
}

/** `cserrorcode` of an error that a command raises itself. */
const SERVER_API_EXCEPTION = 9999;
/** `cserrorcode` of a parameter whose value is not acceptable. */
const INVALID_PARAMETER_VALUE = 4350;

/**
 * An error that is answered as it is. A handler throws it to fail with any of CloudStack's errors; in a job it becomes
 * the failed job's result.
 *
 * @throws RangeError when `errorcode` is not an HTTP error status.
 */
export class ApiFault extends Error {
  readonly errorcode: number;
  readonly errortext: string;
  readonly cserrorcode: number | null;
  readonly uuidList: readonly UuidReference[];

  constructor(details: FaultDetails) {
    super(details.errortext);
    const { errorcode } = details;
    if (!Number.isInteger(errorcode) || errorcode < 400 || errorcode > 599) {
      throw new RangeError(`errorcode must be an HTTP error status (400 to 599), not ${errorcode}`);
    }
    this.name = 'ApiFault';
    this.errorcode = errorcode;
    this.errortext = details.errortext;
    this.cserrorcode = details.cserrorcode === undefined ? SERVER_API_EXCEPTION : details.cserrorcode;
    this.uuidList = details.uuidList ?? [];
  }
}

/** 431: a parameter is missing, malformed, or against the rules. */
export function parameterError(errortext: string): ApiFault {
  return new ApiFault({ errorcode: 431, errortext });
}

/** 431: a parameter's value is well-formed but not acceptable. */
export function invalidParameter(errortext: string): ApiFault {
  return new ApiFault({ errorcode: 431, errortext, cserrorcode: INVALID_PARAMETER_VALUE });
}

/**
 * 431: the id given in a parameter belongs to nothing that the caller may see. There is no 404 in CloudStack: clients
 * know a missing entity by this text.
 */
export function notFound(parameter: string, value: string): ApiFault {
  return invalidParameter(
    `Invalid parameter ${parameter} value=${value} due to incorrect long value format, or entity does not exist`,
  );
}

/** 531: the caller may not do this to that entity. */
export function permissionDenied(errortext: string): ApiFault {
  return new ApiFault({ errorcode: 531, errortext, cserrorcode: 4365 });
}

/** 536: the entity is in a state, or has dependants, that forbid it. */
export function inUse(errortext: string): ApiFault {
  return new ApiFault({ errorcode: 536, errortext, cserrorcode: 4375 });
}

/**
 * What is answered for anything that was thrown: a fault as it is, all else as a 530 that tells nothing of its cause
 * and is handed to `report`.
 */
export function faultOf(thrown: unknown, report: (error: unknown) => void): ApiFault {
  if (thrown instanceof ApiFault) return thrown;
  report(thrown);
  return new ApiFault({ errorcode: 530, errortext: 'The server failed while it executed the command' });
}
