import { parameterNames, type Validator } from '../validate.js';
import type { Command } from '../command.js';
import { decodeParameters } from './decode.js';
import { type ApiFault, invalidParameter, notFound, parameterError } from './fault.js';
import { MAX_PAGE_SIZE, UNLIMITED } from './page.js';
import type { RawParameters } from './request.js';

type Values = Readonly<Record<string, unknown>>;

/** What the validator of ids says. */
const NOT_AN_ID = 'Expected a UUID';
/** How much of what should be an id is shown. */
const MAX_SHOWN = 100;

/** Asking a validator for its names builds its schema anew, which is too dear for every request. */
const namesByValidator = new WeakMap<Validator<unknown>, readonly string[]>();

/**
 * The parameters of a command as its handler gets them.
 *
 * @throws ApiFault 430 or 431, naming the parameter; of values it shows only ids, as clients know these faults by them.
 */
export function readCommandParameters(command: Command, validator: Validator<unknown>, raw: RawParameters): Values {
  const decoded = decodeParameters(command, namesOf(validator), raw);
  return validate(command, validator, command.mode === 'list' && command.paged ? checkPage(decoded) : decoded);
}

function namesOf(validator: Validator<unknown>): readonly string[] {
  const known = namesByValidator.get(validator) ?? parameterNames(validator);
  namesByValidator.set(validator, known);
  return known;
}

/** The rules of `BaseListCmd`: both or neither, and a first page that may be called by any number below one. */
function checkPage(values: Values): Values {
  const { page, pagesize } = values;
  if (typeof pagesize === 'number' && pagesize > MAX_PAGE_SIZE) {
    throw invalidParameter(`Page size can't exceed max allowed page size value: ${MAX_PAGE_SIZE}`);
  }
  if (page === undefined) {
    if (pagesize === undefined || pagesize === UNLIMITED) return values;
    throw parameterError('"page" parameter is required when "pagesize" is specified');
  }
  if (pagesize === undefined) throw parameterError('"pagesize" parameter is required when "page" is specified');
  if (pagesize === UNLIMITED) throw invalidParameter('"page" makes no sense when "pagesize" is -1, which is unlimited');
  if (typeof pagesize === 'number' && pagesize < 0) throw invalidParameter('"pagesize" must not be negative');
  return typeof page === 'number' && page < 1 ? { ...values, page: 1 } : values;
}

function validate(command: Command, validator: Validator<unknown>, values: Values): Values {
  const { data, error } = validator.safeParse(values);
  if (error === undefined) return data as Values;
  const [first] = error.issues;
  const missing = error.issues.find((issue) => issue.path.length === 1 && isMissing(values, String(issue.path[0])));
  const execution = `Unable to execute API command ${command.name}`;
  if (missing !== undefined) throw parameterError(`${execution} due to missing parameter ${String(missing.path[0])}`);
  const id = first === undefined ? null : malformedId(first, values);
  if (id !== null) throw id;
  const place =
    first === undefined || first.path.length === 0
      ? ''
      : ` due to invalid parameter ${first.path.map(String).join('.')}`;
  throw parameterError(`${execution}${place}: ${first?.message ?? 'invalid parameters'}`);
}

function isMissing(values: Values, name: string): boolean {
  return !Object.hasOwn(values, name);
}

interface Issue {
  readonly message: string;
  readonly path: readonly PropertyKey[];
}

/** What cannot be an id belongs to nothing: clients are told the same, and look for the same words. */
function malformedId({ message, path }: Issue, values: Values): ApiFault | null {
  if (message !== NOT_AN_ID) return null;
  const value = path.reduce<unknown>((outer, name) => (outer as Record<PropertyKey, unknown>)[name], values);
  return notFound(path.filter((name) => typeof name === 'string').join('.'), String(value).slice(0, MAX_SHOWN));
}
