import type { ApiModel, Command, Entity, Field, Parameter, TypeRef } from '../../generator/model/api-model.js';
import type { EntitiesByName } from '../../generator/diff/fits.js';
import { modeOf } from '../../generator/model/wire.js';
import { print } from '../../generator/plan/layout.js';
import { commandNames, groupNames } from '../../generator/plan/names.js';
import { type Direction, runtimeTypesOf, typeDoc } from '../../generator/plan/typescript.js';
import { schemaName } from '../../generator/plan/zod.js';
import type { PackageFile } from '../../generator/write/manifest.js';

/** Who compiles against the package of a model: one file for each thing that can change. */
export interface Consumer extends PackageFile {
  readonly of: 'group' | 'command' | 'entity';
  readonly name: string;
  /** Entities that it imports by name. */
  readonly imports: readonly string[];
}

/** Consumers that use everything there is: give every parameter and none but the required ones, and read every field. */
export function consumersOf(model: ApiModel): readonly Consumer[] {
  const entities = new Map(model.entities.map((entity) => [entity.name, entity]));
  return [
    ...model.groups.map(({ id }) => groupConsumer(id)),
    ...model.commands.map((command) => commandConsumer(command, entities)),
    ...model.entities.map((entity) => entityConsumer(entity, entities)),
  ];
}

const packageName = 'cloudstack-client';

function groupConsumer(id: string): Consumer {
  const { property, client, handlers, folder } = groupNames(id);
  const text = `
    import { CloudStack } from '${packageName}';
    import { type ${client}, type ${handlers}, commands } from '${packageName}/${folder}';
    declare const cloudstack: CloudStack;
    export const group: ${client} = cloudstack.${property};
    export const descriptors: object = commands;
    export type Handled = keyof ${handlers};`;
  return { of: 'group', name: id, path: `src/group-${id}.ts`, text, imports: [] };
}

function commandConsumer(command: Command, entities: EntitiesByName): Consumer {
  const { paramsType, paramsValidator, resultValidator } = commandNames(command.name);
  const { property, folder } = groupNames(command.group);
  const { result, parameters } = command;
  const entity = 'entity' in result ? (entities.get(result.entity) ?? null) : null;
  const fields = entity?.fields ?? [];
  const mode = modeOf(command);
  const outcome = {
    sync: 'await call',
    async: 'await call.result()',
    list: '(await call).items[0]!',
  }[mode];
  const required = parameters.filter((one) => one.required);
  const text = `
    import { CloudStack${runtimeImports([...parameters, ...fields])} } from '${packageName}';
    import { type ${paramsType}, ${paramsValidator}, ${resultValidator} } from '${packageName}/${folder}';
    ${modelImports(fields)}
    declare const cloudstack: CloudStack;
    declare function given<T>(): T;
    export const checks: readonly unknown[] = [${paramsValidator}, ${resultValidator}];
    export const fewest: ${paramsType} = ${literalOf(required)};
    export async function use(): Promise<void> {
      const call = cloudstack.${property}.${command.name}(${literalOf(parameters)});
      ${mode === 'async' ? '(await call).jobid;' : ''}
      const got = ${outcome};
      void got;
      ${result.kind === 'success' ? 'const success: boolean = got.success; void success;' : ''}
      ${fields.map((field, index) => reading(field, index, entities)).join('\n      ')}
    }`;
  return {
    of: 'command',
    name: command.name,
    path: `src/command-${command.name}.ts`,
    text,
    imports: mentionedBy(fields),
  };
}

function entityConsumer({ name, fields }: Entity, entities: EntitiesByName): Consumer {
  const imports = [...new Set([name, ...mentionedBy(fields)])];
  const text = `
    import { type CloudStack${runtimeImports(fields)} } from '${packageName}';
    import { ${imports.map((one) => `type ${one}`).join(', ')}, ${schemaName(name)} } from '${packageName}/models';
    export const used: readonly unknown[] = [${schemaName(name)}];
    export function read(got: ${name}, cloudstack: CloudStack): void {
      void got;
      void cloudstack;
      ${fields.map((field, index) => reading(field, index, entities)).join('\n      ')}
    }`;
  return { of: 'entity', name, path: `src/entity-${name}.ts`, text, imports };
}

/** Reads a field as the type that it has now, looks into it, and compares it with values that it may have. */
function reading({ name, type, always }: Field, index: number, entities: EntitiesByName): string {
  const access = `got[${JSON.stringify(name)}]`;
  const read = `const field${index}: ${typeText(type, 'received')}${always ? '' : ' | undefined'} = ${access};`;
  return [read, `void field${index};`, ...looks(access, type, entities)].join(' ');
}

function looks(access: string, type: TypeRef, entities: EntitiesByName): readonly string[] {
  if (type.kind === 'array') return looks(`${access}?.[0]`, type.items, entities);
  if (type.kind === 'entity') {
    return (entities.get(type.entity)?.fields ?? []).map(({ name }) => `void ${access}?.[${JSON.stringify(name)}];`);
  }
  return comparable(type).map((value) => `void (${access} === ${JSON.stringify(value)});`);
}

function comparable(type: TypeRef): readonly string[] {
  if (type.kind === 'enum') return type.open ? ['a text of nobody', ...type.values] : type.values;
  return type.kind === 'scalar' && ['string', 'id', 'date'].includes(type.scalar) ? ['a text of nobody'] : [];
}

/** Parameters as people write them, one after the other. */
function literalOf(parameters: readonly Parameter[]): string {
  return `{ ${parameters.map(({ name, type }) => `${JSON.stringify(name)}: ${valueOf(type)}`).join(', ')} }`;
}

function valueOf(type: TypeRef): string {
  if (type.kind !== 'objects') return `given<${typeText(type, 'sent')}>()`;
  const members = type.fields.map((field) => ({
    ...field,
    text: `${JSON.stringify(field.name)}: ${valueOf(field.type)}`,
  }));
  const more = type.open ? ['"a name of nobody": given<string>()'] : [];
  const all = [...members.map(({ text }) => text), ...more].join(', ');
  const fewest = members.filter(({ required }) => required).map(({ text }) => text);
  return `[{ ${all} }, { ${fewest.join(', ')} }]`;
}

function typeText(type: TypeRef, direction: Direction): string {
  return `(${print(typeDoc(type, direction))})`;
}

function runtimeImports(members: readonly { readonly type: TypeRef }[]): string {
  const names = new Set(members.flatMap(({ type }) => runtimeTypesOf(type)));
  return [...names].map((name) => `, type ${name}`).join('');
}

function modelImports(fields: readonly Field[]): string {
  const names = mentionedBy(fields);
  return names.length === 0 ? '' : `import type { ${names.join(', ')} } from '${packageName}/models';`;
}

function mentionedBy(fields: readonly Field[]): readonly string[] {
  return [...new Set(fields.flatMap(({ type }) => mentioned(type)))];
}

function mentioned(type: TypeRef): readonly string[] {
  if (type.kind === 'array') return mentioned(type.items);
  return type.kind === 'entity' ? [type.entity] : [];
}
