import { expect, it, onTestFinished } from 'vitest';
import { createMock } from '../../generator/mock/index.js';
import type { ApiModel, Command, Field, Parameter } from '../../generator/model/api-model.js';
import { call } from './caller.js';

const names = ['id', 'name', 'constructor', 'hasOwnProperty', 'toString', '__proto__'];
const text = { kind: 'scalar', scalar: 'string' } as const;

const parameters = ['id', 'name', 'keyword'].map((name): Parameter => {
  const nothing = { description: null, maxLength: null, since: null };
  return {
    name,
    type: text,
    required: false,
    alsoAccepts: [],
    sensitive: false,
    constraints: [],
    origin: [],
    ...nothing,
  };
});
const fields = names.map((name): Field => ({
  name,
  type: text,
  always: false,
  description: null,
  deprecated: null,
  origin: [],
}));

function command(name: string, result: Command['result']): Command {
  const nothing = { description: null, since: null, deprecated: null };
  const envelope = `${name.toLowerCase()}response`;
  const rest = {
    group: 'thing',
    method: 'POST',
    execution: 'sync',
    acknowledgesId: false,
    example: null,
    origin: [],
  } as const;
  return { name, parameters, result, envelope, ...nothing, ...rest };
}

/** Commands, keys and fields that are called like what every object has. */
const model: ApiModel = {
  title: 'Hostile',
  version: '',
  groups: [],
  commands: [
    command('createConstructor', { kind: 'entity', entity: 'Constructor', key: 'constructor' }),
    command('listConstructors', { kind: 'list', entity: 'Constructor', key: 'constructor', paged: false }),
    command('deleteConstructor', { kind: 'success' }),
    command('constructor', { kind: 'success' }),
    command('__proto__', { kind: 'success' }),
  ],
  entities: [{ name: 'Constructor', description: null, fields, origin: [] }],
};

it('takes names that every object has for names', async () => {
  const errors: unknown[] = [];
  const mock = await createMock({ model, onError: (error) => errors.push(error) });
  onTestFinished(() => mock.close());
  await mock.serve();
  const { body } = await call(mock, 'createConstructor', { name: 'a' });
  const made = body['constructor'] as Readonly<Record<string, unknown>>;
  expect(Object.keys(made).sort()).toEqual(['id', 'name']);
  expect((await call(mock, 'listConstructors', { name: 'a', keyword: 'A' })).body).toMatchObject({ count: 1 });
  expect((await call(mock, 'listConstructors', { name: 'b' })).body).toEqual({});
  expect((await call(mock, 'deleteConstructor', { id: String(made['id']) })).status).toBe(200);
  expect((await call(mock, 'listConstructors')).body).toEqual({});
  for (const name of ['constructor', '__proto__']) expect((await call(mock, name)).status).toBe(200);
  expect(errors).toEqual([]);
});
