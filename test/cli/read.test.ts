import { execFile } from 'node:child_process';
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { afterAll, describe, expect, it } from 'vitest';
import { root } from '../support/pipeline.js';
import { cli, makeFolder, removeFolders, run, specs } from './cli.js';
import { facts, pageWithWarning } from './documents.js';

afterAll(removeFolders);

const cwd = await makeFolder({
  'page.md': pageWithWarning,
  'facts.json': facts({ fact: 'required', command: 'listZones', parameter: 'id', value: true, reason: 'We say so.' }),
});

describe.concurrent('model', () => {
  it('prints the whole model as JSON', async () => {
    const { exitCode, stdout, stderr } = await run(['model', ...specs], { cwd });
    const model = JSON.parse(stdout) as { readonly commands: readonly { readonly name: string }[] };
    expect(exitCode).toBe(0);
    expect(model.commands).toHaveLength(11);
    expect(stderr).toMatch(/Nothing was written\.\n$/);
    expect(existsSync(join(cwd, 'output'))).toBe(false);
  });

  it('prints nothing under --strict where something was warned of', async () => {
    const { exitCode, stdout, stderr } = await run(['model', 'page.md', '--strict'], { cwd });
    expect({ exitCode, stdout }).toEqual({ exitCode: 1, stdout: '' });
    expect(stderr).toMatch(/Warnings are errors under --strict\. Nothing was written\.\n$/);
  });

  it('holds only the commands that were asked for', async () => {
    const only = await run(['model', ...specs, '--only', 'list*,copyIso', '--exclude', 'listZones'], { cwd });
    const { commands } = JSON.parse(only.stdout) as { readonly commands: readonly { readonly name: string }[] };
    expect(commands.map(({ name }) => name)).toEqual([
      'copyIso',
      'listHypervisors',
      'listNetworks',
      'listVirtualMachines',
      'listVolumes',
    ]);
  });
});

describe.concurrent('explain', () => {
  it('says of a command who said what, and where', async () => {
    const { exitCode, stdout, stderr } = await run(['explain', 'copyIso', ...specs], { cwd });
    expect(exitCode).toBe(0);
    expect(stdout).toMatch(/^copyIso  async, POST, in the group iso$/m);
    expect(stdout).toMatch(/^  answers Iso under "iso" in "copytemplateresponse"$/m);
    expect(stdout).toMatch(/^  envelope +=? +copytemplateresponse +fact +facts\/envelopes\.json:\d+:\d+/m);
    expect(stdout).toMatch(/^ +execution +=? +async +slate +\S+cloudstack\.slate\.md:\d+:\d+$/m);
    expect(stdout).toMatch(/^  optional parameters\n.* destzoneids +list of id\b/m);
    expect(stderr).toMatch(/Nothing was written\.\n$/);
  });

  it('says of a parameter who said what, and where', async () => {
    const { stdout } = await run(['explain', 'copyIso.destzoneid', ...specs], { cwd });
    expect(stdout).toMatch(/^copyIso\.destzoneid  optional  id$/m);
    expect(stdout).toMatch(
      /^  exactly one of destzoneid, destzoneids\n    stated at \S+cloudstack\.slate\.md:\d+:\d+$/m,
    );
    expect(stdout).toMatch(/^  type +=? +uuid +slate +\S+cloudstack\.slate\.md:\d+:\d+$/m);
  });

  it('shows that an override wins, and why', async () => {
    const { stdout } = await run(['explain', 'listZones.id', 'page.md', '--overrides', 'facts.json'], { cwd });
    expect(stdout).toMatch(/^listZones\.id  required  id$/m);
    expect(stdout).toMatch(
      /^  required \S+ = true +override +facts\.json:4:5  We say so\.\n +false +slate +page\.md:17:\d+$/m,
    );
  });

  it('fails under --strict where something was warned of', async () => {
    expect((await run(['explain', 'listZones', 'page.md'], { cwd })).exitCode).toBe(0);
    expect((await run(['explain', 'listZones', 'page.md', '--strict'], { cwd })).exitCode).toBe(1);
  });
});

const catalogue = join(root, '../shared/catalogue/listApis-4.18.json');
const needsCatalogue = existsSync(catalogue) ? '' : ' (skipped: ../shared/catalogue is not here)';

describe('a reader that goes away early', () => {
  it.skipIf(!existsSync(catalogue))(`is no error${needsCatalogue}`, async () => {
    const line = `"${process.execPath}" "${cli}" model --listapis "${catalogue}" 2> err.txt | head -n 1; echo "\${PIPESTATUS[0]}"; cat err.txt`;
    const { stdout } = await promisify(execFile)('bash', ['-c', line], { cwd, maxBuffer: 1 << 26 });
    expect(stdout).toMatch(/^\{\n0\n/);
    expect(stdout).not.toMatch(/EPIPE|^\s+at /m);
    expect(stdout).toMatch(/Nothing was written\.\n$/);
  });
});
