import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { ApiModel } from '../../generator/model/api-model.js';
import { extended, modelOf, Project } from './people.js';

let model: ApiModel;
let project: Project;

beforeAll(async () => {
  project = new Project(await mkdtemp(join(tmpdir(), 'cloudstack-codegen-forms-')));
  model = await modelOf(project, 'createZone', 'listZones');
});
afterAll(() => rm(project.folder, { recursive: true, force: true }));

/** The lines of a command's stub. */
function stubOf(command: string): string {
  return `  /** Does ${command}. */
  async ${command}(params, context) {
    throw unsupportedAction(\`\${context.command} is not implemented yet\`);
  },
`;
}

const stub = stubOf('createZone');
const imports = `import type { ZoneHandlers } from '../groups/zone/server.js';
import { unsupportedAction } from '../server.js';
`;
const listed = `async listZones() {
    return { items: [], count: 0 };
  }`;

/** A file before and after it was extended. */
type Form = readonly [form: string, before: string, after: string];

/** Files whose object is found however it is written; the stub of createZone goes where `+` stands. */
const found: readonly (readonly [form: string, text: string])[] = [
  ['a typed constant', `export const zoneHandlers: ZoneHandlers = {\n  ${listed},\n+};\n`],
  ['`satisfies`', `export const zoneHandlers = {\n  ${listed},\n+} satisfies Partial<ZoneHandlers>;\n`],
  ['`as`, in brackets', `export const zoneHandlers = ({\n  ${listed},\n+} as ZoneHandlers);\n`],
  ['an older assertion', `export const zoneHandlers = <ZoneHandlers>{\n  ${listed},\n+};\n`],
  ['a frozen object', `export const zoneHandlers: ZoneHandlers = Object.freeze({\n  ${listed},\n+});\n`],
  ['`let`', `export let zoneHandlers: ZoneHandlers = {\n  ${listed},\n+};\n`],
  ['exported later', `const zoneHandlers: ZoneHandlers = {\n  ${listed},\n+};\n\nexport { zoneHandlers };\n`],
  ['exported by another name', `const mine: ZoneHandlers = {\n  ${listed},\n+};\n\nexport { mine as zoneHandlers };\n`],
  ['behind another constant', `const mine = {\n  ${listed},\n+};\n\nexport const zoneHandlers: ZoneHandlers = mine;\n`],
  [
    'after other objects and exports',
    `export const a = { listZones: 1 };\nexport function b() {}\n\nexport const zoneHandlers: ZoneHandlers = {\n  ${listed},\n+};\n\nexport default a;\n`,
  ],
  [
    'an arrow function',
    `export const zoneHandlers: ZoneHandlers = {\n  listZones: async () => ({ items: [], count: 0 }),\n+};\n`,
  ],
  ['a quoted name', `export const zoneHandlers: ZoneHandlers = {\n  'listZones': async () => none,\n+};\n`],
  ['a name in brackets', `export const zoneHandlers: ZoneHandlers = {\n  ['listZones']: async () => none,\n+};\n`],
  ['a name with an escape', `export const zoneHandlers: ZoneHandlers = {\n  list\\u005aones: async () => none,\n+};\n`],
  ['a getter', `export const zoneHandlers: ZoneHandlers = {\n  get listZones() {\n    return listAll;\n  },\n+};\n`],
  [
    'a spread of another object',
    `const lists = { ${listed} };\n\nexport const zoneHandlers: ZoneHandlers = {\n  ...lists,\n+};\n`,
  ],
  [
    'a spread of an object in brackets',
    `export const zoneHandlers: ZoneHandlers = {\n  ...({ ${listed} } as const),\n+};\n`,
  ],
  [
    'a handler that is assigned',
    `export const zoneHandlers: Partial<ZoneHandlers> = {\n+};\n\nzoneHandlers.listZones = async () => none;\n`,
  ],
  [
    'a handler that is assigned by its name in quotes',
    `export const zoneHandlers: Partial<ZoneHandlers> = {\n+};\n\nzoneHandlers['listZones'] = async () => none;\n`,
  ],
];

describe('the object of a group is found', () => {
  it.each(found)('%s', async (_, text) => {
    const [head = '', tail = ''] = `${imports}\n${text}`.split('+');
    const { text: after, said } = await extended(project, model, 'zone', head + tail);
    expect(after).toBe(`${head}${head.endsWith('{\n') ? '' : '\n'}${stub}${tail}`);
    expect(said).toEqual([]);
  });

  it('with handlers from another file of the folder', async () => {
    await project.write('lists', `export const lists = { ${listed} };\n`);
    const head = `${imports}import { lists as mine } from './lists.js';\n\nexport const zoneHandlers: ZoneHandlers = {\n  ...mine,\n`;
    const { text, said } = await extended(project, model, 'zone', `${head}};\n`);
    expect(text).toBe(`${head}\n${stub}};\n`);
    expect(said).toEqual([]);
  });
});

