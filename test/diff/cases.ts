import type { ApiModel, Command, Entity, Field, Parameter, TypeRef } from '../../generator/model/api-model.js';
import type { RuleName } from '../../generator/diff/rules.js';
import { command, entity, field, modelOf, oneOf, parameter, scalar, text, tie } from './models.js';

/** What one side of a case has. */
export interface Part {
  readonly commands?: readonly Command[];
  readonly entities?: readonly Entity[];
  readonly titles?: Readonly<Record<string, string>>;
}

/** A change, and the rules that must rate it: no more and no fewer. */
export interface Case {
  readonly before: Part;
  readonly after: Part;
  readonly rules: readonly RuleName[];
}

/** Cases are named after what they are of: names of commands and entities begin with it. */
type Cases = Readonly<Record<string, Case>>;

function groupCase(before: Part, after: Part, ...rules: RuleName[]): Case {
  return { before, after, rules };
}

function ofCommand(
  name: string,
  before: Partial<Command>,
  after: Partial<Command>,
  ...rules: RuleName[]
): [string, Case] {
  return [name, { before: { commands: [command(name, before)] }, after: { commands: [command(name, after)] }, rules }];
}

function ofParameter(
  name: string,
  before: Partial<Parameter> | null,
  after: Partial<Parameter> | null,
  ...rules: RuleName[]
): [string, Case] {
  const side = (given: Partial<Parameter> | null): Partial<Command> => ({
    parameters: [parameter('other'), ...(given === null ? [] : [parameter('one', given)])],
  });
  return ofCommand(name, side(before), side(after), ...rules);
}

function ofField(
  name: string,
  before: Partial<Field> | null,
  after: Partial<Field> | null,
  ...rules: RuleName[]
): [string, Case] {
  const type = `${name.charAt(0).toUpperCase()}${name.slice(1)}`;
  const side = (given: Partial<Field> | null): Part => ({
    commands: [command(name, { result: { kind: 'entity', entity: type, key: 'one' } })],
    entities: [entity(type, [field('other'), ...(given === null ? [] : [field('one', given)])])],
  });
  return [name, { before: side(before), after: side(after), rules }];
}

/** Results of two commands, and the entities that they name. */
function ofResult(name: string, before: Part, after: Part, ...rules: RuleName[]): [string, Case] {
  return [name, { before, after, rules }];
}

const list = (items: TypeRef): TypeRef => ({ kind: 'array', items, encoding: 'comma' });
const objects = (
  open: boolean,
  ...members: readonly (readonly [name: string, required: boolean, type?: TypeRef])[]
): TypeRef => ({
  kind: 'objects',
  fields: members.map(([name, required, type = text]) => ({ name, type, required })),
  open,
});
const three = (...constraints: Parameter['constraints']): Partial<Command> => ({
  parameters: ['a', 'b', 'c'].map((name) => parameter(name, { constraints })),
});
const answering = (name: string, of: string, ...fields: readonly Field[]): Part => ({
  commands: [command(name, { result: { kind: 'entity', entity: of, key: 'one' } })],
  entities: [entity(of, fields)],
});

const groups: Cases = {
  groupsNew: groupCase({}, { commands: [command('groupsNewOne', { group: 'fresh' })] }, 'group-added', 'command-added'),
  groupsGone: groupCase(
    { commands: [command('groupsGoneOne', { group: 'stale' })] },
    {},
    'group-removed',
    'command-removed',
  ),
  groupsTitle: groupCase(
    { commands: [command('groupsTitleOne', { group: 'titled' })], titles: { titled: 'One title' } },
    { commands: [command('groupsTitleOne', { group: 'titled' })], titles: { titled: 'Another' } },
    'group-documentation',
  ),
};

const commands: Cases = Object.fromEntries([
  ['commandNew', groupCase({}, { commands: [command('commandNewOne')] }, 'command-added')],
  ['commandGone', groupCase({ commands: [command('commandGoneOne')] }, {}, 'command-removed')],
  ofCommand('commandMoves', { group: 'thing' }, { group: 'anchor' }, 'command-moved'),
  ofCommand('commandBecomesJob', { execution: 'sync' }, { execution: 'async' }, 'command-execution'),
  ofCommand('commandBecomesDirect', { execution: 'async' }, { execution: 'sync' }, 'command-execution'),
  ofCommand('commandAges', {}, { deprecated: 'Use another.' }, 'command-deprecated'),
  ofCommand('commandRevives', { deprecated: 'Use another.' }, {}, 'command-restored'),
  ofCommand('commandMethod', { method: 'GET' }, { method: 'POST' }, 'command-wire'),
  ofCommand('commandEnvelope', {}, { envelope: 'otherresponse' }, 'command-wire'),
  ofCommand(
    'commandAcknowledges',
    { execution: 'async' },
    { execution: 'async', acknowledgesId: true },
    'command-wire',
  ),
  ofCommand('commandTold', { description: 'One.' }, { description: 'Two.' }, 'command-documentation'),
  ofCommand('commandSince', {}, { since: '4.2' }, 'command-documentation'),
]);

