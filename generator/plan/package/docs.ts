import type { ApiModel } from '../../model/api-model.js';
import type { Code, Part, TemplatePlan, View } from '../../model/file-plan.js';
import { code, literal, markdown } from '../code.js';
import type { PlannedCommand } from '../command.js';
import { groupNames } from '../names.js';
import type { PackageOptions } from './manifest.js';
import { best, groupSamples, isListing, sampleView } from './samples.js';

type Commands = ReadonlyMap<string, PlannedCommand>;

/** `API.md`: one line per command, linked to its method. */
export function apiListFile(model: ApiModel, commands: Commands, emit: ReadonlySet<Part>): TemplatePlan {
  const file = emit.has('client') ? 'client.ts' : 'commands.ts';
  return {
    kind: 'template',
    path: 'API.md',
    template: 'package/API.md',
    view: () => ({
      ...titleView(model),
      groups: model.groups.map(({ id, title, commands: names }): View => {
        const { property, folder } = groupNames(id);
        const link = code`src/groups/${folder as Code}/${file as Code}`;
        const lines = planned(names, commands).map((command) => ({ property, link, ...apiLineView(command) }));
        return { title: markdown(title), commands: lines };
      }),
    }),
    expected: { language: 'markdown' },
  };
}

function apiLineView(command: PlannedCommand): View {
  const promise = { sync: code`Promise`, async: code`JobPromise`, list: code`ListPromise` }[command.mode];
  const about = aboutOf(command);
  return { name: command.names.name, promise, result: command.resultType, about, described: about !== null };
}

/** `README.md`: how to use what was generated. */
export function readmeFile(model: ApiModel, commands: Commands, options: PackageOptions): TemplatePlan {
  const all = [...commands.values()];
  const { emit, build, name } = options;
  return {
    kind: 'template',
    path: 'README.md',
    template: 'package/README.md',
    view: () => ({
      heading: markdown(name),
      // Inside a quotation of code nothing can be escaped.
      name: literal(name).slice(1, -1) as Code,
      import: literal(name),
      validatorsImport: literal(`${name}/validators`),
      serverImport: literal(`${name}/server`),
      example: groupNames(model.groups[0]?.id ?? 'zone').folder as Code,
      ...titleView(model),
      build,
      client: emit.has('client'),
      validators: emit.has('validators'),
      server: emit.has('server'),
      openapi: emit.has('openapi'),
      list: sampleOf(all.filter(isListing)),
      job: sampleOf(all.filter(({ mode }) => mode === 'async')),
      any: sampleOf(all),
      groups: model.groups.flatMap(({ title, commands: names }): View[] => {
        const samples = groupSamples(planned(names, commands));
        return samples.length === 0 ? [] : [{ title: markdown(title), samples }];
      }),
    }),
    expected: { language: 'markdown' },
  };
}

function titleView({ title, version }: ApiModel): View {
  return { title: markdown(title), version: markdown(version), versioned: version !== '' };
}

function planned(names: readonly string[], commands: Commands): readonly PlannedCommand[] {
  return names.flatMap((name) => commands.get(name) ?? []);
}

/** Commands that everybody knows make the best samples. */
const familiar: ReadonlySet<string> = new Set(['listVirtualMachines', 'deployVirtualMachine']);

function sampleOf(candidates: readonly PlannedCommand[]): View | null {
  const found = best(candidates.filter(({ command }) => familiar.has(command.name))) ?? best(candidates);
  return found === null ? null : sampleView(found);
}

/** Text that reads the same in markdown as anywhere else. */
const plainText = /^[A-Za-z0-9(][A-Za-z0-9 ,;:'"()/%?=_-]*$/;

/** The first sentence of what a command does, where it can stand in a list as it is. */
function aboutOf({ command }: PlannedCommand): Code | null {
  const [sentence = ''] = (command.description ?? '').trim().split(/\.(?:\s|$)/);
  return plainText.test(sentence) ? markdown(sentence) : null;
}
