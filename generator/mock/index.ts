/**
 * A stateful mock of a CloudStack API, for tests.
 *
 * ```ts
 * const mock = await createMock({ listapis: 'api.json', seed: 1 });
 * const endpoint = await mock.serve();
 * const cloudstack = new CloudStack({ endpoint, apiKey: mock.apiKey, secretKey: mock.secretKey });
 * ```
 */
import { Diagnostics, InputError } from '../diagnostics/diagnostics.js';
import { readModel } from '../generate.js';
import type { ApiModel } from '../model/api-model.js';
import { withDefaults } from '../options.js';
import { Mock } from './mock.js';
import type { MockOptions } from './options.js';

export type { Injection, MockFault } from './injection.js';
export { Mock } from './mock.js';
export type { MockState } from './mock-state.js';
export type { MockOptions, RequestReport } from './options.js';
export { readStartData, type StartData } from './start-data.js';
export type { TapeEntry } from './tape/entry.js';
export type { Upstream } from './tape/record.js';
export { readRecording } from './tape/replay.js';

/** The documents that a mock answers for, each a file or several; or the model itself. */
export interface MockDocuments {
  readonly model?: ApiModel | undefined;
  readonly openapi?: Files | undefined;
  readonly slate?: Files | undefined;
  readonly listapis?: Files | undefined;
  /** Documents whose format is worked out. */
  readonly documents?: Files | undefined;
  /** Files of facts that win over every document. */
  readonly overrides?: Files | undefined;
}

type Files = string | readonly string[];

/**
 * Reads documents and mocks the API that they describe.
 *
 * @throws Error that names what is wrong with the documents; TypeError for options that are not right.
 */
export async function createMock(options: MockDocuments & MockOptions): Promise<Mock> {
  return new Mock(options.model ?? (await modelOf(options)), options);
}

async function modelOf(given: MockDocuments): Promise<ApiModel> {
  const diagnostics = new Diagnostics();
  const files = (some: Files | undefined): readonly string[] => [some ?? []].flat();
  const options = withDefaults({
    openapi: files(given.openapi),
    slate: files(given.slate),
    listapis: files(given.listapis),
    documents: files(given.documents),
    overrides: files(given.overrides),
  });
  try {
    return (await readModel(options, diagnostics)).model;
  } catch (error) {
    if (!(error instanceof InputError)) throw error;
    const wrong = diagnostics.all.filter(({ severity }) => severity === 'error').map(({ message }) => message);
    throw new Error(`The documents cannot be mocked:\n${wrong.join('\n')}`, { cause: error });
  }
}
