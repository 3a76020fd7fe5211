import type { Entity, Field } from '../model/api-model.js';
import type { Code, Part, View } from '../model/file-plan.js';
import { code, comment, identifier, propertyName } from './code.js';
import { type Planned, planned } from './file.js';
import type { Import } from './imports.js';
import { print } from './layout.js';
import { type LazySchemaLayout, lazySchemaLayout } from './lazy-schema.js';
import { kebabCase } from './names.js';
import { optionalTypeDoc, runtimeTypesOf, typeDoc } from './typescript.js';
import { schemaDoc, schemaName, schemaWords } from './zod.js';

/** `models/<entity>.ts`: one entity, interface and schema. */
export function modelFile(entity: Entity, emit: ReadonlySet<Part>): Planned {
  const schema = schemaName(entity.name);
  const checked = emit.has('validators');
  const imports = modelImports(entity, checked);
  const layout = lazySchemaLayout(schema, identifier(entity.name), code`model`, {
    empty: entity.fields.length === 0,
    rules: false,
  });
  return planned({
    path: `src/models/${kebabCase(entity.name)}.ts`,
    template: 'models/model',
    imports,
    exports: checked ? [entity.name, schema] : [entity.name],
    view: () => ({
      doc: comment([entity.description ?? `The fields of \`${entity.name}\`.`], 0),
      name: identifier(entity.name),
      fields: entity.fields.map(fieldView),
      empty: entity.fields.length === 0,
      checked,
      schemaDoc: comment([`Checks \`${entity.name}\`; fields that it does not know are kept.`], 0),
      left: layout.left,
      below: layout.below,
      apart: layout.apart,
      call: code`model`,
      members: entity.fields.map((field) => ({ line: memberLine(field, layout) })),
      rules: [],
    }),
  });
}

/** `models/index.ts`: every entity, for `import … from '<package>/models'`. */
export function modelIndexFile(entities: readonly Entity[]): Planned {
  return planned({
    path: 'src/models/index.ts',
    template: 'models/index',
    imports: [],
    exports: entities.map(() => '*'),
    reexports: entities.map(({ name }) => `./${kebabCase(name)}.js`),
    view: () => ({ models: entities.map(({ name }) => ({ file: kebabCase(name) as Code })) }),
  });
}

function modelImports(entity: Entity, checked: boolean): readonly Import[] {
  const words = new Set(entity.fields.flatMap(({ type }) => schemaWords(type, 'received')));
  const usesZod = words.delete('z');
  const others = [...new Set(entity.fields.flatMap(mentioned))].filter((name) => name !== entity.name);
  const runtimeTypes = [...new Set(entity.fields.flatMap(({ type }) => runtimeTypesOf(type)))].map(identifier);
  return [
    ...(checked && usesZod ? [{ from: 'zod', namespace: code`z` }] : []),
    { from: '../runtime/command.js', types: runtimeTypes },
    ...(checked
      ? [
          {
            from: '../runtime/validate.js',
            values: [code`model`, ...[...words].map(identifier)],
            types: [code`Validator`],
          },
        ]
      : []),
    ...others.map((name) => ({
      from: `./${kebabCase(name)}.js`,
      types: [identifier(name)],
      values: checked ? [schemaName(name)] : [],
    })),
  ];
}

function mentioned({ type }: Field): readonly string[] {
  let inner = type;
  while (inner.kind === 'array') inner = inner.items;
  return inner.kind === 'entity' ? [inner.entity] : [];
}

function fieldView({ name: wireName, type, always, description, deprecated }: Field): View {
  const name = propertyName(wireName);
  return {
    doc: comment([description], 2, { deprecated }),
    line: always
      ? print([code`${name}: `, typeDoc(type, 'received'), code`;`], 2)
      : print([code`${name}?: `, optionalTypeDoc(type, 'received'), code`;`], 2),
  };
}

function memberLine({ name, type, always }: Field, { column, room }: LazySchemaLayout): Code {
  const schema = schemaDoc(type, 'received', { optional: !always, maxLength: null, range: null, alsoAccepts: [] });
  return print([code`${propertyName(name)}: `, schema, code`,`], column, room);
}
