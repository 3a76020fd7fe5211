import type { Diagnostics } from '../diagnostics/diagnostics.js';
import type { ApiModel } from '../model/api-model.js';
import { reservedWords } from '../model/reserved-words.js';
import type { Origin } from '../model/source.js';
import { kebab } from './names.js';

/** File systems hold 255 bytes to a name, and names grow suffixes; no real name comes near. */
const maximumLength = 100;

/** Members of the client class, which no group may take, and entry points of the package. */
const takenByClient: ReadonlySet<string> = new Set([
  'call',
  'constructor',
  'handlers',
  'job',
  'list',
  'models',
  'node',
  'send',
  'server',
  'submit',
  'toString',
  'validators',
]);

/** Members of the classes of groups, which no command may take. */
const takenByGroups: ReadonlySet<string> = new Set(['call', 'constructor', 'list', 'submit']);

/** Types that generated files take from the runtime or from the language, and the file `models/index.ts`. */
const takenByFiles: readonly string[] = [
  'AsyncCommand',
  'CommandGroup',
  'Handler',
  'Index',
  'JobPromise',
  'ListCommand',
  'ListPromise',
  'Long',
  'Page',
  'Promise',
  'Record',
  'RequestOptions',
  'Routes',
  'Success',
  'SyncCommand',
  'Validator',
];

/** `constructor`, `toString`, `__proto__`: an object without such a member would not even be assignable to one with it. */
const inherited: ReadonlySet<string> = new Set(Object.getOwnPropertyNames(Object.prototype));

/** Reports every name that cannot stand in the package, and every two that would land in one file. */
export function checkNames(model: ApiModel, diagnostics: Diagnostics): void {
  checkCommands(model, diagnostics);
  for (const group of model.groups) {
    const place = originOf(model, group.commands[0]);
    if (!isIdentifier(group.id)) diagnostics.report('name-unusable', place, { name: group.title, what: 'a group' });
    if (takenByClient.has(group.id)) diagnostics.report('name-reserved', place, { name: group.id, what: 'a group' });
  }
  const taken = new Set([...takenByFiles, ...typesOfCommands(model)]);
  for (const { name, origin, fields } of model.entities) {
    const place = origin[0] ?? null;
    if (!isIdentifier(name)) diagnostics.report('name-unusable', place, { name, what: 'an entity' });
    if (taken.has(name)) diagnostics.report('name-reserved', place, { name, what: 'an entity' });
    checkMembers(name, fields, diagnostics);
  }
  checkFiles(model, diagnostics);
}

function checkCommands(model: ApiModel, diagnostics: Diagnostics): void {
  const types = new Set([...takenByFiles, ...model.entities.map(({ name }) => name), ...typesOfCommands(model)]);
  for (const { name, origin, parameters } of model.commands) {
    const place = origin[0] ?? null;
    const reserved = reservedWords.has(name) || takenByGroups.has(name) || types.has(name);
    if (!isIdentifier(name)) diagnostics.report('name-unusable', place, { name, what: 'a command' });
    if (reserved) diagnostics.report('name-reserved', place, { name, what: 'a command' });
    checkMembers(name, parameters, diagnostics);
  }
}

/** Types that files about commands declare: `ListZonesParams`, `ZoneClient`, `ZoneHandlers`. */
function typesOfCommands({ commands, groups }: ApiModel): readonly string[] {
  return [
    ...commands.map(({ name }) => `${capitalised(name)}Params`),
    ...groups.flatMap(({ id }) => [`${capitalised(id)}Client`, `${capitalised(id)}Handlers`]),
  ];
}

/** Names of parameters and fields may hold anything, since they are quoted where need be; almost anything. */
function checkMembers(
  owner: string,
  members: readonly { readonly name: string; readonly origin: readonly Origin[] }[],
  diagnostics: Diagnostics,
): void {
  for (const { name, origin } of members) {
    const why =
      name === ''
        ? 'it is empty'
        : name.length > maximumLength
          ? `it has more than ${maximumLength} characters`
          : inherited.has(name) || inherited.has(name.toLowerCase())
            ? 'in JavaScript every object has something of that name already'
            : null;
    if (why !== null) diagnostics.report('member-unusable', origin[0] ?? null, { name, owner, why });
  }
}

function checkFiles(model: ApiModel, diagnostics: Diagnostics): void {
  const files = new Map<string, { name: string; origin: Origin | null }>();
  const claim = (target: string, name: string, origin: Origin | null): void => {
    const owner = files.get(target.toLowerCase());
    if (owner === undefined) files.set(target.toLowerCase(), { name, origin });
    else {
      const related = owner.origin === null ? [] : [{ origin: owner.origin, note: `${owner.name} stands here` }];
      diagnostics.report('name-taken', origin, { name, owner: 'here', other: owner.name, target }, related);
    }
  };
  for (const { name, origin } of model.entities) claim(`models/${kebab(name)}.ts`, name, origin[0] ?? null);
  for (const { id, commands } of model.groups) claim(`groups/${kebab(id)}/`, id, originOf(model, commands[0]));
}

function originOf(model: ApiModel, command: string | undefined): Origin | null {
  return model.commands.find(({ name }) => name === command)?.origin[0] ?? null;
}

function capitalised(name: string): string {
  return name.charAt(0).toUpperCase() + name.slice(1);
}

function isIdentifier(name: string): boolean {
  return name.length <= maximumLength && /^[A-Za-z][A-Za-z0-9_]*$/.test(name);
}
