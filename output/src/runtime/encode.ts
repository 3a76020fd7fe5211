import type { CommandFacts, WireType } from './command.js';
import { ValidationError, type ValidationIssue } from './errors/index.js';
import { formatDate } from './json.js';

/** A parameter as it is sent, before it is percent-encoded. */
export type WireParameter = [name: string, value: string];

type Members = Readonly<Record<string, unknown>>;

/** What the client itself puts into every request. */
const reserved = new Set(['command', 'response', 'apikey', 'signature', 'signatureversion', 'expires']);

/** A value that cannot be written, and why; the value itself stays out of it. */
class Unwritable extends Error {}

/**
 * Turns parameters into the pairs that stand on the wire, in the order given.
 *
 * `null`, `undefined`, empty lists and empty maps are left out; `''` is sent. Parameter names are lower-cased, as the
 * server does it; the keys and fields of maps keep their case. A parameter that the command's facts do not list is
 * written by the form of its value: scalar, list of scalars, list of objects, or object.
 *
 * @throws ValidationError with everything that cannot be written.
 */
export function encodeParameters(command: CommandFacts, params: object): WireParameter[] {
  const pairs = new Map<string, string>();
  const issues: ValidationIssue[] = [];
  for (const [name, value] of Object.entries(params)) {
    try {
      for (const [wireName, text] of encodeParameter(name, value, wireType(command, name))) {
        if (pairs.has(wireName)) throw new Unwritable(`is given twice, as ${wireName}`);
        pairs.set(wireName, text);
      }
    } catch (error) {
      if (!(error instanceof Unwritable)) throw error;
      issues.push({ path: [name], message: error.message });
    }
  }
  if (issues.length > 0) throw new ValidationError(command.name, 'parameters', issues);
  return [...pairs];
}

function wireType({ parameters }: CommandFacts, name: string): WireType | undefined {
  return parameters !== undefined && Object.hasOwn(parameters, name) ? parameters[name] : undefined;
}

function encodeParameter(given: string, value: unknown, type: WireType | undefined): WireParameter[] {
  if (value === null || value === undefined) return [];
  const name = lowerName(given);
  if (reserved.has(name)) throw new Unwritable('is set by the client itself');
  if (Array.isArray(value)) return encodeArray(name, value, type);
  if (isRecord(value)) return encodeRecord(name, value, type);
  if (type === 'entries' || type === 'pairs') throw new Unwritable('must be an object of keys and values');
  if (type === 'objects') throw new Unwritable('must be a list of objects');
  return [[name, scalar(value, type)]];
}

/** A ready-made name such as `details[0].cpuNumber` keeps the case of its field. */
function lowerName(name: string): string {
  const bracket = name.indexOf('[');
  return bracket < 0 ? name.toLowerCase() : name.slice(0, bracket).toLowerCase() + name.slice(bracket);
}

/** A list of objects has the same form whatever the map is called, so that it can also stand for `pairs`. */
function encodeArray(name: string, items: readonly unknown[], type: WireType | undefined): WireParameter[] {
  const present = items.filter((item) => item !== null && item !== undefined);
  if (present.length === 0) return [];
  if (present.every(isRecord)) return present.flatMap((item, index) => fields(`${name}[${index}]`, item));
  if (type === 'objects' || type === 'entries' || type === 'pairs') throw new Unwritable('must be a list of objects');
  return [[name, list(present)]];
}

function encodeRecord(name: string, value: Members, type: WireType | undefined): WireParameter[] {
  if (type === 'pairs') {
    return membersOf(value).flatMap(([key, text], index): WireParameter[] => [
      [`${name}[${index}].key`, key],
      [`${name}[${index}].value`, text],
    ]);
  }
  if (type === 'entries' || type === 'objects' || type === undefined) return fields(`${name}[0]`, value);
  throw new Unwritable('must not be an object');
}

function fields(prefix: string, value: Members): WireParameter[] {
  return membersOf(value).map(([key, text]) => {
    if (key === '' || /[[\]]/.test(key)) throw new Unwritable('has a key that is empty or holds a bracket');
    return [`${prefix}.${key}`, text];
  });
}

function membersOf(value: Members): WireParameter[] {
  return Object.entries(value)
    .filter(([, member]) => member !== null && member !== undefined)
    .map(([key, member]) => [key, Array.isArray(member) ? list(member) : scalar(member, undefined)]);
}

/** The server splits at every comma and knows no escape. */
function list(items: readonly unknown[]): string {
  const texts = items.map((item) => scalar(item, undefined));
  if (texts.some((text) => text.includes(','))) {
    throw new Unwritable('holds an element with a comma, which the server would split in two');
  }
  return texts.join(',');
}

function scalar(value: unknown, type: WireType | undefined): string {
  switch (typeof value) {
    case 'string':
      return value;
    case 'boolean':
    case 'bigint':
      return String(value);
    case 'number':
      return numeral(value, type);
    default:
      if (value instanceof Date) return date(value);
      throw new Unwritable('is nested too deep, or of a kind that cannot be sent');
  }
}

function numeral(value: number, type: WireType | undefined): string {
  if (!Number.isFinite(value)) throw new Unwritable('must be a finite number');
  const whole = type === 'integer' || type === 'long';
  if (whole && !Number.isInteger(value)) throw new Unwritable('must be a whole number');
  if (Number.isInteger(value) && !Number.isSafeInteger(value) && type !== 'decimal') {
    throw new Unwritable('is beyond 2^53 - 1, where a number is no longer exact: give a bigint');
  }
  return String(value);
}

function date(value: Date): string {
  if (Number.isNaN(value.getTime())) throw new Unwritable('is an invalid date');
  return formatDate(value);
}

/** Lists, `Map`s and `Set`s are not records: their own members are not what they hold. */
function isRecord(value: unknown): value is Members {
  return typeof value === 'object' && value !== null && !(value instanceof Date) && !(Symbol.iterator in value);
}
