import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync } from 'node:fs';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import fc from 'fast-check';
import { rolldown } from 'rolldown';
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest';
import { openSqliteJobStore, type SqliteJobStore } from '../../examples/sqlite-job-store/sqlite-job-store.js';
import { createMemoryJobStore, type JobRecord } from '../../templates/runtime/server/index.js';
import { after, describeJobStore, jobRecord, noon } from '../unit/runtime-server/job-store-contract.js';
import { signed } from '../unit/runtime-server/signing.js';

const folder = mkdtempSync(join(tmpdir(), 'sqlite-jobs-'));
const program = join(folder, 'server.mjs');
const isoId = '11111111-1111-4111-8111-111111111111';
const zoneId = '22222222-2222-4222-8222-222222222222';
const open: SqliteJobStore[] = [];
const children: ChildProcess[] = [];
let files = 0;

/** A file that does not exist yet. */
function newFile(): string {
  files += 1;
  return join(folder, `jobs-${files}.db`);
}

function openStore(file = newFile()): SqliteJobStore {
  const store = openSqliteJobStore(file);
  open.push(store);
  return store;
}

/** The program as one file, with the database's own package left where it is. */
beforeAll(async () => {
  const libsql = pathToFileURL(createRequire(import.meta.url).resolve('libsql')).href;
  const input = fileURLToPath(new URL('sqlite-jobs-server.ts', import.meta.url));
  const bundle = await rolldown({ input, platform: 'node', external: ['libsql'] });
  await bundle.write({ file: program, format: 'esm', paths: { libsql } });
});

afterEach(() => {
  for (const store of open.splice(0)) store.close();
  for (const child of children.splice(0)) child.kill('SIGKILL');
});

afterAll(() => rmSync(folder, { recursive: true }));

/** A process that serves, with its jobs in the file. */
async function start(file: string) {
  const child = spawn(process.execPath, [program, file], { stdio: ['ignore', 'pipe', 'inherit'] });
  children.push(child);
  const exit = once(child, 'exit');
  const [url] = await Promise.race([
    once(child.stdout, 'data'),
    exit.then(([code]) => Promise.reject(new Error(`The server has ended with ${code}`))),
  ]);
  const call = async (values: Record<string, string>): Promise<string> =>
    (await fetch(`${String(url).trim()}?${signed(values).toString()}`)).text();
  const begin = async (values: Record<string, string>): Promise<string> =>
    /"jobid":"([^"]+)"/.exec(await call(values))?.[1] ?? '';
  const query = async (jobid: string): Promise<string> => call({ command: 'queryAsyncJobResult', jobid });
  const stop = async (signal: NodeJS.Signals): Promise<unknown[]> => {
    child.kill(signal);
    return exit;
  };
  return { call, begin, query, stop };
}

const interrupted =
  '"jobstatus":2,"jobprocstatus":0,"jobresultcode":530,"jobresulttype":"object","jobresult":' +
  '{"errorcode":530,"errortext":"job cancelled because of management server restart or shutdown"}';

describe('jobs in a file', () => {
  test('survive the end of their process: ended ones as they were, the others failed', async () => {
    const file = newFile();
    const before = await start(file);
    const done = await before.begin({ command: 'copyIso', id: isoId, destzoneid: zoneId });
    const failed = await before.begin({ command: 'startVirtualMachine', id: isoId });
    const running = await before.begin({ command: 'stopVirtualMachine', id: isoId });
    const [doneBefore, failedBefore] = [await before.query(done), await before.query(failed)];
    expect(doneBefore).toContain(
      '"jobresult":{"iso":{"id":"11111111-1111-4111-8111-111111111111","size":9223372036854775807}}',
    );
    expect(failedBefore).toContain('"jobresult":{"errorcode":533,"errortext":"No room"}');
    expect(await before.query(running)).toContain('"jobstatus":0');
    expect(await before.stop('SIGKILL')).toEqual([null, 'SIGKILL']);

    const after = await start(file);
    expect(await after.query(done)).toBe(doneBefore);
    expect(await after.query(failed)).toBe(failedBefore);
    expect(await after.query(running)).toContain(interrupted);
    const fresh = await after.begin({ command: 'stopVirtualMachine', id: isoId });
    const list = JSON.parse(await after.call({ command: 'listAsyncJobs' })).listasyncjobsresponse;
    expect(list.count).toBe(4);
    expect(list.asyncjobs.map(({ jobid }: { jobid: string }) => jobid)).toEqual([done, failed, running, fresh]);
    expect(list.asyncjobs.map(({ jobstatus }: { jobstatus: number }) => jobstatus)).toEqual([1, 2, 2, 0]);
  });

  test('have failed when their server closes, and hold nothing open', async () => {
    const file = newFile();
    const server = await start(file);
    const jobid = await server.begin({ command: 'stopVirtualMachine', id: isoId });
    expect(await server.stop('SIGTERM')).toEqual([0, null]);
    expect(await openStore(file).find(jobid)).toMatchObject({ status: 2, resultcode: 530 });
  });
});

describe('the SQLite store', () => {
  describeJobStore(() => openStore());

  test('keeps what it holds when it is opened again', async () => {
    const file = newFile();
    await openStore(file).save(jobRecord('a'));
    expect(await openStore(file).find('a')).toEqual(jobRecord('a'));
  });

  test('answers as the one in memory does, whatever is done', async () => {
    const moment = fc.date({ min: noon, max: after(60), noInvalidDate: true });
    const job = fc
      .record({
        id: fc.constantFrom('a', 'b', 'c', 'd'),
        command: fc.constantFrom('copyIso', 'stopVirtualMachine'),
        owner: fc.constantFrom('admin', 'other'),
        progress: fc.nat(100),
        created: moment,
        completed: fc.option(moment),
      })
      .map(({ id, ...given }) => jobRecord(id, given));
    const query = fc.record({
      owner: fc.option(fc.constantFrom('admin', 'other')),
      keyword: fc.option(fc.constantFrom('ISO', 'stop', '%', '')),
      createdSince: fc.option(moment),
      inProgress: fc.boolean(),
      offset: fc.nat(3),
      limit: fc.option(fc.nat(3)),
    });
    const step = fc.oneof(fc.record({ job }), fc.record({ query }), fc.record({ before: moment }));
    await fc.assert(
      fc.asyncProperty(fc.array(step, { maxLength: 30 }), async (steps) => {
        const stores = [openStore(':memory:'), createMemoryJobStore()];
        // How a job began never changes.
        const first = new Map<string, JobRecord>();
        for (const given of steps) {
          const results = stores.map(async (store) => {
            if ('query' in given) return store.list(given.query);
            if ('before' in given) return store.removeExpired(given.before);
            const { command, owner, created } = first.get(given.job.id) ?? given.job;
            return store.save({ ...given.job, command, owner, created });
          });
          if ('job' in given && !first.has(given.job.id)) first.set(given.job.id, given.job);
          const [sqlite, memory] = await Promise.all(results);
          expect(sqlite).toEqual(memory);
        }
        for (const store of open.splice(0)) store.close();
      }),
    );
  });

  test('takes whatever text for what it is', async () => {
    const store = openStore();
    const id = `'); drop table jobs; --`;
    await store.save(jobRecord(id, { owner: '%', command: `"'\n` }));
    expect(await store.find(id)).toEqual(jobRecord(id, { owner: '%', command: `"'\n` }));
    expect(await store.find('__proto__')).toBeNull();
  });
});
