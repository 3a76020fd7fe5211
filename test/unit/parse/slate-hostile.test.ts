import { existsSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { SourceFile } from '../../../generator/model/source.js';
import { page, parameterTable, parse, place, responseTable, section } from './slate-page.js';

const sound = page(section());
const severeMs = 20_000;

describe('a page that is broken or hostile gives an answer in time', () => {
  test.each<[string, () => string]>([
    ['quotes nested 10,000 deep', () => `${sound}\n${'> '.repeat(10_000)}x`],
    ['lists nested 10,000 deep', () => `${sound}\n${'- '.repeat(10_000)}x`],
    ['JSON nested 100,000 deep', () => `${sound}\n\`\`\`json\n${'['.repeat(100_000)}\n\`\`\``],
    [
      'names nested 10,000 deep',
      () => page(section({ response: responseTable(`|${'a.'.repeat(10_000)}b|x|string|`) })),
    ],
    ['front matter nested in braces', () => `---\n${'{a: '.repeat(10_000)}\n---\n${sound}`],
    ['front matter nested in dashes', () => `---\n${'- '.repeat(2_000)}x\n---\n${sound}`],
    [
      'a cell of 20 MB',
      () => page(section({ parameters: parameterTable(`|id|${'x'.repeat(20_000_000)}|uuid|255|true|`) })),
    ],
    ['a tag of 20 MB', () => `${sound}\n<a${' b'.repeat(10_000_000)}`],
    [
      'emphasis without end',
      () => page(section({ parameters: parameterTable(`|id|${'*a_'.repeat(20_000)}|uuid|255|true|`) })),
    ],
    ['asides without end', () => `${sound}\n${'<aside>\n'.repeat(50_000)}`],
    ['headings without end', () => sound + '### Command\n\n'.repeat(30_000)],
    ['rows cut apart', () => page(section({ parameters: parameterTable('|id|x|uuid|255|true|\n\n'.repeat(10_000)) }))],
  ])('%s', (_, make) => {
    const started = performance.now();
    const { api } = parse(make());
    expect(api.commands.map(({ name }) => name.value)).toEqual(['startPump']);
    expect(performance.now() - started).toBeLessThan(severeMs);
  });

  test('a line of many megabytes is cut, and said so', () => {
    expect(parse(`${sound}\n${'x'.repeat(2_000_000)}`).found).toEqual(['33:65537 line-too-long']);
  });

  test.each([
    ['lines', '# x\n'.repeat(300_000)],
    ['pipes', `${'|'.repeat(60_000)}\n`.repeat(20)],
    ['characters', `${'x'.repeat(60_000)}\n`.repeat(150)],
  ])('a page with too many %s is refused', (_, text) => {
    expect(parse(text).codes).toEqual(['slate-too-large']);
  });

  test.each([
    ['a code block', '~~~~\n', 'code-block-not-closed'],
    ['a comment', '<!-- \n', 'comment-not-closed'],
  ])('%s that never ends is pointed out', (_, opening, code) => {
    expect(parse(`${sound}\n${opening}\n${section({ heading: 'lost' })}`).found).toEqual([`33:1 ${code}`]);
  });

  test('front matter that is no YAML is a warning, and the page is read', () => {
    const { api, codes } = parse(`---\ntitle: [\n---\n${sound}`);
    expect([api.commands.length, codes]).toEqual([1, ['front-matter-unreadable']]);
  });

  test('any cut, splice or noise leaves a page that can be read', () => {
    const cut = fc.tuple(fc.nat(sound.length), fc.nat(sound.length), fc.string({ unit: 'binary', maxLength: 20 }));
    fc.assert(
      fc.property(cut, ([from, to, noise]) => {
        const { api } = parse(sound.slice(0, from) + noise + sound.slice(to));
        for (const { name } of api.commands) expect(name.value).toMatch(/^[A-Za-z][A-Za-z0-9]+$/);
      }),
      { numRuns: 300 },
    );
  });
});

const shared = fileURLToPath(new URL('../../../../shared/', import.meta.url));

function read(path: string): SourceFile {
  return { file: path, text: readFileSync(`${shared}${path}`, 'utf8') };
}

describe.skipIf(!existsSync(shared))('the real pages (skipped where ../shared is missing)', () => {
  test('the page of three commands, every oddity repaired and reported', () => {
    const { api, found } = parse(read('seeds/sidescale-api.slate.md').text);
    const summary = api.commands.map(({ name, group, execution, parameters, result }) => [
      name.value,
      group?.value,
      execution?.value,
      parameters.map((parameter) => `${parameter.name.value} ${parameter.type.value.word}`),
      result?.shape?.fields.length,
      result?.list,
      result?.key?.value,
    ]);
    expect(summary).toEqual([
      ['deleteAutoScaleVmProfile', 'Autoscale', 'async', ['id uuid'], 4, null, undefined],
      ['listHypervisors', 'Hypervisor', 'sync', ['zoneid uuid'], 3, true, 'hypervisor'],
      [
        'copyIso',
        'ISO',
        'async',
        ['destzoneid uuid', 'id uuid', 'destzoneids list', 'sourcezoneid uuid'],
        43,
        null,
        undefined,
      ],
    ]);
    expect(api.commands[1]?.result?.shape?.fields.map(({ name, type }) => `${name.value} ${type.value.word}`)).toEqual([
      'jobid string',
      'name string',
      'jobstatus integer',
    ]);
    const account = api.commands[2]?.result?.shape?.fields.find(({ name }) => name.value === 'account');
    expect([account?.type.value.word, place(account?.name.origin)]).toEqual(['string', '258:2']);
    expect(found).toEqual([
      '87:1 command-name-spelt-differently',
      '192:3 copied-sentence',
      '99:1 placeholder-example',
      '136:2 name-with-blank',
      '176:12 columns-swapped',
      '177:11 columns-swapped',
      '178:16 columns-swapped',
      '213:1 placeholder-example',
      '258:67 row-without-closing-pipe',
    ]);
  });

  test('the page of 107 sections: 104 commands, and no false alarm', () => {
    const { api, codes } = parse(read('slate/sidescale-107-commands.slate.md').text);
    const parameters = api.commands.flatMap((command) => command.parameters);
    const fields = api.commands.flatMap(({ result }) => result?.shape?.fields ?? []);
    expect([api.commands.length, parameters.length, fields.length]).toEqual([104, 649, 2030]);
    expect(codes.filter((code) => code === 'row-without-cells')).toHaveLength(7);
    expect(codes.filter((code) => code === 'duplicate-row')).toHaveLength(4);
    expect(codes).toHaveLength(11);
  });

  test("names, types and required of the 107 sections agree with the server's own list", () => {
    const { api } = parse(read('slate/sidescale-107-commands.slate.md').text);
    const catalogue = JSON.parse(read('catalogue/listApis-4.18.json').text) as {
      api?: Listed[];
      listapisresponse?: { api: Listed[] };
    };
    const listed = new Map(
      (catalogue.api ?? catalogue.listapisresponse?.api ?? []).map((command) => [command.name, command]),
    );
    const differences = api.commands.flatMap(({ name, parameters, execution }) => {
      const command = listed.get(name.value);
      if (command === undefined) return [name.value];
      if (command.isasync !== (execution?.value === 'async')) return [`${name.value} ${execution?.value}`];
      return parameters
        .filter((parameter) => {
          const same = command.params.find((one) => one.name === parameter.name.value);
          return same?.type !== parameter.type.value.word || same.required !== parameter.required?.value;
        })
        .map((parameter) => `${name.value}.${parameter.name.value} ${parameter.type.value.word}`);
    });
    // Two commands are gone since 4.11, and one type has changed.
    expect(differences).toEqual([
      'listAsyncJobs.startdate tzdate',
      'listNuageVspDomainTemplates',
      'getSolidFireVolumeAccessGroupId',
    ]);
  });
});

interface Listed {
  readonly name: string;
  readonly isasync: boolean;
  readonly params: readonly { readonly name: string; readonly type: string; readonly required: boolean }[];
}
