import { afterAll, describe, expect, it } from 'vitest';
import { makeFolder, removeFolders, run } from '../cli/cli.js';
import { page } from '../cli/documents.js';

afterAll(removeFolders);

const cwd = await makeFolder({ 'old.md': page, 'new.md': page.replace('|uuid|255|false|', '|uuid|255|true|') });
const argv = ['diff', 'old.md', 'new.md'];
const red = '\u001b[31m';

describe.concurrent('diff on the command line', () => {
  it('prints the report on stdout and what became of the disk on stderr, with colours where they are wanted', async () => {
    const { exitCode, stdout, stderr } = await run(argv, { cwd, env: { FORCE_COLOR: '1' } });
    expect({ exitCode, stderr }).toEqual({ exitCode: 0, stderr: 'Nothing was written.\n' });
    expect(stdout).toContain(`${red}Breaking (1)`);
  });

  it('exits with 1 on a finding, with the report, and without colours under NO_COLOR', async () => {
    const env = { FORCE_COLOR: '1', NO_COLOR: '1' };
    const { exitCode, stdout, stderr } = await run([...argv, '--fail-on', 'breaking'], { cwd, env });
    expect({ exitCode, stderr }).toEqual({
      exitCode: 1,
      stderr: 'There are changes that --fail-on breaking was to find. Nothing was written.\n',
    });
    expect(stdout).toContain('\nBreaking (1)\n\n  Parameters that became required (1)\n    listZones  id\n');
  });

  it('exits with 2 on what it cannot read, without a report', async () => {
    const { exitCode, stdout, stderr } = await run(['diff', 'old.md', 'nowhere.md'], { cwd });
    expect({ exitCode, stdout }).toEqual({ exitCode: 2, stdout: '' });
    expect(stderr).toMatch(/There is no file "nowhere\.md"\..*Nothing was written\.\n$/s);
  });

  it('prints one object under --json', async () => {
    const { exitCode, stdout } = await run([...argv, '--json'], { cwd });
    expect(JSON.parse(stdout)).toMatchObject({
      exitCode,
      diff: { rating: 'breaking', bump: 'major' },
      diagnostics: [],
    });
  });
});
