import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import fc from 'fast-check';
import { Diagnostics } from '../../generator/diagnostics/diagnostics.js';
import type { ApiModel } from '../../generator/model/api-model.js';
import type { Fact } from '../../generator/model/fact.js';
import type { Conflict, Decision } from '../../generator/model/provenance.js';
import type { RawApi } from '../../generator/model/raw-api.js';
import type { DocumentFormat } from '../../generator/model/source.js';
import { normalise } from '../../generator/normalise/normalise.js';
import { parse, parseFacts } from '../../generator/parse/parse.js';
import { root } from '../support/pipeline.js';

const shared = join(root, '../shared');
export const needsShared = existsSync(shared) ? '' : ' (skipped: ../shared is not here)';

const folder = join(root, 'specs/facts');
const builtIn: readonly Fact[] = readdirSync(folder).flatMap((name) =>
  parseFacts({ file: name, text: readFileSync(join(folder, name), 'utf8') }, 'builtIn', new Diagnostics()),
);

function read(format: DocumentFormat, path: string): Promise<RawApi> {
  return parse({ file: basename(path), format, text: readFileSync(path, 'utf8'), parts: [] }, new Diagnostics());
}

/** The documents of the repository, one of each kind. */
export function ourDocuments(): Promise<readonly RawApi[]> {
  return Promise.all([
    read('listapis', join(root, 'specs/cloudstack.listapis.json')),
    read('openapi', join(root, 'specs/cloudstack.openapi.yaml')),
    read('slate', join(root, 'specs/cloudstack.slate.md')),
  ]);
}

/** Documents of real servers and sites, which are not in the repository. */
export function realDocuments(): Promise<readonly RawApi[]> {
  return Promise.all([
    read('listapis', join(shared, 'catalogue/listApis-4.18.json')),
    read('listapis', join(shared, 'catalogue/listApis-4.17.json')),
    read('openapi', join(shared, 'seeds/apache-cloudstack-api-openapi.yaml')),
    read('slate', join(shared, 'seeds/sidescale-api.slate.md')),
    read('slate', join(shared, 'slate/sidescale-107-commands.slate.md')),
  ]);
}

/** Every order of some documents. */
export function ordersOf(apis: readonly RawApi[]): fc.Arbitrary<readonly RawApi[]> {
  return fc.shuffledSubarray([...apis], { minLength: apis.length });
}

/** All that merging tells. */
export interface Merged {
  readonly model: ApiModel;
  readonly conflicts: readonly Conflict[];
  /** `code message` of each diagnostic. */
  readonly diagnostics: readonly string[];
  readonly decisions: readonly Decision[];
}

/**
 * @param remember whether the decisions are written down; else there are none.
 * @param facts facts beside the documents. Default: those of the generator.
 */
export function merge(apis: readonly RawApi[], remember = true, facts: readonly Fact[] = builtIn): Merged {
  const diagnostics = new Diagnostics();
  const decisions: Decision[] = [];
  const options = { only: [], exclude: [] };
  const ledger = remember ? decisions : null;
  const { model } = normalise(apis, { builtIn: facts, overrides: [] }, options, diagnostics, ledger);
  return {
    model,
    conflicts: diagnostics.conflicts ?? [],
    diagnostics: diagnostics.all.map(({ code, message }) => `${code} ${message}`),
    decisions,
  };
}

/** The first line in which two merges differ; `null` where all that they tell is the same. */
export function differenceOf(one: unknown, other: unknown): string | null {
  const [left, right] = [one, other].map((value) => JSON.stringify(value, null, 1).split('\n'));
  const at = left?.findIndex((line, index) => line !== right?.[index]) ?? -1;
  if (at < 0 && left?.length === right?.length) return null;
  return `${left?.slice(at - 3, at + 1).join('\n')}\n≠\n${right?.slice(at - 3, at + 1).join('\n')}`;
}

/** What the documents differ in, without places. */
export function disputed({ conflicts }: Merged): readonly string[] {
  return conflicts.map(({ kind, subject }) => `${kind} ${subject}`);
}

/** The model as text, without the places that it was read from. */
export function withoutPlaces({ model }: Merged): string {
  return JSON.stringify(model, (key, value: unknown) => (key === 'origin' ? undefined : value), 1);
}

/** The same document under another name. */
export function copyOf(api: RawApi): RawApi {
  const text = JSON.stringify(api, (key, value: unknown) => (key === 'file' ? `copy-of-${String(value)}` : value));
  return JSON.parse(text) as RawApi;
}