const results: Cases = Object.fromEntries([
  ofResult(
    'resultBecomesList',
    answering('resultBecomesList', 'ResultBecomesList', field('id')),
    {
      commands: [
        command('resultBecomesList', {
          result: { kind: 'list', entity: 'ResultBecomesList', key: 'one', paged: true },
        }),
      ],
      entities: [entity('ResultBecomesList', [field('id')])],
    },
    'result-paging',
  ),
  ofResult(
    'resultPages',
    {
      commands: [command('resultPages', { result: { kind: 'list', entity: 'ResultPages', key: 'one', paged: false } })],
      entities: [entity('ResultPages', [field('id')])],
    },
    {
      commands: [command('resultPages', { result: { kind: 'list', entity: 'ResultPages', key: 'two', paged: true } })],
      entities: [entity('ResultPages', [field('id')])],
    },
    'command-wire',
    'command-wire',
  ),
  ofResult(
    'resultShrinks',
    answering('resultShrinks', 'ResultShrinks', field('id'), field('name')),
    answering('resultShrinks', 'ResultShrunk', field('id')),
    'result-incompatible',
    'entity-removed',
    'entity-added',
  ),
  ofResult(
    'resultGrows',
    answering('resultGrows', 'ResultGrows', field('id')),
    answering('resultGrows', 'ResultGrown', field('id'), field('name')),
    'result-extended',
    'entity-removed',
    'entity-added',
  ),
  ofResult(
    'resultRenamed',
    answering('resultRenamed', 'ResultRenamed', field('id'), field('size', { type: scalar('long') })),
    answering('resultRenamed', 'ResultNewName', field('id'), field('size', { type: scalar('long') })),
    'result-renamed',
    'entity-removed',
    'entity-added',
  ),
  ofResult(
    'resultOfSuccess',
    { commands: [command('resultOfSuccess')] },
    answering('resultOfSuccess', 'ResultOfSuccess', field('id')),
    'result-incompatible',
    'entity-added',
  ),
  ofResult(
    'resultKnown',
    { commands: [command('resultKnown', { result: { kind: 'unknown' } })] },
    { commands: [command('resultKnown')] },
    'result-extended',
  ),
  ofResult(
    'resultForgotten',
    { commands: [command('resultForgotten')] },
    { commands: [command('resultForgotten', { result: { kind: 'unknown' } })] },
    'result-incompatible',
  ),
]);

