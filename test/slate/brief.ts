import type { RawCommand, RawField, RawParameter, RawType } from '../../generator/model/raw-api.js';

/** A type in one word: `list<object{id:uuid}>`, `string(Up|Down)`. */
function typeOf({ word, values, items, shape }: RawType): string {
  const choice = values === null ? '' : `(${values.join('|')})`;
  const element = items === null ? '' : `<${typeOf(items)}>`;
  return `${word}${choice}${element}${shape === null ? '' : `{${shape.fields.map(fieldOf).join(' ')}}`}`;
}

function fieldOf({ name, type, required }: RawField): string {
  return `${name.value}${required ? '!' : ''}:${typeOf(type.value)}`;
}

function parameterOf({ name, type, required, maxLength, since }: RawParameter): string {
  const mark = required === null ? '?' : required.value ? '!' : '';
  const rest = [maxLength?.value, since === null ? undefined : `since ${since.value}`].filter(
    (one) => one !== undefined,
  );
  return [`${name.value}${mark}:${typeOf(type.value)}`, ...rest].join(' ');
}

/** What was read of the parameters, one after the other: `id!:uuid 255`, where `!` is required and `?` left open. */
export function sent(command: RawCommand | undefined): readonly string[] {
  return command?.parameters.map(parameterOf) ?? [];
}

/** What was read of the answer: `envelope key list {fields}`. */
export function answer(command: RawCommand | undefined): string {
  const result = command?.result ?? null;
  if (result === null) return 'nothing';
  const { envelope, key, list, shape, acknowledgement } = result;
  const job = acknowledgement === null ? null : acknowledgement.id ? 'job with id' : 'job';
  const fields = shape === null ? null : `{${shape.fields.map(fieldOf).join(' ')}}`;
  return [envelope?.value, key?.value, list === true ? 'list' : null, job, fields]
    .filter((one) => one != null)
    .join(' ');
}
