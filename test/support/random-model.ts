import fc from 'fast-check';
import type { ApiModel, Command, Entity, Parameter, TypeRef } from '../../generator/model/api-model.js';

/** Names of every length up to one that fills most of a line. */
const name = fc
  .integer({ min: 1, max: 40 })
  .chain((length) => fc.string({ unit: fc.constantFrom(...'abcdgh'), minLength: length, maxLength: length }));
const words = fc.uniqueArray(fc.string({ unit: fc.constantFrom(...'abc-. \'"'), minLength: 1, maxLength: 20 }), {
  minLength: 1,
  maxLength: 12,
});

const scalar = fc
  .constantFrom('string', 'id', 'boolean', 'integer', 'long', 'decimal', 'date')
  .map((one): TypeRef => ({ kind: 'scalar', scalar: one as 'string' }));

const sent: fc.Arbitrary<TypeRef> = fc.oneof(
  scalar,
  words.map((values): TypeRef => ({ kind: 'enum', values, open: false })),
  scalar.map((items): TypeRef => ({ kind: 'array', items, encoding: 'comma' })),
  fc.constantFrom<TypeRef>({ kind: 'map', encoding: 'pairs' }, { kind: 'map', encoding: 'entries' }),
  fc
    .record({
      fields: fc.uniqueArray(fc.record({ name, type: scalar, required: fc.boolean() }), {
        selector: (one) => one.name,
        minLength: 1,
        maxLength: 5,
      }),
      open: fc.boolean(),
    })
    .map(({ fields, open }): TypeRef => ({ kind: 'objects', fields, open })),
);
const received: fc.Arbitrary<TypeRef> = fc.oneof(
  scalar,
  words.map((values): TypeRef => ({ kind: 'enum', values, open: true })),
  fc
    .oneof(
      scalar,
      words.map((values): TypeRef => ({ kind: 'enum', values, open: true })),
    )
    .map((items): TypeRef => ({ kind: 'array', items, encoding: 'json' })),
  fc.constantFrom<TypeRef>(
    { kind: 'unknown' },
    { kind: 'map', encoding: 'json' },
    { kind: 'entity', entity: 'Other' },
    { kind: 'array', items: { kind: 'entity', entity: 'Other' }, encoding: 'json' },
  ),
);

const prose = fc.option(fc.lorem({ mode: 'sentences', maxCount: 4 }));

const parameters = fc.uniqueArray(
  fc.record({
    name,
    type: sent,
    required: fc.boolean(),
    description: prose,
    maxLength: fc.option(fc.integer({ min: 1, max: 9999 })),
    sensitive: fc.boolean(),
  }),
  { selector: (one) => one.name, maxLength: 8 },
);
const fields = fc.uniqueArray(
  fc.record({ name, type: received, always: fc.boolean(), description: prose, deprecated: prose }),
  { selector: (one) => one.name, maxLength: 8 },
);

/** Models whose names, values and texts have every length up to one that fills most of a line. */
export const randomModel = fc
  .record({
    command: name,
    thing: name,
    group: name,
    parameters,
    fields,
    tied: fc.boolean(),
    prose,
    list: fc.boolean(),
    asynchronous: fc.boolean(),
    key: name,
  })
  .map((given): ApiModel => {
    const entity = `T${given.thing}`;
    const all = given.parameters.map((one): Parameter => ({
      ...one,
      alsoAccepts: one.sensitive ? ['-1'] : [],
      since: null,
      constraints: [],
      origin: [],
    }));
    const rule = {
      kind: 'exactlyOneOf',
      parameters: all.map((one) => one.name),
      origin: { file: '', at: '' },
    } as const;
    const tied = given.tied && all.length > 1 ? all.map((one): Parameter => ({ ...one, constraints: [rule] })) : all;
    const command: Command = {
      name: given.command,
      group: given.group,
      description: given.prose,
      method: 'POST',
      execution: given.asynchronous ? 'async' : 'sync',
      acknowledgesId: given.asynchronous,
      example: null,
      parameters: tied,
      result:
        given.list && !given.asynchronous
          ? { kind: 'list', entity, key: given.key, paged: true }
          : { kind: 'entity', entity, key: given.key },
      envelope: given.key,
      since: null,
      deprecated: given.prose,
      origin: [],
    };
    const entities: readonly Entity[] = [
      { name: 'Other', description: null, fields: [], origin: [] },
      {
        name: entity,
        description: given.prose,
        fields: given.fields.map((one) => ({ ...one, origin: [] })),
        origin: [],
      },
    ];
    return {
      title: 'Things',
      version: '',
      groups: [{ id: given.group, title: given.group, commands: [given.command] }],
      commands: [command],
      entities,
    };
  });
