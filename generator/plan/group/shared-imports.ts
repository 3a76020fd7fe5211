import type { Code } from '../../model/file-plan.js';
import { identifier } from '../code.js';
import type { PlannedCommand } from '../command.js';
import type { Import } from '../imports.js';
import { kebabCase } from '../names.js';
import { schemaName } from '../zod.js';

/** What several files of a group import alike. */
export interface SharedImports {
  /** The parameter interfaces of its commands. */
  readonly params: Import;
  /** The interfaces of the entities that its commands answer. */
  readonly models: readonly Import[];
  /** The same, with the schemas that check them. */
  readonly checkedModels: readonly Import[];
}

export function sharedImports(commands: readonly PlannedCommand[]): SharedImports {
  const entities = [...new Set(commands.flatMap(({ entity }) => entity ?? []))];
  const models = entities.map((entity) => ({
    from: modulePath(entity),
    types: [identifier(entity)] as readonly Code[],
  }));
  return {
    params: { from: './params.js', types: commands.map(({ names }) => names.paramsType) },
    models,
    checkedModels: models.map((one, index) => ({ ...one, values: [schemaName(entities[index] ?? '')] })),
  };
}

function modulePath(entity: string): string {
  return `../../models/${kebabCase(entity)}.js`;
}
