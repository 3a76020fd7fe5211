import { describe, expect, it } from 'vitest';
import { mergeCommands } from './raw.js';

const pairs = { encoding: 'pairs', fields: [], open: false } as const;
const list = { name: 'listThings', result: { fields: { id: 'string' } } };
const set = { name: 'setThings', parameters: { details: { type: 'map', encoding: pairs, sensitive: true } } };

describe('what a document hints at', () => {
  it('is believed where no fact speaks: verb, paging, encoding, sensitivity', () => {
    const { model } = mergeCommands([{ ...list, paged: true, method: 'POST' as const }, set]);
    const [things, setThings] = model.commands;
    expect(things).toMatchObject({ method: 'POST', result: { kind: 'list', paged: true } });
    expect(setThings?.parameters).toMatchObject([{ type: { kind: 'map', encoding: 'pairs' }, sensitive: true }]);
  });

  it('gives way to facts', () => {
    const facts = [
      { fact: 'method', command: 'listThings', value: 'GET' },
      { fact: 'paged', command: 'listThings', value: false },
      { fact: 'map', command: 'setThings', parameter: 'details', value: { encoding: 'entries' } },
      { fact: 'sensitive', command: 'setThings', parameter: 'details', value: false },
    ];
    const { model } = mergeCommands([{ ...list, paged: true, method: 'POST' as const }, set], { facts });
    const [things, setThings] = model.commands;
    expect(things).toMatchObject({ method: 'GET', result: { kind: 'list', paged: false } });
    expect(setThings?.parameters).toMatchObject([{ type: { kind: 'map', encoding: 'entries' }, sensitive: false }]);
  });
});
