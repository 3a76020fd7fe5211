import type { Stated } from '../../model/source.js';
import { isReference } from '../../text/references.js';
import type { Cursor } from './cursor.js';
import type { Findings } from './findings.js';
import { describedMedia, findMedia, formMedia, isJson, isMedia } from './media.js';
import { propertiesOf, readSchema, requiredLists, stated, type Schema } from './schema.js';
import type { Sent } from './sent.js';

/** One form that the body of a request may have. */
export interface Body {
  readonly fields: readonly Sent[];
  /** Names of the commands that it belongs to, where a discriminator says them; else its fields do. */
  readonly commands: readonly Stated<string>[];
}

/**
 * The forms that a request's body may have: one, or one for each of several commands where `oneOf` or `anyOf` offers
 * them. Fields of a JSON body count as those of a form, which is what CloudStack reads.
 */
export function readBodies(operation: Cursor, findings: Findings): Body[] {
  const holder = operation.member('requestBody');
  const media = findMedia(holder, formMedia) ?? describedMedia(holder);
  const site = media?.own('schema') ?? null;
  const whole = site === null ? null : readSchema(site);
  if (media === null) return [];
  if (isJson(media.step)) findings.habit('body-in-json', media.origin, { media: media.step });
  const bodies = whole === null ? [] : forCommands(whole);
  if (bodies.some(({ fields }) => fields.length > 0)) {
    if (!isMedia(media.step, formMedia)) findings.habit('body-in-odd-media', media.origin, { media: media.step });
    return bodies;
  }
  return readExample(media, whole, findings);
}

/** A body for each alternative that has a `command` of its own; one for all where some have none. */
function forCommands(whole: Schema): Body[] {
  const offered = whole.parts.map((part) => part.own('oneOf') ?? part.own('anyOf')).find((choice) => choice !== null);
  const discriminator = stated(whole, 'discriminator');
  const isByCommand = discriminator?.text('propertyName')?.value.toLowerCase() === 'command';
  const choices = (offered?.items() ?? []).map((choice) => ({
    schema: readSchema(choice),
    commands: isByCommand ? discriminated(choice, discriminator) : [],
  }));
  const isSplit = choices.every(
    ({ schema, commands }) => commands.length > 0 || (schema !== null && fieldsOf(schema).some(isCommand)),
  );
  if (choices.length < 2 || !isSplit) return [{ fields: fieldsOf(whole), commands: [] }];
  return choices.map(({ schema, commands }) => ({ fields: together(schema, whole), commands }));
}

/** Fields that stand beside the choice belong to every alternative; either may require those of the other. */
function together(choice: Schema | null, whole: Schema): Sent[] {
  const beside = { ...whole, choices: [] };
  const schemas = choice === null ? [beside] : [choice, beside];
  const fields = new Map<string, Sent>();
  for (const field of schemas.flatMap(fieldsOf)) if (!fields.has(field.name)) fields.set(field.name, field);
  return [...fields.values()].map((field) => {
    const said = schemas.flatMap((schema) => isRequired(schema, field.at) ?? []);
    return { ...field, required: said.find(({ value }) => value) ?? said[0] ?? null };
  });
}

/** Values of the discriminator that mean an alternative: those of its mapping, else the name of its component. */
function discriminated(choice: Cursor, discriminator: Cursor): Stated<string>[] {
  const { value } = choice;
  if (!isReference(value)) return [];
  const name = value.$ref.split('/').at(-1) ?? '';
  const mapped = discriminator.member('mapping')?.members() ?? [];
  const meant = mapped.filter((one) => one.value === value.$ref || one.value === name);
  if (meant.length > 0) return meant.map((one) => ({ value: one.step, origin: one.origin }));
  return /^[a-z]+[A-Z]\w*$/.test(name) ? [{ value: name, origin: choice.origin }] : [];
}

function isCommand({ name, site }: Sent): boolean {
  const schema = name.toLowerCase() === 'command' && site !== null ? readSchema(site) : null;
  return schema !== null && (stated(schema, 'const') ?? stated(schema, 'enum')) !== null;
}

function fieldsOf(schema: Schema): Sent[] {
  return [...propertiesOf(schema, 'readOnly').values()].map((property) => ({
    name: property.step,
    place: 'form',
    at: property,
    said: [property],
    site: property,
    required: isRequired(schema, property),
  }));
}

/** A form without any list of required properties says nothing about them. */
function isRequired(schema: Schema, property: Cursor): Stated<boolean> | null {
  const lists = requiredLists(schema);
  const item = lists.flatMap((list) => list.items()).find(({ value }) => value === property.step);
  if (item !== undefined) return { value: true, origin: item.origin };
  // OpenAPI has no such flag at a property, but people write it there, as at a parameter.
  const flag = property.member('required');
  if (typeof flag?.value === 'boolean') return { value: flag.value, origin: flag.origin };
  return lists[0] === undefined ? null : { value: false, origin: lists[0].origin };
}

/** The members of an example, where nothing else says what the body holds, as in what Postman exports. */
function readExample(media: Cursor, schema: Schema | null, findings: Findings): Body[] {
  const example = exampleOf(media, schema);
  const members = example?.members() ?? [];
  if (example === null || members.length === 0) return [];
  findings.report('body-from-example', example.origin, { names: members.map(({ step }) => step) });
  const fields = members.map((at) => ({ name: at.step, place: 'form', at, said: [], site: null, required: null }));
  return [{ fields, commands: [] }];
}

/** The first example of a media type or of its schema. */
export function exampleOf(media: Cursor, schema: Schema | null): Cursor | null {
  const named = media.member('examples')?.members()[0]?.follow()?.own('value');
  const inSchema = schema === null ? null : (stated(schema, 'example') ?? stated(schema, 'examples')?.own(0));
  return media.own('example') ?? named ?? inSchema ?? null;
}
