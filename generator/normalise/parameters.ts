import type { Parameter } from '../model/api-model.js';
import type { FactValues } from '../model/fact.js';
import type { Claim } from '../model/provenance.js';
import type { RawParameter } from '../model/raw-api.js';
import type { DocumentFormat, Origin, Stated } from '../model/source.js';
import { type Arbiter, type Reading, silently } from './arbiter.js';
import { constrain } from './constraints/constrain.js';
import { deprecationOf } from './constraints/deprecation.js';
import { fitting } from './constraints/keywords.js';
import { claims, type Described } from './gather.js';
import { rememberRules } from './remember-prose.js';
import { byCodeUnit, sortedBy } from './sort.js';
import { parameterType } from './types.js';

interface ParameterSide {
  readonly by: DocumentFormat;
  readonly raw: RawParameter;
}

/** The parameters of a command from every document, required ones first, then by name. */
export function mergeParameters(command: Described, arbiter: Arbiter): readonly Parameter[] {
  const described = gatherParameters(command).map((sides) => {
    const parameter = mergeOne(command.name, sides, arbiter);
    return {
      sides,
      parameter,
      texts: sides.flatMap(({ raw }) => searched(raw) ?? []),
      rules: sides.flatMap(({ raw }) => raw.rules ?? fitting(raw.keywords ?? [], parameter)),
      deprecations: sides.flatMap(({ raw }) => deprecationOf(raw.deprecated, searched(raw)) ?? []),
    };
  });
  const constrained = constrain(command.name, described, arbiter);
  if (arbiter.remembers) {
    const told = described.map(({ parameter, sides }) => ({ parameter, texts: sides.flatMap(textOf) }));
    rememberRules(command.name, told, constrained, arbiter);
  }
  return [...constrained].sort((a, b) => Number(b.required) - Number(a.required) || byCodeUnit(a.name, b.name));
}

/** The description, where it may hold rules that nothing else states. */
function searched({ rules, description }: RawParameter): Stated<string> | null {
  return rules === undefined ? description : null;
}

function textOf({ by, raw: { description } }: ParameterSide): Claim<string>[] {
  return description === null ? [] : [{ value: description.value, by, origin: description.origin }];
}

/**
 * Whether a list command answers in pages. A command that takes `page` does, unless somebody knows that it heeds it not.
 * Discovery documents are complete, so there the absence of `page` means that the command takes none; elsewhere the facts
 * know the commands without paging.
 */
export function decidePaged(command: Described, known: readonly Parameter[], arbiter: Arbiter): boolean {
  const stated = claims(command.sides, (raw) => raw.paged);
  const decided = arbiter.decide(command.name, 'paged', [arbiter.facts.claim('paged', command.name), ...stated]);
  return decided ?? (takesPage(known) || !command.sides.some(({ by }) => by === 'listapis'));
}

/** `page` and `pagesize` for a command that answers in pages, though its documents do not show them. */
export function pagingParameters(
  command: Described,
  known: readonly Parameter[],
  arbiter: Arbiter,
): readonly Parameter[] {
  if (takesPage(known)) return [];
  const origin = command.sides.map(({ raw }) => raw.name.origin);
  arbiter.diagnostics.report('paging-added', origin[0] ?? null, { command: command.name });
  return [
    pagingParameter('page', 'Number of the page, counted from 1. Goes with pagesize.', origin),
    pagingParameter('pagesize', 'Items per page; servers allow 500 unless set otherwise. Goes with page.', origin),
  ];
}

function takesPage(known: readonly Parameter[]): boolean {
  return known.some(({ name }) => name === 'page');
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

/** A fact counts, else what documents say. */
function alsoAccepted(minusOne: boolean | null, sides: readonly ParameterSide[]): readonly string[] {
  if (minusOne !== null) return minusOne ? ['-1'] : [];
  return sides.find(({ raw }) => raw.alsoAccepts !== undefined)?.raw.alsoAccepts ?? [];
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
  const claim = <T>(pick: (raw: RawParameter) => Stated<T> | null | undefined): Claim<T>[] => {
    const made: Claim<T>[] = [];
    for (const { by, raw } of sides) {
      const stated = pick(raw);
      if (stated) made.push({ value: stated.value, by, origin: stated.origin });
    }
    return made;
  };
  const { facts } = arbiter;
  const member = { parameter: sides[0]?.raw.name.value ?? '' };
  const spelled = claim((raw) => raw.name);
  const name = arbiter.spelling(command, facts.claim('name', command, member), spelled);
  const subject = `${command}.${name}`;
  const settle = <K extends 'required' | 'maxLength' | 'since' | 'sensitive' | 'allowsMinusOne'>(
    kind: K,
    stated: readonly Claim<FactValues[K]>[],
    reading: Reading<FactValues[K]> = {},
  ): FactValues[K] | null => arbiter.decide(subject, kind, [facts.claim(kind, command, member), ...stated], reading);
  return {
    name,
    type: parameterType(
      command,
      name,
      { types: claim((raw) => raw.type), encodings: claim((raw) => raw.encoding) },
      arbiter,
    ),
    required:
      settle(
        'required',
        claim((raw) => raw.required),
      ) ?? false,
    description: arbiter.prose(
      subject,
      facts.claim('description', command, member),
      claim((raw) => raw.description),
    ),
    maxLength: settle(
      'maxLength',
      claim((raw) => raw.maxLength),
    ),
    alsoAccepts: alsoAccepted(settle('allowsMinusOne', []), sides),
    since: settle(
      'since',
      claim((raw) => raw.since),
      silently,
    ),
    sensitive:
      settle(
        'sensitive',
        claim((raw) => raw.sensitive),
      ) ?? false,
    constraints: [],
    origin: spelled.flatMap(({ origin }) => origin ?? []),
  };
}
