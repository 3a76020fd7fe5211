import { describe, expect, test } from 'vitest';
import { page, parameterTable, parse, place, responseTable, section } from '../unit/parse/slate-page.js';
import { answer, sent } from './brief.js';

/** The parameters that a page of one command sends, from what stands below the heading of its parameters. */
function parametersOf(
  parameters: string,
  heading = 'startPump',
): { sent: readonly string[]; codes: readonly string[]; found: readonly string[] } {
  const { api, codes, found } = parse(page(section({ heading, parameters })));
  return { sent: sent(api.commands[0]), codes, found };
}

function answerOf(response: string, heading = 'startPump'): { answer: string; codes: readonly string[] } {
  const { api, codes } = parse(page(section({ heading, response })));
  return { answer: answer(api.commands[0]), codes };
}

describe('tables in other forms', () => {
  const want = ['id!:uuid', 'force:boolean'];

  test.each([
    ['without outer pipes', 'Name | Type | Required\n--- | --- | ---\nid | uuid | yes\nforce | boolean | no'],
    [
      'with empty last cells and no outer pipes',
      'Name | Type | Required\n--- | --- | ---\nid | uuid | yes |\nforce | boolean | no |',
    ],
    [
      'aligned',
      '| Name | Type | Required |\n|:-----|:----:|---------:|\n| id   | uuid |      yes |\n| force | boolean | no |',
    ],
    [
      'in HTML',
      '<table>\n<thead><tr><th>Name</th><th>Type</th><th>Required</th></tr></thead>\n<tr><td><code>id</code></td><td>uuid</td><td>yes</td></tr>\n\n<tr><td>force</td><td>boolean</td><td>no</td></tr>\n</table>',
    ],
    [
      'in HTML inside another element',
      '<div class="x">\n<table border=1>\n<tr><th>Name<th>Type<th>Required\n<tr><td>id<td>uuid<td>yes\n<tr><td>force<td>boolean<td>no\n</table>\n</div>',
    ],
    [
      'as definitions in HTML',
      '<dl>\n<dt>id (uuid, required)</dt><dd>Which</dd>\n<dt><b>force</b> <i>(boolean, optional)</i></dt><dd>How</dd>\n</dl>',
    ],
    ['as definitions', 'id (uuid, required)\n: Which\n\n`force` (boolean, optional)\n: How'],
    ['as a list', '- `id` (uuid, required): Which\n- **force** (boolean, *optional*) – How'],
    [
      'with types and marks behind the names',
      '|Name|Description|\n|---|---|\n|id<br>*uuid*, **required**|Which|\n|`force` (boolean, optional)|How|',
    ],
    ['with required behind the types', '|Name|Type|\n|---|---|\n|id|uuid, required|\n|force|boolean (optional)|'],
    [
      'in two parts',
      '|Name|Type|\n|---|---|\n|id|uuid|\n\n### Optional parameters\n\n|Name|Type|\n|---|---|\n|force|boolean|'.replace(
        /^/,
        '### Required parameters\n\n',
      ),
    ],
    [
      'with captions',
      '|Name|Type|\n|---|---|\n|**Required parameters**||\n|id|uuid|\n|**Optional**||\n|force|boolean|',
    ],
    ['with an inverted column', '|Name|Type|Optional|\n|---|---|---|\n|id|uuid|no|\n|force|boolean|yes|'],
    ['with marks for yes', '|Name|Type|Required|\n|---|---|---|\n|id|uuid|✓|\n|force|boolean||'],
    ['in Russian', '|Имя|Тип|Обязательный|\n|---|---|---|\n|id|uuid|да|\n|force|boolean|нет|'],
    ['in German', '|Name|Typ|Pflicht|\n|---|---|---|\n|„id“|uuid|ja|\n|»force«|boolean|nein|'],
    ['in Chinese', '|参数名|类型|必填|\n|---|---|---|\n|id|uuid|是|\n|force|boolean|否|'],
  ])('%s', (_, parameters) => {
    expect(parametersOf(parameters).sent).toEqual(want);
  });

  test('cells of HTML know their places', () => {
    const html = '<table>\n<tr><th>Name</th><th>Type</th></tr>\n<tr>\n  <td>id</td>\n  <td>uuid</td>\n</tr>\n</table>';
    const { api } = parse(page(section({ parameters: html })));
    expect(place(api.commands[0]?.parameters[0]?.name.origin)).toBe('26:7');
    expect(place(api.commands[0]?.parameters[0]?.type.origin)).toBe('27:7');
  });

  test('a list that is no table is left alone', () => {
    expect(parametersOf('- Read the manual.\n- Mind the water.').codes).toEqual(['parameters-not-described']);
  });

  test('status codes and headers are no fields', () => {
    const response = `|Status|Meaning|\n|---|---|\n|200|Fine|\n\n${responseTable('|id|Which|uuid|')}`;
    expect(answerOf(response)).toEqual({ answer: '{id:uuid}', codes: [] });
  });
});

