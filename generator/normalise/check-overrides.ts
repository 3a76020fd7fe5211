import type { Diagnostics } from '../diagnostics/diagnostics.js';
import type { Fact } from '../model/fact.js';
import type { RawShape } from '../model/raw-api.js';
import type { Described } from './gather.js';
import { nestedShape } from './shapes.js';

/**
 * Reports every fact of the user's own that is about something no document has: a slip of the pen would otherwise
 * change nothing, silently. Facts of the generator speak of all versions of CloudStack, so those may match nothing.
 */
export function checkOverrides(
  overrides: readonly Fact[],
  described: readonly Described[],
  diagnostics: Diagnostics,
): void {
  if (overrides.length === 0) return;
  const byName = new Map(described.map((command) => [command.name, command]));
  for (const fact of overrides) {
    const own = byName.get(fact.command);
    const commands = fact.command === '*' ? described : own === undefined ? [] : [own];
    if (commands.some((command) => hasMember(command, fact))) continue;
    const member = fact.parameter ?? fact.field;
    const subject = member === null ? fact.command : `${fact.command}.${member}`;
    diagnostics.report('override-unmatched', fact.origin, { kind: fact.kind, subject });
  }
}

function hasMember({ sides }: Described, { parameter, field }: Fact): boolean {
  if (parameter !== null) {
    const wanted = parameter.toLowerCase();
    return sides.some(({ raw }) => raw.parameters.some(({ name }) => name.value.toLowerCase() === wanted));
  }
  return field === null || sides.some(({ raw }) => raw.result?.shape && hasField(raw.result.shape, field));
}

/** Facts about a field hold wherever it stands in the answer. */
function hasField({ fields }: RawShape, wanted: string): boolean {
  return fields.some(({ name, type }) => {
    const inner = nestedShape(type.value);
    return name.value === wanted || (inner !== null && hasField(inner, wanted));
  });
}
