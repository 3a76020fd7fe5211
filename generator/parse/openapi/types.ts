import type { RawField, RawShape, RawType } from '../../model/raw-api.js';
import type { Cursor } from './cursor.js';
import type { Findings } from './findings.js';
import * as schemas from './schema.js';
import type { Schema } from './schema.js';

/** What a schema says when it says nothing: no word, which is reported as unknown when types are decided. */
export const unknownType: RawType = { word: '', values: null, items: null, shape: null };

/** Real answers have some hundred fields on four levels; schemas that refer to each other could go on for ever. */
const maximumSchemas = 2_000;
const maximumLevels = 50;

/**
 * Reads the type of one parameter or one answer. A schema met again inside itself is not written out a second time:
 * its shape then has the schema's name and no fields.
 */
export class TypeReader {
  readonly #findings: Findings;
  /** Schemas being read, outermost first. */
  readonly #open = new Set<unknown>();
  #read = 0;
  #isCut = false;

  constructor(findings: Findings) {
    this.#findings = findings;
  }

  /** The type of the schema that stands, or is referred to, at `site`; what lies beyond the limits is left out. */
  type(site: Cursor): RawType {
    const schema = schemas.readSchema(site);
    if (schema === null) return unknownType;
    const type = this.#typeOf(schema);
    if (this.#isCut) this.#findings.report('schema-too-large', site.origin, {});
    return type;
  }

  #typeOf(schema: Schema): RawType {
    this.#read += 1;
    this.#isCut ||= this.#read > maximumSchemas || this.#open.size > maximumLevels;
    if (this.#isCut) return unknownType;
    if (isAmbiguous(schema)) this.#findings.report('schema-alternatives', schema.head.origin, {});
    const type = { word: wordOf(schema), values: valuesOf(schema) };
    const self = schema.head.value;
    if (this.#open.has(self)) return { ...type, items: null, shape: shapeOf(schema, () => []) };
    this.#open.add(self);
    const items = this.#items(schema);
    const shape = shapeOf(schema, (properties) => this.#fields(schema, properties));
    this.#open.delete(self);
    return { ...type, items, shape };
  }

  #items(schema: Schema): RawType | null {
    const site = schemas.stated(schema, 'items');
    const items = site === null ? null : schemas.readSchema(site);
    return items === null ? null : this.#typeOf(items);
  }

  #fields(schema: Schema, properties: ReadonlyMap<string, Cursor>): RawField[] {
    const required = schemas.requiredNames(schema);
    return [...properties].map(([name, site]) => {
      const property = schemas.readSchema(site);
      return {
        name: { value: name, origin: site.origin },
        type: {
          value: property === null ? unknownType : this.#typeOf(property),
          origin: (property?.head ?? site).origin,
        },
        required: required.has(name),
        description: property === null ? null : (schemas.statedText(property, 'description')?.value ?? null),
      };
    });
  }
}

type ReadFields = (properties: ReadonlyMap<string, Cursor>) => readonly RawField[];

function shapeOf(schema: Schema, readFields: ReadFields): RawShape | null {
  const properties = schemas.propertiesOf(schema);
  if (properties.size === 0) return null;
  return {
    name: schemas.nameOf(schema),
    description: schemas.statedText(schema, 'description')?.value ?? null,
    origin: schemas.bearerOf(schema).origin,
    fields: readFields(properties),
  };
}

/** Whether a schema allows several types, `null` apart. */
function isAmbiguous(schema: Schema): boolean {
  return statedTypes(schema).length > 1 || schemas.offersAlternatives(schema);
}

/** The type's word in CloudStack's terms; `x-cloudstack-type` has the last say. */
function wordOf(schema: Schema): string {
  const hint = schemas.statedText(schema, 'x-cloudstack-type')?.value;
  if (hint !== undefined) return hint.trim().toLowerCase();
  const type = jsonType(schema);
  const format = schemas.statedText(schema, 'format')?.value ?? '';
  if (type === 'string') return stringWords.get(format) ?? 'string';
  if (type === 'integer') return format === 'int64' ? 'long' : 'integer';
  return typeWords.get(type) ?? type.toLowerCase();
}

const stringWords: ReadonlyMap<string, string> = new Map([
  ['uuid', 'uuid'],
  ['date', 'date'],
  ['date-time', 'date'],
]);

const typeWords: ReadonlyMap<string, string> = new Map([
  ['number', 'double'],
  ['array', 'list'],
  ['object', 'map'],
]);

/** JSON's type; where it is not stated, what the other members show; empty where they show nothing either. */
export function jsonType(schema: Schema): string {
  const [type, ...others] = statedTypes(schema);
  if (others.length > 0) return '';
  if (type !== undefined) return type;
  if (schemas.propertiesOf(schema).size > 0) return 'object';
  if (schemas.stated(schema, 'items') !== null) return 'array';
  return valuesOf(schema) === null ? '' : 'string';
}

/** Types that are stated, `null` apart: it only says that the member may be empty. */
function statedTypes(schema: Schema): string[] {
  const type = schemas.stated(schema, 'type')?.value;
  return (Array.isArray(type) ? type : [type]).filter((word) => typeof word === 'string' && word !== 'null');
}

/** Allowed values, where all of them are text; `null` among them only says that the member may be empty. */
function valuesOf(schema: Schema): readonly string[] | null {
  const only = schemas.stated(schema, 'const');
  const listed = only === null ? schemas.stated(schema, 'enum')?.value : [only.value];
  if (!Array.isArray(listed)) return null;
  const values = listed.filter((value) => value !== null);
  return values.length > 0 && values.every((value) => typeof value === 'string') ? values : null;
}
