import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { describe, expect, it } from 'vitest';
import type { Part, TemplatePlan } from '../generator/model/file-plan.js';
import { withDefaults } from '../generator/options.js';
import { plan } from '../generator/plan/plan.js';
import { everyShape } from './support/every-shape.js';
import { generated, root, specs } from './support/pipeline.js';
import { type Import, importsIn, shown, sourcesIn } from './support/source-imports.js';
import { logicIn, readTemplates, TemplateWalk } from './support/template-paths.js';

const generator = join(root, 'generator');
const imports = importsIn(generator);

/** Where a file belongs: its stage, or itself when it stands beside the stages. */
function placeOf(path: string): string {
  return path.includes('/') ? path.slice(0, path.indexOf('/')) : path;
}

const isPackage = ({ to }: Import): boolean => !to.endsWith('.ts');

/** What each place may import besides itself: other places, and packages. */
const allowed: Readonly<Record<string, { readonly places: readonly string[]; readonly packages: readonly string[] }>> =
  {
    model: { places: [], packages: [] },
    text: { places: ['model'], packages: ['yaml', 'node:module', 'node:path'] },
    diagnostics: { places: ['model', 'text'], packages: ['fastest-levenshtein', 'node:util', 'yaml'] },
    load: {
      places: ['model', 'text', 'diagnostics', 'home.ts'],
      packages: ['jsonpath-rfc9535', 'node:fs', 'node:fs/promises', 'node:path', 'node:url', 'node:util', 'node:zlib'],
    },
    parse: {
      places: ['model', 'text', 'diagnostics'],
      packages: ['@apidevtools/swagger-parser', 'markdown-it', 'node:path'],
    },
    normalise: { places: ['model', 'diagnostics'], packages: [] },
    plan: { places: ['model'], packages: [] },
    render: { places: ['model', 'diagnostics'], packages: ['handlebars'] },
    format: { places: ['model', 'diagnostics'], packages: [] },
    // A lock tells which process of which machine made it, and is waited for.
    write: {
      places: ['model', 'diagnostics'],
      packages: ['crypto', 'fs', 'os', 'path', 'process', 'timers/promises'].map((name) => `node:${name}`),
    },
    build: { places: ['diagnostics'], packages: ['oxc-transform'] },
    // Code and templates of people, loaded as config files are.
    customise: {
      places: ['config', 'diagnostics', 'home.ts', 'load', 'model'],
      packages: ['node:fs/promises', 'node:path'],
    },
    config: {
      places: ['diagnostics', 'home.ts', 'load', 'model', 'text'],
      packages: [
        ...['fs', 'fs/promises', 'module', 'path', 'process', 'url', 'worker_threads'].map((name) => `node:${name}`),
        'oxc-transform',
      ],
    },
    // What asks a server is the client of the generated package.
    discover: { places: ['..', 'diagnostics', 'load', 'text'], packages: [] },
    // Compares models that the pipeline made, and knows by the plan which names follow from them.
    diff: {
      places: ['diagnostics', 'generate.ts', 'load', 'model', 'normalise', 'options.ts', 'plan', 'text'],
      packages: ['fastest-levenshtein', 'node:fs/promises', 'node:path', 'node:util', 'zod'],
    },
    // Handlers are files of people: what is planned for them depends on what they wrote.
    scaffold: { places: ['diagnostics', 'model', 'plan', 'write'], packages: ['node:fs', 'node:path', 'ts-morph'] },
    // The mock is a server: it runs on the runtime of the generated package.
    mock: {
      places: ['..', 'diagnostics', 'generate.ts', 'home.ts', 'load', 'model', 'options.ts', 'text'],
      packages: ['node:fs', 'node:path', 'zod'],
    },
    'home.ts': { places: [], packages: ['node:url'] },
    'version.ts': { places: ['home.ts'], packages: ['node:fs', 'node:path'] },
    'options.ts': { places: ['model'], packages: [] },
    'generate.ts': {
      places: [
        'build',
        'customise',
        'diagnostics',
        'model',
        'options.ts',
        'version.ts',
        'load',
        'parse',
        'normalise',
        'plan',
        'render',
        'format',
        'write',
      ],
      packages: [],
    },
    commands: {
      places: 'config diagnostics diff discover generate.ts load mock model options.ts scaffold write'.split(' '),
      packages: ['@clack/prompts', 'diff', 'node:crypto', 'node:fs', 'node:fs/promises', 'node:path'],
    },
    'index.ts': {
      places: ['config', 'customise', 'diagnostics', 'generate.ts', 'model', 'options.ts', 'scaffold', 'write'],
      packages: [],
    },
    'cli.ts': { places: ['commands', 'version.ts'], packages: ['node:v8'] },
  };

