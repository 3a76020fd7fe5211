import { catalogue } from '../../generator/diagnostics/catalogue.js';
import { build } from '../../generator/diagnostics/catalogue/build.js';
import { config } from '../../generator/diagnostics/catalogue/config.js';
import { customise } from '../../generator/diagnostics/catalogue/customise.js';
import { diff } from '../../generator/diagnostics/catalogue/diff.js';
import { discover } from '../../generator/diagnostics/catalogue/discover.js';
import { listApis } from '../../generator/diagnostics/catalogue/listapis.js';
import { load } from '../../generator/diagnostics/catalogue/load.js';
import { mock } from '../../generator/diagnostics/catalogue/mock.js';
import { network } from '../../generator/diagnostics/catalogue/network.js';
import { normalise } from '../../generator/diagnostics/catalogue/normalise.js';
import { openApi } from '../../generator/diagnostics/catalogue/openapi.js';
import { output } from '../../generator/diagnostics/catalogue/output.js';
import { overlay } from '../../generator/diagnostics/catalogue/overlay.js';
import { scaffold } from '../../generator/diagnostics/catalogue/scaffold.js';
import { slateTables } from '../../generator/diagnostics/catalogue/slate-tables.js';
import { slate } from '../../generator/diagnostics/catalogue/slate.js';
import { usage } from '../../generator/diagnostics/catalogue/usage.js';
import { writing } from '../../generator/diagnostics/catalogue/writing.js';
import type { Entry } from '../../generator/diagnostics/entry.js';
import { samplesFor } from './samples.js';

/** Diagnostics that are found at the same time. */
interface Section {
  readonly title: string;
  /** When they appear: the end of a sentence. */
  readonly when: string;
  /** The place that an example shows; `null` where no document is to blame. */
  readonly place: string | null;
  readonly entries: Readonly<Record<string, Entry<never>>>;
}

const sections: readonly Section[] = [
  { title: 'Command line', when: 'when the command line is read', place: null, entries: usage },
  {
    title: 'Config files',
    when: 'when a config file is read',
    place: 'cloudstack-codegen.config.json:4:3',
    entries: config,
  },
  { title: 'Files', when: 'when documents and facts are read from the disk', place: null, entries: load },
  { title: 'Addresses', when: 'when documents are fetched', place: null, entries: network },
  { title: 'Live servers', when: 'when a server is asked for its listApis', place: null, entries: discover },
  { title: 'OpenAPI documents', when: 'when an OpenAPI document is read', place: 'cloud.yaml:12:7', entries: openApi },
  { title: 'Overlays', when: 'when an overlay is read or applied', place: 'overlay.yaml:8:5', entries: overlay },
  { title: 'Slate pages', when: 'when a Slate page is read', place: 'cloud.slate.md:40:1', entries: slate },
  {
    title: 'Tables of Slate pages',
    when: 'when a table of a Slate page is read',
    place: 'cloud.slate.md:52:3',
    entries: slateTables,
  },
  {
    title: 'listApis documents',
    when: 'when a listApis document is read',
    place: 'cloud.listapis.json:310:9',
    entries: listApis,
  },
  { title: 'One model', when: 'when documents and facts are merged', place: 'cloud.yaml:12:7', entries: normalise },
  {
    title: 'Hooks and templates',
    when: "when the user's own hooks and templates run",
    place: null,
    entries: customise,
  },
  { title: 'The package', when: 'when the package is printed and written', place: null, entries: output },
  {
    title: 'The folder of the package',
    when: 'when several runs write to one folder, or one broke off',
    place: null,
    entries: writing,
  },
  { title: 'The built package', when: 'when the package is built for publishing', place: null, entries: build },
  {
    title: 'Handlers',
    when: 'when handlers that people wrote are read',
    place: 'output/src/handlers/zone.ts:5:1',
    entries: scaffold,
  },
  { title: 'Comparing', when: 'when `diff` reads its two sides', place: null, entries: diff },
  { title: 'The mock', when: 'before a mock is served', place: null, entries: mock },
];

const introduction = `# Diagnostics

Everything that cloudstack-codegen finds has a code, which never changes; the sentences may improve. An **error** ends the run and nothing is written, a **warning** tells of a repair (and is an error under \`--strict\`), a **note** explains a choice.

Each example shows the place, what is so and why it matters, and in its last line what to do about it; on a terminal, two lines of the document stand above, with a mark under the place. \`--json\` has the same as data, and under GitHub Actions they are annotations.

This page is printed from the catalogue by \`npm run docs\`.
`;

/**
 * The page of every diagnostic.
 *
 * @throws Error when a code stands in no section, or in two.
 */
export function diagnosticsPage(): string {
  const listed = sections.flatMap(({ entries }) => Object.keys(entries));
  const twice = listed.filter((code, index) => listed.indexOf(code) !== index);
  if (twice.length > 0) throw new Error(`in two sections: ${twice.join(', ')}`);
  const missing = Object.keys(catalogue).filter((code) => !listed.includes(code));
  if (missing.length > 0) throw new Error(`in no section of scripts/docs/diagnostics-page.ts: ${missing.join(', ')}`);
  const contents = sections.map(({ title, entries }) => `- ${title}: ${Object.keys(entries).map(link).join(', ')}`);
  return `${[introduction, `${contents.join('\n')}\n`, ...sections.map(printSection)].join('\n')}`;
}

function link(code: string): string {
  return `[${code}](#${code})`;
}

function printSection({ title, when, place, entries }: Section): string {
  const printed = Object.entries(entries).map(([code, entry]) => printEntry(code, entry, when, place));
  return `## ${title}\n\n${printed.join('\n')}`;
}

function printEntry(
  code: string,
  { severity, message, fix }: Entry<never>,
  when: string,
  place: string | null,
): string {
  const values = samplesFor(code) as never;
  const head = [...(place === null ? [] : [place]), severity, code].join('  ');
  const example = [head, '', ...wrap(message(values)), ...wrap(fix(values))];
  return `### ${code}\n\n${severity.charAt(0).toUpperCase()}${severity.slice(1)}, ${when}.\n\n\`\`\`text\n${example.join('\n')}\n\`\`\`\n`;
}

/** Blocks of code are not wrapped by who shows them. */
function wrap(text: string): readonly string[] {
  const lines: string[] = [];
  let line = ' ';
  for (const word of text.split(' ')) {
    if (line.length + word.length > 98 && line !== ' ') {
      lines.push(line);
      line = ' ';
    }
    line += ` ${word}`;
  }
  return [...lines, line];
}