describe('columns', () => {
  test('headers in the wrong order are turned where every cell says so, once for the table', () => {
    const rows = ['a', 'b', 'c', 'd', 'e'].map((name) => `|${name}|string|What ${name} is|`);
    const { answer: read, codes } = answerOf(responseTable(...rows));
    expect([read, codes]).toEqual(['{a:string b:string c:string d:string e:string}', ['columns-in-other-order']]);
  });

  test('names in the column of the descriptions are found', () => {
    const rows = parametersOf(
      '|Name|Description|Type|\n|---|---|---|\n|Which of the pumps|id|uuid|\n|How fast it turns|speed|long|',
    );
    expect(rows).toMatchObject({ sent: ['id?:uuid', 'speed?:long'], codes: ['columns-in-other-order'] });
  });

  test('a table without types says so once', () => {
    const rows = parametersOf('|Name|Description|\n|---|---|\n|id|Which|\n|speed|How fast|');
    expect(rows).toMatchObject({ sent: ['id?:unknown', 'speed?:unknown'], codes: ['type-column-missing'] });
  });

  test('allowed values, versions and lengths in columns', () => {
    const rows = parametersOf(
      '|Name|Type|Allowed values|Since|Max length|\n|---|---|---|---|---|\n|state|enum|`On`, `Off`|4.5.0|10|',
    );
    expect(rows).toMatchObject({ sent: ['state?:string(On|Off) 10 since 4.5.0'], codes: ['type-word-translated'] });
  });

  test('values in a table of their own', () => {
    const values = '#### Enumerated Values\n\n|Parameter|Value|\n|---|---|\n|state|On|\n|state|Off|';
    expect(parametersOf(`|Name|Type|\n|---|---|\n|state|string|\n\n${values}`).sent).toEqual(['state?:string(On|Off)']);
  });
});

describe('types', () => {
  test.each([
    ['Bool', 'boolean'],
    ['string (255)', 'string 255'],
    ['integer(int64)', 'long'],
    ['string(uuid)', 'uuid'],
    ['String[]', 'string[]'],
    ['[string]', 'list<string>'],
    ['array of objects', 'list<object>'],
    ['List<String>', 'list<string>'],
    ['[[Pump](#schemapump)]', 'list<object>'],
    ['Map<String, String>', 'map'],
    ['string¦null', 'string'],
    ['string (On, Off)', 'string(On|Off)'],
    ['number', 'number'],
    ['widget', 'widget'],
  ])('%s is read as %s', (written, want) => {
    expect(parametersOf(`|Name|Type|\n|---|---|\n|it|${written}|`).sent).toEqual([`it?:${want}`]);
  });

  test('a translated word is reported once for the page, an unknown one at each place', () => {
    const { codes } = parametersOf('|Name|Type|\n|---|---|\n|a|bool|\n|b|bool|\n|c|widget|\n|d|widget|');
    expect(codes).toEqual(['type-word-translated', 'unknown-type-word', 'unknown-type-word']);
  });
});

