import fc from 'fast-check';
import { parseSync } from 'rolldown/utils';
import { expect, it } from 'vitest';
import { Diagnostics } from '../../generator/diagnostics/diagnostics.js';
import { format } from '../../generator/format/format.js';
import type { ApiModel, Field, Parameter, TypeRef } from '../../generator/model/api-model.js';
import type { PackageFile } from '../../generator/write/manifest.js';
import { withDefaults } from '../../generator/options.js';
import { plan } from '../../generator/plan/plan.js';
import { render } from '../../generator/render/render.js';
import { memberNames, payloads } from './payloads.js';

/** Any text: of any characters, halves of characters included, and attacks. */
const text = fc.oneof(
  fc.string({ unit: 'binary', maxLength: 60 }),
  fc.string({ unit: fc.integer({ min: 0, max: 0xffff }).map((unit) => String.fromCharCode(unit)), maxLength: 20 }),
  fc.string({ unit: fc.constantFrom(...'*/\'"`\\${}<>!-@#\n\r\u2028 a1'), maxLength: 30 }),
  fc.constantFrom(...payloads),
);

const inherited = Object.getOwnPropertyNames(Object.prototype);
const name = fc
  .oneof(
    fc.string({ unit: 'binary', minLength: 1, maxLength: 100 }),
    fc.string({ unit: fc.constantFrom(...'*/\'"`\\${}<>!-@#\n\r\u2028 a1'), minLength: 1, maxLength: 30 }),
    fc.constantFrom(...memberNames),
  )
  .filter((one) => !inherited.includes(one) && !inherited.includes(one.toLowerCase()));

/** A member: its name, what is said of it, and its values when it is an enum. */
const member = fc.record({
  name,
  description: fc.option(text),
  values: fc.option(fc.uniqueArray(text, { minLength: 1, maxLength: 8 })),
});
const members = fc.uniqueArray(member, { selector: (one) => one.name.toLowerCase(), maxLength: 12 });

type Member = typeof member extends fc.Arbitrary<infer M> ? M : never;

const cases = fc.record({ title: text, version: text, prose: fc.option(text), fields: members, parameters: members });
type Case = typeof cases extends fc.Arbitrary<infer C> ? C : never;

function typeOf({ values }: Member, open: boolean): TypeRef {
  return values === null ? { kind: 'scalar', scalar: 'string' } : { kind: 'enum', values, open };
}

function fieldOf(one: Member): Field {
  const { name, description } = one;
  return { name, type: typeOf(one, true), always: false, description, deprecated: description, origin: [] };
}

function parameterOf(one: Member): Parameter {
  return {
    name: one.name,
    type: typeOf(one, false),
    required: false,
    description: one.description,
    maxLength: null,
    alsoAccepts: [],
    since: one.description,
    sensitive: true,
    constraints: [],
    origin: [],
  };
}

function modelOf({ title, version, prose, fields, parameters }: Case): ApiModel {
  return {
    title,
    version,
    groups: [{ id: 'thing', title, commands: ['updateThing'] }],
    commands: [
      {
        name: 'updateThing',
        group: 'thing',
        description: prose,
        method: 'POST',
        execution: 'async',
        acknowledgesId: false,
        example: null,
        parameters: parameters.map(parameterOf),
        result: { kind: 'entity', entity: 'Thing', key: title },
        envelope: version,
        since: prose,
        deprecated: prose,
        origin: [],
      },
    ],
    entities: [{ name: 'Thing', description: prose, fields: fields.map(fieldOf), origin: [] }],
  };
}

/** Every file that is printed for a model; fails when the inspection refuses one. */
function printed(one: Case): readonly PackageFile[] {
  const diagnostics = new Diagnostics();
  const files = format(render(plan(modelOf(one), [], withDefaults({}))), diagnostics);
  expect(diagnostics.all).toEqual([]);
  return files;
}

/** Names of members and texts of string literals in a file, those of its imports apart. */
function textsIn(path: string, files: readonly PackageFile[]): { keys: string[]; literals: string[] } {
  const { program } = parseSync(path, files.find((file) => file.path === path)?.text ?? '');
  const found = { keys: [] as string[], literals: [] as string[] };
  collect(
    program.body.filter(({ type }) => type !== 'ImportDeclaration'),
    found,
  );
  return { keys: found.keys.sort(), literals: found.literals.sort() };
}

function collect(node: unknown, found: { keys: string[]; literals: string[] }): void {
  if (typeof node !== 'object' || node === null) return;
  const { type, value, key, ...rest } = node as Record<string, unknown>;
  if (type === 'Literal' && typeof value === 'string') found.literals.push(value);
  if (type === 'Property' || type === 'TSPropertySignature') {
    const { name: identifier, value: quoted } = key as { name?: string; value?: string };
    found.keys.push(identifier ?? quoted ?? '');
  } else collect(key, found);
  collect(value, found);
  for (const child of Object.values(rest)) collect(child, found);
}

it('every file parses, and holds the names and values that were put in, and no other text', () => {
  fc.assert(
    fc.property(cases, (one) => {
      const files = printed(one);
      for (const { path, text: source } of files) {
        if (path.endsWith('.ts')) expect([path, parseSync(path, source).errors]).toEqual([path, []]);
      }
      const fieldNames = one.fields.map((field) => field.name);
      const fieldValues = one.fields.flatMap((field) => field.values ?? []);
      const names = one.parameters.map((parameter) => parameter.name);
      const values = one.parameters.flatMap((parameter) => parameter.values ?? []);
      // A model's names and values stand in its interface and in its schema.
      expect(textsIn('src/models/thing.ts', files)).toEqual({
        keys: [...fieldNames, ...fieldNames].sort(),
        literals: [...fieldValues, ...fieldValues].sort(),
      });
      const sent = { keys: [...names].sort(), literals: [...values].sort() };
      expect(textsIn('src/groups/thing/params.ts', files)).toEqual(sent);
      expect(textsIn('src/groups/thing/validators.ts', files)).toEqual(sent);
      const descriptor = ['updateThing', 'async', 'POST', one.version, one.title];
      expect(textsIn('src/groups/thing/commands.ts', files).literals).toEqual([...descriptor, ...names].sort());
    }),
    { numRuns: 120 },
  );
});
