/**
 * The generator as a library: the same stages that the command line runs.
 *
 * ```ts
 * const diagnostics = new Diagnostics();
 * const { model, changes } = await generate(withDefaults({ listapis: ['api.json'], out: 'client' }), diagnostics);
 * await write(changes, 'client', diagnostics);
 * ```
 */
export { type Config, defineConfig, type PackageConfig } from './config/config.js';
export {
  type Answer,
  type CommandSubject,
  defineHooks,
  type EntitySubject,
  type FieldSubject,
  type GroupSubject,
  type Hooks,
  type NewType,
  type ParameterSubject,
  type Subject,
} from './customise/hooks.js';
export { Diagnostics, InputError } from './diagnostics/diagnostics.js';
export { type Generated, generate, print, printPackage, type Printed, readModel } from './generate.js';
export type * from './model/api-model.js';
export { type Options, withDefaults } from './options.js';
export { type HandlerChange, scaffold } from './scaffold/scaffold.js';
export type { Cause, Change, PackageChange } from './write/compare.js';
export type { Written } from './write/hold.js';
export { write } from './write/write.js';
