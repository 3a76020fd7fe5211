import type { Command as RuntimeCommand, ObjectFields, WireType } from '../../../templates/runtime/command.js';
import type { Command, Parameter } from '../../model/api-model.js';
import { modeOf, wireWord } from '../../model/wire.js';

/** The descriptor that `generate` would print for a command, as a value. */
export function descriptorOf(command: Command): RuntimeCommand {
  const { name, method, envelope, result, acknowledgesId, parameters } = command;
  const mode = modeOf(command);
  const key = 'key' in result ? result.key : null;
  const facts = {
    name,
    method,
    envelope,
    parameters: wireTypes(parameters),
    sensitive: parameters.filter(({ sensitive }) => sensitive).map((parameter) => parameter.name),
  };
  if (mode === 'list') return { ...facts, mode, resultKey: key ?? '', paged: result.kind === 'list' && result.paged };
  const outcome = key === null ? facts : { ...facts, resultKey: key };
  if (mode === 'sync') return { ...outcome, mode };
  return acknowledgesId ? { ...outcome, mode, acknowledgesId } : { ...outcome, mode };
}

type Named = Pick<Parameter, 'name' | 'type'>;

function wireTypes(parameters: readonly Named[]): Readonly<Record<string, WireType | ObjectFields>> {
  return Object.fromEntries(
    parameters.flatMap((parameter) => {
      const type = wireType(parameter);
      return type === null ? [] : [[parameter.name.toLowerCase(), type]];
    }),
  );
}

function wireType({ type }: Named): WireType | ObjectFields | null {
  const word = wireWord(type) as WireType | null;
  if (type.kind !== 'objects') return word;
  const fields = wireTypes(type.fields) as ObjectFields;
  return Object.keys(fields).length > 0 ? fields : word;
}
