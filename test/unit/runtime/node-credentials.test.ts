import { mkdtempSync, rmSync, writeFileSync, mkdirSync, chmodSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { inspect } from 'node:util';
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import { Session } from '../../../templates/runtime/index.js';
import {
  CredentialsError,
  findConnection,
  fromCloudStackIni,
  fromCmkConfig,
  fromEnvironment,
} from '../../../templates/runtime/node/index.js';
import { CloudStack } from './sample-commands.js';

const endpoint = 'https://cloud.example.org/client/api';
const keys = { endpoint, apiKey: 'the-key', secretKey: 'the-secret' };

let home: string;

beforeEach(() => {
  home = mkdtempSync(join(tmpdir(), 'credentials-'));
  vi.stubEnv('HOME', home);
  for (const name of ['ENDPOINT', 'KEY', 'SECRET', 'API_URL', 'API_KEY', 'SECRET_KEY'])
    vi.stubEnv(`CLOUDSTACK_${name}`, '');
});

afterEach(() => {
  vi.unstubAllEnvs();
  rmSync(home, { recursive: true, force: true });
});

function ini(text: string): string {
  const path = join(home, '.cloudstack.ini');
  writeFileSync(path, text);
  return path;
}

function cmk(text: string): string {
  const path = join(home, '.cmk', 'config');
  mkdirSync(join(home, '.cmk'), { recursive: true });
  writeFileSync(path, text);
  return path;
}

async function reasonOf(run: () => unknown): Promise<unknown> {
  try {
    await run();
  } catch (error) {
    return error;
  }
  return expect.unreachable('expected an error');
}

describe('the environment', () => {
  const first = { CLOUDSTACK_ENDPOINT: endpoint, CLOUDSTACK_KEY: 'the-key', CLOUDSTACK_SECRET: 'the-secret' };
  const second = { CLOUDSTACK_API_URL: endpoint, CLOUDSTACK_API_KEY: 'the-key', CLOUDSTACK_SECRET_KEY: 'the-secret' };

  test.each([first, second, { ...first, ...second }])('is read in both spellings', (environment) => {
    expect(fromEnvironment(environment)).toEqual(keys);
  });

  test('that of the process is meant', () => {
    for (const [name, value] of Object.entries(second)) vi.stubEnv(name, value);
    expect(fromEnvironment()).toEqual(keys);
  });

  test('that says nothing is nothing; names that mean something else to every tool are not read', () => {
    expect(fromEnvironment({})).toBeNull();
    expect(fromEnvironment({ CLOUDSTACK_TIMEOUT: '10', CLOUDSTACK_KEY: '' })).toBeNull();
  });

  test('with half a connection is an error, never half used', async () => {
    const error = await reasonOf(() => fromEnvironment({ ...first, CLOUDSTACK_SECRET: '' }));
    expect(error).toBeInstanceOf(CredentialsError);
    expect(String(error)).toContain('has no CLOUDSTACK_SECRET.');
  });

  test('with two connections that differ is an error', async () => {
    const error = await reasonOf(() => fromEnvironment({ ...first, ...second, CLOUDSTACK_API_KEY: 'other' }));
    expect(error).toBeInstanceOf(CredentialsError);
    expect(inspect(error)).not.toContain('the-secret');
  });
});

describe('~/.cloudstack.ini', () => {
  const text = `
# a comment
; another
[cloudstack]
endpoint = ${endpoint}
key = the-key
secret: the-secret
timeout = 30
dangerous_no_tls_verify = true

[exo scale]
ENDPOINT=https://other.example.org/client/api
key = k=1;#2
secret = s
`;

  test('is read by region', async () => {
    ini(text);
    expect(await fromCloudStackIni()).toEqual(keys);
    expect(await fromCloudStackIni({ region: 'exo scale' })).toEqual({
      endpoint: 'https://other.example.org/client/api',
      apiKey: 'k=1;#2',
      secretKey: 's',
    });
  });

  test('may be elsewhere, and in lines that end as on Windows', async () => {
    const path = join(home, 'other.ini');
    writeFileSync(path, text.replaceAll('\n', '\r\n'));
    expect(await fromCloudStackIni({ path })).toEqual(keys);
  });

  test('that is not there, or has no default region, is nothing', async () => {
    expect(await fromCloudStackIni()).toBeNull();
    ini('[other]\nkey = k');
    expect(await fromCloudStackIni()).toBeNull();
  });

  test('without the region asked for is an error that says which there are', async () => {
    ini(text);
    const error = await reasonOf(() => fromCloudStackIni({ region: 'exoscale' }));
    expect(error).toBeInstanceOf(CredentialsError);
    expect(String(error)).toContain('has no region "exoscale". It has: cloudstack, exo scale.');
  });

  test.each(['__proto__', 'constructor', 'toString'])('has no region %s by itself', async (region) => {
    ini(text);
    expect(await reasonOf(() => fromCloudStackIni({ region }))).toBeInstanceOf(CredentialsError);
  });

  test('with half a connection is an error', async () => {
    ini(`[cloudstack]\nendpoint = ${endpoint}\nkey = the-key\n`);
    expect(String(await reasonOf(() => fromCloudStackIni()))).toContain('has no secret.');
    ini('[cloudstack]\ntimeout = 3\n');
    expect(String(await reasonOf(() => fromCloudStackIni()))).toContain('no endpoint');
  });

  test.skipIf(process.getuid?.() === 0)('that cannot be read is an error, not nothing', async () => {
    chmodSync(ini(text), 0);
    expect(await reasonOf(() => fromCloudStackIni())).toMatchObject({
      name: 'CredentialsError',
      cause: { code: 'EACCES' },
    });
  });

  test('that is a folder is an error, not nothing', async () => {
    mkdirSync(join(home, '.cloudstack.ini'));
    expect(await reasonOf(() => fromCloudStackIni())).toMatchObject({
      name: 'CredentialsError',
      cause: { code: 'EISDIR' },
    });
  });
});

describe('~/.cmk/config', () => {
  const text = `prompt = 🐱
asyncblock = true
verifycert = false
profile = local

[local]
url = ${endpoint}
username = admin
password = hunter22
domain = /
apikey = the-key
secretkey = the-secret

[login]
url = ${endpoint}
username = admin
password = \`hunter #22\`
domain = /sales

[new]
url = ${endpoint}
apikey = the-key
secretkey = """the-secret"""
signaturealgorithm = HmacSHA512
`;

  test('is read by the profile that it names, and by the one asked for', async () => {
    cmk(text);
    expect(await fromCmkConfig()).toEqual({ ...keys, signatureHash: 'SHA-1' });
    expect(await fromCmkConfig({ profile: 'new' })).toEqual({ ...keys, signatureHash: 'SHA-512' });
    cmk(`[core]\nprofile = new\n${text.slice(text.indexOf('[local]'))}`);
    expect(await fromCmkConfig()).toMatchObject({ signatureHash: 'SHA-512' });
  });

  test('a profile without keys becomes a session', async () => {
    cmk(text);
    const connection = (await fromCmkConfig({ profile: 'login' })) ?? expect.unreachable('nothing');
    expect(connection.credentials).toBeInstanceOf(Session);
    expect(new CloudStack(connection)).toBeInstanceOf(CloudStack);
    expect(inspect(connection, { depth: 9, showHidden: true })).not.toContain('hunter');
  });

  test('a profile with one key never falls back to its password', async () => {
    cmk(`profile = p\n[p]\nurl = ${endpoint}\nusername = admin\npassword = hunter22\napikey = the-key\n`);
    const error = await reasonOf(() => fromCmkConfig());
    expect(error).toBeInstanceOf(CredentialsError);
    expect(String(error)).toContain('has no secretkey.');
    expect(inspect(error)).not.toContain('hunter22');
  });

  test.each([
    [
      'names a profile that is not there',
      'profile = gone\n[local]\nurl = x\n',
      'has no profile "gone". It has: local.',
    ],
    ['has neither keys nor password', 'profile = p\n[p]\nurl = x\nusername = admin\n', 'neither'],
    ['has an unknown hash', `profile = p\n[p]\nurl = x\nsignaturealgorithm = MD5\n`, 'signaturealgorithm'],
  ])('that %s is an error', async (_, config, words) => {
    cmk(config);
    const error = await reasonOf(() => fromCmkConfig());
    expect(error).toBeInstanceOf(CredentialsError);
    expect(String(error)).toContain(words);
  });

  test('that is not there, or names no profile, is nothing', async () => {
    expect(await fromCmkConfig()).toBeNull();
    cmk('asyncblock = true\n');
    expect(await fromCmkConfig()).toBeNull();
  });
});

describe('the connection of a machine', () => {
  const section = (name: string, key: string): string =>
    `[${name}]\nendpoint = ${endpoint}\nurl = ${endpoint}\nkey = ${key}\nsecret = s\napikey = ${key}\nsecretkey = s\n`;

  test('is the first that says anything: environment, ini, cmk', async () => {
    cmk(`profile = p\n${section('p', 'from-cmk')}`);
    expect(await findConnection()).toMatchObject({ apiKey: 'from-cmk' });
    ini(section('cloudstack', 'from-ini'));
    expect(await findConnection()).toMatchObject({ apiKey: 'from-ini' });
    vi.stubEnv('CLOUDSTACK_ENDPOINT', endpoint);
    vi.stubEnv('CLOUDSTACK_KEY', 'from-environment');
    vi.stubEnv('CLOUDSTACK_SECRET', 's');
    expect(await findConnection()).toMatchObject({ apiKey: 'from-environment' });
  });

  test('is what is asked for, whatever the environment says', async () => {
    vi.stubEnv('CLOUDSTACK_KEY', 'half');
    ini(section('r', 'from-ini'));
    cmk(section('p', 'from-cmk'));
    expect(await findConnection({ region: 'r' })).toMatchObject({ apiKey: 'from-ini' });
    expect(await findConnection({ profile: 'p' })).toMatchObject({ apiKey: 'from-cmk' });
  });

  test('does not go on from a source that is not complete', async () => {
    ini(section('cloudstack', 'from-ini'));
    vi.stubEnv('CLOUDSTACK_KEY', 'half');
    expect(await reasonOf(() => findConnection())).toBeInstanceOf(CredentialsError);
  });

  test.each([{}, { region: 'r' }, { profile: 'p' }, { region: 'r', profile: 'p' }])(
    'that cannot be found with %j is an error',
    async (options) => {
      expect(await reasonOf(() => findConnection(options))).toBeInstanceOf(CredentialsError);
    },
  );
});

test('what stands in [DEFAULT] holds for every region, as in Python', async () => {
  const path = ini(`[DEFAULT]\nendpoint = ${endpoint}\n[cloudstack]\nkey = the-key\nsecret = the-secret\n`);
  expect(await fromCloudStackIni({ path })).toMatchObject(keys);
});

test('a profile may be named under [DEFAULT], where CloudMonkey keeps what has no section', async () => {
  const path = cmk(`[DEFAULT]\nprofile = a\n[a]\nurl = ${endpoint}\napikey = the-key\nsecretkey = the-secret\n`);
  expect(await fromCmkConfig({ path })).toMatchObject(keys);
});

test('a home whose name has the signs of a replacement is found', async () => {
  const odd = join(home, 'ho$&me$$');
  mkdirSync(odd);
  vi.stubEnv('HOME', odd);
  writeFileSync(
    join(odd, '.cloudstack.ini'),
    `[cloudstack]\nendpoint = ${endpoint}\nkey = the-key\nsecret = the-secret\n`,
  );
  expect(await fromCloudStackIni()).toMatchObject(keys);
});
