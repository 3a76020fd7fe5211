import type { ApiModel } from '../../model/api-model.js';
import type { Part } from '../../model/file-plan.js';
import { groupNames } from '../names.js';

/** What can be imported from the package: `./zone`, and the module behind it: `groups/zone/index`. */
export type EntryPoint = readonly [subpath: string, module: string];

/** Entry points that every package may have, in the order in which they are listed. */
export function mainEntryPoints(emit: ReadonlySet<Part>): readonly EntryPoint[] {
  return [
    ['.', 'index'],
    ...(emit.has('server') ? [['./server', 'server'] as const] : []),
    ...(emit.has('handlers') ? [['./handlers', 'handlers'] as const] : []),
    ...(emit.has('validators') ? [['./validators', 'validators'] as const] : []),
    ['./models', 'models/index'],
    ...(emit.has('client') ? [['./node', 'runtime/node/index'] as const] : []),
  ];
}

/** One for each group. */
export function groupEntryPoints(model: ApiModel): readonly EntryPoint[] {
  return model.groups.map(({ id }) => {
    const { folder } = groupNames(id);
    return [`./${folder}`, `groups/${folder}/index`];
  });
}
