import type { Code } from '../model/file-plan.js';
import { code, width } from './code.js';

/** Where the parts of `export const x: Validator<X> = params(() => ({…}), …)` go, as prettier would put them. */
export interface LazySchemaLayout {
  /** Everything up to the `=`. */
  readonly left: Code;
  /** The call stands on the next line, since not even its beginning fits behind the `=`. */
  readonly below: boolean;
  /** Each argument stands on a line of its own. */
  readonly apart: boolean;
  /** Where the members of the object begin in their partial. */
  readonly column: number;
  /** Columns that the partial has, as it is moved to the right where it stands below. */
  readonly room: number;
}

/**
 * @param empty whether the object has no members.
 * @param rules whether more arguments follow the arrow function.
 */
export function lazySchemaLayout(
  name: Code,
  type: Code,
  call: Code,
  { empty, rules }: { readonly empty: boolean; readonly rules: boolean },
): LazySchemaLayout {
  const left = code`export const ${name}: Validator<${type}> =`;
  const opened = left.length + 1 + call.length + 1;
  const below = opened > width;
  const apart = rules || (!below && opened + (empty ? '() => ({}));' : '() => ({').length > width);
  return { left, below, apart, column: apart ? 4 : 2, room: below ? width - 2 : width };
}
