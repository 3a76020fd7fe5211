import { describe, expect, it } from 'vitest';
import { document, merge, mergeCommands, type ParameterSpec } from './raw.js';

const list = (parameters: Readonly<Record<string, ParameterSpec>>) => ({
  name: 'listZones',
  parameters,
  result: { fields: { id: 'string' } },
});

describe('parameters', () => {
  it('stand with the required ones first, then by name', () => {
    const { command } = mergeCommands([list({ b: {}, page: {}, z: { required: true }, a: {}, c: { required: true } })]);
    expect(command('listZones').parameters.map(({ name }) => name)).toEqual(['c', 'z', 'a', 'b', 'page']);
  });

  it('of all documents are there, and one that differs only in case is spelled as the strongest has it', () => {
    const slate = document([list({ domainid: { type: 'long', description: 'Domain, by number.' }, only: {} })], {
      format: 'slate',
    });
    const { command, conflicts } = merge([document([list({ domainId: { type: 'long' }, page: {} })]), slate]);
    expect(command('listZones').parameters.map(({ name }) => name)).toEqual(['domainId', 'only', 'page']);
    expect(command('listZones').parameters[0]).toMatchObject({ description: 'Domain, by number.' });
    expect(conflicts.map(({ kind, subject }) => `${kind} ${subject}`)).toEqual([
      'name listZones.domainId',
      'parameterInOneDocument listZones.only',
      'parameterInOneDocument listZones.page',
    ]);
  });

  it('take required, length and since from the strongest document that has them', () => {
    const strong = document([list({ id: { required: true, maxLength: 36 } })]);
    const weak = document([list({ id: { required: true, maxLength: 36, since: '4.2' } })], { format: 'openapi' });
    const { parameter, problems } = merge([weak, strong]);
    expect(parameter('listZones', 'id')).toMatchObject({ required: true, maxLength: 36, since: '4.2' });
    expect(problems).toEqual([]);
  });

  it('are not required where nobody says so', () => {
    const { parameter } = mergeCommands([list({ id: {} })]);
    expect(parameter('listZones', 'id')).toMatchObject({ required: false, maxLength: null, since: null });
  });
});

describe('facts about parameters', () => {
  it.each([
    ['required', true, { required: true }],
    ['sensitive', true, { sensitive: true }],
    ['allowsMinusOne', true, { alsoAccepts: ['-1'] }],
    ['allowsMinusOne', false, { alsoAccepts: [] }],
  ])('%s %j', (fact, value, wanted) => {
    const facts = [{ fact, command: '*', parameter: 'id', value }];
    expect(mergeCommands([list({ id: { required: false } })], { facts }).parameter('listZones', 'id')).toMatchObject(
      wanted,
    );
  });

  it('about one command win over those about all, and the case of the name does not count', () => {
    const facts = [
      { fact: 'sensitive', command: '*', parameter: 'password', value: true },
      { fact: 'sensitive', command: 'listZones', parameter: 'PASSWORD', value: false },
    ];
    const pods = { name: 'addPod', parameters: { passWord: {} } };
    const { parameter } = mergeCommands([list({ password: {} }), pods], { facts });
    expect(parameter('listZones', 'password').sensitive).toBe(false);
    expect(parameter('addPod', 'passWord').sensitive).toBe(true);
  });

  it('of the user win over those of the generator', () => {
    const row = { fact: 'required', command: 'listZones', parameter: 'id' };
    const { parameter, decisions } = mergeCommands([list({ id: { required: true } })], {
      facts: [{ ...row, value: true }],
      overrides: [{ ...row, value: false, reason: 'Ours does not ask.' }],
    });
    expect(parameter('listZones', 'id').required).toBe(false);
    const decision = decisions.find(({ subject, aspect }) => subject === 'listZones.id' && aspect === 'required');
    expect(decision?.claims[0]).toMatchObject({ by: 'override', value: 'false', reason: 'Ours does not ask.' });
  });
});

describe('page and pagesize', () => {
  const names = (outcome: ReturnType<typeof merge>) => outcome.command('listZones').parameters.map(({ name }) => name);
  const paged = (outcome: ReturnType<typeof merge>) => {
    const { result } = outcome.command('listZones');
    return result.kind === 'list' ? result.paged : null;
  };
  const openapi = (parameters: Readonly<Record<string, ParameterSpec>> = {}) =>
    document([list(parameters)], { format: 'openapi' });

  it('are added to a list that only incomplete documents describe, with a note', () => {
    const outcome = merge([openapi()]);
    expect(names(outcome)).toEqual(['page', 'pagesize']);
    expect(outcome.codes).toContain('paging-added');
    expect(paged(outcome)).toBe(true);
  });

  it.each<[string, ReturnType<typeof merge>]>([
    ['a discovery document, which is complete, does not show them', mergeCommands([list({})])],
    ['a discovery document beside another does not show them', merge([openapi(), document([list({})])])],
    [
      'a fact says that the command takes none',
      merge([openapi()], { facts: [{ fact: 'paged', command: 'listZones', value: false }] }),
    ],
  ])('are not added where %s', (_, outcome) => {
    expect(names(outcome)).toEqual([]);
    expect(outcome.codes).not.toContain('paging-added');
    expect(paged(outcome)).toBe(false);
  });

  it('are added against a discovery document where the user insists', () => {
    const overrides = [{ fact: 'paged', command: 'listZones', value: true }];
    expect(names(mergeCommands([list({})], { overrides }))).toEqual(['page', 'pagesize']);
  });

  it.each(['facts', 'overrides'])(
    'of a command that heeds them not, as %s know, stay parameters of a list without pages',
    (by) => {
      const outcome = mergeCommands([list({ page: {}, pagesize: {} })], {
        [by]: [{ fact: 'paged', command: 'listZones', value: false }],
      });
      expect(names(outcome)).toEqual(['page', 'pagesize']);
      expect(paged(outcome)).toBe(false);
    },
  );

  it('are left as they are where a document shows them', () => {
    const outcome = merge([openapi({ page: { description: 'Which.' }, pagesize: {} })]);
    expect(outcome.parameter('listZones', 'page').description).toBe('Which.');
    expect(outcome.codes).not.toContain('paging-added');
  });

  it('are no parameters of a command that answers one thing', () => {
    const one = document([{ name: 'getZone', result: { fields: { id: 'string' } } }], { format: 'openapi' });
    expect(merge([one]).command('getZone').parameters).toEqual([]);
  });
});
