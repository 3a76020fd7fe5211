import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { Diagnostics } from '../../generator/diagnostics/diagnostics.js';
import { printPackage, readModel } from '../../generator/generate.js';
import type { ApiModel, Entity, TypeRef } from '../../generator/model/api-model.js';
import { withDefaults } from '../../generator/options.js';
import type { PackageFile } from '../../generator/write/manifest.js';
import { type BuiltPackage, buildPackage, compile, removeFolders } from '../output/package.js';
import { root } from '../support/pipeline.js';

const shared = join(root, '../shared');
const needsShared = existsSync(join(shared, 'catalogue')) ? '' : ' (skipped: ../shared is not here)';

interface Run {
  readonly model: ApiModel;
  readonly files: readonly PackageFile[];
  /** How often each diagnostic was reported. */
  readonly counts: Readonly<Record<string, number>>;
}

async function run(version: string): Promise<Run> {
  const diagnostics = new Diagnostics();
  const options = withDefaults({ listapis: [join(shared, `catalogue/listApis-${version}.json`)] });
  const { model, inputs } = await readModel(options, diagnostics);
  const files = await printPackage(model, inputs, options, diagnostics);
  const counts: Record<string, number> = {};
  for (const { code } of diagnostics.all) counts[code] = (counts[code] ?? 0) + 1;
  return { model, files, counts };
}

/** What is in each document, and every diagnostic that it gives, each with its reason. */
const wanted = {
  '4.18': {
    commands: 705,
    entities: 218,
    open: ['AsyncJob.jobresult', 'ConsoleEndpoint.websocket'],
    counts: {
      // {} for fields without a description.
      'empty-field': 1467,
      // Fields that a class and its parent both have.
      'duplicate-field': 38,
      // updateRole.description, getUploadParamsForIso.name and .zoneid.
      'duplicate-parameter': 3,
      // The answer of listApis nests fields in fields, and the inner list does not say so.
      'list-elements-unknown': 1,
    },
  },
  '4.17': {
    commands: 650,
    entities: 200,
    open: ['AsyncJob.jobresult'],
    counts: {
      'empty-field': 1351,
      'duplicate-field': 42,
      'duplicate-parameter': 3,
      'list-elements-unknown': 1,
    },
  },
} as const;

/** Names that people would look for, and some that need a fact or a rule to come out well. */
const sample = (
  'Account AffinityGroup ApiField ApiParameter AsyncJob AutoScalePolicy Capabilities Capacity Cluster Counter ' +
  'CreatedSSHKeyPair DiskOffering Domain Event FirewallRule Host HostForMigration HostHA HypervisorCapability ImageStore ' +
  'KubernetesCluster LoadBalancer LoginAnswer NamedOption Network NetworkACL NetworkACLList NetworkOffering Nic ' +
  'NicSecondaryIp OsType Pod Project PublicIpAddress ResourceIcon ResourceTag Router SSHKeyPair SecurityGroup ' +
  'SecurityGroupRule Snapshot StoragePool Template UploadParams User VPC VirtualMachine Volume Zone'
).split(' ');

describe.skipIf(needsShared !== '').each(['4.18', '4.17'] as const)(
  `the whole API of CloudStack %s${needsShared}`,
  (version) => {
    let generated: Run;
    beforeAll(async () => {
      generated = await run(version);
    });

    it('has every command in client, validators and server, and in one group', () => {
      const { model } = generated;
      expect(model.commands).toHaveLength(wanted[version].commands);
      expect(model.groups.flatMap(({ commands }) => commands)).toHaveLength(wanted[version].commands);
      const groups = groupFiles(generated.files);
      const missing = model.commands.flatMap(({ name }) => missingFrom(groups, name));
      expect(missing).toEqual([]);
    });

    it('gives no diagnostic that is not explained', () => {
      expect(generated.counts).toEqual(wanted[version].counts);
    });

    it('has as many entities as it has shapes, each with a name of its own', () => {
      const names = generated.model.entities.map(({ name }) => name);
      expect(names).toHaveLength(wanted[version].entities);
      expect(new Set(names.map((name) => name.toLowerCase())).size).toBe(names.length);
      expect(sample.filter((name) => !names.includes(name))).toEqual([]);
    });

    it('knows what every command answers', () => {
      const unknown = generated.model.commands.filter(({ result }) => result.kind === 'unknown');
      expect(unknown.map(({ name }) => name)).toEqual([]);
    });

    it('leaves open only what no document and no fact describes', () => {
      const open = generated.model.entities.flatMap(({ name, fields }) =>
        fields.filter(({ type }) => type.kind === 'unknown').map((field) => `${name}.${field.name}`),
      );
      expect(open).toEqual(wanted[version].open);
      const sent = generated.model.commands.flatMap(({ name, parameters }) =>
        parameters.filter(({ type }) => mentionsUnknown(type)).map((parameter) => `${name}.${parameter.name}`),
      );
      expect(sent).toEqual([]);
    });
  },
);

