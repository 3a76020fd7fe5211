import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import { compareModels } from '../../generator/diff/compare.js';
import { loadRuntime } from '../../generator/load/load-runtime.js';
import type { ApiModel } from '../../generator/model/api-model.js';
import { type BuiltPackage, compile, makeConsumer, makeFolder } from '../output/package.js';
import { linkPackages, printed, writeFiles } from '../support/pipeline.js';
import { type Consumer, consumersOf } from './consumer.js';

/** The package of a model on the disk, compiled. */
export async function buildModel(model: ApiModel): Promise<BuiltPackage> {
  const runtime = (await loadRuntime()).map(({ file, text }) => ({ path: `src/runtime/${file}`, text }));
  const files = [...printed(model), ...runtime, { path: 'manifest.json', text: '{}\n' }];
  const folder = await makeFolder();
  await writeFiles(folder, files);
  await linkPackages(folder);
  const { exitCode, output } = await compile(folder);
  if (exitCode !== 0) throw new Error(`The package does not compile:\n${output}`);
  return { name: 'cloudstack-client', folder, model, files };
}

/** Paths of the consumers that do not compile against a package, with what the compiler says. */
export async function brokenAgainst(
  built: BuiltPackage,
  consumers: readonly Consumer[],
): Promise<ReadonlyMap<string, string>> {
  const folder = await makeConsumer(built);
  await mkdir(join(folder, 'src'));
  await writeFiles(folder, consumers);
  const { output } = await compile(folder, '--noEmit', '--skipLibCheck', '--pretty', 'false');
  const errors = [...output.matchAll(/^(src\/[\w.-]+\.ts)\(\d+,\d+\): (error .*)$/gm)];
  if (errors.length === 0 && output.trim() !== '') throw new Error(output);
  return new Map(errors.map(([, path = '', error = '']) => [path, error]));
}

/** Paths of the consumers of the old model that should no longer compile. */
export function foretold(before: ApiModel, now: ApiModel): readonly string[] {
  const compiling = compareModels(before, now).filter(({ noticed }) => noticed === 'compiling');
  const isBroken = (of: readonly string[], name: string): boolean =>
    compiling.some((change) => of.includes(change.of) && change.on === name);
  const isGone = (entity: string): boolean =>
    compiling.some(({ rule, on }) => ['entity-removed', 'field-removed'].includes(rule) && on === entity);
  const entityOf = (model: ApiModel, name: string): string | null => {
    const result = model.commands.find((one) => one.name === name)?.result;
    return result !== undefined && 'entity' in result ? result.entity : null;
  };
  return consumersOf(before)
    .filter(({ of, name, imports }) => {
      if (imports.some(isGone)) return true;
      if (of === 'group') return isBroken(['group'], name);
      if (of === 'entity') return isBroken(['entity', 'field'], name);
      const entity = entityOf(before, name);
      const stays = entity !== null && entity === entityOf(now, name);
      return isBroken(['command', 'parameter'], name) || (stays && isBroken(['field'], entity));
    })
    .map(({ path }) => path);
}
