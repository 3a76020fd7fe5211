import type { ApiModel } from '../../model/api-model.js';
import type { Code, Part, TemplatePlan } from '../../model/file-plan.js';
import { json } from '../code.js';
import { groupNames } from '../names.js';

/** What the package is called, and what goes into it. */
export interface PackageOptions {
  readonly name: string;
  readonly packageVersion: string | null;
  readonly emit: ReadonlySet<Part>;
}

/** `package.json`: name, exports map, peer dependency. */
export function manifestOfPackage(model: ApiModel, options: PackageOptions): TemplatePlan {
  const { emit } = options;
  const entry = (path: string) => ({ types: `./dist/${path}.d.ts`, default: `./dist/${path}.js` });
  const content = {
    name: options.name,
    version: options.packageVersion ?? packageVersionOf(model.version),
    description: `Typed client${emit.has('validators') ? ', validators' : ''}${emit.has('server') ? ' and server stubs' : ''} for the Apache CloudStack API.`,
    type: 'module',
    sideEffects: false,
    exports: {
      '.': entry('index'),
      ...(emit.has('server') ? { './server': entry('server') } : {}),
      ...(emit.has('handlers') ? { './handlers': entry('handlers') } : {}),
      ...(emit.has('validators') ? { './validators': entry('validators') } : {}),
      './models': entry('models/index'),
      ...(emit.has('client') ? { './node': entry('runtime/node/index') } : {}),
      ...Object.fromEntries(
        model.groups.map(({ id }) => {
          const { folder } = groupNames(id);
          return [`./${folder}`, entry(`groups/${folder}/index`)];
        }),
      ),
      './package.json': './package.json',
    },
    files: ['dist', 'src', 'API.md', 'manifest.json'],
    engines: { node: '>=20' },
    scripts: { build: 'tsc -p tsconfig.json' },
    ...(emit.has('validators') ? { peerDependencies: { zod: '^4.0.0' } } : {}),
    devDependencies: { typescript: '>=5.5', ...(emit.has('validators') ? { zod: '^4.0.0' } : {}) },
  };
  return verbatim('package.json', json(content, 'broken'));
}

/** `tsconfig.json`: the strictest flags that the package compiles under. */
export function compilerOptionsFile(): TemplatePlan {
  const content = {
    compilerOptions: {
      target: 'ES2022',
      lib: ['ES2023', 'DOM', 'DOM.Iterable'],
      module: 'NodeNext',
      moduleResolution: 'NodeNext',
      rootDir: 'src',
      outDir: 'dist',
      types: [] as string[],
      declaration: true,
      strict: true,
      exactOptionalPropertyTypes: true,
      noUncheckedIndexedAccess: true,
      verbatimModuleSyntax: true,
      isolatedModules: true,
      isolatedDeclarations: true,
      skipLibCheck: true,
    },
    include: ['src'],
  };
  return verbatim('tsconfig.json', json(content, 'fitted'));
}

function verbatim(path: string, text: Code): TemplatePlan {
  return { kind: 'template', path, template: 'package/verbatim', view: { text }, expected: { language: 'json' } };
}

/** The API's own version where it reads like one (`4.19.0`, `4.18.0.0`), else a first one. */
function packageVersionOf(version: string): string {
  return /^\d+\.\d+\.\d+/.exec(version)?.[0] ?? '0.1.0';
}
