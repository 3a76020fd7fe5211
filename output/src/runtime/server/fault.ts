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

/** 401: neither a key and its signature nor a session. The servlet, which writes it, knows no `cserrorcode`. */
export function unauthorized(errortext = 'unable to verify user credentials and/or request signature'): ApiFault {
  return new ApiFault({ errorcode: 401, errortext, cserrorcode: null });
}

/** 401: the caller is known, but this command is not for him. */
export function commandDenied(command: string): ApiFault {
  const errortext = `The given command '${command}' either does not exist, is not available for user.`;
  return new ApiFault({ errorcode: 401, errortext, cserrorcode: 4365 });
}

/** 429: too many requests. Clients learn only from the text how long to wait. (CloudStack: `ApiRateLimitServiceImpl`.) */
export function rateLimited(retryAfterMs: number): ApiFault {
  const errortext = `The given user has reached his/her account api limit, please retry after [${Math.ceil(retryAfterMs)}] ms.`;
  return new ApiFault({ errorcode: 429, errortext, cserrorcode: 4545 });
}

/** 430: the name of an indexed parameter is malformed. */
export function malformedParameter(errortext: string): ApiFault {
  return new ApiFault({ errorcode: 430, errortext });
}

/** 431: a parameter is missing, malformed, or against the rules. */
export function parameterError(errortext: string): ApiFault {
  return new ApiFault({ errorcode: 431, errortext });
}

/** 431: a parameter's value is well-formed but not acceptable. */
export function invalidParameter(errortext: string): ApiFault {
  return new ApiFault({ errorcode: 431, errortext, cserrorcode: 4350 });
}

/**
 * 431: the id given in a parameter belongs to nothing that the caller may see. There is no 404 in CloudStack: clients
 * know a missing entity by this text.
 */
export function notFound(parameter: string, value: string): ApiFault {
  return parameterError(
    `Invalid parameter ${parameter} value=${value} due to incorrect long value format, or entity does not exist`,
  );
}

/** 432: the command, or this use of it, is not supported here; it is answered under `errorresponse`. */
export function unsupportedAction(errortext: string): ApiFault {
  return new ApiFault({ errorcode: 432, errortext });
}

/** 511: the caller has yet to give the code of his second factor. */
export function secondFactorNeeded(errortext: string): ApiFault {
  return new ApiFault({ errorcode: 511, errortext, cserrorcode: 4295 });
}

/** 530: whatever has no code of its own. The text is told to the caller. */
export function internalError(errortext: string): ApiFault {
  return new ApiFault({ errorcode: 530, errortext, cserrorcode: 4250 });
}

/** 531: the caller may not do this to that entity. */
export function permissionDenied(errortext: string): ApiFault {
  return new ApiFault({ errorcode: 531, errortext, cserrorcode: 4365 });
}

/** 532: the quota of an account, a domain or a project is used up. */
export function limitReached(errortext: string): ApiFault {
  return new ApiFault({ errorcode: 532, errortext, cserrorcode: 4280 });
}

/** 533: there is no room for it: hosts, storage or addresses are used up. */
export function insufficientCapacity(errortext: string): ApiFault {
  return new ApiFault({ errorcode: 533, errortext, cserrorcode: 4325 });
}

/** 534: something that is needed does not answer, such as a host. */
export function resourceUnavailable(errortext: string): ApiFault {
  return new ApiFault({ errorcode: 534, errortext, cserrorcode: 4380 });
}

/** 535: what was asked for could not be set aside. */
export function allocationFailed(errortext: string): ApiFault {
  return new ApiFault({ errorcode: 535, errortext, cserrorcode: 4370 });
}

/** 536: the entity is in a state, or has dependants, that forbid it. */
export function inUse(errortext: string): ApiFault {
  return new ApiFault({ errorcode: 536, errortext, cserrorcode: 4375 });
}

/** 537: a network rule contradicts another. */
export function ruleConflict(errortext: string): ApiFault {
  return new ApiFault({ errorcode: 537, errortext, cserrorcode: 4360 });
}

/**
 * What is answered for anything that was thrown: a fault as it is, all else as a 530 that tells nothing of its cause
 * and is handed to `report`.
 */
export function faultOf(thrown: unknown, report: (error: unknown) => void): ApiFault {
  if (thrown instanceof ApiFault) return thrown;
  report(thrown);
  const errortext = 'Internal error executing command, please contact your system administrator';
  return new ApiFault({ errorcode: 530, errortext });
}
