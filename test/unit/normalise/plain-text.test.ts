import { describe, expect, it } from 'vitest';
import { plainText } from '../../../generator/normalise/plain-text.js';
import { mergeCommands } from './raw.js';

describe('a description becomes plain text', () => {
  it.each([
    ['breaks are blanks', 'One.<br>Two.<br/>Three.<BR />Four.', 'One. Two. Three. Four.'],
    ['items keep their marks', 'As follows:<ul><li>a;</li><li>b.</li></ul>More.', 'As follows: a; b. More.'],
    ['items without marks get some', 'As follows:<ol><li>a</li> <li>b</li></ol>More.', 'As follows: a; b. More.'],
    [
      'words keep their places',
      'A <b>bold</b> and a <a href="https://a.example/?b=c">linked</a> word',
      'A bold and a linked word',
    ],
    ['paragraphs are sentences', '<p>One.</p><p class="x">Two.</p>', 'One. Two.'],
    ['line ends are blanks', ' a\n<ul>\n<li>b</li>\n</ul> ', 'a b.'],
  ])('%s', (_, text, wanted) => {
    expect(plainText(text)).toBe(wanted);
  });

  it.each([
    ['placeholders', 'migrateto[0].volume=<uuid>&migrateto[0].pool=<uuid>'],
    ['placeholders that are closed', 'between <name> and </name>'],
    ['placeholders that are called like a tag', 'details[<i>].key, the <b> of it'],
    ['comparisons', 'a < b and b > c </ d'],
  ])('in which %s stay', (_, text) => {
    expect(plainText(text)).toBe(text);
  });

  it('and where a tag stands, what only looks like one stays as well', () => {
    expect(plainText('One.<br>details[<i>].key=<name>')).toBe('One. details[<i>].key=<name>');
  });

  it('in the model', () => {
    const parameters = { id: { description: 'One.<br>Two.' } };
    const { parameter } = mergeCommands([{ name: 'listZones', parameters, result: { fields: {} } }]);
    expect(parameter('listZones', 'id').description).toBe('One. Two.');
  });

  it('in time, whatever it holds', () => {
    const started = performance.now();
    for (const part of ['<a ', '</li> ', '<br', '</', '<ul><li>']) plainText(part.repeat(20_000));
    expect(performance.now() - started).toBeLessThan(2000);
  });
});
