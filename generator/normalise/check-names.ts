import type { Diagnostics } from '../diagnostics/diagnostics.js';
import type { ApiModel } from '../model/api-model.js';
import type { Origin } from '../model/source.js';
import { kebab } from './names.js';

/** Members of the client class, which no group may take. */
const clientMembers: ReadonlySet<string> = new Set([
  'call',
  'constructor',
  'job',
  'list',
  'send',
  'submit',
  'toString',
]);

/** Types that generated files take from the runtime or from the language, which no entity may take. */
const runtimeTypes: ReadonlySet<string> = new Set([
  'AsyncCommand',
  'Handler',
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
  'CommandGroup',
]);

/** Reports every name that cannot stand in the package, and every two that would land in one file. */
export function checkNames(model: ApiModel, diagnostics: Diagnostics): void {
  for (const { name, origin } of model.commands) {
    if (!isIdentifier(name)) diagnostics.report('name-unusable', origin[0] ?? null, { name, what: 'a command' });
  }
  for (const group of model.groups) {
    const place = originOf(model, group.commands[0]);
    if (!isIdentifier(group.id)) diagnostics.report('name-unusable', place, { name: group.title, what: 'a group' });
    if (clientMembers.has(group.id)) diagnostics.report('name-reserved', place, { name: group.id, what: 'a group' });
  }
  for (const { name, origin } of model.entities) {
    const place = origin[0] ?? null;
    if (!isIdentifier(name)) diagnostics.report('name-unusable', place, { name, what: 'an entity' });
    if (runtimeTypes.has(name)) diagnostics.report('name-reserved', place, { name, what: 'an entity' });
  }
  checkFiles(model, diagnostics);
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

function isIdentifier(name: string): boolean {
  return /^[A-Za-z][A-Za-z0-9_]*$/.test(name);
}
