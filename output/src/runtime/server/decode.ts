import type { CommandFacts, Long, ObjectFields, WireType } from '../command.js';
import { type ApiFault, malformedParameter, parameterError } from './fault.js';
import type { RawParameters } from './request.js';

/** What was sent under one name: text, or fields by index. */
type Sent = string | Map<number, Map<string, string>>;

/** Parameters whose elements may be pairs or entries (`CreateServiceOfferingCmd.getDetails`); elsewhere `key` is a name like any other. */
const eitherWay: ReadonlySet<string> = new Set(['serviceofferingdetails']);

/**
 * Turns text into the values that a command's handler knows, as CloudStack's `ParamUnpackWorker` and
 * `ParamProcessWorker` do. Names match in any case; names that the command does not have are ignored.
 *
 * @param names The parameters that the command has.
 * @throws ApiFault 430 for a malformed indexed name, 431 for text that is not of its type.
 */
export function decodeParameters(
  command: CommandFacts,
  names: readonly string[],
  raw: RawParameters,
): Readonly<Record<string, unknown>> {
  const sent = unpack(raw);
  const types = new Map(Object.entries(command.parameters ?? {}).map(([name, type]) => [name.toLowerCase(), type]));
  const decoded: [string, unknown][] = [];
  for (const name of names) {
    const key = name.toLowerCase();
    const value = sent.get(key);
    if (value !== undefined) decoded.push([name, decodeValue(name, types.get(key), value)]);
  }
  // fromEntries defines members, so that a parameter called __proto__ is one like any other.
  return Object.fromEntries(decoded.filter(([, value]) => value !== undefined));
}

/** Gathers `name[index].field`; the name loses its case, the field keeps it. */
function unpack(raw: RawParameters): Map<string, Sent> {
  const sent = new Map<string, Sent>();
  for (const [name, value] of raw) {
    refuseControlCharacters(name, value);
    if (name.includes('[')) addField(sent, name, value);
    else sent.set(name.toLowerCase(), mixable(name, sent.get(name.toLowerCase()), value));
  }
  return sent;
}

function mixable(name: string, earlier: Sent | undefined, value: string): string {
  if (earlier instanceof Map) throw mixed(name);
  return value;
}

function addField(sent: Map<string, Sent>, wireName: string, value: string): void {
  const [, prefix = '', index = '', field = ''] = /^([^[\].]*)\[([+-]?\d{1,10})\]\.([^[\]]+)$/.exec(wireName) ?? [];
  const position = Number(index);
  if (field === '' || Math.abs(position) > 0x7fffffff) throw malformedName(wireName);
  const name = prefix.toLowerCase();
  const elements = sent.get(name) ?? new Map<number, Map<string, string>>();
  if (typeof elements === 'string') throw mixed(name);
  const fields = elements.get(position) ?? new Map<string, string>();
  sent.set(name, elements.set(position, fields.set(field, value)));
}

function decodeValue(name: string, type: WireType | ObjectFields | undefined, sent: Sent): unknown {
  if (typeof type === 'object') return decodeObjects(name, type, sent);
  const indexed = type === 'entries' || type === 'pairs' || type === 'objects';
  if (typeof sent === 'string') {
    if (indexed) throw parameterError(`Parameter ${name} is given as ${name}[index].field=value`);
    return decodeText(name, type, sent);
  }
  if (!indexed) throw parameterError(`Parameter ${name} is given as plain text, without an index`);
  const elements = [...sent].sort(([a], [b]) => a - b).map(([, fields]) => fields);
  if (type === 'objects') return elements.map((fields) => Object.fromEntries(fields));
  if (type === 'pairs') return Object.fromEntries(elements.map((fields) => pairOf(name, fields)));
  return Object.fromEntries(
    elements.flatMap((fields) => (isPair(name, fields) ? [pairOf(name, fields)] : [...fields])),
  );
}

function isPair(name: string, fields: ReadonlyMap<string, string>): boolean {
  return eitherWay.has(name.toLowerCase()) && fields.has('key') && fields.has('value');
}

/** Elements with fields that are more than text. */
function decodeObjects(name: string, types: ObjectFields, sent: Sent): unknown {
  const elements = decodeValue(name, 'objects', sent) as readonly Readonly<Record<string, string>>[];
  return elements.map((element) =>
    Object.fromEntries(
      Object.entries(element).map(([field, text]) => [
        field,
        decodeText(`${name}.${field}`, typeOf(types, field), text),
      ]),
    ),
  );
}

function typeOf(types: ObjectFields, field: string): WireType | undefined {
  return Object.hasOwn(types, field) ? types[field] : undefined;
}

function pairOf(name: string, fields: ReadonlyMap<string, string>): [string, string] {
  const key = fields.get('key');
  if (key === undefined) throw parameterError(`Each element of parameter ${name} needs a key`);
  return [key, fields.get('value') ?? ''];
}

/** `undefined` for a blank that counts as not given. */
function decodeText(name: string, type: WireType | undefined, text: string): unknown {
  switch (type) {
    case 'boolean':
      return text.toLowerCase() === 'true';
    case 'integer':
      return text.trim() === '' ? undefined : decodeInteger(name, text);
    case 'decimal':
      return text.trim() === '' ? undefined : decodeDecimal(name, text);
    case 'long':
      return decodeLong(name, text);
    case 'list':
      return text.split(',').filter((element) => element !== '');
    default:
      return text;
  }
}

function decodeInteger(name: string, text: string): number {
  const value = Number(decodeLong(name, text));
  if (value < -0x80000000 || value > 0x7fffffff) throw parameterError(`Parameter ${name} is not a 32-bit integer`);
  return value;
}

function decodeLong(name: string, text: string): Long {
  // At most 19 significant digits: turning longer ones into a bigint costs time that a stranger may choose.
  const value = /^[+-]?0*\d{1,19}$/.test(text) ? BigInt(text.replace(/^\+/, '')) : null;
  if (value === null || BigInt.asIntN(64, value) !== value) throw parameterError(`Parameter ${name} is not an integer`);
  const short = Number(value);
  return Number.isSafeInteger(short) ? short : value;
}

function decodeDecimal(name: string, text: string): number {
  const value = /^[+-]?(?:\d+(?:\.\d*)?|\.\d+)(?:[eE][+-]?\d{1,4})?$/.test(text) ? Number(text) : Number.NaN;
  if (!Number.isFinite(value)) throw parameterError(`Parameter ${name} is not a number`);
  return value;
}

/** Line feeds and carriage returns pass, tabs do not (`ApiServer.CONTROL_CHARACTERS`). */
function refuseControlCharacters(name: string, value: string): void {
  // oxlint-disable-next-line no-control-regex
  if (/[\x00-\x09\x0b\x0c\x0e-\x1f\x7f]/.test(value)) {
    throw parameterError(`The value of parameter ${shown(name)} holds characters that cannot be printed`);
  }
}

function malformedName(name: string): ApiFault {
  return malformedParameter(
    `Unable to decode parameter ${shown(name)}; an element of a list is written as parameter[index].field=value`,
  );
}

function mixed(name: string): ApiFault {
  return parameterError(`Parameter ${shown(name)} is given both as plain text and with an index`);
}

/** A name that a stranger chose, fit for a message. */
function shown(name: string): string {
  return name.length > 100 ? `${name.slice(0, 100)}…` : name;
}
