import type { Result, TypeRef } from '../model/api-model.js';

/** A type on one line; different types read differently. */
export function typeNotation(type: TypeRef): string {
  switch (type.kind) {
    case 'scalar':
      return type.scalar;
    case 'enum':
      return [...type.values.map((value) => JSON.stringify(value)), ...(type.open ? ['…'] : [])].join(' | ');
    case 'array':
      return type.items.kind === 'enum' ? `(${typeNotation(type.items)})[]` : `${typeNotation(type.items)}[]`;
    case 'objects': {
      const members = type.fields.map(
        ({ name, required, type: inner }) => `${name}${required ? '' : '?'}: ${typeNotation(inner)}`,
      );
      return `{ ${[...members, ...(type.open ? ['…'] : [])].join('; ')} }[]`;
    }
    case 'map':
      return type.encoding === 'json' ? 'map' : `map of ${type.encoding}`;
    case 'entity':
      return type.entity;
    case 'unknown':
      return 'unknown';
  }
}

/** What a command answers, as {@link typeNotation} writes types. */
export function resultNotation(result: Result): string {
  switch (result.kind) {
    case 'entity':
      return result.entity;
    case 'list':
      return `list of ${result.entity}`;
    case 'success':
      return 'Success';
    case 'unknown':
      return 'unknown';
  }
}