describe('required', () => {
  test.each([
    ['no (default: 5)', ''],
    ['Yes*', '!'],
    ['optional, 5 by default', ''],
    ['yes, unless the other is given', '?'],
    ['обязательно', '!'],
    ['✗', ''],
  ])('"%s"', (written, mark) => {
    expect(parametersOf(`|Name|Type|Required|\n|---|---|---|\n|id|uuid|${written}|`).sent).toEqual([`id${mark}:uuid`]);
  });

  test('a star behind a name is a guess that is told', () => {
    const rows = parametersOf('|Name|Type|\n|---|---|\n|id\\*|uuid|\n|speed?|long|');
    expect(rows).toMatchObject({
      sent: ['id!:uuid', 'speed:long'],
      codes: ['required-from-mark', 'required-from-mark'],
    });
  });
});

describe('names', () => {
  test.each<[string, string[], string[]]>([
    ['id, name', ['id?:uuid', 'name?:uuid'], ['several-names']],
    ['ip to network list', ['iptonetworklist?:uuid'], ['name-with-blank']],
    ['id (of the pump)', ['id?:uuid'], ['remark-ignored']],
    ['id (since 4.11)', ['id?:uuid since 4.11'], []],
    ['“id”:', ['id?:uuid'], []],
    ['The id of the pump to start', [], ['name-is-prose']],
  ])('%s', (name, want, codes) => {
    expect(parametersOf(`|Name|Type|\n|---|---|\n|${name}|uuid|`)).toMatchObject({ sent: want, codes });
  });

  test('members of a map are one parameter', () => {
    const rows = parametersOf(
      '|Name|Type|\n|---|---|\n|details[0].key|string|\n|details[0].value|string|\n|tags[i]|string|',
    );
    expect(rows).toMatchObject({
      sent: ['details?:map{key:string value:string}', 'tags?:list<string>'],
      codes: ['members-of-parameter', 'members-of-parameter'],
    });
  });

  test('the members of a map tell whether it is needed, since when and what it is; their lengths are their own', () => {
    const rows = [
      '|opts[0].key|Name of an option|string|30|false|',
      '|opts[0].value|What it is set to (since 4.2)|string|40|true|',
    ];
    const { api } = parse(page(section({ heading: 'startPump', parameters: parameterTable(...rows) })));
    expect(sent(api.commands[0])).toEqual(['opts!:map{key:string value!:string} since 4.2']);
    const [opts] = api.commands[0]?.parameters ?? [];
    expect(opts?.description?.value).toBe('Name of an option');
    expect(opts?.encoding).toEqual({
      value: { encoding: 'pairs', fields: [], open: false },
      origin: opts?.name.origin,
    });
  });

  test('the only row of a list says all about it', () => {
    const { api } = parse(
      page(section({ heading: 'startPump', parameters: parameterTable('|labels[]|Labels (since 4.2)|uuid|30|yes|') })),
    );
    expect(sent(api.commands[0])).toEqual(['labels!:list<uuid> 30 since 4.2']);
    expect(api.commands[0]?.parameters[0]?.description?.value).toBe('Labels (since 4.2)');
  });

  test.each<[string, string[], string]>([
    ['a list by its type too', ['labels[]|list'], 'labels?:list'],
    ['an index in words', ['labels[index]|string'], 'labels?:list<string>'],
    ['two items', ['labels[0]|string', 'labels[1]|string'], 'labels?:list<string>'],
    ['names in brackets', ['opts[cpu]|integer', 'opts[memory]|long'], 'opts?:map{cpu:integer memory:long}'],
    [
      'a key in brackets',
      ['opts[0][key]|string', 'opts[0][value]|string'],
      'opts?:map{key:string value:string} in pairs',
    ],
    [
      'a list of pairs',
      ['opts|list', 'opts[].key|string', 'opts[].value|string'],
      'opts?:map{key:string value:string} in pairs',
    ],
    ['other members', ['nets[0].ip|string', 'nets[0].id|uuid'], 'nets?:map{ip:string id:uuid}'],
  ])('%s', (_, rows, want) => {
    const parameters = `|Name|Type|\n|---|---|\n|${rows.join('|\n|')}|`;
    const [command] = parse(page(section({ heading: 'startPump', parameters }))).api.commands;
    const encodings = command?.parameters.flatMap(({ encoding }) =>
      encoding ? [` in ${encoding.value.encoding}`] : [],
    );
    expect(sent(command).join() + (encodings ?? []).join('')).toBe(want);
  });

  test('a row of its own counts, whatever the members say', () => {
    const rows = parameterTable(
      '|opts|Options|map||no|',
      '|opts[0].key|Which|string||yes|',
      '|opts[0].value|What|string||yes|',
    );
    expect(parametersOf(rows).sent).toEqual(['opts:map{key!:string value!:string}']);
  });

  test('parameters of every request are left out', () => {
    const rows = parametersOf(
      parameterTable('|command|Which|string|255|true|', '|apiKey|Whose|string|255|true|', '|id|Which|uuid|255|true|'),
    );
    expect(rows).toMatchObject({ sent: ['id!:uuid 255'], codes: ['transport-parameter', 'transport-parameter'] });
  });
});

