import { createWriteStream } from 'node:fs';
import { writeFile } from 'node:fs/promises';
import { once } from 'node:events';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { page, parameterTable, responseTable, section } from '../unit/parse/slate-page.js';
import { type MeasuredRun, runMeasured } from '../support/measured-cli.js';
import { temporaryFolder } from '../support/pipeline.js';

const megabytes = 50;

/** Runs `model` on a page; two minutes are all the patience there is. */
async function readPage(write: (file: string) => Promise<void>): Promise<MeasuredRun> {
  const file = join(await temporaryFolder(), 'page.md');
  await write(file);
  return runMeasured(['model', '--slate', file], 120_000);
}

/** It came to an end of its own, without a stack and in 1 GB. */
function expectSound({ status, stderr, peakMegabytes }: MeasuredRun): void {
  expect(stderr).not.toMatch(/^\s+at \S+ \(/m);
  expect([0, 1, 2]).toContain(status);
  expect(peakMegabytes).toBeLessThan(1_024);
}

/** Writes a page of many megabytes: a beginning, and then one text until it is as large. */
async function writeLarge(file: string, beginning: string, text: string): Promise<void> {
  const stream = createWriteStream(file);
  stream.write(beginning);
  const chunk = text.repeat(Math.ceil(1_000_000 / text.length));
  for (let written = 0; written < megabytes; written += 1) {
    if (!stream.write(chunk)) await once(stream, 'drain');
  }
  stream.end();
  await once(stream, 'finish');
}

const sound = page(section());
const row = '|**id**|Which pump|uuid|255|true|\n';

describe(`a page of ${megabytes} MB is answered with a diagnostic, in time and in 1 GB`, () => {
  test.each([
    ['rows', 'slate-too-large', page(section({ parameters: parameterTable() })).replace(/### Response[^]*/, ''), row],
    ['rows of HTML', 'slate-too-large', `${sound}\n<table>\n`, '<tr><td>id</td><td>uuid</td></tr>\n'],
    ['sections', 'slate-too-large', '# Water\n\n', `${section()}\n\n`],
    ['points of a list', 'slate-too-large', `${sound}\n`, '- `id` (uuid): Which\n'],
    ['headings', 'slate-too-large', sound, '## x\n'],
    ['pipes', 'line-too-long', `${sound}\n`, '|'],
    ['brackets', 'line-too-long', `${sound}\n`, '['],
    ['zero-width blanks', 'line-too-long', `${sound}\n`, '\u200B'],
  ])('of %s', async (_, code, beginning, text) => {
    const ended = await readPage((file) => writeLarge(file, beginning, text));
    expectSound(ended);
    expect(ended.stderr).toContain(code);
  });
});

/** So many texts, a line each. */
function lines(count: number, text: (at: number) => string): string {
  return Array.from({ length: count }, (_, at) => text(at)).join('\n');
}

describe('a page as large as is accepted is read in 1 GB', () => {
  test.each([
    ['rows', page(section({ parameters: parameterTable(lines(65_000, (at) => `|p${at}|x|uuid|1|true|`)) }))],
    ['the same row', page(section({ parameters: parameterTable(lines(65_000, () => '|id|x|uuid|1|true|')) }))],
    ['members', page(section({ response: responseTable(lines(95_000, (at) => `|a.b.c${at}|x|uuid|`)) }))],
    ['commands', `# Water\n\n${lines(6_000, (at) => `${section({ heading: `startPump${at}` })}\n`)}`],
    ['points', page(section({ parameters: lines(100_000, (at) => `- \`p${at}\` (uuid): x`) }))],
  ])('of %s', async (_, text) => {
    expectSound(await readPage((file) => writeFile(file, text)));
  });
});

describe('a page that nests 10,000 deep is read, or refused with a diagnostic', () => {
  const deep = 10_000;

  test.each([
    ['quotes on one line', `${sound}\n${'> '.repeat(deep)}x\n`],
    ['lists on one line', `${sound}\n${'- '.repeat(deep)}x\n`],
    [
      'lists line by line',
      `${sound}\n${Array.from({ length: deep }, (_, depth) => `${'  '.repeat(Math.min(depth, 300))}- x`).join('\n')}\n`,
    ],
    ['elements', `${sound}\n${'<div>\n'.repeat(deep)}${'</div>\n'.repeat(deep)}`],
    ['tables', `${sound}\n${'<table><tr><td>\n'.repeat(deep)}${'</td></tr></table>\n'.repeat(deep)}`],
    ['brackets of a type', page(section({ response: responseTable(`|id|x|${'list of '.repeat(deep)}string|`) }))],
    [
      'brackets of a name',
      page(section({ response: responseTable(`|${'a('.repeat(deep)}${')'.repeat(deep)}|x|string|`) })),
    ],
    [
      'marks before names',
      page(
        section({
          response: responseTable(
            ...Array.from({ length: 5_000 }, (_, depth) => `|${'»'.repeat(Math.min(depth, 500))} a${depth}|x|string|`),
          ),
        }),
      ),
    ],
    ['links', page(section({ response: responseTable(`|${'['.repeat(deep)}id${'](x)'.repeat(deep)}|x|string|`) }))],
  ])('%s', async (_, text) => {
    expectSound(await readPage((file) => writeFile(file, text)));
  });
});
