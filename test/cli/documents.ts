/** A Slate page with one command and nothing to warn of. */
export const page = `---
title: Tiny
---

# Zone

## listZones

This command lists zones.

<aside class="notice">Not asynchronous</aside>

### Query Parameters

|Parameter Name|Description|Type|Length|Required|
|---|---|---|---|---|
|**id**|Only this zone|uuid|255|false|

### Response Schema

|Element|Description|Type|
|---|---|---|
|**id**|Id of the zone|string|
`;

/** The same with a row that lacks its closing pipe, which is repaired with a warning. */
export const pageWithWarning = page.replace('|Id of the zone|string|', '|Id of the zone|string');

/** An OpenAPI document with one command, whose answer is the given schema. */
export function openApi(schema: string): string {
  return `openapi: 3.0.3
info:
  title: Tiny
  version: '1.0'
paths:
  /:
    get:
      parameters:
        - name: command
          in: query
          schema: { type: string, enum: [listZones] }
      responses:
        '200':
          description: Zones.
          content:
            application/json:
              schema: ${schema}
`;
}

/** A file of facts with the given rows. */
export function facts(...rows: readonly object[]): string {
  return `{\n  "about": "A test.",\n  "rows": [\n    ${rows.map((row) => JSON.stringify(row)).join(',\n    ')}\n  ]\n}\n`;
}
