import { describe, expect, it } from 'vitest';
import type { ApiModel } from '../../generator/model/api-model.js';
import { printMarkdown } from '../../generator/diff/markdown.js';
import { reportDiff } from '../../generator/diff/report.js';
import { printText } from '../../generator/diff/text.js';
import { together } from './cases.js';
import { command, modelOf, oneOf, parameter } from './models.js';

function reportOf(before: ApiModel, now: ApiModel, label = 'new'): ReturnType<typeof reportDiff> {
  return reportDiff({ label: 'old', model: before }, { label, model: now });
}

function taking(...values: readonly string[]): ApiModel {
  return modelOf([command('listThings', { parameters: [parameter('state', { type: oneOf(values) })] })]);
}

describe('what documents say', () => {
  const evil = 'a`b``|c\u001b[2J\n</details>';
  const report = reportOf(taking('plain'), taking('plain', evil), '<b>|\u202e');

  it('steers no terminal', () => {
    const text = printText(report, { width: 100, colour: false });
    // oxlint-disable-next-line no-control-regex -- that is what must not be there
    expect(text).not.toMatch(/[\u0000-\u0009\u000b-\u001f\u202e]/);
    expect(text).toContain('    listThings.state  a`b``|c␛[2J␊</details>\n');
  });

  it('breaks no markdown', () => {
    const changelog = printMarkdown(report);
    expect(changelog).toMatch(/^## old → \\<b\\>\\\|\n/);
    expect(changelog).toContain('| feature | `listThings.state` | value added: ``` a`b``\\|c␛[2J␊</details> ``` |\n');
    expect(changelog.split('\n').filter((line) => line === '</details>')).toHaveLength(1);
  });
});

describe('the text', () => {
  const sides = together.map(({ commands, entities, titles }) => modelOf(commands ?? [], entities, titles));
  const [before = taking(), now = taking()] = sides;

  it.each([80, 100, 140])('keeps to %i columns', (width) => {
    const many = Array.from({ length: 40 }, (_, index) => `value-${index}`);
    const models = [
      [before, now],
      [taking('a'), modelOf([command('listThings', { parameters: [parameter('state', { type: oneOf(many) })] })])],
    ] as const;
    for (const [old, fresh] of models) {
      const lines = printText(reportOf(old, fresh), { width, colour: false }).split('\n');
      expect(lines.filter((line) => line.length > width)).toEqual([]);
    }
  });

  it('is the same with colours, but for the colours', () => {
    const report = reportOf(before, now);
    const coloured = printText(report, { width: 100, colour: true });
    // oxlint-disable-next-line no-control-regex -- colours
    expect(coloured.replace(/\u001b\[\d+m/g, '')).toBe(printText(report, { width: 100, colour: false }));
  });

  it('tells every change but those of descriptions, and so does the changelog', () => {
    const report = reportOf(before, now);
    const text = printText(report, { width: 100, colour: false });
    const changelog = printMarkdown(report);
    const told = report.changes.filter(({ rule }) => !rule.endsWith('-documentation'));
    const names = told.map(({ on, name }) => name ?? on);
    expect(names.filter((name) => !text.includes(name))).toEqual([]);
    const rows = told.filter(({ on, name }) => !changelog.includes(`\`${on}${name === null ? '' : `.${name}`}\``));
    expect(rows).toEqual([]);
  });
});
