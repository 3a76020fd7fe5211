import { entry } from '../entry.js';
import { list, quote } from './quoting.js';

export interface InCommand {
  readonly command: string;
}

export interface InRow extends InCommand {
  readonly row: string;
}

export interface OfName extends InCommand {
  readonly name: string;
}

/** Found while the tables of a Slate page are read. */
export const slateTables = {
  'table-under-wrong-heading': entry<InCommand & { under: string; belongs: string }>(
    'warning',
    ({ command, under, belongs }) =>
      `This table of ${command} stands under ${quote(under)}, but its columns are those of ${quote(belongs)}, which has no table; it was read as that.`,
    ({ belongs }) => `Put the heading ${quote(belongs)} above the table.`,
  ),
  'table-without-field': entry<InCommand & { heading: string }>(
    'warning',
    ({ command, heading }) =>
      `This table stands under ${quote(heading)}, which is no field of ${command}, so nobody can tell what it describes; it was left out.`,
    () => 'Name the heading after the field whose members the table lists.',
  ),
  'table-not-understood': entry<InCommand & { headers: readonly string[] }>(
    'warning',
    ({ command, headers }) =>
      `No column of this table of ${command} can be the name, going by the headers ${list(headers.map(quote), 'and')} or by the cells; it was left out.`,
    () => 'Give the first column the header "Parameter Name" or "Element".',
  ),
  'table-malformed': entry<InCommand>(
    'warning',
    ({ command }) =>
      `This table of ${command} is none to a markdown parser, as its separator line is missing or has another number of columns; it was read all the same.`,
    () => 'Put a line such as |---|---|---| with one part for each column below the header.',
  ),
  'table-interrupted': entry<InCommand>(
    'warning',
    ({ command }) => `A blank line ends the table of ${command} here; the rows below it were read as part of it.`,
    () => 'Remove the blank line.',
  ),
  'header-not-understood': entry<InCommand & { header: string; role: string }>(
    'warning',
    ({ command, header, role }) =>
      `The column ${quote(header)} in a table of ${command} was taken for the ${role}, as its cells look like it.`,
    () => 'Use the headers Parameter Name, Description, Type, Length and Required, or Element, Description and Type.',
  ),
  'row-without-cells': entry<InCommand & { text: string }>(
    'warning',
    ({ command, text }) => `The line ${quote(text)} inside a table of ${command} is no row, so it was passed over.`,
    () => 'Remove the line, or put a blank line before it if the table ends here.',
  ),
  'row-without-name': entry<InCommand>(
    'warning',
    ({ command }) => `A row in a table of ${command} has no name, so it was left out.`,
    () => 'Add the name, or remove the row.',
  ),
  'row-without-closing-pipe': entry<InRow>(
    'warning',
    ({ command, row }) =>
      `The row ${quote(row)} of ${command} lacks the pipe at its end; it was read as if it were there.`,
    () => 'Add "|" at the end of the line.',
  ),
  'row-with-extra-cells': entry<InRow & { columns: number }>(
    'warning',
    ({ command, row, columns }) =>
      `The row ${quote(row)} of ${command} has more cells than the table's ${columns} columns; a pipe in the text may have split it.`,
    () => 'Write a pipe that belongs to the text as "\\|".',
  ),
  'row-too-short': entry<InRow & { cells: number; columns: number }>(
    'warning',
    ({ command, row, cells, columns }) =>
      `The row ${quote(row)} of ${command} has ${cells} of ${columns} cells; the rest is taken as empty.`,
    () => 'Add the missing cells.',
  ),
  'columns-swapped': entry<InRow & { first: string; second: string }>(
    'warning',
    ({ command, row, first, second }) =>
      `In the row ${quote(row)} of ${command}, ${first} and ${second} stand in each other's column; they were turned.`,
    () => 'Put the cells under their headers.',
  ),
  'name-with-blank': entry<InCommand & { written: string; name: string }>(
    'warning',
    ({ command, written, name }) =>
      `${command} has the name ${quote(written)}, but names hold no blanks; it was read as ${quote(name)}.`,
    ({ name }) => `Write ${quote(name)}, or the right name if this is not it.`,
  ),
  'duplicate-row': entry<OfName>(
    'warning',
    ({ command, name }) => `A table of ${command} has two rows for ${quote(name)}; the first counts.`,
    () => 'Remove one of the two.',
  ),
  'type-not-stated': entry<OfName>(
    'warning',
    ({ command, name }) => `No type is stated for ${quote(name)} of ${command}, so it stays unknown.`,
    () => 'Fill in the Type column.',
  ),
  'unknown-type-word': entry<OfName & { word: string }>(
    'warning',
    ({ command, name, word }) =>
      `The type of ${quote(name)} of ${command} is ${quote(word)}, which is no type that CloudStack's documents use.`,
    () => 'Correct the type, or state it in an overrides file.',
  ),
  'required-not-understood': entry<OfName & { text: string }>(
    'warning',
    ({ command, name, text }) =>
      `Whether ${quote(name)} of ${command} is required is given as ${quote(text)}, which is neither yes nor no; it was left open.`,
    () => 'Write true or false.',
  ),
  'length-not-a-number': entry<OfName & { text: string }>(
    'warning',
    ({ command, name, text }) =>
      `The length of ${quote(name)} of ${command} is given as ${quote(text)}, which is no number of characters; it was left out.`,
    () => 'Write the largest number of characters, such as 255.',
  ),
  'table-without-heading': entry<InCommand & { part: string }>(
    'warning',
    ({ command, part }) =>
      `This table of ${command} stands below no heading that says what it is; going by its columns it was read as ${quote(part)}.`,
    ({ part }) => `Put the heading ${quote(part)} above it.`,
  ),
  'columns-in-other-order': entry<InCommand & { first: string; second: string }>(
    'warning',
    ({ command, first, second }) =>
      `In this table of ${command} the headers for ${first} and ${second} stand in the wrong order, going by all cells below; they were turned.`,
    () => 'Put the headers above the cells that they are about.',
  ),
  'type-column-missing': entry<InCommand>(
    'warning',
    ({ command }) =>
      `This table of ${command} has no column of types, so those of its rows stay unknown unless a name states one.`,
    () => 'Add the column Type, or read another document that knows the types as well.',
  ),
  'type-word-translated': entry<{ word: string; type: string }>(
    'note',
    ({ word, type }) =>
      `The type ${quote(word)} is none of CloudStack's words and was read as ${quote(type)}, here and wherever it comes again.`,
    ({ type }) => `Write ${quote(type)}.`,
  ),
  'required-from-mark': entry<InCommand & { required: boolean }>(
    'note',
    ({ command, required }) =>
      `A mark behind a name of ${command} was taken to say that it is ${required ? 'required' : 'optional'}, as nothing else does.`,
    () => 'Add a column Required with true or false.',
  ),
  'blank-means-no': entry<InCommand & { mark: string }>(
    'note',
    ({ command, mark }) =>
      `The column for what is required in a table of ${command} holds ${quote(mark)} or nothing; nothing was taken for no.`,
    () => 'Write true or false in each row.',
  ),
  'caption-row': entry<InCommand & { caption: string }>(
    'note',
    ({ command, caption }) =>
      `The row ${quote(caption)} in a table of ${command} was taken for a caption of the rows below it.`,
    () => 'Fill in the other cells if it is a row of its own.',
  ),
  'nesting-by-indentation': entry<InCommand>(
    'note',
    ({ command }) =>
      `From here on, rows in a table of ${command} are indented; they were read as members of the row above that is not.`,
    () => 'Write whole paths, such as "nic.id", to leave no doubt.',
  ),
  'members-of-parameter': entry<InCommand & { name: string; members: readonly string[] }>(
    'note',
    ({ command, name, members }) =>
      `The ${members.length === 1 ? 'row' : 'rows'} ${list(members.map(quote), 'and')} of ${command} ${members.length === 1 ? 'was' : 'were'} read as what the one parameter ${quote(name)} consists of.`,
    ({ name }) => `Give ${quote(name)} a row of its own with the type map or list.`,
  ),
  'transport-parameter': entry<{ name: string }>(
    'note',
    ({ name }) =>
      `The parameter ${quote(name)} belongs to every request and to no command, so it was left out wherever it is listed.`,
    () => 'Nothing to do.',
  ),
  'remark-ignored': entry<OfName & { remark: string }>(
    'warning',
    ({ command, name, remark }) =>
      `The remark ${quote(remark)} behind the name ${quote(name)} of ${command} means nothing here and was left out.`,
    () => 'Move it into the description.',
  ),
  'name-is-prose': entry<InCommand & { text: string }>(
    'warning',
    ({ command, text }) =>
      `A row in a table of ${command} has the sentence ${quote(text)} where a name should be, so it was left out.`,
    () => 'Put the name into the first column.',
  ),
  'several-names': entry<InCommand & { written: string; names: readonly string[] }>(
    'warning',
    ({ command, written, names }) =>
      `A row in a table of ${command} is about ${quote(written)}; it was read as ${names.length} rows, ${list(names.map(quote), 'and')}.`,
    () => 'Give each name a row of its own.',
  ),
  'wrapper-in-table': entry<InCommand & { key: string }>(
    'note',
    ({ command, key }) =>
      `The answer of ${command} is described from outside: ${quote(key)} was taken for the member that holds the result, and its members for the fields.`,
    () => 'Nothing to do if that is so; else describe the fields of the result alone.',
  ),
  'type-from-elsewhere': entry<OfName>(
    'note',
    ({ command, name }) =>
      `The row ${quote(name)} of ${command} refers to another one of that name, whose type and members it got.`,
    () => 'Nothing to do if that is the one that is meant.',
  ),
} as const;