const parameters: Cases = Object.fromEntries([
  ofParameter('parameterNew', null, {}, 'parameter-added'),
  ofParameter('parameterNewRequired', null, { required: true }, 'parameter-added-required'),
  ofParameter('parameterGone', {}, null, 'parameter-removed'),
  ofParameter('parameterNeeded', {}, { required: true }, 'parameter-required'),
  ofParameter('parameterSpared', { required: true }, {}, 'parameter-optional'),
  ofParameter('parameterNarrows', { type: text }, { type: scalar('boolean') }, 'parameter-type-narrowed'),
  ofParameter('parameterShortens', { type: scalar('long') }, { type: scalar('integer') }, 'parameter-type-narrowed'),
  ofParameter('parameterLengthens', { type: scalar('integer') }, { type: scalar('long') }, 'parameter-type-widened'),
  ofParameter('parameterChecked', { type: text }, { type: scalar('id') }, 'parameter-type-checked'),
  ofParameter('parameterWhole', { type: scalar('decimal') }, { type: scalar('integer') }, 'parameter-type-checked'),
  ofParameter('parameterDated', { type: text }, { type: scalar('date') }, 'parameter-type-checked'),
  ofParameter('parameterUndated', { type: scalar('date') }, { type: text }, 'parameter-type-narrowed'),
  ofParameter('parameterFreed', { type: oneOf(['a', 'b']) }, { type: text }, 'parameter-type-widened'),
  ofParameter('parameterListed', { type: text }, { type: list(text) }, 'parameter-type-narrowed'),
  ofParameter('parameterElements', { type: list(text) }, { type: list(scalar('id')) }, 'parameter-type-checked'),
  ofParameter(
    'parameterEncoded',
    { type: { kind: 'map', encoding: 'entries' } },
    { type: { kind: 'map', encoding: 'pairs' } },
    'parameter-type-encoded',
  ),
  ofParameter('parameterValueNew', { type: oneOf(['a']) }, { type: oneOf(['a', 'b']) }, 'parameter-value-added'),
  ofParameter('parameterValueGone', { type: oneOf(['a', 'b']) }, { type: oneOf(['a']) }, 'parameter-value-removed'),
  ofParameter(
    'parameterValueUntold',
    { type: list(oneOf(['a', 'b'], true)) },
    { type: list(oneOf(['a'], true)) },
    'parameter-value-forgotten',
  ),
  ofParameter('parameterOpens', { type: oneOf(['a']) }, { type: oneOf(['a'], true) }, 'parameter-type-widened'),
  ofParameter('parameterCloses', { type: oneOf(['a'], true) }, { type: oneOf(['a']) }, 'parameter-type-narrowed'),
  ofParameter(
    'parameterMembers',
    { type: objects(false, ['kept', true], ['gone', false], ['needed', false], ['spared', true]) },
    { type: objects(false, ['kept', true], ['needed', true], ['spared', false], ['fresh', false]) },
    'parameter-removed',
    'parameter-required',
    'parameter-optional',
    'parameter-added',
  ),
  ofParameter(
    'parameterMemberNeeded',
    { type: objects(false, ['kept', true]) },
    { type: objects(false, ['kept', true, scalar('integer')], ['fresh', true]) },
    'parameter-type-narrowed',
    'parameter-added-required',
  ),
  ofParameter(
    'parameterMembersClose',
    { type: objects(true, ['kept', true]) },
    { type: objects(false, ['kept', true]) },
    'parameter-type-narrowed',
  ),
  ofParameter(
    'parameterMembersUntold',
    { type: objects(true, ['kept', true], ['text', true]) },
    { type: objects(true, ['kept', true]) },
    'parameter-member-forgotten',
  ),
  ofParameter(
    'parameterMembersOpen',
    { type: objects(false, ['kept', true]) },
    { type: objects(true, ['kept', true]) },
    'parameter-type-widened',
  ),
  ofParameter('parameterShorter', { maxLength: 20 }, { maxLength: 10 }, 'parameter-limit-lowered'),
  ofParameter('parameterLimited', {}, { maxLength: 10 }, 'parameter-limit-lowered'),
  ofParameter('parameterLonger', { maxLength: 10 }, { maxLength: 20 }, 'parameter-limit-raised'),
  ofParameter(
    'parameterUnmeasured',
    { type: scalar('id'), maxLength: 20 },
    { type: scalar('id'), maxLength: 10 },
    'parameter-limit-unchecked',
  ),
  ofParameter(
    'parameterTakesLess',
    { type: scalar('id'), alsoAccepts: ['-1'] },
    { type: scalar('id') },
    'parameter-accepts-less',
  ),
  ofParameter(
    'parameterTakesMore',
    { type: scalar('id') },
    { type: scalar('id'), alsoAccepts: ['-1'] },
    'parameter-accepts-more',
  ),
  ofParameter('parameterSecret', {}, { sensitive: true }, 'parameter-sensitive'),
  ofParameter('parameterTold', { description: 'One.' }, { description: 'Two.' }, 'parameter-documentation'),
  ...constraintCases(),
]);

function constraintCases(): readonly [string, Case][] {
  const nowhere = { file: '', at: '' };
  const ranged = (minimum: number | null, maximum: number | null): Partial<Parameter> => ({
    type: scalar('integer'),
    constraints: [{ kind: 'range', minimum, maximum, origin: nowhere }],
  });
  const aged: Partial<Parameter> = { constraints: [{ kind: 'deprecated', reason: 'Use another.', origin: nowhere }] };
  const usually = (value: string): Partial<Parameter> => ({
    constraints: [{ kind: 'default', value, origin: nowhere }],
  });
  const when = (word: string): Partial<Parameter> => ({
    constraints: [{ kind: 'requiredWhen', when: word, origin: nowhere }],
  });
  return [
    ofParameter('parameterRangeLess', ranged(1, 10), ranged(1, 5), 'parameter-range-narrowed'),
    ofParameter('parameterRangeMore', ranged(1, 10), ranged(0, null), 'parameter-range-widened'),
    ofParameter('parameterAges', {}, aged, 'parameter-deprecated'),
    ofParameter('parameterRevives', aged, {}, 'parameter-restored'),
    ofParameter('parameterUsual', usually('a'), usually('b'), 'parameter-default'),
    ofParameter('parameterWhen', when('one'), when('two'), 'parameter-documentation'),
    ofCommand('constraintNew', three(), three(tie('atMostOneOf', 'a', 'b')), 'constraint-added'),
    ofCommand('constraintGone', three(tie('atMostOneOf', 'a', 'b')), three(), 'constraint-removed'),
    ofCommand(
      'constraintLoosens',
      three(tie('exactlyOneOf', 'a', 'b')),
      three(tie('atLeastOneOf', 'a', 'b', 'c')),
      'constraint-removed',
      'constraint-harmless',
    ),
    ofCommand(
      'constraintNeeds',
      { parameters: [parameter('a'), parameter('b')] },
      {
        parameters: [
          parameter('a', { constraints: [{ kind: 'requires', parameters: ['b'], origin: nowhere }] }),
          parameter('b'),
        ],
      },
      'constraint-added',
    ),
  ];
}

