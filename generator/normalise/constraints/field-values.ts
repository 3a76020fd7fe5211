import type { TypeRef } from '../../model/api-model.js';
import { fold } from '../gather.js';
import { betweenValues } from './prose.js';
import { readValues } from './values.js';

/** The type of a field whose description lists its values. Newer servers have more, so that others stay possible. */
export function withListedValues(type: TypeRef, descriptions: readonly (string | null)[]): TypeRef {
  if (type.kind !== 'scalar' || type.scalar !== 'string') return type;
  for (const description of descriptions) {
    if (description === null || !betweenValues.test(description)) continue;
    const found = readValues(fold(description));
    if (found !== null) return { kind: 'enum', values: found.values, open: true };
  }
  return type;
}
