import { entry } from '../entry.js';
import { plural } from '../plural.js';

type Nothing = Record<never, never>;

/** How a document departs from the OpenAPI specification. `where` names the place: `"get"`, `The document`. */
export type Violation = { readonly where: string } & (
  | { readonly kind: 'missing'; readonly member: string }
  | { readonly kind: 'unknown'; readonly member: string }
  | { readonly kind: 'type'; readonly expected: string; readonly found: string }
  | { readonly kind: 'value'; readonly allowed: readonly string[]; readonly found: string }
  | { readonly kind: 'other'; readonly rule: string }
);

function violation(fault: Violation): string {
  if (fault.kind === 'missing') return `${fault.where} has no "${fault.member}", and OpenAPI requires it there.`;
  if (fault.kind === 'unknown')
    return `${fault.where} has a member "${fault.member}", which OpenAPI does not know there.`;
  if (fault.kind === 'type') return `${fault.where} is ${fault.found}, and OpenAPI wants ${fault.expected} there.`;
  if (fault.kind === 'value')
    return `${fault.where} is ${fault.found}, and OpenAPI allows only ${list(fault.allowed)}.`;
  return `${fault.where} is not as OpenAPI wants it: ${fault.rule}.`;
}

function mend(fault: Violation): string {
  if (fault.kind === 'missing') return `Add "${fault.member}".`;
  if (fault.kind === 'unknown') return 'Correct the spelling or remove it; names of your own begin with "x-".';
  if (fault.kind === 'type') return `Make it ${fault.expected}.`;
  if (fault.kind === 'value') return 'Use one of these.';
  return 'Correct it as the OpenAPI specification describes.';
}

function list(words: readonly string[]): string {
  return words.length < 2 ? words.join('') : `${words.slice(0, -1).join(', ')} and ${words.at(-1)}`;
}

/** The first few of many. */
function few(words: readonly string[]): string {
  return words.length <= shownWords ? list(words) : `${words.slice(0, shownWords).join(', ')}, …`;
}

const shownWords = 5;

const sourceWords = { path: 'the path', operationId: 'the operationId', summary: 'the summary' } as const;

/** Found in the text of an OpenAPI document and in its `$ref`s. */
const reading = {
  'yaml-syntax': entry<{ problem: string }>(
    'error',
    ({ problem }) => `The text is not valid YAML or JSON: ${problem.replace(/\.$/, '')}.`,
    () => 'Correct the text here, or a little before: a wrong indent or a missing quote is often noticed late.',
  ),
  'document-too-deep': entry<{ maximum: number }>(
    'error',
    ({ maximum }) => `Lists and objects are nested more than ${maximum} levels deep, which no API description needs.`,
    () => 'Flatten the document, or move inner schemas to components and refer to them.',
  ),
  'document-too-large': entry<{ maximum: number }>(
    'error',
    ({ maximum }) =>
      `The document goes on and on: more than ${maximum} values as JSON, or some 10 MB of YAML, which takes more memory.`,
    () => 'Take out what does not describe the API, or give it as several documents; very large ones as JSON.',
  ),
  'too-many-aliases': entry<Nothing>(
    'error',
    () => 'The YAML aliases repeat so much, or contain themselves, that the document would grow beyond measure.',
    () => 'Write repeated parts as components, and refer to them with "$ref".',
  ),
  'reference-not-found': entry<{ reference: string; file: string; pointer: string | null }>(
    'error',
    ({ reference, file, pointer }) =>
      pointer === null
        ? `"${reference}" leads nowhere: there is no file "${file}".`
        : `"${reference}" leads nowhere: "${file}" has nothing at "${pointer}", or only a "$ref" that comes back here.`,
    () => 'Correct the "$ref"; file names are taken relative to the file that holds it, and the rest begins with "#/".',
  ),
  'reference-unreadable': entry<{ reference: string; file: string; reason: string }>(
    'error',
    ({ reference, file, reason }) => `"${reference}" names "${file}", which could not be read: ${reason}.`,
    () => 'Check what stands at this path, and its permissions.',
  ),
  'remote-reference': entry<{ reference: string }>(
    'error',
    ({ reference }) => `"${reference}" is on the network, where documents are not fetched from unless asked for.`,
    () => 'Download the file, and refer to the copy.',
  ),
} as const;

