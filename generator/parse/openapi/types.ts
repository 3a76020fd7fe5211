import type { RawField, RawShape, RawType } from '../../model/raw-api.js';
import { bestType } from './best-type.js';
import type { Stated } from '../../model/source.js';
import type { Cursor } from './cursor.js';
import type { Findings } from './findings.js';
import { entityName } from './hints.js';
import { readDeprecated } from './keywords.js';
import { plainProse } from './prose.js';
import { jsonType, numbersOf, statedTypes, valuesOf, wordOf } from './words.js';
import * as schemas from './schema.js';
import type { Schema } from './schema.js';

/** What a schema says when it says nothing: no word, which is reported as unknown when types are decided. */
export const unknownType: RawType = { word: '', values: null, items: null, shape: null };

/** Real answers have some hundred fields on four levels; schemas that refer to each other could go on for ever. */
const maximumSchemas = 2_000;
const maximumLevels = 50;

/** After so many schemas that had to be cut, a document is not worth the time that the rest of them would take. */
const patience = 3;
const maximumWhenImpatient = 50;

/**
 * Reads the type of one parameter or one answer. A schema met again inside itself is not written out a second time:
 * its shape then has the schema's name and no fields.
 */
export class TypeReader {
  readonly #findings: Findings;
  readonly #hidden: schemas.Hidden;
  /** Schemas being read, outermost first. */
  readonly #open = new Set<unknown>();
  #read = 0;
  #isCut = false;

  /** @param hidden - the mark of properties that are not there: `readOnly` in what is sent, `writeOnly` in answers */
  constructor(findings: Findings, hidden: schemas.Hidden) {
    this.#findings = findings;
    this.#hidden = hidden;
  }

  /** The type of the schema that stands, or is referred to, at `site`; what lies beyond the limits is left out. */
  type(site: Cursor): RawType {
    const schema = schemas.readSchema(site);
    if (schema === null) return unknownType;
    const type = this.#typeOf(schema);
    if (this.#isCut) this.#findings.cuts += 1;
    if (this.#isCut) this.#findings.report('schema-too-large', site.origin, {});
    return type;
  }

  #typeOf(schema: Schema): RawType {
    this.#read += 1;
    const maximum = this.#findings.cuts < patience ? maximumSchemas : maximumWhenImpatient;
    this.#isCut ||= this.#read > maximum || this.#open.size > maximumLevels;
    if (this.#isCut) return unknownType;
    const self = schemas.bearerOf(schema).value;
    const own = { word: wordOf(schema), ...valuesOf(schema) };
    this.#reportNumbers(schema, own.values !== null);
    if (this.#open.has(self)) return { ...own, items: null, shape: shapeOf(schema, this.#hidden, () => []) };
    this.#open.add(self);
    const chosen = this.#chosen(schema);
    const items = chosen?.items ?? this.#items(schema);
    const shape = shapeOf(schema, this.#hidden, (properties) => this.#fields(schema, properties));
    this.#open.delete(self);
    return { ...(chosen ?? own), items, shape: shape ?? chosen?.shape ?? null };
  }

  /** The type that suits every one of a schema's alternatives; `null` where the schema states its own. */
  #chosen(schema: Schema): RawType | null {
    const offered = schemas.alternatives(schema).map((choice) => schemas.readSchema(choice));
    const listed = statedTypes(schema);
    const hasFields = schemas.propertiesOf(schema).size > 0;
    if (offered.length > 0 && hasFields) this.#reportUnion(schema, offered);
    if (hasFields || (offered.length === 0 && listed.length < 2)) return null;
    const types = offered.flatMap((choice) => (choice === null ? [] : this.#typeOf(choice)));
    const words = listed.map((type) => ({
      ...unknownType,
      word: wordOf(schema, type),
      items: this.#itemsIf(schema, type),
    }));
    const { type, isGuessed } = bestType(offered.length > 0 ? types : words);
    if (isGuessed) this.#findings.report('schema-alternatives', schema.head.origin, { word: type.word });
    return type;
  }

  /** Values that are numbers are left out where the type is one, and are not as they were written where it is text. */
  #reportNumbers(schema: Schema, isText: boolean): void {
    const numbers = numbersOf(schema);
    const [first] = numbers;
    if (first === undefined) return;
    const values = numbers.map(({ value }) => value);
    if (!isText) this.#findings.report('enum-of-numbers', first.origin, { values });
    else for (const { value, origin } of numbers) this.#findings.report('enum-value-unquoted', origin, { value });
  }

  #reportUnion(schema: Schema, offered: readonly unknown[]): void {
    this.#findings.report('schema-union', schema.head.origin, { count: offered.length });
  }

  #itemsIf(schema: Schema, type: string): RawType | null {
    return type === 'array' ? this.#items(schema) : null;
  }

  /** Of the elements: those of a tuple (`prefixItems`) are one type together. */
  #items(schema: Schema): RawType | null {
    const site = schemas.stated(schema, 'items');
    const items = site === null ? null : schemas.readSchema(site);
    const tuple = schemas.stated(schema, 'prefixItems')?.items() ?? [];
    const members = tuple.flatMap((member) => schemas.readSchema(member) ?? []);
    if (members.length > 0) {
      return bestType([...members, ...(items === null ? [] : [items])].map((member) => this.#typeOf(member))).type;
    }
    if (items === null) return null;
    const type = this.#typeOf(items);
    // An enum that has slipped from the elements to the list means the elements.
    return type.values === null && jsonType(schema) === 'array' ? { ...type, ...valuesOf(schema, 'any') } : type;
  }

  #fields(schema: Schema, properties: ReadonlyMap<string, Cursor>): RawField[] {
    const required = schemas.requiredNames(schema);
    return [...properties].map(([name, site]) => {
      const property = schemas.readSchema(site);
      const deprecated = property === null ? null : readDeprecated(...property.parts);
      return {
        name: { value: name, origin: site.origin },
        type: {
          value: property === null ? unknownType : this.#typeOf(property),
          origin: (property?.head ?? site).origin,
        },
        required: required.has(name),
        description: property === null ? null : descriptionOf(property),
        ...(deprecated === null ? {} : { deprecated }),
      };
    });
  }
}

type ReadFields = (properties: ReadonlyMap<string, Cursor>) => readonly RawField[];

function shapeOf(schema: Schema, hidden: schemas.Hidden, readFields: ReadFields): RawShape | null {
  const properties = schemas.propertiesOf(schema, hidden);
  const entity = entityName(schema);
  if (properties.size === 0 && entity === null) return null;
  return {
    name: entity ?? schemas.nameOf(schema),
    schema: { ...schemas.identityOf(schema), ...(entity === null ? {} : { component: entity }) },
    description: shapeDescription(schema, entity !== null),
    origin: schemas.bearerOf(schema).origin,
    fields: readFields(properties),
    ...(entity === null ? {} : { entity }),
  };
}

/** What is said where a schema is used speaks of that use; a thing with a name is described where it stands. */
function shapeDescription(schema: Schema, isEntity: boolean): string | null {
  const bearer = schemas.bearerOf(schema);
  if (isEntity) return textOf(bearer.text('description'));
  const whole = schemas.componentName(bearer) === null ? schema : schemas.readSchema(bearer);
  return whole === null ? null : descriptionOf(whole);
}

function descriptionOf(schema: Schema): string | null {
  return textOf(schemas.statedText(schema, 'description'));
}

function textOf(text: Stated<string> | null): string | null {
  return text === null ? null : plainProse(text.value);
}