describe('who imports whom', () => {
  it('every file belongs to a place with rules', () => {
    const places = new Set(sourcesIn(generator).map(placeOf));
    expect([...places].filter((place) => !Object.hasOwn(allowed, place))).toEqual([]);
    expect(Object.keys(allowed).filter((place) => !places.has(place))).toEqual([]);
  });

  it('files import only what their place may', () => {
    const refused = imports.filter((one) => {
      const rule = allowed[placeOf(one.from)];
      if (isPackage(one)) return rule?.packages.includes(one.to) !== true;
      return placeOf(one.to) !== placeOf(one.from) && rule?.places.includes(placeOf(one.to)) !== true;
    });
    expect(refused.map(shown)).toEqual([]);
  });

  it('the mock imports the public side of the server; recordings stand in front of it and share its parts', () => {
    const parts = ['redact', 'sign', 'server/authenticate', 'server/fault', 'server/request', 'server/respond'];
    const open = ['command', 'json', 'validate', 'server/index'];
    const refused = imports.filter(({ from, to }) => {
      if (placeOf(from) !== 'mock' || !to.startsWith('../templates/runtime/')) return false;
      const file = to.slice('../templates/runtime/'.length, -'.ts'.length);
      return !open.includes(file) && !(from.startsWith('mock/tape/') && parts.includes(file));
    });
    expect(refused.map(shown)).toEqual([]);
  });

  it('the pipeline imports the one entry of each stage', () => {
    const entries = imports.filter(({ from, to }) => from === 'generate.ts' && to.includes('/')).map(({ to }) => to);
    const stages = ['load', 'parse', 'normalise', 'plan', 'render', 'format'].map((stage) => `${stage}/${stage}.ts`);
    const beside = ['load/load-runtime.ts', 'write/compare.ts', 'write/manifest.ts'];
    const onDemand = ['build/build.ts', 'customise/customise.ts', 'plan/openapi/document.ts', 'render/render-own.ts'];
    const stagesOf = new Set(entries.filter((to) => !/^(?:model|diagnostics)\//.test(to)));
    expect([...stagesOf].sort()).toEqual([...stages, ...beside, ...onDemand].sort());
  });

  it('no place is reached from itself through others', () => {
    const edges = new Map<string, Set<string>>();
    for (const one of imports.filter((other) => !isPackage(other))) {
      const [from, to] = [placeOf(one.from), placeOf(one.to)];
      if (from !== to) edges.set(from, (edges.get(from) ?? new Set()).add(to));
    }
    expect([...edges.keys()].filter((place) => reachable(place, edges).has(place))).toEqual([]);
  });

  it('no file waits for itself while modules are loaded', () => {
    const edges = new Map<string, Set<string>>();
    for (const { from, to, how } of imports) {
      if (how === 'static' && to.endsWith('.ts')) edges.set(from, (edges.get(from) ?? new Set()).add(to));
    }
    expect([...edges.keys()].filter((file) => reachable(file, edges).has(file))).toEqual([]);
  });

  it('heavy packages are loaded only when they are needed', () => {
    const heavy = imports.filter(({ to, how }) => to === '@apidevtools/swagger-parser' && how === 'static');
    expect(heavy.map(shown)).toEqual([]);
    expect(imports.filter(({ to }) => /^(?:prettier|typescript)$/.test(to)).map(shown)).toEqual([]);
    const readsPeople = ({ from, to }: Import): boolean => to === 'ts-morph' && !from.startsWith('scaffold/edit/');
    expect(imports.filter(readsPeople).map(shown)).toEqual([]);
    const intoEdit = imports.filter(
      ({ to, from }) => to.startsWith('scaffold/edit/') && !from.startsWith('scaffold/edit/'),
    );
    expect(intoEdit.filter(({ how }) => how === 'static').map(shown)).toEqual([]);
    const intoCompiler = imports.filter(({ to, how }) => to === 'build/compile.ts' && how === 'static');
    expect(intoCompiler.map(shown)).toEqual([]);
    const asks = imports.filter(({ to, how }) => to === '@clack/prompts' && how === 'static');
    expect(asks.map(shown)).toEqual([]);
    expect(
      imports
        .filter(({ from, to }) => to === 'zod' && placeOf(from) !== 'mock' && from !== 'diff/model-file.ts')
        .map(shown),
    ).toEqual([]);
  });

  it('only the command line knows of the process that it runs in', () => {
    const users = sourcesIn(generator).filter((path) => /\bprocess\.|\bconsole\./.test(codeOf(path)));
    expect(users.filter((path) => path !== 'cli.ts' && !path.startsWith('commands/'))).toEqual([]);
  });

  it('the generator never asks the clock, the locale or chance', () => {
    const unsteady =
      /\bDate\.now\b|\bnew Date\b|\bMath\.random\b|\blocaleCompare\b|\btoLocale\w+\(|\bIntl\.|\bperformance\.now\b/;
    // `--watch` compares the times of files with its own; the mock has a clock like any server, and what it asks of a real
    // one expires by the real time.
    const exempt = ['commands/watch.ts', 'mock/clock.ts', 'mock/tape/record.ts'];
    expect(sourcesIn(generator).filter((path) => unsteady.test(codeOf(path)))).toEqual(exempt);
  });
});

/** A source without its comments. */
function codeOf(path: string): string {
  const text = readFileSync(join(generator, path), 'utf8');
  return text.replace(/\/\*[\s\S]*?\*\//g, '').replace(/^\s*\/\/.*$/gm, '');
}

/** Everything that can be reached from a start in one step or more. */
function reachable(start: string, edges: ReadonlyMap<string, ReadonlySet<string>>): ReadonlySet<string> {
  const found = new Set<string>();
  const queue = [...(edges.get(start) ?? [])];
  for (let next = queue.pop(); next !== undefined; next = queue.pop()) {
    if (found.has(next)) continue;
    found.add(next);
    queue.push(...(edges.get(next) ?? []));
  }
  return found;
}

describe('the runtime of the generated package', () => {
  const runtime = importsIn(join(root, 'templates/runtime'));

  it('imports its own files and zod, and of Node only what serves HTTP on it', () => {
    const strange = runtime.filter((one) => {
      if (!isPackage(one)) return one.to.startsWith('..');
      if (one.to.startsWith('node:')) return one.from !== 'server/serve.ts';
      return one.to !== 'zod';
    });
    expect(strange.map(shown)).toEqual([]);
  });

  it('needs nothing of its server, and zod only where it validates', () => {
    const inClient = runtime.filter(({ from }) => !from.startsWith('server/'));
    expect(inClient.filter(({ to }) => to.startsWith('server/')).map(shown)).toEqual([]);
    const withZod = runtime.filter(({ to, how }) => to === 'zod' && how !== 'type').map(({ from }) => from);
    expect(withZod.filter((from) => from !== 'validate.ts' && !from.startsWith('server/'))).toEqual([]);
  });
});

describe('diagnostics', () => {
  const folder = join(generator, 'diagnostics/catalogue');

  async function codesByFile(): Promise<readonly (readonly [file: string, code: string])[]> {
    const files = sourcesIn(folder);
    const modules = await Promise.all(
      files.map(async (file) => (await import(pathToFileURL(join(folder, file)).href)) as Record<string, unknown>),
    );
    return modules.flatMap((module, index) =>
      Object.values(module)
        .filter((value) => typeof value === 'object' && value !== null)
        .flatMap((value) => Object.keys(value as object).map((code) => [files[index] ?? '', code] as const)),
    );
  }

  it('have codes that stand in one file of the catalogue only', async () => {
    const all = await codesByFile();
    expect(all.length).toBeGreaterThan(80);
    const twice = all.filter(([file, code]) => all.some(([other, same]) => same === code && other !== file));
    expect(twice).toEqual([]);
  });

  it('have codes in kebab-case, each of which some stage reports', async () => {
    const used = sourcesIn(generator)
      .filter((path) => !path.startsWith('diagnostics/catalogue'))
      .map(codeOf)
      .join('\n');
    const all = await codesByFile();
    expect(all.filter(([, code]) => !/^[a-z]+(?:-[a-z]+)*$/.test(code))).toEqual([]);
    expect(all.filter(([, code]) => !used.includes(`'${code}'`))).toEqual([]);
  });
});

describe('templates', async () => {
  const templates = readTemplates(join(root, 'templates'));
  const models = [
    (await generated({ openapi: [join(root, 'test/golden/six.openapi.yaml')] })).model,
    (await generated(specs)).model,
    everyShape,
  ];
  const emits: readonly (readonly Part[])[] = [['client', 'handlers'], ['client'], ['validators']];
  const wanted = [
    ...emits.map((emit) => ({ emit: new Set(emit) })),
    ...['Apache-2.0', 'MIT', 'ISC'].map((license) => ({ build: true, license })),
  ];
  const plans = models
    .flatMap((model) => wanted.flatMap((one) => plan(model, [], withDefaults(one))))
    .filter((one): one is TemplatePlan => one.kind === 'template');

  it('hold nothing but text, plain paths, each, if, and partials by name', () => {
    expect([...templates].flatMap(([name, template]) => logicIn(name, template))).toEqual([]);
  });

  it('name only what their views have, and views have only what is named', () => {
    const walk = new TemplateWalk(templates);
    const used = new Map<string, boolean>();
    for (const { template, view: viewOf } of plans) {
      const view = viewOf();
      const unused = new Set(walk.walk(template, view));
      for (const path of membersOf(template, view)) used.set(path, used.get(path) === true || !unused.has(path));
    }
    expect([...walk.missing]).toEqual([]);
    expect([...templates.values()].flatMap(({ unreached }) => [...unreached])).toEqual([]);
    expect([...used].filter(([, isUsed]) => !isUsed).map(([path]) => path)).toEqual([]);
  });
});

/** Members of a view, and of the views in it, as paths without indexes. */
function membersOf(path: string, view: object): readonly string[] {
  return Object.entries(view).flatMap(([member, value]: [string, unknown]) => {
    const inside = Array.isArray(value) ? (value as readonly unknown[]) : [value];
    const views = inside.filter((one) => typeof one === 'object' && one !== null);
    return [`${path}.${member}`, ...views.flatMap((one) => membersOf(`${path}.${member}`, one))];
  });
}