describe('nested answers', () => {
  const want = '{id:uuid nic:set<object{ip:string mac:string}> name:string}';
  const rows = (...cells: readonly string[]): string =>
    `|Name|Type|\n|---|---|\n|id|uuid|\n|nic|set|\n${cells.map((cell) => `|${cell}|string|`).join('\n')}\n|name|string|`;

  test.each([
    ['arrows', rows('→ ip', '→ mac')],
    ['hard blanks', rows('&nbsp;&nbsp;ip', '&nbsp;&nbsp;mac')],
    ['hard blanks and hooks in bold', rows('&nbsp;&nbsp;**↳ ip**', '&nbsp;&nbsp;**↳ mac**')],
    ['blanks', rows('    ip', '    mac')],
    ['dashes', rows('- ip', '- mac')],
    ['guillemets', rows('» ip', '» mac')],
    ['branches', rows('├─ ip', '└─ mac')],
    ['paths', rows('nic.ip', 'nic.mac')],
    ['paths with arrows', rows('nic → ip', 'nic -> mac')],
    ['indices', rows('nic[0].ip', 'nic[0].mac')],
    [
      'a list',
      '- `id` (uuid): Which\n- `nic` (set): Cards\n  - `ip` (string): Where\n  - `mac` (string): What\n- `name` (string): Name',
    ],
    [
      'padding',
      '<table><tr><th>Name</th><th>Type</th></tr><tr><td>id</td><td>uuid</td></tr><tr><td>nic</td><td>set</td></tr><tr><td style="padding-left:20px">ip</td><td>string</td></tr><tr><td style="padding-left:20px">mac</td><td>string</td></tr><tr><td>name</td><td>string</td></tr></table>',
    ],
    [
      'a table under a bold name',
      `${rows().replace('\n\n', '\n')}\n\n**nic**\n\n|Name|Type|\n|---|---|\n|ip|string|\n|mac|string|`,
    ],
  ])('by %s', (_, response) => {
    expect(answerOf(response).answer).toBe(want);
  });

  test('by a row that spans the table', () => {
    const html =
      '<table><tr><th>Name</th><th>Type</th></tr><tr><td>id</td><td>uuid</td></tr><tr><td colspan="2"><b>nic(*)</b></td></tr><tr><td>ip</td><td>string</td></tr></table>';
    expect(answerOf(html)).toEqual({ answer: '{id:uuid nic:list<object{ip:string}>}', codes: ['caption-row'] });
  });

  test('deeper than one level', () => {
    const deep = '|Name|Type|\n|---|---|\n|a|list|\n|» b|list|\n|»» c|string|\n|» d|string|\n|e|string|';
    expect(answerOf(deep).answer).toBe('{a:list<object{b:list<object{c:string}> d:string}> e:string}');
  });

  test('a row that refers to another gets its members', () => {
    const response =
      '|Name|Type|Description|\n|---|---|---|\n|nic.ip|string|x|\n|other|list|see nic above|\n|lost|see below|x|';
    expect(answerOf(response)).toEqual({
      answer: '{nic:object{ip:string} other:object{ip:string} lost:see below}',
      codes: ['type-from-elsewhere', 'unknown-type-word'],
    });
  });
});

