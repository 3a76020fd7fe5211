import { describe, expect, test } from 'vitest';
import type { RawParameter } from '../../../generator/model/raw-api.js';
import { type Parsed, page, parameterTable, parse, responseTable, section } from './slate-page.js';

/** Reads a page of one command; its parameter rows begin on line 25. */
function parseRows(...rows: readonly string[]): Parsed & { readonly parameters: readonly RawParameter[] } {
  return parseTable(parameterTable(...rows));
}

function parseTable(parameters: string): Parsed & { readonly parameters: readonly RawParameter[] } {
  const parsed = parse(page(section({ parameters })));
  return { ...parsed, parameters: parsed.api.commands[0]?.parameters ?? [] };
}

/** A parameter in one line: name, type, length, required, description. */
function brief({ name, type, maxLength, required, description }: RawParameter): string {
  const values = [name.value, type.value.word, maxLength?.value, required?.value, description?.value];
  return values.map((value) => value ?? '-').join(' | ');
}

describe('cells', () => {
  test.each([
    ['**Bold**, `code` and *stress*', 'Bold, code and stress'],
    ['see [the manual](https://example.com/a_b)', 'see the manual'],
    ['one<br>two<br/>three', 'one two three'],
    ['<b>fat</b> &amp; <span class="x">lean</span>', 'fat & lean'],
    ['either a \\| or b', 'either a | or b'],
    ['written "{<algorithm>}checksum"', 'written "{<algorithm>}checksum"'],
    ['&lt;br&gt; breaks a line', '<br> breaks a line'],
    ['shown<!-- hidden --> only', 'shown only'],
    ['dhcp[0].name=a&dhcp[0].value=b', 'dhcp[0].name=a&dhcp[0].value=b'],
    ['keep_this_name and 2 * 3', 'keep_this_name and 2 * 3'],
    ['  too   many\tblanks ', 'too many blanks'],
    ['“quoted” – naïve …', '“quoted” – naïve …'],
    ['', '-'],
    ['-', '-'],
  ])('%j reads %j', (cell, want) => {
    const { parameters, codes } = parseRows(`|**id**|${cell}|uuid|255|true|`);
    expect(parameters.map(brief)).toEqual([`id | uuid | 255 | true | ${want}`]);
    expect(codes).toEqual([]);
  });

  test.each([
    ['|**id**|Which|UUID|255|yes|', 'id | uuid | 255 | true | Which'],
    ['| `id` | Which | `uuid` | | No |', 'id | uuid | - | false | Which'],
    ['**id**|Which|uuid|255|true|', 'id | uuid | 255 | true | Which'],
  ])('%j reads %j', (row, want) => {
    const { parameters, codes } = parseRows(row);
    expect(parameters.map(brief)).toEqual([want]);
    expect(codes).toEqual([]);
  });
});

describe('columns', () => {
  test.each([
    ['|Name|Type|Required|Max length|Description|', '|id|uuid|true|255|Which|'],
    ['|PARAMETER|Mandatory|Description|Length|Data type|', '|id|true|Which|255|uuid|'],
    ['|Required|Name|Length|Type|Default|Description|', '|true|id|255|uuid|none of them|Which|'],
  ])('%s is understood in its own order', (header, row) => {
    const separator = header.replaceAll(/[^|]+/g, '---');
    const { parameters, codes } = parseTable([header, separator, row].join('\n'));
    expect(parameters.map(brief)).toEqual(['id | uuid | 255 | true | Which']);
    expect(codes).toEqual([]);
  });

  test('an unknown header is decided by the cells, and reported', () => {
    const { parameters, codes } = parseTable('|Parameter|Was|Art|Muss|\n|-|-|-|-|\n|id|Welche Pumpe|uuid|true|');
    expect(parameters.map(brief)).toEqual(['id | uuid | - | true | Welche Pumpe']);
    expect(codes).toEqual(['header-not-understood', 'header-not-understood', 'header-not-understood']);
  });

  test('a type in the description column is turned, once for each row', () => {
    const response = responseTable(
      '|**state**|string|How it goes|',
      '|**size**|Litres held|long|',
      '|**name**|string|Name|',
    );
    const { api, codes, found } = parse(page(section({ response })));
    expect(api.commands[0]?.result?.shape?.fields.map((f) => [f.name.value, f.type.value.word, f.description])).toEqual(
      [
        ['state', 'string', 'How it goes'],
        ['size', 'long', 'Litres held'],
        ['name', 'string', 'Name'],
      ],
    );
    expect(codes).toEqual(['columns-swapped', 'columns-swapped']);
    expect(found[0]).toBe('31:12 columns-swapped');
  });

  test('a description that is the name of a type is not turned beside an unknown type word', () => {
    const { parameters, codes } = parseRows('|**state**|State|pumpstate|255|true|');
    expect(parameters.map(brief)).toEqual(['state | pumpstate | 255 | true | State']);
    expect(codes).toEqual(['unknown-type-word']);
  });

  test("length and required in each other's column are turned", () => {
    const { parameters, codes } = parseRows('|**id**|Which|uuid|true|255|');
    expect(parameters.map(brief)).toEqual(['id | uuid | 255 | true | Which']);
    expect(codes).toEqual(['columns-swapped']);
  });
});

