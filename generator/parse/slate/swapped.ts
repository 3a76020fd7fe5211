import type { Stated } from '../../model/source.js';
import { isLength } from './columns.js';
import type { Findings } from './findings.js';
import type { Values } from './table.js';
import { readType } from './type-cell.js';
import { booleanOf, isTypeWord, type Role } from './wording.js';

interface Expectation {
  readonly role: Role;
  readonly fits: (text: string) => boolean;
  /** What may stay where it is, though it would not be looked for elsewhere. */
  readonly accepts?: (text: string) => boolean;
  /** Where else the text may stand. */
  readonly elsewhere: readonly Role[];
}

const expectations: readonly Expectation[] = [
  {
    role: 'type',
    fits: isTypeWord,
    accepts: (text) => readType(text).known,
    elsewhere: ['description', 'length', 'required'],
  },
  { role: 'required', fits: (text) => booleanOf(text) !== null, elsewhere: ['length', 'description'] },
  { role: 'length', fits: isLength, elsewhere: ['description'] },
];

/**
 * Puts the cells of a row right that stand in each other's column: a type in the description's, where the type column
 * holds none; likewise a length, and a yes or no.
 */
export function turnCells(row: Values, name: string, command: string, findings: Findings): Values {
  let turned = row;
  for (const { role, ...expectation } of expectations) {
    const [here, other] = [turned.get(role), misplacedIn(turned, { role, ...expectation })];
    const there = other && turned.get(other);
    if (!here || !other || !there) continue;
    findings.report('columns-swapped', there.origin, { command, row: name, first: other, second: role });
    turned = new Map<Role, Stated<string>>([...turned, [role, there], [other, here]]);
  }
  return turned;
}

function misplacedIn(row: Values, { role, fits, accepts = fits, elsewhere }: Expectation): Role | undefined {
  const here = row.get(role)?.value;
  if (here === undefined || accepts(here)) return undefined;
  return elsewhere.find((other) => {
    const text = row.get(other)?.value ?? '';
    // "State" beside an unknown type word is a short description; "state" beside a sentence is a type.
    return fits(text) && (text === text.toLowerCase() || here.includes(' '));
  });
}