/** Tabs, four blanks, double quotes, no semicolons, Windows line ends: what is added looks like the rest. */
const styles: readonly Form[] = [
  [
    'no comma after the last member, and comments there',
    `${imports}
export const zoneHandlers: ZoneHandlers = {
  listZones: async () => ({ items: [], count: 0 }) // all of them
  // more to come
};
`,
    `${imports}
export const zoneHandlers: ZoneHandlers = {
  listZones: async () => ({ items: [], count: 0 }), // all of them
  // more to come

${stub.replace(/,\n$/, '\n')}};
`,
  ],
  [
    'an empty object',
    `${imports}export const zoneHandlers = {};\n`,
    `${imports}export const zoneHandlers = {\n${stub}\n${stubOf('listZones')}};\n`,
  ],
  [
    'an object with nothing but a comment',
    `${imports}export const zoneHandlers = {\n  // to do\n};\n`,
    `${imports}export const zoneHandlers = {\n  // to do\n\n${stub}\n${stubOf('listZones')}};\n`,
  ],
  [
    'an object on one line',
    `${imports}export const zoneHandlers: ZoneHandlers = { listZones };\n`,
    `${imports}export const zoneHandlers: ZoneHandlers = {\n  listZones,\n\n${stub}};\n`,
  ],
  [
    'an object on one line with more, where no other ends in a comma',
    `${imports}export const zoneHandlers = { ...none, listZones, queryAsyncJobResult: f(1, 2) };\nconst none = {\n  login: 1\n};\n`,
    `${imports}export const zoneHandlers = {\n  ...none,\n  listZones,\n  queryAsyncJobResult: f(1, 2),\n${stub.replace(/,\n$/, '\n')}};\nconst none = {\n  login: 1\n};\n`,
  ],
  [
    'a closing brace behind the last member',
    `${imports}export const zoneHandlers = {\n  listZones };\n`,
    `${imports}export const zoneHandlers = {\n  listZones,\n\n${stub.replace(/,\n$/, '\n')}};\n`,
  ],
  [
    'members without blank lines between them',
    `${imports}export const zoneHandlers = {\n  listZones,\n  login,\n};\n`,
    `${imports}export const zoneHandlers = {\n  listZones,\n  login,\n${stub}};\n`,
  ],
  [
    'tabs, double quotes and no semicolons',
    `import type { ZoneHandlers } from "../groups/zone/server.js"

export const zoneHandlers: ZoneHandlers = {
\tlistZones: async () => none,
}
`,
    `import type { ZoneHandlers } from "../groups/zone/server.js"
import { unsupportedAction } from "../server.js"

export const zoneHandlers: ZoneHandlers = {
\tlistZones: async () => none,

\t/** Does createZone. */
\tasync createZone(params, context) {
\t\tthrow unsupportedAction(\`\${context.command} is not implemented yet\`)
\t},
}
`,
  ],
  [
    'four blanks and tight braces',
    `import {page} from '../server.js'; // paging\nexport const zoneHandlers = {\n    listZones: page,\n};\n`,
    `import {page} from '../server.js'; // paging\nimport {unsupportedAction} from '../server.js';\nexport const zoneHandlers = {\n    listZones: page,\n\n${stub.replace(/^ +/gm, (blanks) => blanks + blanks)}};\n`,
  ],
];

describe('what is added looks like the rest', () => {
  it.each(styles)('%s', async (_, before, after) => {
    const { text, said } = await extended(project, model, 'zone', before);
    expect(text).toBe(after);
    expect(said).toEqual([]);
  });

  it.each(styles)('%s, with the line ends of Windows', async (_, before, after) => {
    const windows = (text: string): string => `\ufeff${text.replaceAll('\n', '\r\n')}`;
    expect((await extended(project, model, 'zone', windows(before))).text).toBe(windows(after));
  });
});

describe('the function that refuses', () => {
  const object = 'export const zoneHandlers = {\n  listZones,\n};\n';
  const refusing = (name: string): string => object.replace('};', `\n${stub.replace('unsupportedAction', name)}};`);

  it.each<Form>([
    [
      'is called by the name that it has already',
      `import { page, unsupportedAction as no } from '../server.js';\n${object}`,
      `import { page, unsupportedAction as no } from '../server.js';\n${refusing('no')}`,
    ],
    [
      'is known from the runtime',
      `import { unsupportedAction } from '../runtime/server/index.js';\n${object}`,
      `import { unsupportedAction } from '../runtime/server/index.js';\n${refusing('unsupportedAction')}`,
    ],
    [
      'gets another name where its own is taken',
      `import { unsupportedAction } from './mine.js';\n${object}`,
      `import { unsupportedAction } from './mine.js';\nimport { unsupportedAction as unsupportedAction_ } from '../server.js';\n${refusing('unsupportedAction_')}`,
    ],
    [
      'is imported at the top where nothing else is',
      `#!/usr/bin/env node\n${object}`,
      `#!/usr/bin/env node\nimport { unsupportedAction } from '../server.js';\n\n${refusing('unsupportedAction')}`,
    ],
    [
      'is imported between statements on one line',
      `import { a } from './a.js'; const b = \`\n\`;\n${object}`,
      `import { a } from './a.js';\nimport { unsupportedAction } from '../server.js'; const b = \`\n\`;\n${refusing('unsupportedAction')}`,
    ],
    [
      'is imported once more where it is imported as a type',
      `import type { unsupportedAction as T } from '../server.js';\n${object}`,
      `import type { unsupportedAction as T } from '../server.js';\nimport { unsupportedAction as unsupportedAction_ } from '../server.js';\n${refusing('unsupportedAction_')}`,
    ],
  ])('%s', async (_, before, after) => {
    expect((await extended(project, model, 'zone', before)).text).toBe(after);
  });
});
