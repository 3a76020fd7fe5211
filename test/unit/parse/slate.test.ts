import { describe, expect, test } from 'vitest';
import { page, parameterTable, parse, place, responseTable, section } from './slate-page.js';

describe('a regular page', () => {
  const text = `---
title: "Pumps & pipes"
includes:
  - more
---

# Introduction

## Getting started

Read on.

# Water

## startPump

This command starts a pump, at **once**.

<aside class='notice'>
Asynchronous
</aside>

<!--- kinds of notice: "notice" -->

### Command

> The following command starts a pump:

\`\`\`shell
$ cmk startPump <id>
\`\`\`

\`startPump\`

### Query parameters

|Parameter Name|Description|Type|Length|Required|
|--------------|-----------|----|------|--------|
|**id**|Which pump|uuid|255|true|
|**speed**|Turns per minute|integer|4096|false|

### Response schema

|Element|Description|Type|
|-------|-----------|----|
|**waterLevel**|How high it stands|long|
`;
  const { api, codes } = parse(text);
  const [command] = api.commands;

  test('has nothing to report', () => {
    expect(codes).toEqual([]);
  });

  test('gives title, group and name with their places', () => {
    expect(api.title).toEqual({ value: 'Pumps & pipes', origin: { file: 'page.md', at: { line: 2, column: 8 } } });
    expect(api.commands.map(({ name }) => name.value)).toEqual(['startPump']);
    expect([command?.group?.value, place(command?.group?.origin)]).toEqual(['Water', '13:3']);
    expect(place(command?.name.origin)).toBe('30:7');
  });

  test('gives description and execution', () => {
    expect(command?.description?.value).toBe('This command starts a pump, at once.');
    expect(place(command?.description?.origin)).toBe('17:1');
    expect(command?.execution?.value).toBe('async');
  });

  test('gives each parameter with the place of every cell', () => {
    expect(command?.parameters).toEqual([
      {
        name: { value: 'id', origin: { file: 'page.md', at: { line: 39, column: 2 } } },
        description: { value: 'Which pump', origin: { file: 'page.md', at: { line: 39, column: 9 } } },
        type: {
          value: { word: 'uuid', values: null, items: null, shape: null },
          origin: { file: 'page.md', at: { line: 39, column: 20 } },
        },
        maxLength: { value: 255, origin: { file: 'page.md', at: { line: 39, column: 25 } } },
        required: { value: true, origin: { file: 'page.md', at: { line: 39, column: 29 } } },
        since: null,
      },
      expect.objectContaining({ name: { value: 'speed', origin: { file: 'page.md', at: { line: 40, column: 2 } } } }),
    ]);
    expect(command?.parameters[1]?.required?.value).toBe(false);
  });

  test('gives the fields of the response, names as they are written', () => {
    expect(command?.result).toMatchObject({ envelope: null, list: null, key: null, acknowledgement: null });
    expect(command?.result?.shape?.fields).toEqual([
      {
        name: { value: 'waterLevel', origin: { file: 'page.md', at: { line: 46, column: 2 } } },
        type: {
          value: { word: 'long', values: null, items: null, shape: null },
          origin: { file: 'page.md', at: { line: 46, column: 36 } },
        },
        required: false,
        description: 'How high it stands',
      },
    ]);
  });

  test('reads the same with Windows line ends and a byte order mark', () => {
    expect(parse(`\uFEFF${text.replaceAll('\n', '\r\n')}`).api).toEqual(api);
  });
});

