import { expect, test } from 'vitest';
import { parse } from '../unit/parse/slate-page.js';
import { answer, sent } from './brief.js';

/** As Widdershins prints an OpenAPI document for Slate. */
const text = `---
title: Water v1
language_tabs:
  - shell: Shell
toc_footers: []
includes: []
headingLevel: 2

---

<!-- Generator: Widdershins v4.0.1 -->

<h1 id="water">Water v1</h1>

> Scroll down for code samples.

Base URLs:

* <a href="https://cloud.example/client/api">https://cloud.example/client/api</a>

# Authentication

* API Key (apikey)
    - Parameter Name: **apikey**, in: query.

<h1 id="water-pump">Pump</h1>

## listPumps

<a id="opIdlistPumps"></a>

> Code samples

\`\`\`shell
# You can also use wget
curl -X GET https://cloud.example/client/api?command=listPumps&response=json

\`\`\`

\`GET /?command=listPumps\`

*Lists pumps*

<h3 id="listpumps-parameters">Parameters</h3>

|Name|In|Type|Required|Description|
|---|---|---|---|---|
|command|query|string|true|none|
|id|query|string(uuid)|false|Which|
|zoneids|query|array[string]|false|none|
|state|query|string|false|none|

#### Enumerated Values

|Parameter|Value|
|---|---|
|state|On|
|state|Off|

> Example responses

> 200 Response

\`\`\`json
{ "listpumpsresponse": { "count": 1, "pump": [{ "id": "1" }] } }
\`\`\`

<h3 id="listpumps-responses">Responses</h3>

|Status|Meaning|Description|Schema|
|---|---|---|---|
|200|[OK](https://tools.ietf.org/html/rfc7231#section-6.3.1)|Fine|Inline|

<h3 id="listpumps-responseschema">Response Schema</h3>

Status Code **200**

|Name|Type|Required|Restrictions|Description|
|---|---|---|---|---|
|» listpumpsresponse|object|false|none|none|
|»» count|integer|false|none|none|
|»» pump|[[Pump](#schemapump)]|false|none|none|
|»»» id|string(uuid)|true|none|Which|
|»»» size|integer(int64)|false|none|Litres|
|»»» note|string¦null|false|none|none|

<aside class="warning">
To perform this operation, you must be authenticated by means of one of the following methods:
apikey
</aside>

## startPump

<a id="opIdstartPump"></a>

\`POST /?command=startPump\`

> Body parameter

\`\`\`json
{ "count": 1, "wrong": [] }
\`\`\`

<h3 id="startpump-parameters">Parameters</h3>

|Name|In|Type|Required|Description|
|---|---|---|---|---|
|id|query|string(uuid)|true|none|

> Example responses

\`\`\`json
{ "startpumpresponse": { "pump": { "id": "1", "size": 3 } } }
\`\`\`

<h3 id="startpump-responses">Responses</h3>

|Status|Meaning|Description|Schema|
|---|---|---|---|
|200|OK|Fine|[Pump](#schemapump)|

# Schemas

<h2 id="tocS_Pump">Pump</h2>
<!-- backwards compatibility -->
<a id="schemapump"></a>

\`\`\`json
{ "id": "string" }

\`\`\`

### Properties

|Name|Type|Required|Restrictions|Description|
|---|---|---|---|---|
|id|string|false|none|none|
`;

test('a page that Widdershins printed is read as a CloudStack API', () => {
  const { api, codes } = parse(text);
  const [list, start] = api.commands;
  expect(api.commands.map(({ name, group }) => [name.value, group?.value])).toEqual([
    ['listPumps', 'Pump'],
    ['startPump', 'Pump'],
  ]);
  expect(list?.description?.value).toBe('Lists pumps');
  expect(sent(list)).toEqual(['id:uuid', 'zoneids:list<string>', 'state:string(On|Off)']);
  expect(answer(list)).toBe('listpumpsresponse pump list {id!:uuid size:long note:string}');
  expect([sent(start), answer(start)]).toEqual([['id!:uuid'], 'startpumpresponse pump {id:string size:integer}']);
  expect(new Set(codes)).toEqual(
    new Set([
      'execution-not-stated',
      'nesting-by-indentation',
      'response-from-example',
      'transport-parameter',
      'type-word-translated',
      'wrapper-in-table',
    ]),
  );
});
