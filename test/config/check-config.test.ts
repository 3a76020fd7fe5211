import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import * as z from 'zod';
import { configurableFlags } from '../../generator/commands/flags.js';
import { checkConfig } from '../../generator/config/check-config.js';
import type { PackageConfig } from '../../generator/config/config.js';
import type { ConfigFile } from '../../generator/config/config-file.js';
import { configKeys } from '../../generator/config/keys.js';
import { configSchema } from '../../generator/config/schema.js';
import { Diagnostics } from '../../generator/diagnostics/diagnostics.js';
import { root } from '../support/pipeline.js';

const keys = configKeys(configurableFlags);

function fileOf(value: ConfigFile['value']): ConfigFile {
  return { file: 'config.json', value, reads: [], placeOf: (path) => ({ file: 'config.json', at: path.join('/') }) };
}

function check(value: ConfigFile['value']): readonly string[] {
  const diagnostics = new Diagnostics();
  checkConfig(fileOf(value), keys, diagnostics);
  return diagnostics.all.map(({ origin, message }) => `${String(origin?.at)}: ${message}`);
}

describe('a config file', () => {
  it('may say everything that the command line can', () => {
    const options: PackageConfig = {
      openapi: 'a.yaml',
      slate: ['b.md'],
      documents: [],
      emit: ['client', 'handlers'],
      strict: true,
      allowNetwork: false,
      packageVersion: '1.2.3',
    };
    expect(check({ $schema: 'x', ...options, packages: [options, { name: 'a' }] })).toEqual([]);
  });

  it('may say that it says nothing', () => {
    expect(check({ openapi: undefined })).toEqual([]);
  });

  it('has no other key, and tells which one was meant', () => {
    expect(check({ openApi: 'a', packages: [{ package: 'x' }], constructor: 1 })).toEqual([
      'openApi: "openApi" is no option of a config file. Did you mean "openapi"?',
      'packages/0/package: "packages[0].package" is no option of a config file.',
      'constructor: "constructor" is no option of a config file.',
    ]);
  });

  it('has no key of a single run', () => {
    for (const key of ['json', 'dryRun', 'force', 'watch', 'config', 'port']) {
      expect(check({ [key]: true })).toHaveLength(1);
    }
  });

  it.each<[ConfigFile['value'], string]>([
    [{ strict: 'yes' }, 'strict: "strict" cannot be "yes": it wants true or false.'],
    [{ out: ['a'] }, 'out: "out" cannot be a list: it wants a text.'],
    [{ out: '' }, 'out: "out" cannot be "": it wants a text.'],
    [{ openapi: 3 }, 'openapi: "openapi" cannot be 3: it wants a text, or a list of them.'],
    [{ openapi: ['a', null] }, 'openapi/1: "openapi[1]" cannot be null: it wants a text.'],
    [{ packages: {} }, 'packages: "packages" cannot be an object: it wants a list of packages.'],
    [{ packages: [] }, 'packages: "packages" cannot be an empty list: it wants a list of packages.'],
    [{ packages: ['a'] }, 'packages/0: "packages[0]" cannot be "a": it wants an object with the options of a package.'],
    [{ packages: [{ packages: [] }] }, 'packages/0/packages: "packages[0].packages" is no option of a config file.'],
    [{ $schema: 1 }, '$schema: "$schema" cannot be 1: it wants a text.'],
  ])('cannot be %j', (value, found) => {
    expect(check(value)).toEqual([found]);
  });

  it('has the parts of a package that there are', () => {
    expect(check({ emit: ['clients'] })[0]).toContain('one of client, validators, server');
    expect(check({ emit: 'client' })).toEqual([]);
  });
});

describe('what editors are told', () => {
  it('is the schema that is shipped; run this test with -u when an option has changed', async () => {
    const schema = `${JSON.stringify(configSchema(keys), null, 2)}\n`;
    await expect(schema).toMatchFileSnapshot(join(root, 'schema/config.schema.json'));
  });

  it('is the type that is exported: each key has a line in config.ts', () => {
    const text = readFileSync(join(root, 'generator/config/config.ts'), 'utf8');
    const [ofPackage = ''] = text.split('export interface Config ');
    const declared = [...ofPackage.matchAll(/^ {2}readonly (\w+)\?: (.*);$/gm)].map(([, key, type]) => ({ key, type }));
    const kinds = { list: / \| readonly \w+\[\]$/, text: /^(?:string|'\w+'(?: \| '\w+')*)$/, switch: /^boolean$/ };
    expect(declared.map(({ key }) => key).sort()).toEqual(keys.map(({ key }) => key).sort());
    for (const { key, kind } of keys) expect(declared.find((one) => one.key === key)?.type).toMatch(kinds[kind]);
  });

  it('takes and refuses what the generator does', () => {
    const schema = z.fromJSONSchema(configSchema(keys));
    const text = fc.constantFrom('a', '', 'client', 'server', 'https://a/b');
    const value = fc.oneof(
      text,
      fc.array(text, { maxLength: 2 }),
      fc.constantFrom(true, false, null, 3, {}, ['client', 'handlers']),
    );
    const key = fc.constantFrom(...keys.map((one) => one.key), '$schema', 'nothing');
    const options = fc.dictionary(key, value, { maxKeys: 3 });
    const config = fc
      .tuple(options, fc.option(fc.oneof(fc.array(options, { maxLength: 2 }), value), { nil: undefined }))
      .map(([own, packages]) => (packages === undefined ? own : { ...own, packages }));
    fc.assert(
      fc.property(config, (one) => {
        expect({ one, isFit: check(one).length === 0 }).toEqual({ one, isFit: schema.safeParse(one).success });
      }),
      { numRuns: 2_000 },
    );
  });
});
