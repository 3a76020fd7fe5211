import { entry } from '../entry.js';

type Nothing = Record<never, never>;

const kinds: ReadonlyMap<string, string> = new Map([
  ['object', 'an object'],
  ['list', 'a list'],
  ['scalar', 'a single value'],
]);

/** Found while overlays are read and applied to OpenAPI documents. */
export const overlay = {
  'overlay-invalid': entry<{ problem: string }>(
    'error',
    ({ problem }) => `This is no sound overlay: ${problem}.`,
    () =>
      'An overlay has "overlay: 1.1.0", "info", and "actions", each with a "target" and one of "update", "copy", "remove".',
  ),
  'overlay-version-unsupported': entry<{ version: string }>(
    'error',
    ({ version }) => `The overlay is written in version ${version} of the Overlay Specification; 1.0 and 1.1 are read.`,
    () => 'State a version that is read, as text: overlay: "1.1.0".',
  ),
  'overlay-member-unknown': entry<{ name: string }>(
    'warning',
    ({ name }) => `The Overlay Specification knows no member "${name}" here; it has no effect.`,
    () => 'Correct the spelling or remove it; names of your own begin with "x-".',
  ),
  'overlay-target-invalid': entry<{ member: string; problem: string }>(
    'error',
    ({ member, problem }) => `The JSONPath in "${member}" cannot be used: ${problem}.`,
    () =>
      "Write it as RFC 9535 has it: names with other characters than letters go in brackets, $.paths['/zones'].get.",
  ),
  'overlay-target-unmatched': entry<{ target: string }>(
    'warning',
    ({ target }) => `"${target}" selects nothing in any document, so the action changes nothing.`,
    () =>
      'Correct the expression, or remove the action; objects that are missing are added by an update of what holds them.',
  ),
  'overlay-mismatch': entry<{ given: string; found: string }>(
    'error',
    ({ given, found }) =>
      `${capital(kinds.get(given))} cannot be merged with ${kinds.get(found)}, which the document has there.`,
    () => 'Give a value of the same kind, or remove the old one first by an action of its own.',
  ),
  'overlay-too-large': entry<{ nodes: number; levels: number }>(
    'error',
    ({ nodes, levels }) =>
      `With this action, overlays would add more than ${nodes} values, or nest more than ${levels} levels deep.`,
    () => 'Copy less; a copy of the whole document into itself doubles it.',
  ),
  'overlay-unused': entry<Nothing>(
    'warning',
    () => 'No OpenAPI document was given that the overlay could be applied to.',
    () => 'Name the document with --openapi; Slate pages and listApis answers have no overlays.',
  ),
} as const;

function capital(text = ''): string {
  return text.charAt(0).toUpperCase() + text.slice(1);
}
