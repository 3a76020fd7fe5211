import type { ApiModel } from '../../model/api-model.js';
import type { Code, Part, TemplatePlan } from '../../model/file-plan.js';
import { json } from '../code.js';
import { type EntryPoint, groupEntryPoints, mainEntryPoints } from './entry-points.js';

/** What the package is called, what goes into it, and what is said of it where it is published. */
export interface PackageOptions {
  readonly name: string;
  readonly packageVersion: string | null;
  readonly emit: ReadonlySet<Part>;
  readonly build: boolean;
  readonly license: string;
  readonly repository: string | null;
  readonly access: 'public' | 'restricted';
}

/**
 * `package.json`. A package that is built can be published as it is; of any other the entry points lead to what its
 * script `build` makes.
 */
export function manifestOfPackage(model: ApiModel, options: PackageOptions): TemplatePlan {
  const { emit, build, license, repository } = options;
  const main = mainEntryPoints(emit);
  const entry = build ? builtEntry : sourceEntry;
  const documents = emit.has('openapi') ? ['openapi.json'] : [];
  const zod = emit.has('validators') ? { zod: '^4.0.0' } : {};
  const content = {
    name: options.name,
    version: options.packageVersion ?? packageVersionOf(model.version),
    description: `Typed client${emit.has('validators') ? ', validators' : ''}${emit.has('server') ? ' and server stubs' : ''} for the Apache CloudStack API.`,
    keywords: [
      'cloudstack',
      'apache-cloudstack',
      ...(emit.has('client') ? ['api-client'] : []),
      'typescript',
      ...Object.keys(zod),
    ],
    license,
    ...(repository === null ? {} : { repository: { type: 'git', url: `git+${repository}.git` } }),
    type: 'module',
    sideEffects: false,
    ...(build ? withoutExports(main) : {}),
    exports: Object.fromEntries([
      ...[...main, ...groupEntryPoints(model)].map(([subpath, module]) => [subpath, entry(`./dist/${module}`)]),
      ...documents.map((file) => [`./${file}`, `./${file}`]),
      ['./package.json', './package.json'],
    ]),
    files: ['dist', 'src', 'API.md', ...documents, ...(build ? ownLicence(license) : ['manifest.json'])],
    engines: { node: build ? requiresModules : '>=20' },
    ...(build
      ? { publishConfig: publishing(options) }
      : { scripts: { build: 'tsc -p tsconfig.json', prepack: 'npm run build' } }),
    ...(emit.has('validators') ? { peerDependencies: zod } : {}),
    ...(build ? {} : { devDependencies: { typescript: '>=5.5', ...zod } }),
  };
  return verbatim('package.json', json(content, 'broken'));
}

/** Versions whose `require` loads ES modules. */
const requiresModules = '^20.19.0 || >=22.12.0';

const sourceEntry = (path: string): object => ({ types: `${path}.d.ts`, default: `${path}.js` });

const builtEntry = (path: string): object => ({
  import: { types: `${path}.d.ts`, default: `${path}.js` },
  require: { types: `${path}.d.cts`, default: `${path}.cjs` },
});

/** Where TypeScript's `moduleResolution: node10` looks, and what else does not read the exports map. */
function withoutExports(main: readonly EntryPoint[]): object {
  const named = main.filter(([subpath]) => subpath !== '.');
  return {
    main: './dist/index.cjs',
    types: './dist/index.d.ts',
    typesVersions: {
      '*': {
        ...Object.fromEntries(named.map(([subpath, module]) => [subpath.slice(2), [`./dist/${module}.d.ts`]])),
        '*': ['./dist/groups/*/index.d.ts', './*'],
      },
    },
  };
}

/** npm makes a statement of provenance for public packages only. */
function publishing({ access }: PackageOptions): object {
  return access === 'public' ? { access, provenance: true } : { access };
}

/** The file of a licence of one's own. npm adds `LICENSE` by itself. */
function ownLicence(license: string): readonly string[] {
  const file = /^SEE LICENSE IN (.+)$/.exec(license)?.[1];
  return file === undefined || file === 'LICENSE' ? [] : [file];
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
  return {
    kind: 'template',
    path,
    template: 'package/verbatim',
    view: () => ({ text }),
    expected: { language: 'json' },
  };
}

/** The API's own version where it reads like one (`4.19.0`, `4.18.0.0`), else a first one. */
function packageVersionOf(version: string): string {
  return /^\d+\.\d+\.\d+/.exec(version)?.[0] ?? '0.1.0';
}
