import type { Violation } from '../../diagnostics/catalogue/openapi.js';
import { nearest } from '../../diagnostics/nearest.js';
import { pointerSteps } from '../../text/pointer.js';
import type { Origin } from '../../model/source.js';
import type { Cursor } from './cursor.js';

/** What ajv says of a mistake; the members that are used here. */
export interface SchemaError {
  readonly instancePath: string;
  readonly keyword: string;
  readonly params: Readonly<Record<string, unknown>>;
  readonly message?: string;
}

/** A departure from the specification, and its place. */
export interface FoundViolation {
  readonly at: Origin;
  readonly violation: Violation;
  /** Nothing that matters is lost by reading on. */
  readonly isHarmless: boolean;
}

/** The kinds of parameters; the schema of 3.0 tries each, and complains of all. */
const parameterPlaces = 4;

/**
 * Turns ajv's errors into violations, one for each mistake. Where a schema offers a choice, ajv reports every choice
 * that failed, and the choice itself: only what the document's author can mend is left.
 */
export function findViolations(errors: readonly SchemaError[], root: Cursor): FoundViolation[] {
  const counted = errors.filter((error) => !isRepeatedParameter(error) && !isPathReference(error));
  const told = counted.filter((error) => !isEcho(error));
  const merged = mergeValues(told.length > 0 ? told : counted);
  const slips = new Set(merged.filter((error) => isSlip(error, root)).map(({ instancePath }) => instancePath));
  const found = new Map<string, FoundViolation>();
  for (const error of merged) {
    const one = describe(error, root, slips);
    const key = JSON.stringify([one.at, one.violation]);
    if (!found.has(key)) found.set(key, one);
  }
  return [...found.values()];
}

/** Two equal parameters do no harm; they get a warning when they are read. */
function isRepeatedParameter({ keyword, instancePath }: SchemaError): boolean {
  return keyword === 'uniqueItems' && instancePath.endsWith('/parameters');
}

/** The schema of 3.1 leaves out what its text allows. */
function isPathReference({ instancePath, params }: SchemaError): boolean {
  const isPathItem = /^\/(?:paths|webhooks|components\/pathItems)\/[^/]+$/.test(instancePath);
  return isPathItem && params['unevaluatedProperty'] === '$ref';
}

function isEcho({ keyword, params }: SchemaError): boolean {
  return ['oneOf', 'anyOf', 'if'].includes(keyword) || (keyword === 'required' && params['missingProperty'] === '$ref');
}

/** Joins the values that several choices allow at one place. */
function mergeValues(errors: readonly SchemaError[]): SchemaError[] {
  const allowed = new Map<string, unknown[]>();
  for (const { keyword, instancePath, params } of errors) {
    if (keyword !== 'enum' || !Array.isArray(params['allowedValues'])) continue;
    allowed.set(instancePath, [...new Set([...(allowed.get(instancePath) ?? []), ...params['allowedValues']])]);
  }
  const told = errors.filter((error) => !isOtherChoice(error, allowed));
  return told.map((error) => {
    const values = error.keyword === 'enum' ? allowed.get(error.instancePath) : undefined;
    return values === undefined ? error : { ...error, params: { allowedValues: values } };
  });
}

/**
 * A parameter in a place that OpenAPI knows fails the choices for the other places, too; one in an unknown place also
 * fails the rule that path parameters are required.
 */
function isOtherChoice({ instancePath, params }: SchemaError, allowed: ReadonlyMap<string, unknown[]>): boolean {
  const [, parameter, member = params['missingProperty']] =
    /^(.*\/parameters\/[^/]+?)(?:\/(in|required))?$/.exec(instancePath) ?? [];
  const places = allowed.get(`${parameter}/in`)?.length;
  if (places === undefined) return false;
  return (member === 'in' && places < parameterPlaces) || (member === 'required' && places === parameterPlaces);
}

function describe(error: SchemaError, root: Cursor, slips: ReadonlySet<string>): FoundViolation {
  const steps = pointerSteps(error.instancePath);
  const cursor = walk(root, steps);
  const violation = violationOf(error, label(steps), cursor.value);
  const at = (violation.kind === 'unknown' ? cursor.own(violation.member) : null) ?? cursor;
  const isHarmless = !slips.has(error.instancePath) && isHarmlessHere(violation, steps, cursor.value);
  return { at: at.origin, violation, isHarmless };
}

