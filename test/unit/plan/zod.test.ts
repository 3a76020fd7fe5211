import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Range, TypeRef } from '../../../generator/model/api-model.js';
import { code, identifier } from '../../../generator/plan/code.js';
import { print } from '../../../generator/plan/layout.js';
import type { Direction } from '../../../generator/plan/typescript.js';
import { schemaDoc, schemaName, schemaWords, type SchemaExtras } from '../../../generator/plan/zod.js';
import { prettier } from './judge.js';
import { anyType, array, enumOf, objects, scalar } from './types.js';

const plain: SchemaExtras = { optional: false, maxLength: null, range: null, alsoAccepts: [] };
const range = (minimum: number | null, maximum: number | null): Range => ({ kind: 'range', minimum, maximum });
const sent = (type: TypeRef, extras: Partial<SchemaExtras> = {}): string =>
  print(schemaDoc(type, 'sent', { ...plain, ...extras }));
const received = (type: TypeRef): string => print(schemaDoc(type, 'received', plain));

describe('a type as a schema', () => {
  it.each<[string, TypeRef, string, string]>([
    ['string', scalar('string'), 'z.string()', 'z.string()'],
    ['id', scalar('id'), 'id()', 'z.string()'],
    ['boolean', scalar('boolean'), 'z.boolean()', 'flag()'],
    ['integer', scalar('integer'), 'z.number().int()', 'z.number().int()'],
    ['decimal', scalar('decimal'), 'z.number()', 'z.number()'],
    ['long', scalar('long'), 'long()', 'long()'],
    ['date', scalar('date'), 'date()', 'z.string()'],
    ['closed enum', enumOf(['a', "it's"], false), `oneOf(['a', "it's"])`, `oneOf(['a', "it's"])`],
    ['open enum', enumOf(['a', 'b'], true), "openEnum(['a', 'b'])", "openEnum(['a', 'b'])"],
    ['array', array(scalar('id')), 'z.array(id())', 'z.array(z.string())'],
    ['map', { kind: 'map', encoding: 'json' }, 'z.record(z.string(), z.string())', 'z.record(z.string(), z.unknown())'],
    ['entity', { kind: 'entity', entity: 'VirtualMachine' }, 'virtualMachineSchema', 'virtualMachineSchema'],
    ['unknown', { kind: 'unknown' }, 'z.unknown()', 'z.unknown()'],
  ])('%s', (_, type, wantedSent, wantedReceived) => {
    expect(sent(type)).toBe(wantedSent);
    expect(received(type)).toBe(wantedReceived);
  });

  it.each([
    [
      objects([
        ['vm', 'id', true],
        ['size', 'integer', false],
      ]),
      'z.array(z.strictObject({ vm: id(), size: z.number().int().optional() }))',
    ],
    [objects([['dhcp:1', 'string', true]], true), "z.array(z.object({ 'dhcp:1': z.string() }).catchall(z.string()))"],
  ])('objects %#', (type, wanted) => {
    expect(sent(type)).toBe(wanted);
  });
});

describe('what a parameter adds', () => {
  it.each<[string, TypeRef, Partial<SchemaExtras>, string]>([
    ['it may be left out', scalar('long'), { optional: true }, 'long().optional()'],
    ['a text has a length', scalar('string'), { maxLength: 255 }, 'z.string().max(255)'],
    ['a number has none', scalar('integer'), { maxLength: 255 }, 'z.number().int()'],
    ['both', scalar('string'), { maxLength: 9, optional: true }, 'z.string().max(9).optional()'],
    ['a whole number has a range', scalar('integer'), { range: range(1, 60) }, 'z.number().int().min(1).max(60)'],
    ['any number has a least', scalar('decimal'), { range: range(0, null) }, 'z.number().min(0)'],
    ['one of 64 bits has a range', scalar('long'), { range: range(1, 60) }, 'long(1, 60)'],
    ['one of 64 bits has a least', scalar('long'), { range: range(1, null) }, 'long(1)'],
    ['one of 64 bits has a most', scalar('long'), { range: range(null, 60) }, 'long(null, 60)'],
    ['an id has texts that stand for more', scalar('id'), { alsoAccepts: ['-1'] }, "id('-1')"],
  ])('%s', (_, type, extras, wanted) => {
    expect(sent(type, extras)).toBe(wanted);
  });
});

it.each<[TypeRef, Direction, readonly string[]]>([
  [scalar('id'), 'sent', ['id']],
  [scalar('id'), 'received', ['z']],
  [scalar('long'), 'received', ['long']],
  [scalar('date'), 'sent', ['date']],
  [scalar('boolean'), 'received', ['flag']],
  [scalar('boolean'), 'sent', ['z']],
  [enumOf(['a'], true), 'received', ['openEnum']],
  [enumOf(['a'], false), 'sent', ['oneOf']],
  [array(scalar('id')), 'sent', ['z', 'id']],
  [objects([['a', 'long', true]]), 'sent', ['z', 'long']],
  [{ kind: 'entity', entity: 'Zone' }, 'received', []],
  [{ kind: 'unknown' }, 'received', ['z']],
])('needs these words %#', (type, direction, wanted) => {
  expect(schemaWords(type, direction)).toEqual(wanted);
});

it('every word that any schema uses is among those it says it needs', () => {
  fc.assert(
    fc.property(anyType, fc.constantFrom<Direction>('sent', 'received'), (type, direction) => {
      // Such objects are only ever sent.
      fc.pre(type.kind !== 'objects' || direction === 'sent');
      const text: string = print(schemaDoc(type, direction, plain)).replace(/'[^']*'|"[^"]*"/g, "''");
      const used = [...text.matchAll(/(?<![.\w])(z|id|long|date|flag|oneOf|openEnum)(?=[.(])/g)].map(([word]) => word);
      expect(new Set(schemaWords(type, direction))).toEqual(new Set(used));
    }),
  );
});

it('the schema of an entity is named after it', () => {
  expect(['VirtualMachine', 'VPC', 'Iso'].map(schemaName)).toEqual(['virtualMachineSchema', 'vPCSchema', 'isoSchema']);
});

it('any schema in any member is printed as prettier prints it', async () => {
  const extras = fc.record({
    optional: fc.boolean(),
    maxLength: fc.option(fc.nat(5000)),
    range: fc.option(
      fc.record({ kind: fc.constant('range' as const), minimum: fc.option(fc.nat()), maximum: fc.option(fc.nat()) }),
    ),
    alsoAccepts: fc.constantFrom([], ['-1']),
  });
  const name = fc.stringMatching(/^[a-z]{1,40}$/).map((letters) => identifier(`${letters}_`));
  await fc.assert(
    fc.asyncProperty(
      name,
      anyType,
      fc.constantFrom<Direction>('sent', 'received'),
      extras,
      async (member, type, way, more) => {
        const text = `const x = {\n  ${print([code`${member}: `, schemaDoc(type, way, more), code`,`], 2)}\n};\n`;
        expect(await prettier(text)).toBe(text);
      },
    ),
    { numRuns: 150 },
  );
});
