import type { ApiModel } from '../../model/api-model.js';
import type { Code, Part, TemplatePlan, View } from '../../model/file-plan.js';
import { reservedWords } from '../../model/reserved-words.js';
import { code, identifier, literal, markdown, propertyName } from '../code.js';
import type { PlannedCommand } from '../command.js';
import { type Doc, group, indent, join, line, print, trailingComma, valueBelow } from '../layout.js';
import { groupNames } from '../names.js';
import type { PackageOptions } from './manifest.js';

/** `API.md`: one line per command, linked to its method. */
export function apiListFile(
  model: ApiModel,
  commands: ReadonlyMap<string, PlannedCommand>,
  emit: ReadonlySet<Part>,
): TemplatePlan {
  const file = emit.has('client') ? 'client.ts' : 'commands.ts';
  const groups = model.groups.map(({ id, title, commands: names }): View => ({
    title: markdown(title),
    property: groupNames(id).property,
    commands: names.flatMap((name): View[] => {
      const command = commands.get(name);
      if (command === undefined) return [];
      const promise = { sync: code`Promise`, async: code`JobPromise`, list: code`ListPromise` }[command.mode];
      const link = code`src/groups/${groupNames(id).folder as Code}/${file as Code}`;
      return [{ name: command.names.name, link, promise, result: command.resultType }];
    }),
  }));
  return {
    kind: 'template',
    path: 'API.md',
    template: 'package/API.md',
    view: { title: markdown(model.title), version: markdown(model.version), versioned: model.version !== '', groups },
    expected: { language: 'markdown' },
  };
}

/** `README.md`: how to use what was generated. */
export function readmeFile(
  model: ApiModel,
  commands: ReadonlyMap<string, PlannedCommand>,
  options: PackageOptions,
): TemplatePlan {
  const all = [...commands.values()];
  const sample = (mode: PlannedCommand['mode']): View | null => {
    const candidates = all.filter((command) => command.mode === mode);
    const found =
      candidates.find(({ command }) => familiar.has(command.name)) ??
      candidates.find(({ optional }) => optional) ??
      candidates[0];
    return found === undefined ? null : sampleView(found);
  };
  const { emit } = options;
  return {
    kind: 'template',
    path: 'README.md',
    template: 'package/README.md',
    view: {
      package: markdown(options.name),
      import: literal(options.name),
      validatorsImport: literal(`${options.name}/validators`),
      serverImport: literal(`${options.name}/server`),
      title: markdown(model.title),
      version: markdown(model.version),
      versioned: model.version !== '',
      client: emit.has('client'),
      validators: emit.has('validators'),
      server: emit.has('server'),
      list: sample('list'),
      job: sample('async'),
    },
    expected: { language: 'markdown' },
  };
}

/** Commands that everybody knows make the best samples. */
const familiar: ReadonlySet<string> = new Set(['listVirtualMachines', 'deployVirtualMachine']);

/** A command in use: awaited for a page or a job, and as a list that is iterated. */
function sampleView({ command, names, mode }: PlannedCommand): View {
  const { property } = groupNames(command.group);
  // A name that needs quotes is no variable; it is left out, since nothing odd may stand in a block of markdown.
  const given = command.parameters
    .filter(({ name, required }) => required && propertyName(name) === name && !reservedWords.has(name))
    .map(({ name }) => identifier(name));
  const braces = group(code`{`, indent(line, join([code`,`, line], given)), trailingComma, line, code`}`);
  const call: Doc = [code`cloudstack.${property}.${names.name}(`, given.length === 0 ? [] : braces, code`)`];
  const variable = code`const ${mode === 'list' ? code`page` : code`job`} =`;
  const awaited: Doc = [code`await `, call, code`;`];
  return {
    awaited: print(given.length === 0 ? valueBelow(variable, awaited) : [variable, code` `, awaited]),
    iterated: print([code`for await (const item of `, call, code`) {`]),
  };
}
