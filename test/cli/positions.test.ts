import { afterAll, describe, expect, it } from 'vitest';
import { makeFolder, removeFolders, run } from './cli.js';
import { facts, openApi, page, pageWithWarning } from './documents.js';

afterAll(removeFolders);

/** What people see, to the letter. */
const shown: Readonly<
  Record<string, { files: Readonly<Record<string, string>>; argv: readonly string[]; stderr: string }>
> = {
  'a $ref that leads nowhere': {
    files: { 'api/tiny.yaml': openApi(`{ $ref: '#/components/schemas/Zone' }`) },
    argv: ['api/tiny.yaml'],
    stderr: `api/tiny.yaml:17:25  error  reference-not-found

  16 |             application/json:
  17 |               schema: { $ref: '#/components/schemas/Zone' }
     |                         ^^^^

  "#/components/schemas/Zone" leads nowhere: "api/tiny.yaml" has nothing at "/components/schemas/Zone", or only a "$ref" that comes back here.
  Correct the "$ref"; file names are taken relative to the file that holds it, and the rest begins with "#/".

1 error. Nothing was written.
`,
  },
  'a text that is no YAML': {
    files: { 'tiny.yaml': 'openapi: 3.0.3\ninfo:\n  title: "Tiny\npaths: {}\n' },
    argv: ['tiny.yaml'],
    stderr: `tiny.yaml:5:1  error  yaml-syntax

  4 | paths: {}
  5 |
    | ^

  The text is not valid YAML or JSON: Missing closing "quote.
  Correct the text here, or a little before: a wrong indent or a missing quote is often noticed late.

1 error. Nothing was written.
`,
  },
  'a fact that is none, in the middle of a file': {
    files: {
      'page.md': page,
      'facts.json': facts(
        { fact: 'method', command: 'listZones', value: 'GET' },
        { fact: 'method', command: 'listZones', value: 'PUT' },
      ),
    },
    argv: ['page.md', '--overrides', 'facts.json'],
    stderr: `facts.json:5:5  error  fact-invalid

  4 |     {"fact":"method","command":"listZones","value":"GET"},
  5 |     {"fact":"method","command":"listZones","value":"PUT"}
    |     ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^

  This row is not a fact: its "value" is not one of GET, POST.
  See "Facts and overrides" in the README for the kinds of facts and their values.

1 error. Nothing was written.
`,
  },
  'a repaired row of a table, and a note': {
    files: { 'page.md': pageWithWarning },
    argv: ['page.md', '--dry-run'],
    stderr: `page.md:23:30  warning  row-without-closing-pipe

  22 | |---|---|---|
  23 | |**id**|Id of the zone|string
     |                              ^

  The row "id" of listZones lacks the pipe at its end; it was read as if it were there.
  Add "|" at the end of the line.

page.md:7:4  note  paging-added  The document does not show page and pagesize for listZones; servers take them, so they are added.
1 warning, 1 note. 1 command in 1 group, 1 entity: would write 58 files to ./output, would remove 0, left 0 unchanged.
`,
  },
};

describe.concurrent('a diagnostic shows where, what, why and what to do', () => {
  for (const [given, { files, argv, stderr }] of Object.entries(shown)) {
    it(given, async () => {
      const cwd = await makeFolder(files);
      const ended = await run(['generate', ...argv], { cwd });
      expect(ended.stderr.replace(/would write \d+ files/, 'would write 58 files')).toBe(stderr);
    });
  }
});
