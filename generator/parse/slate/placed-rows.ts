import type { RawParameter, RawType } from '../../model/raw-api.js';
import type { Findings } from './findings.js';
import type { Grid } from './grid.js';
import { readRows } from './rows.js';
import { readTable } from './table.js';
import type { PlacedTable } from './tables.js';
import { wordsOf } from './text.js';
import { roleOf } from './wording.js';

/** The rows of several tables, with the values that tables of their own list for some of them. */
export function rowsOf(tables: readonly PlacedTable[], command: string, findings: Findings): RawParameter[] {
  const values = valuesIn(tables.filter(({ grid }) => isEnumeration(grid)));
  return tables
    .filter(({ grid }) => !isEnumeration(grid))
    .flatMap(({ grid, required }) => {
      const table = readTable(grid, command, findings);
      return table === null ? [] : readRows(table, { command, findings, required });
    })
    .map((row) => ({ ...row, type: { ...row.type, value: withValues(row, values) } }));
}

/** A table of names and values, a row for each value. */
export function isEnumeration({ headers }: Grid): boolean {
  const [name = '', value = ''] = headers;
  return headers.length === 2 && roleOf(name) === 'name' && /^values?$/.test(wordsOf(value).join(' '));
}

function valuesIn(tables: readonly PlacedTable[]): ReadonlyMap<string, readonly string[]> {
  const values = new Map<string, string[]>();
  for (const { cells } of tables.flatMap(({ grid }) => grid.rows)) {
    const [name, value] = cells;
    if (name === undefined || value === undefined || value.text === '') continue;
    const known = values.get(name.text);
    if (known === undefined) values.set(name.text, [value.text]);
    else known.push(value.text);
  }
  return values;
}

/** Only a type that may hold words gets values; a table names the last part of a path. */
function withValues({ name, type }: RawParameter, values: ReadonlyMap<string, readonly string[]>): RawType {
  const own = values.get(name.value) ?? values.get(name.value.slice(name.value.lastIndexOf('.') + 1));
  return own === undefined || type.value.word !== 'string' ? type.value : { ...type.value, values: own };
}
