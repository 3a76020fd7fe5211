/**
 * The generator as a library: the same stages that the command line runs.
 *
 * ```ts
 * const diagnostics = new Diagnostics();
 * const { model, changes } = await generate(withDefaults({ listapis: ['api.json'], out: 'client' }), diagnostics);
 * write(changes, 'client', diagnostics);
 * ```
 */
export { Diagnostics, InputError } from './diagnostics/diagnostics.js';
export { type Generated, generate, printPackage, readModel } from './generate.js';
export type * from './model/api-model.js';
export { type Options, withDefaults } from './options.js';
export { type HandlerChange, scaffold } from './scaffold/scaffold.js';
export type { Change } from './write/compare.js';
export { type Written, write } from './write/write.js';
