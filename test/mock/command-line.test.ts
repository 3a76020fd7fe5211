import { type ChildProcessWithoutNullStreams, spawn } from 'node:child_process';
import { once } from 'node:events';
import { writeFileSync } from 'node:fs';
import { createServer } from 'node:net';
import { join } from 'node:path';
import { describe, expect, it, onTestFinished } from 'vitest';
import { builtCli, temporaryFolder } from '../support/pipeline.js';
import { call } from './caller.js';
import { documentFile, given } from './cloud.js';

/** The real process; ended after the test if it has not ended by itself. */
function start(...argv: readonly string[]): Running {
  const { CLOUDSTACK_ENDPOINT: _endpoint, CLOUDSTACK_KEY: _key, CLOUDSTACK_SECRET: _secret, ...env } = process.env;
  const child = spawn(process.execPath, [builtCli(), 'mock', '--listapis', documentFile(), ...argv], { env });
  onTestFinished(() => void child.kill('SIGKILL'));
  return new Running(child);
}

class Running {
  readonly #child: ChildProcessWithoutNullStreams;
  out = '';
  log = '';

  constructor(child: ChildProcessWithoutNullStreams) {
    this.#child = child;
    child.stdout.on('data', (text) => (this.out += String(text)));
    child.stderr.on('data', (text) => (this.log += String(text)));
  }

  /** The first line on stdout. */
  async line(): Promise<string> {
    while (!this.out.includes('\n')) await once(this.#child.stdout, 'data');
    return this.out.split('\n', 1)[0] ?? '';
  }

  async json(): Promise<Listening> {
    return JSON.parse(await this.line()) as Listening;
  }

  async end(signal: NodeJS.Signals): Promise<number | null> {
    this.#child.kill(signal);
    return this.exit();
  }

  async exit(): Promise<number | null> {
    if (this.#child.exitCode === null) await once(this.#child, 'exit');
    return this.#child.exitCode;
  }
}

interface Listening {
  readonly url: string;
  readonly apiKey: string;
  readonly secretKey: string;
}

/** Calls what the process serves. */
function callAt(listening: Listening, command: string, values?: Record<string, string>) {
  return call(listening as Parameters<typeof call>[0], command, values);
}

describe('cloudstack-codegen mock', () => {
  it('says where it listens and how it is called, and ends with 0 when it is interrupted', async () => {
    const mock = start('--port', '0');
    expect(await mock.line()).toMatch(/^The mock listens on http:\/\/127\.0\.0\.1:\d+\/client\/api$/);
    expect(mock.out).toContain('CLOUDSTACK_ENDPOINT=http://127.0.0.1:');
    expect(await mock.end('SIGINT')).toBe(0);
  });

  it('prints one line of JSON, answers, and logs requests without secrets', async () => {
    const mock = start('--port', '0', '--json', '--api-key', 'my-key', '--secret-key', 'my-secret');
    const listening = await mock.json();
    expect(listening).toEqual({
      url: expect.stringContaining('/client/api') as string,
      apiKey: 'my-key',
      secretKey: 'my-secret',
    });
    const { zoneid, serviceofferingid, templateid } = given;
    const values = { zoneid, serviceofferingid, templateid, userdata: 'c2VjcmV0' };
    expect((await callAt(listening, 'deployVirtualMachine', values)).status).toBe(200);
    expect((await callAt({ ...listening, secretKey: 'wrong' }, 'listZones')).status).toBe(401);
    expect(await mock.end('SIGTERM')).toBe(0);
    expect(mock.out).toBe(`${JSON.stringify(listening)}\n`);
    expect(mock.log).toMatch(/^200 POST deployVirtualMachine .*zoneid=1000.* \d+ ms$/m);
    expect(mock.log).toMatch(/^401 POST .*\d+ ms$/m);
    expect(mock.log).not.toMatch(/my-key|my-secret|c2VjcmV0|signature/);
  });

  it('takes starting data, a seed and delays, and is quiet when asked to be', async () => {
    const data = join(await temporaryFolder(), 'data.json');
    writeFileSync(data, '{ "listZones": [{ "name": "zone-9" }] }');
    const mock = start(
      '--port',
      '0',
      '--json',
      '--quiet',
      '--data',
      data,
      '--seed',
      '1',
      '--latency',
      '1',
      '--job-latency',
      '60000',
    );
    const listening = await mock.json();
    expect(JSON.stringify((await callAt(listening, 'listZones')).body)).toContain('zone-9');
    expect(await mock.end('SIGINT')).toBe(0);
    expect(mock.log).toBe('');
  });

  it('can be strict about POST, and open to pages', async () => {
    const origin = 'https://ui.example.com';
    const mock = start('--port', '0', '--json', '--quiet', '--enforce-post', '--cors', origin);
    const listening = await mock.json();
    const form = { command: 'login', username: 'admin', password: 'password' };
    const login = { method: 'POST', headers: { origin }, body: new URLSearchParams(form) };
    const { headers } = await fetch(listening.url, login);
    expect(headers.get('access-control-allow-origin')).toBe(origin);
    expect(headers.get('access-control-allow-credentials')).toBe('true');
    expect((await fetch(`${listening.url}?command=stopVirtualMachine&id=1`)).status).toBe(400);
    expect(await mock.end('SIGINT')).toBe(0);
  });

  it('refuses what it cannot use, with diagnostics and exit code 2', async () => {
    const data = join(await temporaryFolder(), 'data.json');
    writeFileSync(data, '{ "listZones": { "name": "zone-9" } }');
    for (const [argv, wanted] of [
      [['--port', '99999'], 'The option "--port" cannot be "99999"'],
      [['--fail-rate', '2'], 'it wants a number from 0 to 1'],
      [['--cors', 'ui.example.com'], 'it wants an origin such as https://ui.example.com, or *'],
      [['--data', data], '"listZones" is not a list of objects'],
      [['--data', 'nowhere.json'], 'There is no file "nowhere.json"'],
      [['--replay', data], 'Line 1 of'],
      [['--record', data, '--upstream', 'somewhere'], 'There is no server to record: its address is missing'],
      [['--record', data, '--upstream', 'http://127.0.0.1:9/'], 'the environment has no CLOUDSTACK_KEY'],
    ] as const) {
      const mock = start(...argv);
      expect(await mock.exit()).toBe(2);
      expect(mock.log).toContain(wanted);
    }
  });

  it('says when the port is taken', async () => {
    const other = createServer();
    onTestFinished(() => void other.close());
    await new Promise<void>((listening) => other.listen(0, '127.0.0.1', listening));
    const { port } = other.address() as { port: number };
    const mock = start('--port', String(port));
    expect(await mock.exit()).toBe(2);
    expect(mock.log).toContain(`The mock cannot listen on 127.0.0.1, port ${port}: EADDRINUSE`);
  });
});
