import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, onTestFinished } from 'vitest';
import { createMock, type Mock, type MockOptions } from '../../generator/mock/index.js';
import { signed } from '../unit/runtime-server/signing.js';
import { call, outcome } from './caller.js';
import { document } from './document.js';

/** Ids of the things that every mock starts with. */
export const given = {
  zoneid: '10000000-0000-4000-8000-000000000001',
  serviceofferingid: '20000000-0000-4000-8000-000000000001',
  templateid: '32000000-0000-4000-8000-000000000001',
  isoid: '33000000-0000-4000-8000-000000000001',
  networkid: '40000000-0000-4000-8000-000000000001',
  networkofferingid: '22000000-0000-4000-8000-000000000001',
  diskofferingid: '21000000-0000-4000-8000-000000000001',
};

export type Item = Readonly<Record<string, unknown>> & { readonly id: string };

/** A served mock of the small cloud in document.ts, closed after the test, and short ways to talk to it. */
export class Cloud {
  readonly mock: Mock;

  constructor(mock: Mock) {
    this.mock = mock;
  }

  /** The thing that a command answers, whether at once or from a job. */
  async do(command: string, values: Record<string, string> = {}): Promise<Item> {
    const { status, body } = await outcome(this.mock, command, values);
    expect({ command, status, body }).toMatchObject({ status: 200 });
    const members = Object.values(body);
    return (members.length === 1 && typeof members[0] === 'object' ? members[0] : body) as Item;
  }

  /** The items that a list command answers; none for an empty envelope. */
  async list(command: string, values: Record<string, string> = {}): Promise<readonly Item[]> {
    const { status, body } = await call(this.mock, command, values);
    expect({ command, status, body }).toMatchObject({ status: 200 });
    const { count: _, ...rest } = body;
    return (Object.values(rest)[0] ?? []) as readonly Item[];
  }

  /** The error that a command, or its job, ends with. */
  async refusal(command: string, values: Record<string, string> = {}): Promise<{ status: number; errortext: string }> {
    const { status, body } = await outcome(this.mock, command, values);
    return { status, errortext: String(body['errortext']) };
  }

  /** A signed GET, for `mock.fetch`. */
  request(command: string, values: Record<string, string> = {}): Request {
    return new Request(`http://cloud.example/client/api?${signed({ command, ...values }, this.mock).toString()}`);
  }

  deploy(more: Record<string, string> = {}): Promise<Item> {
    const { zoneid, serviceofferingid, templateid } = given;
    return this.do('deployVirtualMachine', { zoneid, serviceofferingid, templateid, ...more });
  }
}

export async function cloud(options: MockOptions = {}): Promise<Cloud> {
  const mock = await createMock({ listapis: documentFile(), onError: (error) => Promise.reject(error), ...options });
  onTestFinished(() => mock.close());
  await mock.serve();
  return new Cloud(mock);
}

/** A file with the document, gone after the test. */
export function documentFile(): string {
  const folder = mkdtempSync(join(tmpdir(), 'cloudstack-mock-'));
  onTestFinished(() => rmSync(folder, { recursive: true }));
  const file = join(folder, 'small.listapis.json');
  writeFileSync(file, document());
  return file;
}
