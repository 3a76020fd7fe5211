import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { catalogue } from '../../../generator/diagnostics/catalogue.js';
import { diagnosticsPage } from '../../../scripts/docs/diagnostics-page.js';
import { samplesFor } from '../../../scripts/docs/samples.js';
import { root } from '../../support/pipeline.js';

const page = readFileSync(`${root}docs/diagnostics.md`, 'utf8');

describe('docs/diagnostics.md', () => {
  it('is what the catalogue says: "npm run docs" prints it anew', () => {
    expect(page).toBe(diagnosticsPage());
  });

  it('has one heading for each code, which links can lead to, and no other of that name', () => {
    const anchors = [...page.matchAll(/^#+ (.+)$/gm)].map(([, heading = '']) =>
      heading.toLowerCase().replaceAll(' ', '-'),
    );
    expect(new Set(anchors).size).toBe(anchors.length);
    expect(Object.keys(catalogue).filter((code) => !anchors.includes(code))).toEqual([]);
  });

  it('has no link that leads nowhere', () => {
    const links = [...page.matchAll(/\]\(#(.*?)\)/g)].map(([, code = '']) => code);
    expect(links.toSorted()).toEqual(Object.keys(catalogue).toSorted());
  });

  it('is linked from the README', () => {
    expect(readFileSync(`${root}README.md`, 'utf8')).toContain('](docs/diagnostics.md)');
  });
});

describe('the catalogue', () => {
  it.each(Object.entries(catalogue))('can show %s: what is so, and what to do', (code, entry) => {
    const values = samplesFor(code) as never;
    const texts = [entry.message(values), entry.fix(values)];
    expect(texts.join(' ')).not.toMatch(/undefined|\[object |NaN|\n/);
    expect(texts.filter((text) => text.length < 10)).toEqual([]);
  });
});
