import { type Aspect, aspects } from '../../model/provenance.js';
import { entry } from '../entry.js';
import { plural } from '../plural.js';

/** A name that may be anything, fit for a line of output. */
function quote(name: string): string {
  return JSON.stringify(name.length > 80 ? `${name.slice(0, 79)}…` : name);
}

/** What to do about a name that is taken, by what has it. */
const waysOut = {
  'a command': 'Leave the command out with --exclude.',
  'a group': 'Choose another group with a row { "fact": "group", … } in a file under --overrides.',
  'an entity': 'Choose another name with a row { "fact": "entity", … } in a file under --overrides.',
} as const;

/** What one document knows and others do not. */
export interface OneSided {
  readonly file: string;
  readonly without: readonly string[];
  readonly names: readonly string[];
}

function either(files: readonly string[]): string {
  return files.map(quote).join(' or ');
}

/** The first few names, and how many more there are. */
function firstOf(names: readonly string[]): string {
  const shown = names.slice(0, 5).join(', ');
  return names.length > 5 ? `${shown} and ${names.length - 5} more` : shown;
}

/** Found while documents and facts are merged into one model. */
export const normalise = {
  'sources-disagree': entry<{
    subject: string;
    aspect: Aspect;
    chosen: string;
    by: string;
    other: string;
    otherBy: string;
  }>(
    'warning',
    ({ subject, aspect, chosen, by, other, otherBy }) =>
      `The ${aspects[aspect][0]} of ${subject} is ${chosen} in ${by} and ${other} in ${otherBy}; ${by} counts.`,
    ({ aspect }) =>
      `Correct one of the documents, or settle it with a row { "fact": "${aspect === 'key' ? 'result' : aspect}", … } in a file under --overrides.`,
    ({ aspect }) => aspects[aspect][1],
  ),
  'command-in-one-document': entry<OneSided>(
    'note',
    ({ file, without, names }) =>
      `${plural(names.length, 'command')} in ${quote(file)} ${names.length === 1 ? 'is' : 'are'} not in ${either(without)}: ${firstOf(names)}.`,
    () => 'Nothing to do where the others are known to be incomplete; else check the spelling. --json has all names.',
  ),
  'parameter-in-one-document': entry<OneSided>(
    'note',
    ({ file, without, names }) =>
      `Of commands that ${either(without)} ${without.length === 1 ? 'describes' : 'describe'} too, ${quote(file)} alone knows ${plural(names.length, 'parameter')}: ${firstOf(names)}.`,
    () => 'Nothing to do where the others are known to be incomplete; else check the spelling. --json has all names.',
  ),
  'group-guessed': entry<{ command: string; group: string }>(
    'note',
    ({ command, group }) => `No document and no fact groups ${command}, so its noun does: ${group}.`,
    ({ command }) => `Add { "fact": "group", "command": "${command}", "value": "…" } to a file under --overrides.`,
  ),
  'type-unknown': entry<{ subject: string; word: string }>(
    'warning',
    ({ subject, word }) =>
      `The type of ${subject} is ${word === '' ? 'not stated' : `"${word}"`}, which is no CloudStack type; it is left open (unknown).`,
    () => 'Correct the document, or add a row { "fact": "type", … } to a file under --overrides.',
  ),
  'list-elements-unknown': entry<{ subject: string; taken: string }>(
    'warning',
    ({ subject, taken }) =>
      `${subject} is a list, and neither a document nor a fact says of what; its elements are taken as ${taken}.`,
    () => 'Correct the document, or add a row { "fact": "list", … } to a file under --overrides.',
  ),
  'map-encoding-unknown': entry<{ subject: string }>(
    'warning',
    ({ subject }) =>
      `${subject} is a map, and nothing says how it is written on the wire; name[0].<key>=<value> is assumed.`,
    () => 'Add a row { "fact": "map", … } to a file under --overrides.',
  ),
  'result-unknown': entry<{ command: string }>(
    'warning',
    ({ command }) => `No document describes what ${command} answers, so its result is typed unknown.`,
    () => 'Add a document that describes it, such as the listApis answer of a server.',
  ),
  'result-without-members': entry<{ command: string; key: string }>(
    'warning',
    ({ command, key }) =>
      `${command} answers something under "${key}" that has no described members, so its result is typed unknown.`,
    () => 'Describe the members, or those of one element of a list; plain values are read from the answer as it is.',
  ),
  'job-result-inferred': entry<{ command: string; entity: string }>(
    'note',
    ({ command, entity }) =>
      `No document describes what ${command} ends with; by the command's name that is a ${entity}.`,
    () => 'Nothing to do if that is right; else add a row { "fact": "result", … } to a file under --overrides.',
  ),
  'paging-added': entry<{ command: string }>(
    'note',
    ({ command }) =>
      `The document does not show page and pagesize for ${command}; servers take them, so they are added.`,
    ({ command }) =>
      `If not, add { "fact": "paged", "command": "${command}", "value": false } to a file under --overrides.`,
  ),
  'name-taken': entry<{ name: string; owner: string; other: string; target: string }>(
    'error',
    ({ name, owner, other, target }) => `${name} (${owner}) and ${other} would both be written to ${target}.`,
    () => 'Rename one of the two in its document, or leave one of the commands out with --exclude.',
  ),
  'name-unusable': entry<{ name: string; what: string }>(
    'error',
    ({ name, what }) =>
      `${quote(name)} cannot be ${what}: it must begin with a letter and hold only letters, digits and _, 100 at most.`,
    () => 'Correct the name in the document, or leave the command out with --exclude.',
  ),
  'name-reserved': entry<{ name: string; what: keyof typeof waysOut }>(
    'error',
    ({ name, what }) => `"${name}" cannot be ${what}, because the generated package uses that name itself.`,
    ({ what }) => waysOut[what],
  ),
  'member-unusable': entry<{ name: string; owner: string; why: string }>(
    'error',
    ({ name, owner, why }) => `${owner} has ${quote(name)}, which cannot be written into a package: ${why}.`,
    () => 'Correct the name in the document, or leave the command out with --exclude.',
  ),
  'override-unmatched': entry<{ kind: string; subject: string }>(
    'warning',
    ({ kind, subject }) => `The fact "${kind}" about ${subject} matches nothing in the documents.`,
    () => 'Correct the name, or remove the row.',
  ),
  'fact-stale': entry<{ kind: string; subject: string }>(
    'note',
    ({ kind, subject }) => `The built-in fact "${kind}" about ${subject} matches nothing, though the command is there.`,
    () => 'Nothing to do: this version of CloudStack has no such member, or the document leaves it out.',
  ),
  'filter-unmatched': entry<{ pattern: string; option: string }>(
    'error',
    ({ pattern, option }) => `${option} names "${pattern}", and no command matches it.`,
    () => 'Check the spelling; names are matched with their case, and * stands for any letters.',
  ),
  'nothing-left': entry<Record<never, never>>(
    'error',
    () => 'After --only, --exclude and the hook "skip" no command is left.',
    () => 'Widen --only, narrow --exclude, or let the hook skip less.',
  ),
} as const;