/** What each of a group's files says of a command, wherever its lines are broken. */
function marksOf(command: string): readonly (readonly [string, ...(readonly string[])])[] {
  return [
    ['client.ts', `(commands.${command}, `],
    ['commands.ts', `export const ${command}: `],
    ['validators.ts', `export const ${command}Params: `, `export const ${command}Result: `],
    ['server.ts', ` ${command}: Handler<`, `command: commands.${command}, `],
  ];
}

/** Where a command should stand in the package and does not. */
function missingFrom(groups: ReadonlyMap<string, readonly string[]>, command: string): readonly string[] {
  return marksOf(command)
    .filter(([name, ...marks]) => !groups.get(name)?.some((text) => marks.every((mark) => text.includes(mark))))
    .map(([name]) => `${command} in ${name}`);
}

/** The texts of all groups by the name of the file, each on one line. */
function groupFiles(files: readonly PackageFile[]): ReadonlyMap<string, readonly string[]> {
  const inGroups = files.filter(({ path }) => path.startsWith('src/groups/'));
  return new Map(
    ['client.ts', 'commands.ts', 'validators.ts', 'server.ts'].map((name) => {
      const named = inGroups.filter(({ path }) => path.endsWith(`/${name}`));
      return [name, named.map(({ text }) => text.replace(/\s+/g, ' '))];
    }),
  );
}

function mentionsUnknown(type: TypeRef): boolean {
  return type.kind === 'unknown' || (type.kind === 'array' && mentionsUnknown(type.items));
}

/** The parts of the generated package that read answers. */
interface Validator {
  readonly result: { safeParse(value: unknown): { readonly success: boolean; readonly error?: unknown } };
}
interface Client {
  call(name: string, params: object): PromiseLike<unknown>;
}
interface Reading {
  readonly validators: Readonly<Record<string, Validator>>;
  /** What the client of the package hands to its caller for a body that a server sent. */
  read(command: string, body: unknown): Promise<unknown>;
}

