import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Diagnostics } from '../diagnostics/diagnostics.js';
import { home } from '../home.js';
import { readNamedFile } from '../load/read-file.js';
import type { ApiModel, Entity } from '../model/api-model.js';
import { readText } from '../text/read-text.js';
import { bear } from './world/birth.js';
import { wordsOf } from './world/words.js';
import type { World } from './world/world.js';

/** Things by the command that lists them (`listZones`) or by their entity (`Zone`); fields by name. */
export type StartData = Readonly<Record<string, readonly Readonly<Record<string, unknown>>[]>>;

/** What a mock has when nobody says otherwise. */
export function builtInData(): StartData {
  const { things } = JSON.parse(readFileSync(join(home, 'specs/mock/cloud.json'), 'utf8')) as { things: StartData };
  return things;
}

/** Reads a file of starting data: `{ "listZones": [{ "name": … }], … }`. What is wrong with it is reported. */
export async function readStartData(file: string, diagnostics: Diagnostics): Promise<StartData> {
  const source = await readNamedFile(file, diagnostics);
  if (source === null) return {};
  const { value, faults } = readText(source.text);
  const reason = faults === null ? wrongWith(value) : (faults[0]?.problem ?? 'it cannot be read');
  if (reason !== null) diagnostics.report('mock-data-invalid', null, { file, reason });
  return reason === null ? (value as StartData) : {};
}

/** What keeps a value from being starting data, as the end of a sentence. */
function wrongWith(value: unknown): string | null {
  if (!isObject(value)) return 'it is not an object';
  const wrong = Object.entries(value).find(([, things]) => !Array.isArray(things) || !things.every(isObject));
  return wrong === undefined ? null : `"${wrong[0]}" is not a list of objects`;
}

function isObject(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** The things under one key of starting data, with their ids. */
interface Batch {
  readonly kind: string;
  readonly entities: readonly Entity[];
  readonly things: ReadonlyMap<string, Readonly<Record<string, unknown>>>;
  /** Every text in a field: some of them are ids of other things. */
  readonly mentions: ReadonlySet<unknown>;
}

/**
 * Puts starting data into the world; ids that are missing are made up, names of referenced things filled in. The order of
 * the keys does not count: what others refer to comes before them.
 */
export function fill(world: World, model: ApiModel, data: StartData): void {
  const batches = Object.keys(data)
    .sort()
    .map((name) => batchOf(name, data[name] ?? [], model, world));
  for (const { kind, entities, things } of referredFirst(batches)) {
    for (const [id, values] of things) world.state.add(bear({ kind, entities, id, values, owner: [] }, world));
  }
}

function batchOf(name: string, data: StartData[string], model: ApiModel, world: World): Batch {
  const kind = kindNamed(name, model, world);
  const entities = [world.kinds.entityOf(kind) ?? world.kinds.entity(name)].filter((entity) => entity !== null);
  const things = new Map(
    data.map((values) => [values['id'] === undefined ? world.chance.id() : String(values['id']), values] as const),
  );
  return { kind, entities, things, mentions: new Set(data.flatMap((values) => Object.values(values).flat())) };
}

/** Batches that refer to each other stay as they come. */
function referredFirst(batches: readonly Batch[]): ReadonlySet<Batch> {
  const ordered = new Set<Batch>();
  const begun = new Set<Batch>();
  const visit = (batch: Batch): void => {
    if (begun.has(batch)) return;
    begun.add(batch);
    for (const other of batches) if ([...other.things.keys()].some((id) => batch.mentions.has(id))) visit(other);
    ordered.add(batch);
  };
  for (const batch of batches) visit(batch);
  return ordered;
}

/** `listCapabilities` tells the version that the documents are of. */
export function tellVersion({ state }: World, version: string): void {
  for (const thing of state.all('capabilities')) state.change(thing, [['cloudstackversion', version]]);
}

/** The kind that a list command lists, or an entity belongs to; of an API that has neither, the noun itself. */
export function kindNamed(name: string, model: ApiModel, { kinds }: World): string {
  const command = model.commands.find((one) => one.name === name);
  if (command !== undefined) return kinds.ofCommand(command) ?? wordsOf(name).noun;
  if (kinds.entity(name) !== null) return kinds.ofEntity(name) ?? name.toLowerCase();
  const noun = name.startsWith('list') ? wordsOf(name).noun : name.toLowerCase();
  return kinds.named(noun) ?? noun;
}
