import type { RawField, RawShape, RawType } from '../../model/raw-api.js';
import type { Findings } from './findings.js';
import { wordsOf } from './text.js';

/** Whether a cell only points at another row: "see above", "same as nic". */
export function isReference(text: string): boolean {
  return (
    /^\W*(?:see|same as|as|like|siehe|wie|voir|véase|ver|см)(?![\p{L}\p{N}])/iu.test(text) &&
    text.split(' ').length <= 8
  );
}

/** Gives fields that point at another one ("see above") its members; one that leads nowhere is reported. */
export function followReferences(fields: readonly RawField[], command: string, findings: Findings): RawField[] {
  const shapes = new Map<string, RawType>();
  collect(fields, shapes);
  const follow = (field: RawField): RawField => {
    const inner = shapeOf(field.type.value);
    if (inner !== null) return withMembers(field, { ...inner, fields: inner.fields.map(follow) });
    const text = textOf(field);
    if (text === null) return field;
    const target = [field.name.value, ...wordsOf(text)]
      .map((name) => shapes.get(name.toLowerCase()))
      .find((type) => type);
    const values = { command, name: field.name.value };
    if (target !== undefined) {
      findings.report('type-from-elsewhere', field.name.origin, values);
      return { ...field, type: { ...field.type, value: target } };
    }
    if (!isReference(field.type.value.word)) return field;
    findings.report('unknown-type-word', field.type.origin, { ...values, word: field.type.value.word });
    return field;
  };
  return fields.map(follow);
}

/** The words of a reference, where a field has nothing else to say of its type. */
function textOf({ type, description }: RawField): string | null {
  if (isReference(type.value.word)) return type.value.word;
  const isOpen = ['unknown', 'object', 'list', 'set', 'responseobject'].includes(type.value.word);
  const points = isOpen && description !== null && isReference(description) && /above|below|same/i.test(description);
  return points ? description : null;
}

function collect(fields: readonly RawField[], shapes: Map<string, RawType>): void {
  for (const { name, type } of fields) {
    const shape = shapeOf(type.value);
    if (shape === null) continue;
    if (!shapes.has(name.value.toLowerCase())) shapes.set(name.value.toLowerCase(), type.value);
    collect(shape.fields, shapes);
  }
}

function shapeOf(type: RawType): RawShape | null {
  return type.items?.shape ?? type.shape;
}

function withMembers(field: RawField, shape: RawShape): RawField {
  const type = field.type.value;
  const value = type.items?.shape ? { ...type, items: { ...type.items, shape } } : { ...type, shape };
  return { ...field, type: { ...field.type, value } };
}