describe('repairs of rows', () => {
  test.each<[string, string[], string[], string[]]>([
    [
      'a missing closing pipe',
      ['|**id**|Which|uuid|255|true'],
      ['id | uuid | 255 | true | Which'],
      ['25:28 row-without-closing-pipe'],
    ],
    [
      'a blank in a name',
      ['|**pump id**|Which|uuid|255|true|'],
      ['pumpid | uuid | 255 | true | Which'],
      ['25:2 name-with-blank'],
    ],
    [
      'a line "undefined" between rows',
      ['|**id**|Which|uuid|255|true|', 'undefined', '|**name**|How called|string|255|false|'],
      ['id | uuid | 255 | true | Which', 'name | string | 255 | false | How called'],
      ['26:1 row-without-cells'],
    ],
    [
      'a doubled row',
      ['|**id**|Which|uuid|255|true|', '|**id**|Other|string|9|false|'],
      ['id | uuid | 255 | true | Which'],
      ['26:2 duplicate-row'],
    ],
    [
      'an unknown type',
      ['|**id**|Which|Pump Kind|255|true|'],
      ['id | pump kind | 255 | true | Which'],
      ['25:15 unknown-type-word'],
    ],
    ['no type', ['|**id**|Which||255|true|'], ['id | unknown | 255 | true | Which'], ['25:2 type-not-stated']],
    [
      'an odd length',
      ['|**id**|Which|uuid|long|true|'],
      ['id | uuid | - | true | Which'],
      ['25:20 length-not-a-number'],
    ],
    [
      'an odd required',
      ['|**id**|Which|uuid|255|maybe|'],
      ['id | uuid | 255 | - | Which'],
      ['25:24 required-not-understood'],
    ],
    ['a row that ends too soon', ['|**id**|Which|uuid|'], ['id | uuid | - | - | Which'], ['25:19 row-too-short']],
    ['a row without a name', ['||Which|uuid|255|true|'], [], ['25:2 row-without-name']],
    [
      'an unescaped pipe',
      ['|**id**|This|that|uuid|255|true|'],
      ['id | uuid | 255 | true | This|that'],
      ['25:2 row-with-extra-cells'],
    ],
    [
      'a blank line between rows',
      ['|**id**|Which|uuid|255|true|', '', '|**name**|How called|string|255|false|'],
      ['id | uuid | 255 | true | Which', 'name | string | 255 | false | How called'],
      ['27:1 table-interrupted'],
    ],
  ])('%s', (_, rows, want, reports) => {
    const { parameters, found } = parseRows(...rows);
    expect(parameters.map(brief)).toEqual(want);
    expect(found).toEqual(reports);
  });

  test('a separator with another number of columns', () => {
    const { parameters, codes } = parseTable('|Name|Description|Type|\n|---|---|\n|id|Which|uuid|');
    expect(parameters.map(brief)).toEqual(['id | uuid | - | - | Which']);
    expect(codes).toEqual(['table-malformed']);
  });

  test('a table that cannot be one of names is left out', () => {
    const { parameters, codes } = parseTable('|Description|Type|\n|-|-|\n|Which|uuid|');
    expect([parameters, codes]).toEqual([[], ['table-not-understood']]);
  });
});

describe('nested responses', () => {
  const nic = '|**id**|Which|string|\n|**ip**|Address|string|';

  test.each([
    ['dots', responseTable('|**nic**|Cards|set|', '|**nic.id**|Which|string|', '|**nic.ip**|Address|string|')],
    ['brackets', responseTable('|nic[]|Cards|set|', '|nic[].id|Which|string|', '|nic[].ip|Address|string|')],
    ['stars', responseTable('|nic(*)|Cards|set|', '|nic(*).id|Which|string|', '|nic(*).ip|Address|string|')],
    ['a table of their own', `${responseTable('|**nic**|Cards|set|')}\n\n#### Nic\n\n${responseTable(nic)}`],
  ])('written with %s become members', (_, response) => {
    const { api, codes } = parse(page(section({ response })));
    const [field] = api.commands[0]?.result?.shape?.fields ?? [];
    expect([field?.name.value, field?.type.value.word]).toEqual(['nic', 'set']);
    expect(field?.type.value.items?.shape?.fields.map(({ name }) => name.value)).toEqual(['id', 'ip']);
    expect(codes).toEqual([]);
  });

  test('a table below a heading that is no field is left out', () => {
    const response = `${responseTable('|**id**|Which|string|')}\n\n#### Tank\n\n${responseTable('|**lost**|Lost|string|')}`;
    const { api, codes } = parse(page(section({ response })));
    expect(api.commands[0]?.result?.shape?.fields.map(({ name }) => name.value)).toEqual(['id']);
    expect(codes).toEqual(['table-without-field']);
  });
});

describe('JSON examples', () => {
  const withExample = (json: string): Parsed =>
    parse(page(section({ response: `\`\`\`json\n${json}\n\`\`\`\n\n${responseTable('|**name**|Name|string|')}` })));

  test('an array beside count makes a list, with its key and place', () => {
    const { api, codes } = withExample('{\n  "count": 1,\n  "pump": [{ "name": "pump" }]\n}');
    expect(api.commands[0]?.result).toMatchObject({
      list: true,
      envelope: null,
      key: { value: 'pump', origin: { file: 'page.md', at: { line: 32, column: 3 } } },
    });
    expect(codes).toEqual([]);
  });

  test('an envelope around it is stated too', () => {
    const { api } = withExample('{"listpumpsresponse": {"count": 1, "pump": []}}');
    const result = api.commands[0]?.result;
    expect([result?.envelope?.value, result?.key?.value, result?.list]).toEqual(['listpumpsresponse', 'pump', true]);
  });

  test.each([
    ['{"json": "example"}', ['placeholder-example']],
    ['{}', ['placeholder-example']],
    ['{"count": 1, "pump": [', ['example-unreadable']],
    ['{"success": true}', []],
    ['{"count": 2, "a": [], "b": []}', []],
    ['[1, 2]', []],
  ])('%s shows no list', (json, want) => {
    const { api, codes } = withExample(json);
    expect([api.commands[0]?.result?.list, api.commands[0]?.result?.key]).toEqual([null, null]);
    expect(codes).toEqual(want);
  });
});
