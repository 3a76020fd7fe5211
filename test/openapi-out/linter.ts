import { createConfig, lintFromString } from '@redocly/openapi-core';

/**
 * What Redocly's recommended rules find wrong with a document; one line for each.
 *
 * `no-unused-components` is off: entities with which only jobs end are referred to from `x-cloudstack-job-result`, and
 * linters do not look into extensions.
 */
export async function problemsIn(source: string): Promise<readonly string[]> {
  const config = await createConfig({ extends: ['recommended'], rules: { 'no-unused-components': 'off' } });
  const problems = await lintFromString({ source, absoluteRef: '/openapi.json', config });
  return problems.map(({ severity, ruleId, message, location }) => {
    const [first] = location;
    return `${severity} ${ruleId}: ${message} ${first !== undefined && 'pointer' in first ? first.pointer : ''}`;
  });
}
