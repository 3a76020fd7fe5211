import { describe, expect, it } from 'vitest';
import { Diagnostics } from '../../../generator/diagnostics/diagnostics.js';
import { plural } from '../../../generator/diagnostics/plural.js';
import { printAnnotations, printCounts, printDiagnostics } from '../../../generator/diagnostics/print.js';
import { printable } from '../../../generator/diagnostics/printable.js';

describe('printable', () => {
  it('shows what a terminal would obey as symbols, one for one', () => {
    const text = '\u001b[31m\u0007\u0000\u007f\u009b\r\n\u2028\u202e\u2066é🚀';
    expect(printable(text)).toBe('␛[31m␇␀␡�␍␊���é🚀');
    expect(printable(text)).toHaveLength(text.length);
  });
});

describe('plural', () => {
  it('goes by the count', () => {
    expect([0, 1, 2].map((count) => plural(count, 'file'))).toEqual(['0 files', '1 file', '2 files']);
    expect(plural(2, 'entity', 'entities')).toBe('2 entities');
  });
});

describe('printDiagnostics', () => {
  it('prints place, frame, sentence and fix, without anything that a terminal would obey', () => {
    const diagnostics = new Diagnostics();
    const file = 'a\u001b.md';
    diagnostics.remember({ file, text: 'first\n\tsec\u001b[2Jond\n' });
    diagnostics.report(
      'copied-sentence',
      { file, at: { line: 2, column: 2 } },
      {
        command: 'copy\u001bIso',
        other: 'b',
        sentence: 'c',
      },
    );
    expect(printDiagnostics(diagnostics, false)).toBe(
      [
        'a␛.md:2:2  warning  copied-sentence',
        '',
        '  1 | first',
        '  2 |  sec␛[2Jond',
        '    |  ^',
        '',
        '  The quote above the example of copy␛Iso says that it "c", which is what b does; it was not used.',
        '  Say what copy␛Iso does.',
        '',
      ].join('\n'),
    );
    expect(printCounts(diagnostics)).toBe('1 warning');
  });

  it('counts what is beyond the third of a kind', () => {
    const diagnostics = new Diagnostics();
    for (let index = 0; index < 4; index += 1) diagnostics.report('nothing-left', null, {});
    for (let index = 0; index < 4; index += 1) {
      diagnostics.report('file-missing', null, { file: `${index}` });
      diagnostics.report('group-guessed', null, { command: `c${index}`, group: 'g' });
    }
    const text = printDiagnostics(diagnostics, false);
    expect(text.match(/^error/gm)).toHaveLength(8);
    expect(text.match(/^note/gm)).toHaveLength(3);
    expect(text).toContain('… and 1 more note of the kind group-guessed (--json shows all)\n');
  });
});

describe('the order', () => {
  it('has errors last, where nobody has to scroll back for them', () => {
    const diagnostics = new Diagnostics();
    diagnostics.report('nothing-left', null, {});
    diagnostics.report('group-guessed', null, { command: 'c', group: 'g' });
    diagnostics.report('result-unknown', null, { command: 'c' });
    const severities = printDiagnostics(diagnostics, false).match(/^(?:error|warning|note)(?= )/gm);
    expect(severities).toEqual(['warning', 'note', 'error']);
  });
});

describe('printAnnotations', () => {
  it('keeps a text within its line and its property', () => {
    const diagnostics = new Diagnostics();
    diagnostics.report('file-missing', { file: 'a,b:c', at: { line: 1, column: 2 } }, { file: 'x\n::set-output::%' });
    expect(printAnnotations(diagnostics)).toBe(
      '::error file=a%2Cb%3Ac,line=1,col=2,title=file-missing::There is no file "x%0A::set-output::%25". ' +
        'Check the path; it is taken relative to the current folder.\n',
    );
  });
});
