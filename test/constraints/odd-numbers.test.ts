import { describe, expect, it } from 'vitest';
import { generated, root, temporaryFolder, writeFiles } from '../support/pipeline.js';

describe('rules from overrides reach the package as they are', () => {
  const row = (path: string, ...add: readonly unknown[]): unknown => {
    const [command, parameter] = path.split('.');
    return { fact: 'constraints', command, parameter, value: { remove: ['range'], add }, reason: 'r', source: 's' };
  };
  const rows = [
    row('ldapConfig.port', { kind: 'range', minimum: -1, maximum: 1.5 }),
    row('scaleVirtualMachine.maxiops', { kind: 'range', minimum: -5, maximum: 1e21 }),
    row(
      'updateRole.name',
      { kind: 'default', value: "*/ alert('x') @ts-ignore" },
      { kind: 'deprecated', reason: 'see {@link x} */ alert(1)' },
    ),
  ];

  /** Generated files by their paths. */
  async function texts(): Promise<Readonly<Record<string, string>>> {
    const folder = await temporaryFolder();
    await writeFiles(folder, [{ path: 'overrides.json', text: JSON.stringify(rows) }]);
    const given = { listapis: [`${root}specs/cloudstack.listapis.json`], overrides: [`${folder}/overrides.json`] };
    return Object.fromEntries((await generated(given)).files.map(({ path, text }) => [path, text]));
  }

  it('below zero, with decimals, and far above what is exact', async () => {
    const files = await texts();
    expect(files['src/groups/ldap/validators.ts']).toContain('port: z.number().int().min(-1).max(1.5).optional(),');
    expect(files['src/groups/virtual-machine/validators.ts']).toContain('maxiops: long(-5, 1e+21).optional(),');
    expect(files['src/groups/ldap/params.ts']).toContain('@minimum -1');
  });

  it('and texts cannot leave their comment', async () => {
    const text = (await texts())['src/groups/role/params.ts'] ?? '';
    expect(text).toContain('@default "*\\/ alert(\'x\') \\@ts-ignore"');
    expect(text).toContain('@deprecated see {\\@link x} *\\/ alert(1)');
  });
});