describe('what stands around the fields', () => {
  test.each([
    ['a list with its count', 'listPumps', ['count', 'integer', 'pump[].id', 'uuid'], 'pump list {id:uuid}'],
    [
      'an envelope',
      'listPumps',
      ['listpumpsresponse.count', 'integer', 'listpumpsresponse.pump(*).id', 'uuid'],
      'listpumpsresponse pump list {id:uuid}',
    ],
    [
      'an envelope around a thing',
      'startPump',
      ['startpumpresponse.pump.id', 'uuid'],
      'startpumpresponse pump {id:uuid}',
    ],
    [
      'the thing of which the command speaks',
      'startPump',
      ['pump.id', 'uuid', 'pump.name', 'string'],
      'pump {id:uuid name:string}',
    ],
    ['some other thing', 'startPump', ['nic.id', 'uuid'], '{nic:object{id:uuid}}'],
    ['nothing but a job', 'startPump', ['jobid', 'uuid', 'id', 'uuid'], 'job with id'],
    ['a job and its state', 'startPump', ['jobid', 'uuid', 'jobstatus', 'integer'], 'job'],
    ['a job among other things', 'startPump', ['jobid', 'uuid', 'name', 'string'], '{jobid:uuid name:string}'],
    [
      'lists, which only their names tell',
      'startPump',
      ['id', 'uuid', 'names[]', 'string', 'ips[0]', 'string', 'states(*)', 'set', 'tags[]', ''],
      '{id:uuid names:list<string> ips:list<string> states:set tags:list}',
    ],
    [
      'a list of objects whose row tells of one of them',
      'startPump',
      ['id', 'uuid', 'nic[]', 'object', 'nic[].ip', 'string'],
      '{id:uuid nic:list<object{ip:string}>}',
    ],
  ])('%s', (_, heading, cells, want) => {
    const rows = cells.flatMap((cell, index) => (index % 2 === 0 ? [`|${cell}|${cells[index + 1]}|`] : []));
    expect(answerOf(`|Name|Type|\n|---|---|\n${rows.join('\n')}`, heading).answer).toBe(want);
  });

  test('without a table an example shows the fields, and that is said', () => {
    const json =
      '```json\n{ "listpumpsresponse": { "count": 1, "pump": [{ "id": "1", "hot": true, "size": 5000000000 }] } }\n```';
    expect(answerOf(json, 'listPumps')).toEqual({
      answer: 'listpumpsresponse pump list {id:string hot:boolean size:long}',
      codes: ['wrapper-in-table', 'response-from-example'],
    });
  });

  test.each([
    ['Asynchronous', 'startpumpresponse job', []],
    ['Not asynchronous', 'startpumpresponse {jobid:string jobstatus:integer}', ['response-from-example']],
  ])('an example of a job in a section that says "%s"', (notice, want, said) => {
    const intro = `Starts.\n\n<aside class="notice">${notice}</aside>`;
    const response = '```json\n{ "startpumpresponse": { "jobid": "7f", "jobstatus": 0 } }\n```';
    const { api, codes } = parse(page(section({ heading: 'startPump', intro, response })));
    expect(answer(api.commands[0])).toBe(want);
    expect(codes).toEqual(said);
  });

  test('the body of a request is no answer', () => {
    const intro = `Starts.\n\n<aside class="notice">Asynchronous</aside>\n\n> Example request:\n\n\`\`\`json\n{ "count": 1, "pump": [] }\n\`\`\``;
    const { api } = parse(page(section({ intro })));
    expect(answer(api.commands[0])).toBe('{success:boolean}');
  });
});