const fields: Cases = Object.fromEntries([
  [
    'entityNew',
    groupCase({}, { ...answering('entityNewOne', 'EntityNew', field('id')) }, 'entity-added', 'command-added'),
  ],
  [
    'entityTold',
    groupCase(
      { ...answering('entityTold', 'EntityTold'), entities: [entity('EntityTold', [], { description: 'One.' })] },
      { ...answering('entityTold', 'EntityTold'), entities: [entity('EntityTold', [], { description: 'Two.' })] },
      'entity-documentation',
    ),
  ],
  ofField('fieldNew', null, {}, 'field-added'),
  ofField('fieldGone', {}, null, 'field-removed'),
  ofField('fieldMissing', { always: true }, {}, 'field-optional'),
  ofField('fieldPromised', {}, { always: true }, 'field-always'),
  ofField('fieldAges', {}, { deprecated: 'Use another.' }, 'field-deprecated'),
  ofField('fieldRevives', { deprecated: 'Use another.' }, {}, 'field-restored'),
  ofField('fieldOther', { type: text }, { type: scalar('boolean') }, 'field-type-incompatible'),
  ofField('fieldLengthens', { type: scalar('integer') }, { type: scalar('long') }, 'field-type-incompatible'),
  ofField('fieldShortens', { type: scalar('long') }, { type: scalar('integer') }, 'field-type-narrowed'),
  ofField('fieldKnown', { type: { kind: 'unknown' } }, { type: text }, 'field-type-narrowed'),
  ofField('fieldChecked', { type: text }, { type: scalar('id') }, 'field-type-checked'),
  ofField('fieldEnumerated', { type: text }, { type: oneOf(['a', 'b']) }, 'field-type-incompatible'),
  ofField('fieldSuggested', { type: text }, { type: oneOf(['a', 'b'], true) }, 'field-type-checked'),
  ofField('fieldValueNew', { type: oneOf(['a'], true) }, { type: oneOf(['a', 'b'], true) }, 'field-value-added'),
  ofField('fieldValueGone', { type: oneOf(['a', 'b'], true) }, { type: oneOf(['a'], true) }, 'field-value-removed'),
  ofField('fieldValueFixed', { type: oneOf(['a']) }, { type: oneOf(['a', 'b']) }, 'field-value-closed'),
  ofField('fieldValueLost', { type: oneOf(['a', 'b']) }, { type: oneOf(['a']) }, 'field-value-closed'),
  ofField('fieldOpens', { type: oneOf(['a']) }, { type: oneOf(['a'], true) }, 'field-type-incompatible'),
  ofField('fieldTold', { description: 'One.' }, { description: 'Two.' }, 'field-documentation'),
]);

/** At least one case for every rule. */
export const cases: Cases = { ...groups, ...commands, ...results, ...parameters, ...fields };

/** What both sides of every case have. */
const anchor = command('anchorOne', { group: 'anchor' });
const other = command('anchorTwo');

/** All cases, as two sides of one. */
export const together: readonly [Part, Part] = [joined(({ before }) => before), joined(({ after }) => after)];

function joined(side: (one: Case) => Part): Part {
  const parts = Object.values(cases).map(side);
  return {
    commands: [anchor, other, ...parts.flatMap((part) => part.commands ?? [])],
    entities: parts.flatMap((part) => part.entities ?? []),
    titles: Object.assign({}, ...parts.map(({ titles }) => titles ?? {})) as Readonly<Record<string, string>>,
  };
}

/** One case as two models. */
export function modelsOf({ before, after }: Case): readonly [ApiModel, ApiModel] {
  const model = (part: Part): ApiModel =>
    modelOf([anchor, other, ...(part.commands ?? [])], part.entities, part.titles);
  return [model(before), model(after)];
}
