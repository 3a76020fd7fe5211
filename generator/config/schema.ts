import type { ConfigKey } from './keys.js';

/** The JSON schema of a config file, for editors; `check-config.ts` takes and refuses the same files. */
export function configSchema(keys: readonly ConfigKey[]): Readonly<Record<string, unknown>> {
  const ofPackage = Object.fromEntries(keys.map((one) => [one.key, schemaOf(one)]));
  return {
    $schema: 'https://json-schema.org/draft/2020-12/schema',
    title: 'Config file of cloudstack-codegen',
    type: 'object',
    properties: {
      $schema: { type: 'string' },
      ...ofPackage,
      packages: {
        description: 'several packages; what stands beside this list holds for each that does not say otherwise',
        type: 'array',
        minItems: 1,
        items: { type: 'object', properties: ofPackage, additionalProperties: false },
      },
    },
    additionalProperties: false,
  };
}

function schemaOf({ kind, choices, help: description }: ConfigKey): Readonly<Record<string, unknown>> {
  if (kind === 'switch') return { description, type: 'boolean' };
  const text = choices === null ? { type: 'string', minLength: 1 } : { enum: choices };
  return kind === 'text' ? { description, ...text } : { description, anyOf: [text, { type: 'array', items: text }] };
}
