import { describe, expect, test } from 'vitest';
import { page, parameterTable, parse, place, responseTable, section } from '../unit/parse/slate-page.js';
import { answer, sent } from './brief.js';

const parameters = parameterTable('|**id**|Which|uuid|255|true|');
const response = responseTable('|**success**|Whether|boolean|');
const notice = '<aside class="notice">Asynchronous</aside>';

/** A page whose only command has these lines, below the group Water. */
function command(...lines: readonly string[]): ReturnType<typeof parse> {
  return parse(['# Water', ...lines].join('\n\n'));
}

/** Group, name, parameters and answer of each command. */
function outlineOf({ api }: ReturnType<typeof parse>): unknown[] {
  return api.commands.map((one) => [one.group?.value ?? null, one.name.value, sent(one), answer(one)]);
}

const sound = ['Water', 'startPump', ['id!:uuid 255'], '{success:boolean}'];

describe('headings', () => {
  test.each<[string, string[]]>([
    [
      'of one level for commands and parts',
      ['## startPump', notice, '## Parameters', parameters, '## Response', response],
    ],
    ['without a blank behind the marks', ['##startPump', notice, '###Parameters', parameters, '###Response', response]],
    [
      'in HTML',
      ['<h2 id="x">startPump</h2>', notice, '<h3 id="y">Parameters</h3>', parameters, '<h3>Response</h3>', response],
    ],
    ['underlined', ['startPump\n---', notice, '### Parameters', parameters, '### Response', response]],
    ['in bold', ['## startPump', notice, '**Parameters**', parameters, '**Response:**', response]],
    ['with a colon', ['## startPump', notice, 'Parameters:', parameters, 'Response:', response]],
    [
      'with anchors',
      ['## startPump {#start}', '<a id="start"></a>', notice, '### Parameters', parameters, '### Response', response],
    ],
    [
      'with a deeper level for parts',
      ['## startPump', notice, '#### Parameters', parameters, '#### Response', response],
    ],
    [
      'below a heading that means nothing',
      ['## startPump', notice, '### Details', '#### Parameters', parameters, '#### Response', response],
    ],
    [
      'in summaries',
      [
        '## startPump',
        notice,
        '<details><summary>Parameters</summary>',
        parameters,
        '</details>',
        '### Response',
        response,
      ],
    ],
    ['as a request and its response', ['## startPump', notice, '### Request', parameters, '### Response', response]],
    ['in German', ['## startPump', 'Asynchron', '### Parameter', parameters, '### Antwort', response]],
    ['in French', ['## startPump', 'Asynchrone', '### Paramètres', parameters, '### Réponse :', response]],
    ['in Spanish', ['## startPump', notice, '### Parámetros', parameters, '### Respuesta', response]],
    ['in Russian', ['## startPump', notice, '### Параметры запроса', parameters, '### Ответ', response]],
    ['in Chinese', ['## startPump', notice, '### 请求参数', parameters, '### 返回参数', response]],
    ['in Japanese', ['## startPump', notice, '### リクエストパラメータ', parameters, '### レスポンス', response]],
  ])('%s', (_, lines) => {
    const parsed = command(...lines);
    expect(outlineOf(parsed)).toEqual([sound]);
    expect(parsed.api.commands[0]?.execution?.value).toBe('async');
    expect(parsed.codes).toEqual([]);
  });

  test('a command below H3 in a group below H2', () => {
    const lines = [
      '# API Reference',
      '## Water',
      '### startPump',
      notice,
      '#### Parameters',
      parameters,
      '#### Response',
      response,
    ];
    const parsed = parse(lines.join('\n\n'));
    expect([outlineOf(parsed), parsed.codes]).toEqual([[sound], []]);
  });

  test('a heading that names the whole page is no group', () => {
    const parsed = parse(page(section()).replace('# Water', '# CloudStack API Reference'));
    expect(parsed.api.commands[0]?.group).toBeNull();
    expect(parsed.codes).toEqual(['group-too-general']);
  });

  test('a group may be called as parts are', () => {
    const usage = section({ heading: 'listUsage' });
    const parsed = parse(`${page(section())}\n# Usage\n\n${usage}`);
    expect(parsed.api.commands.map(({ name, group }) => [name.value, group?.value])).toEqual([
      ['startPump', 'Water'],
      ['listUsage', 'Usage'],
    ]);
  });

  test('pages of one command each may have different levels', () => {
    const deeper = section({ heading: 'stopPump' }).replaceAll(/^#/gm, '##');
    const parsed = parse(`${page(section())}\n# Fire\n\n## Engines\n\n${deeper}`);
    expect(parsed.api.commands.map(({ name, group }) => [name.value, group?.value])).toEqual([
      ['startPump', 'Water'],
      ['stopPump', 'Engines'],
    ]);
    expect(parsed.codes).toEqual([]);
  });

  test.each([
    ['## 2.1 startPump()', null, null, null],
    ['## startPump (A)', 'async', null, null],
    ['## startPump (not asynchronous)', 'sync', null, null],
    ['## GET startPump', null, null, null],
    ['## `startPump` – starts a pump', null, null, null],
    ['## startPump (since 4.11)', null, '4.11', null],
    ['## ~~startPump~~ (deprecated)', null, null, 'its heading says so'],
  ])('%s', (heading, execution, since, deprecated) => {
    const [one] = command(heading, '### Parameters', parameters, '### Response', response).api.commands;
    expect([
      one?.name.value,
      one?.execution?.value ?? null,
      one?.since?.value ?? null,
      one?.deprecated?.value ?? null,
    ]).toEqual(['startPump', execution, since, deprecated]);
  });

  test('a name that begins with a capital is put right, and said so', () => {
    const { api, found } = command('## StartPump', notice, '### Parameters', parameters, '### Response', response);
    expect([api.commands[0]?.name.value, found]).toEqual(['startPump', ['3:4 command-name-capitalised']]);
  });
});

describe('where the name stands', () => {
  const named = (title: string, ...lines: readonly string[]): ReturnType<typeof parse> =>
    command(`## ${title}`, ...lines, notice, '### Parameters', parameters, '### Response', response);

  test.each([
    ['a URL', '```shell\ncurl "https://cloud.example/client/api?command=startPump&id=1"\n```'],
    ['an HTTP request', '```http\nGET /client/api?response=json&command=startPump HTTP/1.1\n```'],
    ['a call in Python', '```python\ncs.startPump(id="1")\n```'],
    ['a form', '```json\n{ "command": "startPump" }\n```'],
    ['inline code', '`GET https://cloud.example/client/api?command=startPump`'],
    ['a shell line with options', '```shell\n$ cmk -o json startPump id=1\n```'],
  ])('%s names a command below a title in prose', (_, example) => {
    expect(named('Start a pump', example).api.commands.map(({ name }) => name.value)).toEqual(['startPump']);
  });

  test('two words are joined as the title has them, and said so', () => {
    const { api, codes } = named('Start Pump', '```shell\ncmk start pump id=1\n```');
    expect([api.commands[0]?.name.value, codes]).toEqual(['startPump', ['command-name-joined']]);
  });
});

describe('notices', () => {
  const read = (...lines: readonly string[]): ReturnType<typeof parse>['api']['commands'][number] | undefined =>
    command('## startPump', ...lines, '### Parameters', parameters, '### Response', response).api.commands[0];

  test.each([
    ['This is an asynchronous command.', 'async'],
    ['Starts a pump. This command is asynchronous; poll its job.', 'async'],
    ['This command runs asynchronously.', 'async'],
    ['**Execution:** asynchronous', 'async'],
    ['* Asynchronous: yes', 'async'],
    ['* Async: no', 'sync'],
    ['<aside class="success"><b>Note:</b> This command is not asynchronous.</aside>', 'sync'],
    ['This command is synchronous.', 'sync'],
    ['This command waits for asynchronous jobs of others.', undefined],
  ])('%s', (text, execution) => {
    expect(read(text)?.execution?.value).toBe(execution);
  });

  test.each([
    ['Starts a pump. Available since 4.5.', '4.5'],
    ['<aside class="notice">Since 4.11.1</aside>', '4.11.1'],
    ['Starts a pump (added in version 4.2).', '4.2'],
    ['Deprecated since 4.3.', undefined],
    ['Pumps of 4.5 kilowatts.', undefined],
  ])('%s', (text, since) => {
    expect(read(text)?.since?.value).toBe(since);
  });

  test('a notice says that a command is deprecated, and why', () => {
    const one = read('Starts a pump.', "<aside class='warning'>Deprecated: use runPump instead.</aside>");
    expect([one?.deprecated?.value, one?.description?.value]).toEqual([
      'Deprecated: use runPump instead.',
      'Starts a pump.',
    ]);
  });

  test('a page that never speaks of asynchrony is told so once', () => {
    const quiet = ['startPump', 'stopPump', 'listPumps'].map((heading) =>
      section({ heading, intro: 'Does it.', command: '### Command' }),
    );
    expect(parse(page(...quiet)).codes).toEqual(['execution-never-stated']);
  });

  test.each(['**Parameters:** none', 'Parameters: N/A', 'Нет', '没有请求参数', 'Aucun paramètre'])(
    '"%s" stands for an empty table',
    (text) => {
      expect(parse(page(section({ parameters: text }))).codes).toEqual([]);
    },
  );
});

describe('characters', () => {
  test('zero-width characters are passed over and reported once, places staying true', () => {
    const text = page(section({ parameters: parameterTable('|**i\u200Bd**|Which|uuid|255|true|') })).replace(
      '## start',
      '\u200B## start',
    );
    const { api, found } = parse(text);
    expect([api.commands[0]?.name.value, sent(api.commands[0])]).toEqual(['startPump', ['id!:uuid 255']]);
    expect(found).toEqual(['3:1 invisible-characters']);
    expect(place(api.commands[0]?.parameters[0]?.type.origin)).toBe('25:16');
  });

  test('hard blanks are blanks', () => {
    const text = page(section()).replaceAll('## ', '##\u00A0').replaceAll('|**id**|', '|\u00A0**id**\u00A0|');
    const { api, codes } = parse(text);
    expect([outlineOf({ ...parse(text), api }), codes]).toEqual([[sound], []]);
  });

  test('bytes that were lost are pointed out', () => {
    expect(parse(page(section({ intro: `Starts a p\uFFFDmp.\n\n${notice}` }))).found).toEqual(['5:11 characters-lost']);
  });

  test('rows that are indented by tabs are rows', () => {
    const { api, codes } = parse(page(section({ parameters: parameters.replaceAll(/^/gm, '\t') })));
    expect([sent(api.commands[0]), codes]).toEqual([['id!:uuid 255'], []]);
  });

  test('a partial has a byte order mark and front matter of its own', () => {
    const text = `\uFEFF---\ntitle: More\n---\n\n${section({ heading: 'stopPump' })}`;
    const { api, codes } = parse(page(section()), [{ file: 'includes/_more.md', text }]);
    expect([api.commands.map(({ name }) => name.value), codes]).toEqual([['startPump', 'stopPump'], []]);
  });
});
