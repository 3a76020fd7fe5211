import { describe, expect, it } from 'vitest';
import type { DocumentFormat } from '../../../generator/model/source.js';
import { FactBook } from '../../../generator/normalise/fact-book.js';
import { gather, inPrecedence } from '../../../generator/normalise/gather.js';
import { document, merge } from './raw.js';

type Row = readonly [format: DocumentFormat, file: string, version?: string];

const documents = (rows: readonly Row[]) =>
  rows.map(([format, file, version]) => document([], { format, file, ...(version === undefined ? {} : { version }) }));

describe('documents count in this order', () => {
  it.each<[string, readonly Row[]]>([
    [
      'discovery, OpenAPI, Slate',
      [
        ['listapis', 'z.json'],
        ['openapi', 'b.yaml'],
        ['slate', 'a.md'],
      ],
    ],
    [
      'the newer version first, number by number',
      [
        ['openapi', 'a.yaml', '4.19.0'],
        ['openapi', 'b.yaml', '4.9.2'],
        ['openapi', 'c.yaml', '4.9'],
        ['openapi', 'd.yaml'],
      ],
    ],
    [
      'without versions the greater numbers in the file name first',
      [
        ['listapis', 'listApis-4.19.json'],
        ['listapis', 'listApis-4.18.1.json'],
        ['listapis', 'listApis-4.18.json'],
        ['listapis', 'listApis-4.9.json'],
        ['listapis', 'listApis.json'],
      ],
    ],
    [
      'then the file name that sorts last, whatever its folder',
      [
        ['slate', 'a/z.md'],
        ['slate', 'z/a.md'],
        ['slate', 'y/a.md'],
      ],
    ],
  ])('%s', (_, rows) => {
    const wanted = rows.map(([, file]) => file);
    for (const given of [rows, rows.toReversed()]) {
      expect(inPrecedence(documents(given)).map(({ file }) => file)).toEqual(wanted);
    }
  });
});

describe('a command', () => {
  it('is one where names differ only in case, and is spelled as the strongest document spells it', () => {
    const slate = document([{ name: 'deleteAutoscaleVmProfile' }], { format: 'slate' });
    const listapis = document([{ name: 'deleteAutoScaleVmProfile' }]);
    const [only, another] = gather([listapis, slate], new FactBook([], []));
    expect(only?.name).toBe('deleteAutoScaleVmProfile');
    expect(only?.sides.map(({ by }) => by)).toEqual(['listapis', 'slate']);
    expect(another).toBeUndefined();
  });

  it('stands in the order of its name by code unit', () => {
    const api = document([{ name: 'listZones' }, { name: 'Zap' }, { name: 'addHost' }]);
    expect(gather([api], new FactBook([], [])).map(({ name }) => name)).toEqual(['Zap', 'addHost', 'listZones']);
  });
});

describe('of several documents', () => {
  const openapi = document([{ name: 'listZones', description: 'Finds zones and more.', since: '4.3' }], {
    format: 'openapi',
    title: 'Cloud',
    version: '4.19',
  });
  const listapis = document([
    { name: 'listZones', description: 'Finds zones.', since: '4.2', execution: 'sync' },
    { name: 'listPods' },
  ]);
  const { model, command } = merge([openapi, listapis]);

  it('the strongest that has them gives title and version', () => {
    expect(model).toMatchObject({ title: 'Cloud', version: '4.19' });
    expect(merge([listapis]).model).toMatchObject({ title: 'Apache CloudStack API', version: '' });
  });

  it('the longest gives the description, the strongest all else', () => {
    expect(command('listZones')).toMatchObject({ description: 'Finds zones and more.', since: '4.2' });
  });

  it('each is an origin, the strongest first', () => {
    expect(command('listZones').origin.map(({ file }) => file)).toEqual(['listapis.json', 'openapi.json']);
  });

  it('commands of each are there', () => {
    expect(model.commands.map(({ name }) => name)).toEqual(['listPods', 'listZones']);
  });
});
