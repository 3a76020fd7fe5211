import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { TypeRef } from '../../../generator/model/api-model.js';
import { code, identifier } from '../../../generator/plan/code.js';
import { print } from '../../../generator/plan/layout.js';
import { type Direction, optionalTypeDoc, runtimeTypesOf, typeDoc } from '../../../generator/plan/typescript.js';
import { prettier } from './judge.js';
import { anyType, array, enumOf, objects, scalar } from './types.js';

const entity: TypeRef = { kind: 'entity', entity: 'Zone' };
const unknown: TypeRef = { kind: 'unknown' };

describe('a type as TypeScript', () => {
  it.each<[string, TypeRef, string, string]>([
    ['string', scalar('string'), 'string', 'string'],
    ['id', scalar('id'), 'string', 'string'],
    ['boolean', scalar('boolean'), 'boolean', 'boolean'],
    ['integer', scalar('integer'), 'number', 'number'],
    ['decimal', scalar('decimal'), 'number', 'number'],
    ['long', scalar('long'), 'Long', 'Long'],
    ['date', scalar('date'), 'string | Date', 'string'],
    ['closed enum', enumOf(['a', "it's"], false), `'a' | "it's"`, `'a' | "it's"`],
    ['open enum', enumOf(['a'], true), "'a' | (string & {})", "'a' | (string & {})"],
    ['array', array(scalar('id')), 'readonly string[]', 'string[]'],
    ['array of longs', array(scalar('long')), 'readonly Long[]', 'Long[]'],
    ['array of dates', array(scalar('date')), 'readonly (string | Date)[]', 'string[]'],
    ['array of a few', array(enumOf(['a', 'b'], false)), "readonly ('a' | 'b')[]", "('a' | 'b')[]"],
    ['array of entities', array(entity), 'readonly Zone[]', 'Zone[]'],
    ['array of anything', array(unknown), 'readonly unknown[]', 'unknown[]'],
    ['map', { kind: 'map', encoding: 'entries' }, 'Readonly<Record<string, string>>', 'Record<string, unknown>'],
    ['entity', entity, 'Zone', 'Zone'],
    ['unknown', unknown, 'unknown', 'unknown'],
  ])('%s', (_, type, sent, received) => {
    expect(print(typeDoc(type, 'sent'))).toBe(sent);
    expect(print(typeDoc(type, 'received'))).toBe(received);
  });

  it.each([
    [objects([['vm', 'id', true]]), 'readonly { vm: string }[]'],
    [
      objects([
        ['dhcp:1', 'long', true],
        ['size', 'integer', false],
      ]),
      "readonly { 'dhcp:1': Long; size?: number | undefined }[]",
    ],
    [
      objects([['networkid', 'id', true]], true),
      'readonly { networkid: string; [name: string]: string | undefined }[]',
    ],
  ])('objects %#', (type, wanted) => {
    expect(print(typeDoc(type, 'sent'))).toBe(wanted);
  });

  it.each<[TypeRef, string]>([
    [scalar('string'), 'string | undefined'],
    [scalar('date'), 'string | Date | undefined'],
    [array(scalar('string')), 'readonly string[] | undefined'],
    [unknown, 'unknown'],
  ])('that may be left out %#', (type, wanted) => {
    expect(print(optionalTypeDoc(type, 'sent'))).toBe(wanted);
  });
});

it.each<[TypeRef, readonly string[]]>([
  [scalar('string'), []],
  [scalar('long'), ['Long']],
  [array(scalar('long')), ['Long']],
  [objects([['a', 'long', true]]), ['Long']],
  [entity, []],
])('needs from the runtime %#', (type, wanted) => {
  expect(runtimeTypesOf(type)).toEqual(wanted);
});

it('any type in any member is printed as prettier prints it', async () => {
  const direction = fc.constantFrom<Direction>('sent', 'received');
  const name = fc.stringMatching(/^[a-z]{1,60}$/).map((letters) => identifier(`${letters}_`));
  await fc.assert(
    fc.asyncProperty(name, anyType, direction, fc.boolean(), async (member, type, way, optional) => {
      const doc = optional ? optionalTypeDoc(type, way) : typeDoc(type, way);
      const left = optional ? code`?: ` : code`: `;
      const text = `interface X {\n  ${print([code`${member}${left}`, doc, code`;`], 2)}\n}\n`;
      expect(await prettier(text)).toBe(text);
    }),
    { numRuns: 150 },
  );
});
