import type { Constraint, Parameter } from '../model/api-model.js';
import type { Claim } from '../model/provenance.js';
import type { RawParameter } from '../model/raw-api.js';
import type { DocumentFormat, Origin, Stated } from '../model/source.js';
import type { Arbiter } from './arbiter.js';
import { readConstraints } from './constraints.js';
import { claims, type Described, longest } from './gather.js';
import { byCodeUnit, sortedBy } from './sort.js';
import { parameterType } from './types.js';

interface ParameterSide {
  readonly by: DocumentFormat;
  readonly raw: RawParameter;
}

/** The parameters of a command from every document, required ones first, then by name. */
export function mergeParameters(command: Described, arbiter: Arbiter): readonly Parameter[] {
  const merged = gatherParameters(command).map((sides) => mergeOne(command.name, sides, arbiter));
  const constraints = readConstraints(merged);
  return merged
    .map((parameter) => ({ ...parameter, constraints: constraints.filter(names(parameter)) }))
    .sort((a, b) => Number(b.required) - Number(a.required) || byCodeUnit(a.name, b.name));
}

/**
 * `page` and `pagesize` for a list command whose documents do not show them. Discovery documents are complete, so
 * there their absence means that the command takes none; elsewhere the facts know the commands without paging.
 */
export function pagingParameters(
  command: Described,
  known: readonly Parameter[],
  arbiter: Arbiter,
): readonly Parameter[] {
  const stated = claims(command.sides, (raw) => raw.paged);
  const asked =
    arbiter.decide(command.name, 'paging', [arbiter.facts.claim('paged', command.name), ...stated]) ??
    !command.sides.some(({ by }) => by === 'listapis');
  if (!asked || known.some(({ name }) => name === 'page')) return [];
  const origin = command.sides.map(({ raw }) => raw.name.origin);
  arbiter.diagnostics.report('paging-added', origin[0] ?? null, { command: command.name });
  return [
    pagingParameter('page', 'Number of the page, counted from 1. Goes with pagesize.', origin),
    pagingParameter('pagesize', 'Items per page; servers allow 500 unless set otherwise. Goes with page.', origin),
  ];
}

function pagingParameter(name: string, description: string, origin: readonly Origin[]): Parameter {
  return {
    name,
    type: { kind: 'scalar', scalar: 'integer' },
    required: false,
    description,
    maxLength: null,
    alsoAccepts: [],
    since: null,
    sensitive: false,
    constraints: [],
    origin,
  };
}

/** Sides by parameter; names that differ only in case are one parameter, since servers lower-case them. */
function gatherParameters({ sides }: Described): readonly (readonly ParameterSide[])[] {
  const parameters = new Map<string, ParameterSide[]>();
  for (const { by, raw } of sides) {
    for (const parameter of sortedBy(raw.parameters, ({ name }) => name.value)) {
      const key = parameter.name.value.toLowerCase();
      const known = parameters.get(key) ?? [];
      known.push({ by, raw: parameter });
      parameters.set(key, known);
    }
  }
  return [...parameters.values()];
}

function mergeOne(command: string, sides: readonly ParameterSide[], arbiter: Arbiter): Parameter {
  const name = sides[0]?.raw.name.value ?? '';
  const claim = <T>(pick: (raw: RawParameter) => Stated<T> | null | undefined): Claim<T>[] => {
    const made: Claim<T>[] = [];
    for (const { by, raw } of sides) {
      const stated = pick(raw);
      if (stated) made.push({ value: stated.value, by, origin: stated.origin });
    }
    return made;
  };
  const { facts } = arbiter;
  const subject = `${command}.${name}`;
  return {
    name,
    type: parameterType(
      command,
      name,
      { types: claim((raw) => raw.type), encodings: claim((raw) => raw.encoding) },
      arbiter,
    ),
    required:
      arbiter.decide(subject, 'required flag', [
        facts.claim('required', command, { parameter: name }),
        ...claim((raw) => raw.required),
      ]) ?? false,
    description: longest(sides.map(({ raw }) => raw.description?.value)),
    maxLength: arbiter.decide(
      subject,
      'length',
      claim((raw) => raw.maxLength),
    ),
    alsoAccepts: (facts.value('allowsMinusOne', command, { parameter: name }) ?? false) ? ['-1'] : [],
    since: claim((raw) => raw.since)[0]?.value ?? null,
    sensitive:
      arbiter.decide(subject, 'sensitivity', [
        facts.claim('sensitive', command, { parameter: name }),
        ...claim((raw) => raw.sensitive),
      ]) ?? false,
    constraints: [],
    origin: sides.map(({ raw }) => raw.name.origin),
  };
}

function names({ name }: Parameter): (constraint: Constraint) => boolean {
  return (constraint) => constraint.parameters.includes(name);
}