/** Whether the document is one that can be read at all. */
const recognising = {
  'not-openapi': entry<{ found: string }>(
    'error',
    ({ found }) => `This is no OpenAPI document: that is an object with a member "openapi", and this is ${found}.`,
    () => 'Give an OpenAPI 3.0 or 3.1 document; for a Slate page use --slate, for a listApis answer --listapis.',
  ),
  'openapi-version-unsupported': entry<{ version: string }>(
    'error',
    ({ version }) => `The document is written in version ${version} of OpenAPI; 3.0 and 3.1 are read.`,
    ({ version }) =>
      version.startsWith('2')
        ? 'Convert it to OpenAPI 3.0, which tools do by themselves: swagger2openapi, or "Convert to OpenAPI 3" of Swagger Editor.'
        : 'Convert it to OpenAPI 3.0 or 3.1, and state the version as text: openapi: "3.1.0".',
  ),
  'openapi-without-commands': entry<{ operations: number }>(
    'error',
    ({ operations }) =>
      `No operation of the document names a CloudStack command. Of ${plural(operations, 'operation')}, none has ` +
      '"x-cloudstack-command", or a query parameter, form or JSON field "command" with an enum, const, default or ' +
      'example; and there is no path, operationId or summary with a name such as listZones in a document that speaks ' +
      'of CloudStack, of /client/api, or of commands that only CloudStack has. So it describes some other API.',
    () => 'Add to each operation a query parameter "command" with the command\'s name as its only enum value.',
  ),
  'openapi-departure': entry<Violation>(
    'warning',
    (fault) => `${violation(fault)} It is read all the same.`,
    (fault) => mend(fault),
  ),
  'openapi-invalid': entry<Violation>('error', violation, mend),
} as const;

/** What is odd about an operation, and what was made of it. */
const operations = {
  'operation-without-command': entry<{ operation: string }>(
    'warning',
    ({ operation }) =>
      `Nothing says which command the operation ${operation} is: neither a "command" that it sends, nor its path, ` +
      'its operationId or its summary; it is left out.',
    () => 'Add the parameter "command" with the name of the command as its only enum value.',
  ),
  'command-from-example': entry<{ command: string; operation: string }>(
    'note',
    ({ command, operation }) =>
      `The operation ${operation} is ${command}: so says its example, default or path, and nothing says it for certain.`,
    ({ command }) => `State it: a query parameter "command" with enum: [${command}].`,
  ),
  'command-guessed': entry<{ source: 'path' | 'operationId' | 'summary'; commands: readonly string[] }>(
    'warning',
    ({ source, commands }) =>
      commands.length === 1
        ? `The command ${commands[0]} is named by ${sourceWords[source]} of its operation only.`
        : `${commands.length} commands are named by ${sourceWords[source]} of their operations only: ${few(commands)}.`,
    () => 'Check the names; a query parameter "command" with the name as its only enum value settles them.',
  ),
  'operation-shared': entry<{ commands: readonly string[] }>(
    'note',
    ({ commands }) =>
      `One operation describes ${commands.length} commands: ${list(commands)}. Each gets all of its parameters.`,
    () => 'Nothing needs to be done; commands with parameters of their own want an operation each.',
  ),
  'operation-id-differs': entry<{ id: string; command: string }>(
    'note',
    ({ id, command }) =>
      `The operationId "${id}" is not the command's name, "${command}", which is what is sent and used.`,
    () => 'Name both alike, if they mean the same.',
  ),
  'command-described-twice': entry<{ command: string }>(
    'warning',
    ({ command }) =>
      `${command} is described by an earlier operation already; this one adds what that one leaves open.`,
    () => 'Make one operation of the two.',
  ),
  'parameter-described-twice': entry<{ name: string }>(
    'warning',
    ({ name }) => `The parameter "${name}" stands twice in this list; the first one counts.`,
    () => 'Keep one of the two.',
  ),
  'parameter-not-sent': entry<{ command: string; name: string; place: string }>(
    'warning',
    ({ command, name, place }) =>
      `${command}: "${name}" is a ${place} parameter, and CloudStack reads only the query and the form; it is left out.`,
    () => 'Move it to the query (in: query) if the server takes it.',
  ),
  'parameter-indexed': entry<{ name: string; written: readonly string[] }>(
    'note',
    ({ name, written }) => `${few(written)}: names on the wire, which are one parameter "${name}" together.`,
    ({ name }) => `Describe "${name}" as an object, or as a list of objects.`,
  ),
  'body-in-json': entry<{ media: string }>(
    'warning',
    ({ media }) =>
      `The body is described as ${media}, which CloudStack does not read. Its fields are taken as those of a form, ` +
      'here and in all other operations.',
    () => 'Describe the body as application/x-www-form-urlencoded.',
  ),
  'body-in-odd-media': entry<{ media: string }>(
    'warning',
    ({ media }) =>
      `The body is described as ${media} only, which says neither form nor JSON. Its fields are taken as those of a ` +
      'form, here and in all other operations.',
    () => 'Describe the body as application/x-www-form-urlencoded.',
  ),
  'body-from-example': entry<{ names: readonly string[] }>(
    'note',
    ({ names }) => `No schema describes the body; its fields are those of the example: ${few(names)}.`,
    () => 'Describe the fields by a schema; whether they are required is unknown.',
  ),
  'webhooks-ignored': entry<{ count: number }>(
    'note',
    ({ count }) => `CloudStack calls nobody; the document's ${plural(count, 'webhook')} mean nothing and are left out.`,
    () => 'Nothing needs to be done.',
  ),
} as const;