function isHarmlessHere(violation: Violation, steps: readonly string[], value: unknown): boolean {
  const last = steps.at(-1);
  switch (violation.kind) {
    case 'missing':
      return steps.length > 0 && !essential.has(violation.member);
    case 'unknown':
      return true;
    case 'type':
      // A member left empty says nothing; `required: true` in a schema is the habit of another place.
      return (
        value === null ||
        (last === 'required' && typeof value === 'boolean') ||
        // A flag in OpenAPI 3.0 and a number since 3.1, and each is met in the other.
        (/^exclusiveM(?:in|ax)imum$/.test(last ?? '') && ['boolean', 'number'].includes(typeof value)) ||
        (last === 'version' && steps.length === 2)
      );
    case 'value':
      return last === 'type' || last === 'format' || last === 'style';
    case 'other':
      return violation.rule !== '' && !violation.rule.startsWith(parserRule);
  }
}

/** Members without which a part of the document cannot be read. */
const essential: ReadonlySet<string> = new Set(['name', 'in', '$ref']);

/** A mistake that the parser itself has found, before it looked at the rest. */
const parserRule = 'parser: ';

/** Members that carry what matters: one that is nearly spelled like them was meant to be one. */
const meaningful: readonly string[] = (
  'paths components parameters requestBody responses content schema schemas properties required enum items ' +
  'summary description operationId tags get put post delete type format'
).split(' ');

/** Whether an unknown member is most likely a slip of the pen: then it, and what is missing beside it, was meant. */
function isSlip({ params, instancePath }: SchemaError, root: Cursor): boolean {
  const unknown = params['additionalProperty'] ?? params['unevaluatedProperty'];
  if (typeof unknown !== 'string' || unknown.length < 4 || foreign.has(unknown)) return false;
  const meant = nearest(unknown, meaningful);
  if (meant === null || meant.charAt(0) !== unknown.charAt(0).toLowerCase()) return false;
  return walk(root, pointerSteps(instancePath)).own(meant) === null;
}

/** Words of other dialects and of OpenAPI 2 that look like a slip and are none. */
const foreign: ReadonlySet<string> = new Set('const examples example schemes definitions produces consumes'.split(' '));

function violationOf({ keyword, params, message }: SchemaError, where: string, value: unknown): Violation {
  const unknown = params['additionalProperty'] ?? params['unevaluatedProperty'];
  const allowed = keyword === 'const' ? [params['allowedValue']] : params['allowedValues'];
  if (keyword === 'required') return { where, kind: 'missing', member: String(params['missingProperty']) };
  if (unknown !== undefined) return { where, kind: 'unknown', member: String(unknown) };
  if (keyword === 'type') return { where, kind: 'type', expected: wanted(params['type']), found: kindOf(value) };
  if (keyword === 'uniqueItems') return { where, kind: 'other', rule: 'no item may stand twice' };
  if (Array.isArray(allowed)) return { where, kind: 'value', allowed: allowed.map(String), found: kindOf(value) };
  if (keyword === 'parser') return { where, kind: 'other', rule: `${parserRule}${String(params['rule'])}` };
  return { where, kind: 'other', rule: message ?? keyword };
}

/** What a value is, for people: `a list`, `the number 3`, `nothing`. */
export function kindOf(value: unknown): string {
  if (value === undefined || value === null || value === '') return 'empty';
  if (Array.isArray(value)) return 'a list';
  if (typeof value === 'string') return value.length > 40 ? 'a long text' : `the text ${JSON.stringify(value)}`;
  return typeof value === 'object' ? 'an object' : `the ${typeof value} ${String(value)}`;
}

function wanted(type: unknown): string {
  const types = Array.isArray(type) ? type : [type];
  return types.map((word) => typeWords.get(String(word)) ?? String(word)).join(' or ');
}

/** As far as the pointer leads; `$ref`s on the way are followed. */
function walk(root: Cursor, steps: readonly string[]): Cursor {
  let here = root;
  for (const step of steps) {
    const next = here.follow()?.own(step);
    if (!next) break;
    here = next;
  }
  return here;
}

function label(steps: readonly string[]): string {
  const last = steps.at(-1);
  if (last === undefined) return 'The document';
  return /^\d+$/.test(last) && steps.length > 1 ? `Item ${Number(last) + 1} of "${steps.at(-2)}"` : `"${last}"`;
}

const typeWords: ReadonlyMap<string, string> = new Map([
  ['object', 'an object'],
  ['array', 'a list'],
  ['string', 'text'],
  ['boolean', 'true or false'],
  ['integer', 'a whole number'],
  ['number', 'a number'],
]);
