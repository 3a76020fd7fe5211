import type { Part } from '../../model/file-plan.js';
import { type Planned, planned } from '../file.js';

/** `index.ts`: everything of the group, for `import … from '<package>/<group>'`. */
export function indexFile(folder: string, emit: ReadonlySet<Part>): Planned {
  const parts = (['client', 'server', 'validators'] as const).filter((part) => emit.has(part));
  const whole = ['./params.js', ...parts.map((part) => `./${part}.js`)];
  return planned({
    path: `${folder}/index.ts`,
    template: 'group/index',
    imports: [],
    exports: ['commands', ...whole.map(() => '*')],
    reexports: ['./commands.js', ...whole],
    view: () => ({ client: emit.has('client'), validators: emit.has('validators'), server: emit.has('server') }),
  });
}
