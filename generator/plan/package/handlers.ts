import type { ApiModel } from '../../model/api-model.js';
import { code } from '../code.js';
import { type Planned, planned } from '../file.js';
import { handlerGroups } from '../handlers.js';

/** `src/handlers.ts`: what people wrote in `src/handlers/`, as one object for `createServer`. */
export function handlerMapFile(model: ApiModel): Planned {
  const groups = handlerGroups(model);
  return planned({
    path: 'src/handlers.ts',
    template: 'package/handlers',
    imports: [
      ...groups.map(({ path, name }) => ({
        from: path.replace(/^src(\/.*)\.ts$/, '.$1.js'),
        values: [name],
      })),
      { from: './server.js', types: [code`Handlers`] },
    ],
    exports: ['handlers'],
    view: () => ({ groups: groups.map(({ name }) => ({ name })) }),
  });
}