describe.skipIf(needsShared !== '')(`the package generated from CloudStack 4.18${needsShared}`, () => {
  let built: BuiltPackage;
  let reading: Reading;
  const responses = needsShared === '' ? recordedResponses() : [];

  beforeAll(async () => {
    built = await buildPackage({ listapis: [join(shared, 'catalogue/listApis-4.18.json')] });
    reading = await loadPackage(built);
  }, 600_000);
  afterAll(removeFolders);

  it('compiles under every flag that a consumer may have', async () => {
    const flags = [
      '--noEmit',
      '--strict',
      '--exactOptionalPropertyTypes',
      '--noUncheckedIndexedAccess',
      '--noPropertyAccessFromIndexSignature',
      '--noUnusedLocals',
      '--noUnusedParameters',
      '--verbatimModuleSyntax',
      '--isolatedModules',
      '--isolatedDeclarations',
      '--erasableSyntaxOnly',
    ];
    expect(await compile(built.folder, ...flags)).toEqual({ exitCode: 0, output: '' });
  }, 600_000);

  it('has a validator for every command', () => {
    expect(Object.keys(reading.validators).sort()).toEqual(built.model.commands.map(({ name }) => name));
  });

  it('has recorded responses to read', () => {
    expect(responses.length).toBeGreaterThan(55);
    const known = new Set(built.model.commands.map(({ name }) => name));
    expect(responses.map(([name]) => name).filter((name) => !known.has(name))).toEqual([]);
  });

  it.each(responses)('accepts what a server answered to %s', async (name, body) => {
    const value = await reading.read(name, body);
    const { success, error } = validatorOf(name).result.safeParse(value);
    expect(error).toBeUndefined();
    expect(success).toBe(true);
  });

  it.each(responses)(
    'refuses the answer to %s with any of its scalars turned into another type',
    async (name, body) => {
      const value = await reading.read(name, body);
      const broken = brokenCopies(value, name);
      expect(broken.length).toBeGreaterThan(0);
      const accepted = broken.filter(({ copy }) => validatorOf(name).result.safeParse(copy).success);
      expect(accepted.map(({ field }) => field)).toEqual([]);
    },
  );

  function validatorOf(name: string): Validator {
    const validator = reading.validators[name];
    if (validator === undefined) throw new Error(`no validator for ${name}`);
    return validator;
  }

  /** Copies of a result, each with one field of a scalar type turned into another. */
  function brokenCopies(value: unknown, command: string): readonly { field: string; copy: unknown }[] {
    const { result } = built.model.commands.find(({ name }) => name === command) ?? { result: { kind: 'unknown' } };
    if (result.kind === 'success') return [{ field: 'success', copy: { ...asObject(value), success: 'perhaps' } }];
    const entity = built.model.entities.find(({ name }) => 'entity' in result && name === result.entity);
    if (entity === undefined) throw new Error(`${command} answers no entity`);
    if (result.kind !== 'list') return brokenEntities(asObject(value), entity);
    const { items, ...page } = asObject(value) as { items: readonly object[] };
    const [first, ...others] = items;
    return brokenEntities(asObject(first), entity).map(({ field, copy }) => {
      return { field, copy: { ...page, items: [copy, ...others] } };
    });
  }
});

function brokenEntities(value: object, { fields }: Entity): readonly { field: string; copy: object }[] {
  return fields
    .filter(({ name, type }) => name in value && (type.kind === 'scalar' || type.kind === 'enum'))
    .map(({ name, type }) => ({ field: name, copy: { ...value, [name]: wrongFor(type) } }));
}

function wrongFor(type: TypeRef): unknown {
  const isText = type.kind === 'enum' || (type.kind === 'scalar' && ['string', 'id', 'date'].includes(type.scalar));
  return isText ? 5 : 'perhaps';
}

function asObject(value: unknown): object {
  if (typeof value !== 'object' || value === null) throw new Error(`not an object: ${JSON.stringify(value)}`);
  return value;
}

function recordedResponses(): readonly (readonly [string, unknown])[] {
  const folder = join(shared, 'responses');
  return readdirSync(folder)
    .sort()
    .flatMap((name) => Object.entries(JSON.parse(readFileSync(join(folder, name), 'utf8')) as object));
}

/** The compiled package with a client whose every request gets the same answer. */
async function loadPackage({ folder }: BuiltPackage): Promise<Reading> {
  const load = (file: string): Promise<unknown> => import(pathToFileURL(join(folder, 'dist', file)).href);
  const { validators } = (await load('validators.js')) as Pick<Reading, 'validators'>;
  const { CloudStack } = (await load('index.js')) as { CloudStack: new (options: object) => Client };
  return {
    validators,
    read: async (command, body) => {
      const client = new CloudStack({
        endpoint: 'http://127.0.0.1:8080/client/api',
        apiKey: 'key',
        secretKey: 'secret',
        // Recordings of asynchronous commands hold what queryAsyncJobResult answered, so one text serves both steps.
        fetch: () => Promise.resolve(Response.json(body)),
      });
      const answer = await client.call(command, {});
      return isJob(answer) ? answer.result() : answer;
    },
  };
}

function isJob(answer: unknown): answer is { result(): Promise<unknown> } {
  return typeof answer === 'object' && answer !== null && 'result' in answer && typeof answer.result === 'function';
}
