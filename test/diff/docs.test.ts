import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { type Rule, ruleNames, ruleOf } from '../../generator/diff/rules.js';
import { root } from '../support/pipeline.js';
import { diff } from './run.js';

const docs = readFileSync(join(root, 'docs/diff.md'), 'utf8');

/** Cells of the rows of every table. */
const rows = docs
  .split('\n')
  .filter((line) => line.startsWith('|'))
  .map((line) =>
    line
      .split(/(?<!\\)\|/)
      .slice(1, -1)
      .map((cell) => cell.trim()),
  );

function ratingOf({ rating, noticed }: Rule): string {
  return noticed === null ? rating : `${rating}, ${noticed}`;
}

describe('docs/diff.md', () => {
  it('has a row for every rule, with its rating and its reason', () => {
    const expected = ruleNames.map((name) => {
      const rule = ruleOf(name);
      return [`\`${name}\``, ratingOf(rule), rule.title, rule.reason];
    });
    const table = rows.filter(([name = '']) => (ruleNames as readonly string[]).includes(name.slice(1, -1)));
    expect(table).toEqual(expected);
  });

  it('names every member of the report and of a change', async () => {
    const farm = [1, 2].map((edition) => join(root, `test/diff/documents/farm-${edition}.openapi.yaml`));
    const { stdout } = await diff(...farm, '--format', 'json');
    const report = JSON.parse(stdout) as { readonly changes: readonly object[] };
    const members = new Set(rows.map(([name = '']) => name.slice(1, -1)));
    const named = [...Object.keys(report), ...Object.keys(report.changes[0] ?? {})];
    expect(named.filter((name) => !members.has(name))).toEqual([]);
    expect(named.length).toBeGreaterThan(20);
  });
});
