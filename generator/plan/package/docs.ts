import type { ApiModel } from '../../model/api-model.js';
import type { Code, Part, TemplatePlan, View } from '../../model/file-plan.js';
import { code, literal, markdown } from '../code.js';
import type { PlannedCommand } from '../command.js';
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
    const found =
      all.find((command) => command.mode === mode && command.optional) ?? all.find((one) => one.mode === mode);
    if (found === undefined) return null;
    const { property } = groupNames(found.command.group);
    const required = found.command.parameters.filter((parameter) => parameter.required);
    const given = required.map((parameter) => code`${literal(parameter.name).slice(1, -1) as Code}`);
    return {
      property,
      method: found.names.name,
      params: given.length === 0 ? code`` : code`{ ${given.join(', ') as Code} }`,
    };
  };
  const { emit } = options;
  return {
    kind: 'template',
    path: 'README.md',
    template: 'package/README.md',
    view: {
      package: markdown(options.name),
      import: literal(options.name),
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
