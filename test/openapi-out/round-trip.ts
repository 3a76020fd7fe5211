import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { Diagnostics } from '../../generator/diagnostics/diagnostics.js';
import { readModel } from '../../generator/generate.js';
import type { ApiModel } from '../../generator/model/api-model.js';
import { type Options, withDefaults } from '../../generator/options.js';
import { temporaryFolder } from '../support/pipeline.js';
import { textOf } from './document.js';

/** A model, and what was found fault with on the way to it. */
export interface Read {
  readonly model: ApiModel;
  readonly warnings: readonly string[];
}

export async function modelOf(given: Partial<Options>): Promise<Read> {
  const diagnostics = new Diagnostics();
  const { model } = await readModel(withDefaults(given), diagnostics);
  const warnings = diagnostics.all.filter(({ severity }) => severity !== 'note');
  return { model, warnings: [...new Set(warnings.map(({ code, message }) => `${code}: ${message}`))] };
}

/** The model of the document that is written for a model. */
export async function readBack(model: ApiModel): Promise<Read> {
  const file = join(await temporaryFolder(), 'openapi.json');
  await writeFile(file, textOf(model));
  return modelOf({ openapi: [file] });
}

/** A model without the places where its facts were read. */
export function withoutOrigins(model: ApiModel): unknown {
  return JSON.parse(JSON.stringify(model, (key, value: unknown) => (key === 'origin' ? undefined : value)));
}