describe('wording and levels', () => {
  test.each([
    ['### Query Parameters', '### Response Schema'],
    ['### Request parameters:', '### Response fields'],
    ['### PARAMETERS', '### Response'],
    ['### Arguments', '### Returns'],
  ])('%s and %s head the two tables', (parameters, response) => {
    const text = page(section()).replace('### Query parameters', parameters).replace('### Response schema', response);
    const [command] = parse(text).api.commands;
    expect(command?.parameters.map(({ name }) => name.value)).toEqual(['id']);
    expect(command?.result?.shape?.fields.map(({ name }) => name.value)).toEqual(['success']);
  });

  test('headings may all be a level deeper', () => {
    const { api, codes } = parse(`# Reference\n\n${page(section()).replaceAll(/^#/gm, '##')}`);
    expect(api.commands.map(({ name, group }) => [name.value, group?.value])).toEqual([['startPump', 'Water']]);
    expect(codes).toEqual([]);
  });

  test('headings may all be a level shallower; there is no group then', () => {
    const { api, codes } = parse(section().replaceAll(/^##/gm, '#'));
    expect(api.commands.map(({ name, group }) => [name.value, group])).toEqual([['startPump', null]]);
    expect(codes).toEqual([]);
  });

  test.each([
    ['<aside class="notice">\nNot asynchronous\n</aside>', 'sync'],
    ["<aside class='notice'>Not Asynchronous.</aside>", 'sync'],
    ['<aside class="notice">\nasynchronous\n</aside>', 'async'],
    ['<aside class="warning">Mind the water.</aside>\n\n<aside class="success">Asynchronous</aside>', 'async'],
    ['Asynchronous', 'async'],
  ])('%j is read as %s', (notice, want) => {
    const { api, codes } = parse(page(section({ intro: `This command starts a pump.\n\n${notice}` })));
    expect(api.commands[0]?.execution?.value).toBe(want);
    expect(codes).toEqual([]);
  });

  test('a heading right below the closing aside is not swallowed by it', () => {
    const intro = 'This command starts a pump.\n\n<aside class="notice">\n\nAsynchronous\n\n</aside>';
    const { api, codes } = parse(page(section({ intro }).replace('</aside>\n\n###', '</aside>\n###')));
    expect(api.commands[0]?.execution?.value).toBe('async');
    expect(codes).toEqual([]);
  });

  test('a missing notice leaves the execution open and is reported at the heading', () => {
    const { api, found } = parse(page(section({ intro: 'This command starts a pump.' })));
    expect(api.commands[0]?.execution).toBeNull();
    expect(found).toEqual(['3:4 execution-not-stated']);
  });

  test.each([
    'There are no query parameters available for this command.',
    'There are no query parameters available for this request.',
    'This call does not take any parameters.',
    'None.',
  ])('"%s" stands for an empty table', (parameters) => {
    const { api, codes } = parse(page(section({ parameters })));
    expect(api.commands[0]?.parameters).toEqual([]);
    expect(codes).toEqual([]);
  });

  test("neither table nor sentence is reported at the part's heading", () => {
    const { api, codes } = parse(page(section({ parameters: 'See the manual.' })));
    expect(api.commands[0]?.parameters).toEqual([]);
    expect(codes).toEqual(['parameters-not-described']);
  });
});

describe('names', () => {
  test('the shell example wins over the heading and the line of code, and both places are shown', () => {
    const command = '### Command\n\n```shell\n$ cmk startPump <id>\n```\n\n`startpump`';
    const { api, found, messages } = parse(page(section({ heading: 'Startpump', command })));
    expect(api.commands[0]?.name.value).toBe('startPump');
    expect(found).toEqual(['17:1 command-name-spelt-differently']);
    expect(messages[0]).toContain('"Startpump"');
  });

  test('a title in prose is no spelling', () => {
    const command = '### Command\n\n```shell\n$ cmk startPump\n```';
    const { api, codes } = parse(page(section({ heading: 'Starting a pump', command })));
    expect([api.commands[0]?.name.value, codes]).toEqual(['startPump', []]);
  });

  test("CloudMonkey's two-word form is the same name, written with a blank", () => {
    const { api, codes } = parse(page(section({ command: '### Command\n\n```shell\n$ cmk start pump id=1\n```' })));
    expect([api.commands[0]?.name.value, codes]).toEqual(['startPump', []]);
  });

  test('without a shell example, the line of code names the command, then the heading', () => {
    const named = (command: string): unknown => parse(page(section({ command }))).api.commands[0]?.name.value;
    expect([named('### Command\n\n`startPumps`'), named('### Command')]).toEqual(['startPumps', 'startPump']);
  });

  test.each([
    ['### Command\n\n```shell\n$ cmk stopPump\n```\n\n`startPump`'],
    ['### Command\n\n```shell\n$ cmk stopPump\n```'],
  ])('an example copied from another section does not rename the command: %j', (command) => {
    const { api, codes } = parse(page(section({ command }), section({ heading: 'stopPump' })));
    expect(api.commands.map(({ name }) => name.value)).toEqual(['startPump', 'stopPump']);
    expect(codes).toContain('command-name-spelt-differently');
  });

  test('of two sections about one command the first counts', () => {
    const { api, codes } = parse(page(section(), section({ parameters: parameterTable('|**x**|X|string|1|true|') })));
    expect(api.commands.map(({ parameters }) => parameters.map(({ name }) => name.value))).toEqual([['id']]);
    expect(codes).toEqual(['section-twice']);
  });

  test('names of Object.prototype are names like any other', () => {
    const rows = ['__proto__', 'constructor', 'toString'].map((name) => `|\`${name}\`|A trap|string|`);
    const { api, codes } = parse(page(section({ heading: 'constructor', response: responseTable(...rows) })));
    const [command] = api.commands;
    expect(command?.name.value).toBe('constructor');
    expect(command?.result?.shape?.fields.map(({ name }) => name.value)).toEqual([
      '__proto__',
      'constructor',
      'toString',
    ]);
    expect(codes).toEqual([]);
  });
});

describe('parts', () => {
  test('a response without a table is reported, and nothing is said of the result', () => {
    const { api, codes } = parse(page(section({ response: 'Ask around.' })));
    expect([api.commands[0]?.result, codes]).toEqual([null, ['response-not-described']]);
  });

  test("a heading that only this command lacks is reported, and its neighbour's second one is left out", () => {
    const twice = `${section({ heading: 'listPumps' })}\n\n### Response schema\n\n${responseTable('|**lost**|Lost|string|')}`;
    const lacking = section().replace(/### Response schema[^]*/, '');
    const { api, codes } = parse(page(twice, lacking));
    expect(api.commands.map(({ result }) => result?.shape?.fields.map(({ name }) => name.value))).toEqual([
      ['success'],
      undefined,
    ]);
    expect(codes).toEqual(['part-twice', 'part-missing']);
  });

  test('a response table below the parameters is recognised by its header where it has no heading of its own', () => {
    const { api, codes } = parse(
      page(section(), section({ heading: 'stopPump' }).replace('### Response schema\n', '')),
    );
    expect(api.commands[1]?.parameters.map(({ name }) => name.value)).toEqual(['id']);
    expect(api.commands[1]?.result?.shape?.fields.map(({ name }) => name.value)).toEqual(['success']);
    expect(codes).toEqual(['part-missing', 'table-under-wrong-heading']);
  });

  test('parameters may come in two tables under two headings', () => {
    const parameters = `${parameterTable('|**id**|Which|uuid|255|true|')}\n\n### Optional parameters\n\n${parameterTable('|**speed**|Turns|long|255|false|')}`;
    expect(parse(page(section({ parameters }))).api.commands[0]?.parameters.map(({ name }) => name.value)).toEqual([
      'id',
      'speed',
    ]);
  });

  test('partials follow the page, with their own file', () => {
    const { api, codes } = parse(page(section()), [
      { file: 'includes/_more.md', text: section({ heading: 'stopPump' }) },
    ]);
    expect(api.commands.map(({ name, group }) => [name.value, name.origin.file, group?.value])).toEqual([
      ['startPump', 'page.md', 'Water'],
      ['stopPump', 'includes/_more.md', 'Water'],
    ]);
    expect(codes).toEqual([]);
  });
});

describe('sentences', () => {
  const stop = (quote: string): string =>
    section({
      heading: 'stopPump',
      intro: "This command stops a motor at the end of its shift.\n\n<aside class='notice'>Asynchronous</aside>",
      command: `### Command\n\n> The following command ${quote}:\n\n\`\`\`shell\n$ cmk stopPump\n\`\`\``,
    });

  test('a quote copied from another section is reported', () => {
    const { found, messages } = parse(page(section(), stop('starts a pump')));
    expect(found.map((line) => line.split(' ')[1])).toEqual(['copied-sentence']);
    expect(messages[0]).toContain('startPump');
  });

  test.each(['stops a motor', 'stop a motor at the end of its shift', 'halts a motor', 'does something else entirely'])(
    'the quote "%s" passes',
    (quote) => {
      expect(parse(page(section(), stop(quote))).codes).toEqual([]);
    },
  );

  test('without a sentence of its own the quote describes the command, but never a copied one', () => {
    const bare = (quote: string): string => stop(quote).replace(/This command .*\n/, '');
    const described = parse(page(section(), bare('stops a motor')));
    const copied = parse(page(section(), bare('starts a pump')));
    expect([described.api.commands[1]?.description?.value, described.codes]).toEqual([
      'This command stops a motor.',
      ['description-from-quote'],
    ]);
    expect([copied.api.commands[1]?.description, copied.codes]).toEqual([null, ['copied-sentence']]);
  });
});

describe('pages without a command', () => {
  test.each([
    ['', 'nothing at all'],
    ['Only prose.', 'prose'],
    [
      '# Kittens\n\n## Get All Kittens\n\n```shell\ncurl "http://example.com/api/kittens"\n```\n\n### HTTP Request\n\n' +
        '`GET http://example.com/api/kittens`\n\n### Query Parameters\n\nParameter | Default | Description\n--------- | ------- | -----------\nsort | age | Order',
      "Slate's own sample",
    ],
    ['---\ntitle: Cut off in the front mat', 'a page that ends too soon'],
  ])('%j is an error that says what was looked for (%s)', (text) => {
    const { api, found, messages } = parse(text);
    expect(api.commands).toEqual([]);
    expect(found).toContain('1:1 slate-without-commands');
    expect(messages.at(-1)).toContain('"Query parameters"');
  });

  test('a section laid out like a command that names none is pointed out', () => {
    const nameless = section({ heading: 'Paging', command: '### Command' });
    expect(parse(page(section(), nameless)).codes).toEqual(['section-without-name']);
  });

  test('a section without the headings is read by its tables, where their headers tell', () => {
    const bare = section({ heading: 'stopPump' }).replace(/### (?:Query|Response).*\n/g, '');
    const { api, codes } = parse(page(section(), bare));
    const [, stop] = api.commands;
    expect(stop?.parameters.map(({ name }) => name.value)).toEqual(['id']);
    expect(stop?.result?.shape?.fields.map(({ name }) => name.value)).toEqual(['success']);
    expect(codes).toEqual(['part-missing', 'part-missing', 'table-without-heading', 'table-without-heading']);
  });

  test('a section with a table but without the headings is pointed out', () => {
    const other = '## stopPump\n\nThis command stops a pump.\n\n|What|Why|\n|---|---|\n|a valve|it leaks|';
    expect(parse(page(section(), other)).codes).toEqual(['section-without-parts']);
  });
});
