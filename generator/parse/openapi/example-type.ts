import type { RawField, RawShape, RawType } from '../../model/raw-api.js';
import type { Cursor } from './cursor.js';

const unknown: RawType = { word: '', values: null, items: null, shape: null };

/** Examples nest four levels; one that goes on is cut. */
const maximumLevels = 10;

/** Elements of a list that are looked at: one may lack what another has. */
const maximumElements = 20;

const uuid = /^[\da-f]{8}-[\da-f]{4}-[\da-f]{4}-[\da-f]{4}-[\da-f]{12}$/i;

/** The type that an example has; nothing where it is `null`. */
export function typeOfExample(at: Cursor, levels = maximumLevels): RawType {
  const { value } = at;
  if (levels === 0) return unknown;
  if (Array.isArray(value)) {
    const shape = shapeOfExamples(at.items().slice(0, maximumElements), levels - 1);
    const [first] = at.items();
    const items =
      first === undefined
        ? null
        : shape === null
          ? typeOfExample(first, levels - 1)
          : { ...unknown, word: 'map', shape };
    return { ...unknown, word: 'list', items };
  }
  if (typeof value === 'object' && value !== null) {
    return { ...unknown, word: 'map', shape: shapeOfExamples([at], levels - 1) };
  }
  return { ...unknown, word: scalarWord(value) };
}

/** The members of one or several examples of a thing; `null` where they are no objects, or empty ones. */
export function shapeOfExamples(examples: readonly Cursor[], levels = maximumLevels): RawShape | null {
  const fields = new Map<string, RawField>();
  for (const member of examples.flatMap((example) => example.members())) {
    if (fields.has(member.step)) continue;
    const { origin } = member;
    const type = { value: typeOfExample(member, levels), origin };
    fields.set(member.step, { name: { value: member.step, origin }, type, required: false, description: null });
  }
  const [first] = examples;
  if (first === undefined || fields.size === 0) return null;
  return { name: null, description: null, origin: first.origin, fields: [...fields.values()] };
}

function scalarWord(value: unknown): string {
  if (typeof value === 'boolean') return 'boolean';
  if (typeof value === 'string') return uuid.test(value) ? 'uuid' : 'string';
  if (typeof value !== 'number') return '';
  if (!Number.isInteger(value)) return 'double';
  return Math.abs(value) > 2 ** 31 - 1 ? 'long' : 'integer';
}
