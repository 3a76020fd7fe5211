import type { CommandFacts, WireType } from './command.js';
import { ValidationError, type ValidationIssue } from './errors/index.js';
import { formatDate, isPlainObject } from './json.js';
import type { WireParameter } from './sign.js';

type Members = Readonly<Record<string, unknown>>;

/** Notes why a value cannot be written; the value itself stays out of it. */
type Refuse = (message: string) => void;

/** What the client itself puts into every request. */
const reserved = /^(?:command|response|apikey|signature(?:version)?|expires|sessionkey)$/;

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
    const name = lowerName(given);
    if (reserved.test(name)) refuse('is set by the client itself');
    for (const [wireName, text] of encodeParameter(name, value, wireType(command, given), refuse)) {
      if (pairs.has(wireName)) refuse(`is given twice, as ${wireName}`);
      pairs.set(wireName, text);
    }
  }
  if (issues.length > 0) throw new ValidationError(command.name, 'parameters', issues);
  return [...pairs];
}

/** A ready-made name such as `details[0].cpuNumber` keeps the case of its field. */
function lowerName(name: string): string {
  return name.replace(/^[^[]*[A-Z][^[]*/, (parameter) => parameter.toLowerCase());
}

function wireType({ parameters }: CommandFacts, name: string): WireType | undefined {
  const type = parameters !== undefined && Object.hasOwn(parameters, name) ? parameters[name] : undefined;
  return typeof type === 'object' ? 'objects' : type;
}

function encodeParameter(name: string, value: unknown, type: WireType | undefined, refuse: Refuse): WireParameter[] {
  if (typeof value === 'string' && type === undefined) return [[name, value]];
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
    if (!/^[^[\]]+$/.test(key)) refuse('has a key that is empty or has brackets');
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
  if (texts.some((element) => element.includes(','))) refuse('has an element with a comma, which would split it');
  return texts.join(',');
}

function scalar(value: unknown, type: WireType | undefined, refuse: Refuse): string {
  if (value instanceof Date && !Number.isNaN(value.getTime())) return formatDate(value);
  if (typeof value === 'number') checkNumber(value, type, refuse);
  if (/^(?:string|boolean|bigint|number)$/.test(typeof value)) return String(value);
  refuse('has an object or a date that cannot be sent');
  return '';
}

/** Beyond 2^53 - 1 a number is no longer exact. */
function checkNumber(value: number, type: WireType | undefined, refuse: Refuse): void {
  const mayBeBroken = type === 'decimal' || (!Number.isInteger(value) && type !== 'integer' && type !== 'long');
  if (mayBeBroken ? Number.isFinite(value) : Number.isSafeInteger(value)) return;
  refuse('must be a finite number, whole for an integer, and a bigint beyond 2^53 - 1');
}

function isPresent(value: unknown): boolean {
  return value !== null && value !== undefined;
}

/**
 * What its own members say. Lists, `Map`s and `Set`s hold something else, and what is no plain object and shows none,
 * such as a `URL` or a promise that nobody awaited, would silently be left out.
 */
function isRecord(value: unknown): value is Members {
  return (
    typeof value === 'object' &&
    value !== null &&
    !(Symbol.iterator in value) &&
    (isPlainObject(value) || Object.keys(value).length > 0)
  );
}
