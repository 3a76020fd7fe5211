import type { ApiModel, Command, TypeRef } from '../../generator/model/api-model.js';

/** What is wrong with the body of an answer, by the model; empty when nothing is. */
export function wrongWith(model: ApiModel, { result }: Command, body: unknown): readonly string[] {
  if (typeof body !== 'object' || body === null) return ['not an object'];
  const members = body as Readonly<Record<string, unknown>>;
  switch (result.kind) {
    case 'success':
      return typeof members['success'] === 'boolean' ? [] : ['success is no boolean'];
    case 'unknown':
      return [];
    case 'entity': {
      const type: TypeRef = { kind: 'entity', entity: result.entity };
      return wrongAt(model, type, result.key === null ? members : members[result.key], result.key ?? '');
    }
    case 'list':
      return wrongList(model, result, members);
  }
}

function wrongList(
  model: ApiModel,
  { key, entity }: { readonly key: string; readonly entity: string },
  members: Readonly<Record<string, unknown>>,
): readonly string[] {
  const items = members[key];
  if (items === undefined) return Object.keys(members).every((name) => name === 'count') ? [] : [`no ${key}`];
  const type: TypeRef = { kind: 'entity', entity };
  const array = Array.isArray(items) ? items : [items];
  return array.flatMap((item, index) => wrongAt(model, type, item, `${key}[${index}]`));
}

function wrongAt(model: ApiModel, type: TypeRef, value: unknown, at: string): readonly string[] {
  const said = (right: boolean, wanted: string): readonly string[] =>
    right ? [] : [`${at} is ${JSON.stringify(value)}, not ${wanted}`];
  switch (type.kind) {
    case 'scalar':
      if (type.scalar === 'boolean') return said(typeof value === 'boolean', 'a boolean');
      if (type.scalar === 'decimal') return said(typeof value === 'number', 'a number');
      if (type.scalar === 'date') return said(/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\+0000$/.test(String(value)), 'a date');
      if (type.scalar === 'integer' || type.scalar === 'long') return said(Number.isInteger(value), 'an integer');
      return said(typeof value === 'string', 'a text');
    case 'enum':
      return said(type.open ? typeof value === 'string' : type.values.includes(String(value)), type.values.join());
    case 'array':
      if (!Array.isArray(value)) return said(false, 'an array');
      return value.flatMap((item, index) => wrongAt(model, type.items, item, `${at}[${index}]`));
    case 'map':
      return said(typeof value === 'object' && value !== null, 'an object');
    case 'entity':
      return wrongEntity(model, type.entity, value, at);
    case 'objects':
    case 'unknown':
      return [];
  }
}

function wrongEntity(model: ApiModel, name: string, value: unknown, at: string): readonly string[] {
  const entity = model.entities.find((one) => one.name === name);
  if (typeof value !== 'object' || value === null || entity === undefined) return [`${at} is no ${name}`];
  const members = value as Readonly<Record<string, unknown>>;
  const strange = Object.keys(members).filter((member) => !entity.fields.some((field) => field.name === member));
  const missing = entity.fields.filter((field) => field.always && members[field.name] === undefined);
  return [
    ...strange.map((member) => `${at}.${member} is no field of ${name}`),
    ...missing.map((field) => `${at}.${field.name} is missing`),
    ...entity.fields
      .filter((field) => members[field.name] !== undefined)
      .flatMap((field) => wrongAt(model, field.type, members[field.name], `${at}.${field.name}`)),
  ];
}
