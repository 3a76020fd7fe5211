import type { CommandFacts, WireType } from './command.js';
import { ValidationError, type ValidationIssue } from './errors/index.js';
import { formatDate } from './json.js';
import type { WireParameter } from './sign.js';

type Members = Readonly<Record<string, unknown>>;

/** Notes why a value cannot be written; the value itself stays out of it. */
type Refuse = (message: string) => void;

/** What the client itself puts into every request. */
const reserved = /^(?:command|response|apikey|signature|signatureversion|expires|sessionkey)$/;

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
  for (const [given, value] of Object.entries(params)) {
    if (!isPresent(value)) continue;
    const refuse: Refuse = (message) => void issues.push({ path: [given], message });
    // A ready-made name such as `details[0].cpuNumber` keeps the case of its field.
    const name = given.replace(/^[^[]+/, (parameter) => parameter.toLowerCase());
    if (reserved.test(name)) refuse('is set by the client itself');
    for (const [wireName, text] of encodeParameter(name, value, wireType(command, given), refuse)) {
      if (pairs.has(wireName)) refuse(`is given twice, as ${wireName}`);
      pairs.set(wireName, text);
    }
  }
  if (issues.length > 0) throw new ValidationError(command.name, 'parameters', issues);
  return [...pairs];
}

function wireType({ parameters }: CommandFacts, name: string): WireType | undefined {
  return parameters !== undefined && Object.hasOwn(parameters, name) ? parameters[name] : undefined;
}

function encodeParameter(name: string, value: unknown, type: WireType | undefined, refuse: Refuse): WireParameter[] {
  const isMap = type === 'entries' || type === 'pairs' || type === 'objects';
  const elements = elementsOf(value, type);
  // A list of objects has the same form whatever the map is called, so that it can also stand for `pairs`.
  if (elements.every(isRecord) && (isMap || type === undefined || Array.isArray(value))) {
    return elements.flatMap((element, index) => fields(`${name}[${index}].`, element, refuse));
  }
  if (isMap) refuse('must be an object or a list of objects');
  return [[name, text(value, type, refuse)]];
}

function elementsOf(value: unknown, type: WireType | undefined): readonly unknown[] {
  if (Array.isArray(value)) return value.filter(isPresent);
  return type === 'pairs' && isRecord(value)
    ? membersOf(value).map(([key, member]) => ({ key, value: member }))
    : [value];
}

function fields(prefix: string, value: Members, refuse: Refuse): WireParameter[] {
  return membersOf(value).map(([key, member]) => {
    if (!/^[^[\]]+$/.test(key)) refuse('has a key that is empty or holds a bracket');
    return [prefix + key, text(member, undefined, refuse)];
  });
}

function membersOf(value: Members): [name: string, member: unknown][] {
  return Object.entries(value).filter(([, member]) => isPresent(member));
}

/** The server splits a list at every comma and knows no escape. */
function text(value: unknown, type: WireType | undefined, refuse: Refuse): string {
  if (!Array.isArray(value)) return scalar(value, type, refuse);
  const texts = value.filter(isPresent).map((element) => scalar(element, undefined, refuse));
  if (texts.some((element) => element.includes(','))) refuse('holds an element with a comma, which would split it');
  return texts.join(',');
}

function scalar(value: unknown, type: WireType | undefined, refuse: Refuse): string {
  if (value instanceof Date) {
    if (!Number.isNaN(value.getTime())) return formatDate(value);
    refuse('is an invalid date');
  } else if (typeof value === 'number') {
    checkNumber(value, type, refuse);
  } else if (!/^(?:string|boolean|bigint)$/.test(typeof value)) {
    refuse('is or holds an object where none belongs');
    return '';
  }
  return String(value);
}

function checkNumber(value: number, type: WireType | undefined, refuse: Refuse): void {
  if (!Number.isFinite(value)) refuse('must be a finite number');
  else if (type === 'decimal' || Number.isSafeInteger(value)) return;
  else if (Number.isInteger(value)) refuse('is beyond 2^53 - 1, where a number is not exact: give a bigint');
  else if (type === 'integer' || type === 'long') refuse('must be a whole number');
}

function isPresent(value: unknown): boolean {
  return value !== null && value !== undefined;
}

/** Lists, `Map`s and `Set`s are not records: their own members are not what they hold. */
function isRecord(value: unknown): value is Members {
  return typeof value === 'object' && value !== null && !(value instanceof Date) && !(Symbol.iterator in value);
}