/** What is odd about a schema or a response, and what was made of it. */
const schemas = {
  'schema-alternatives': entry<{ word: string }>(
    'warning',
    ({ word }) =>
      'The schema allows several types (oneOf, anyOf, or a list of types); ' +
      (word === ''
        ? 'none suits them all, so the type counts as unknown.'
        : `it is taken as ${word}, which suits them all.`),
    () => 'State the one type that CloudStack uses.',
  ),
  'schema-union': entry<{ count: number }>(
    'note',
    ({ count }) =>
      `The schema is one of ${count} objects (oneOf, anyOf); the fields of all are taken, and none is counted on.`,
    () => 'Nothing needs to be done, if the server decides which fields there are.',
  ),
  'schema-too-large': entry<Nothing>(
    'warning',
    () =>
      'Followed through its references, the schema is too large or too deep to be written out; fields in its depths are left out.',
    () => 'Describe an answer by the fields that it has, and refer less.',
  ),
  'envelope-only-in-example': entry<{ command: string; envelope: string }>(
    'warning',
    ({ command, envelope }) =>
      `${command}: the example stands in an envelope "${envelope}" that the schema lacks; the example is right, as every answer has one.`,
    ({ envelope }) => `Wrap the schema in an object with the single property "${envelope}".`,
  ),
  'job-result-undescribed': entry<{ command: string }>(
    'note',
    ({ command }) =>
      `${command} answers with a job, and that is all the response describes; what the job ends with must come from elsewhere.`,
    () => 'Give a Slate page, a listApis answer or a fact that describes the result, or "x-cloudstack-job-result".',
  ),
  'result-from-example': entry<{ fields: number }>(
    'note',
    ({ fields }) =>
      `No schema describes the answer; its ${plural(fields, 'field')} and their types are those that the example shows.`,
    () => 'Describe the answer by a schema: an example leaves out what is empty.',
  ),
  'enum-of-numbers': entry<{ values: readonly number[] }>(
    'note',
    ({ values }) =>
      `The only values are the numbers ${few(values.map(String))}, and numbers have no list of values in the package: ` +
      'a number that is sent keeps the range of them, and nothing of the list is left elsewhere.',
    () => 'Nothing needs to be done, if the server refuses the others; else state the values as text.',
  ),
  'enum-value-unquoted': entry<{ value: number }>(
    'warning',
    ({ value }) =>
      `The value ${value} is one of a text, and stands there as a number: zeros in front or at the end are lost. ` +
      `It is taken as "${value}".`,
    () => 'Put it in quotes, as it is sent.',
  ),
  'schema-range-empty': entry<{ minimum: number; maximum: number }>(
    'warning',
    ({ minimum, maximum }) => `No number is at least ${minimum} and at most ${maximum}; the range is left out.`,
    () => 'Correct "minimum" or "maximum".',
  ),
} as const;

const hintBearers = { operation: 'an operation', parameter: 'a parameter', schema: 'what is sent' } as const;

/** Members that begin with `x-cloudstack-`. */
const hints = {
  'hint-unknown': entry<{ hint: string; of: 'operation' | 'parameter' | 'schema'; meant: string | null }>(
    'warning',
    ({ hint, of }) => `"${hint}" is nothing that can be said of ${hintBearers[of]}.`,
    ({ meant }) => (meant === null ? 'Remove it; the README lists what there is.' : `Did you mean "${meant}"?`),
  ),
  'hint-invalid': entry<{ hint: string; wanted: string }>(
    'warning',
    ({ hint, wanted }) => `"${hint}" must be ${wanted}; it is left out.`,
    ({ wanted }) => `Make it ${wanted}.`,
  ),
} as const;

/** Found while OpenAPI documents are read and parsed. */
export const openApi = { ...reading, ...recognising, ...operations, ...schemas, ...hints } as const;
