import fc from 'fast-check';
import type { RawApi } from '../../generator/model/raw-api.js';
import { type CommandSpec, document, type FieldSpecs, listOf, type TypeSpec } from '../unit/normalise/raw.js';

const word = fc.constantFrom(
  'string',
  'uuid',
  'long',
  'boolean',
  'date',
  'list',
  'map',
  'set',
  'status',
  'nonsense',
  '',
);
const values = fc.subarray(['Running', 'Stopped', 'Error'], { minLength: 1 });
const name = fc.constantFrom('id', 'name', 'tags', 'nic', 'a', 'B', 'b', 'constructor', 'jobid');
const text = fc.constantFrom('short', 'longer text', 'Never give a and b together.', 'Can be: Running and Stopped.');

const { type } = fc.letrec<{ type: TypeSpec; fields: FieldSpecs }>((tie) => ({
  type: fc.oneof(
    { maxDepth: 2, depthSize: 'small' },
    word,
    values.map((all) => ({ word: 'string', values: all })),
    tie('fields').map((fields) => listOf(fields)),
  ),
  fields: fc.dictionary(name, tie('type'), { maxKeys: 4, noNullPrototype: true }),
}));
const fields = fc.dictionary(name, type, { maxKeys: 4, noNullPrototype: true });
const parameter = fc.record({
  type,
  required: fc.boolean(),
  description: text,
  maxLength: fc.constantFrom(255, 4096),
  since: fc.constantFrom('4.2', '4.18'),
});

/** Commands that clash with each other in name, in case, in type and in everything else that documents state. */
const command = fc
  .record({
    verb: fc.constantFrom('list', 'create', 'start'),
    noun: fc.constantFrom('Zones', 'Zone', 'VPC', 'Vpc', 'Hosts', 'Nic'),
    group: fc.option(fc.constantFrom('Zone', 'zones', 'Host'), { nil: undefined }),
    execution: fc.option(fc.constantFrom('sync' as const, 'async' as const), { nil: undefined }),
    description: fc.oneof(text, fc.constant('(Deprecated, use x)')),
    shape: fc.option(fields, { nil: undefined }),
    parameters: fc.dictionary(name, parameter, { maxKeys: 3, noNullPrototype: true }),
  })
  .map(({ verb, noun, group, execution, description, shape, parameters }): CommandSpec => {
    return {
      name: verb + noun,
      description,
      parameters,
      ...(group === undefined ? {} : { group }),
      ...(execution === undefined ? {} : { execution }),
      ...(shape === undefined ? {} : { result: { fields: shape } }),
    };
  });
const commands = fc.uniqueArray(command, { maxLength: 8, selector: ({ name: wire }) => wire.toLowerCase() });

/** One document of each kind, and a second one of the strongest. */
export const randomDocuments: fc.Arbitrary<readonly RawApi[]> = fc
  .tuple(commands, commands, commands, commands)
  .map(([one, two, three, four]) => [
    document(one, { file: 'a.json' }),
    document(two, { format: 'openapi', file: 'b.yaml' }),
    document(three, { format: 'slate', file: 'c.md' }),
    document(four, { file: 'd.json' }),
  ]);
