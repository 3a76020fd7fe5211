import { entry } from '../entry.js';

export interface InCommand {
  readonly command: string;
}

export interface InRow extends InCommand {
  readonly row: string;
}

export interface OfName extends InCommand {
  readonly name: string;
}

/** Found while a Slate page and its partials are read. */
export const slate = {
  'include-missing': entry<{ name: string; tried: readonly string[] }>(
    'warning',
    ({ name, tried }) => `The partial ${quote(name)} of the front matter was not found; tried ${list(tried, 'and')}.`,
    () => 'Put the file beside the page, or take its name off the list if the page does not need it.',
  ),
  'include-outside-folder': entry<{ name: string }>(
    'warning',
    ({ name }) => `The partial ${quote(name)} lies outside the page's folder, so it was not read.`,
    () => "Copy the file into the page's folder; nothing outside it is read.",
  ),
  'include-unreadable': entry<{ name: string; reason: string }>(
    'warning',
    ({ name, reason }) => `The partial ${quote(name)} could not be read: ${reason}.`,
    () => 'Check that it is a file, and its permissions.',
  ),
  'slate-too-large': entry<{ lines: number; pipes: number; characters: number }>(
    'error',
    ({ lines, pipes, characters }) =>
      `The page is too large to be read: it has more than ${lines} lines, ${pipes} pipes or ${characters} characters.`,
    () => 'Split the page into several and name each with --slate.',
  ),
  'line-too-long': entry<{ length: number; limit: number }>(
    'warning',
    ({ length, limit }) => `This line has ${length} characters; everything after the first ${limit} was left out.`,
    () => 'Break the line; no row of a table and no sentence needs as much.',
  ),
  'front-matter-unreadable': entry<{ reason: string }>(
    'warning',
    ({ reason }) =>
      `The front matter between the lines "---" is not sound YAML: ${quote(reason)}. The page is read without its title and partials.`,
    () => 'Correct the YAML at the top of the page.',
  ),
  'code-block-not-closed': entry<Record<never, never>>(
    'warning',
    () => 'This code block never ends, so everything below it counts as code and no command is found there.',
    () => 'Close the block with the same fence that opens it.',
  ),
  'comment-not-closed': entry<Record<never, never>>(
    'warning',
    () => 'This comment never ends, so everything below it counts as comment and no command is found there.',
    () => 'Close the comment with "-->".',
  ),
  'slate-without-commands': entry<{ parts: readonly string[] }>(
    'error',
    ({ parts }) =>
      `The page describes no CloudStack command: no section has a heading ${list(parts.map(quote), 'or')} inside, together ` +
      'with a name in a shell line "$ cmk <name>", in a line of inline code or as its own heading.',
    () => 'Check that this is the right file, and that each command has these headings one level below its own.',
  ),
  'section-without-parts': entry<{ heading: string; parts: readonly string[] }>(
    'warning',
    ({ heading, parts }) =>
      `The section ${quote(heading)} has a table but no heading ${list(parts.map(quote), 'or')}, so it was not taken for a command.`,
    () => 'If it describes a command, put these headings above its tables.',
  ),
  'section-without-name': entry<{ heading: string }>(
    'note',
    ({ heading }) =>
      `The section ${quote(heading)} is laid out like a command, but nothing in it names one, so it was left out.`,
    () => 'If it describes a command, add the shell line "$ cmk <name>".',
  ),
  'section-twice': entry<InCommand>(
    'warning',
    ({ command }) => `${command} has two sections; the first counts and this one was left out.`,
    () => 'Remove one of the two, or correct the name if this section is about another command.',
  ),
  'command-name-spelt-differently': entry<{
    used: string;
    usedIn: string;
    others: readonly { name: string; where: string }[];
  }>(
    'warning',
    ({ used, usedIn, others }) =>
      `The ${list(
        others.map(({ where, name }) => `${where} says ${quote(name)}`),
        'and the',
      )}, but the ${usedIn} says ${quote(used)}, which is taken for the name.`,
    ({ used }) => `Write ${quote(used)} everywhere, or the right name if this is not it.`,
  ),
  'part-missing': entry<InCommand & { part: string }>(
    'warning',
    ({ command, part }) => `The section of ${command} has no heading ${quote(part)}, as the others on this page have.`,
    () => 'Add the heading, and check that its table did not end up in a neighbouring section.',
  ),
  'part-twice': entry<InCommand & { part: string }>(
    'warning',
    ({ command, part }) => `The section of ${command} has the heading ${quote(part)} twice; the second was left out.`,
    () => 'Move the second to the command it belongs to.',
  ),
  'execution-not-stated': entry<InCommand>(
    'warning',
    ({ command }) => `No notice says whether ${command} is asynchronous.`,
    () =>
      'Add <aside class="notice">Asynchronous</aside> or <aside class="notice">Not asynchronous</aside> to the section.',
  ),
  'description-from-quote': entry<InCommand>(
    'note',
    ({ command }) => `${command} has no sentence of its own that describes it, so this quote does.`,
    () => 'Add a paragraph "This command …" below the heading.',
  ),
  'copied-sentence': entry<InCommand & { other: string; sentence: string }>(
    'warning',
    ({ command, other, sentence }) =>
      `The quote above the example of ${command} says that it ${quote(sentence)}, which is what ${other} does; it was not used.`,
    ({ command }) => `Say what ${command} does.`,
  ),
  'placeholder-example': entry<InCommand>(
    'note',
    ({ command }) => `The JSON example of ${command} is a placeholder that shows no answer, so it was not used.`,
    () => 'Replace it with a real answer, or remove it.',
  ),
  'example-unreadable': entry<InCommand & { reason: string }>(
    'warning',
    ({ command, reason }) => `The JSON example of ${command} is not valid JSON, so it was not used: ${quote(reason)}.`,
    () => "Paste the server's answer as it came.",
  ),
  'parameters-not-described': entry<InCommand>(
    'warning',
    ({ command }) =>
      `${command} has neither a table of parameters nor a sentence that there are none; it is taken to have none.`,
    () => 'Add the table, or the sentence "There are no query parameters available for this command."',
  ),
  'response-not-described': entry<InCommand>(
    'warning',
    ({ command }) => `${command} has no table of what it answers.`,
    () => 'Add a table with the columns Element, Description and Type below the heading "Response schema".',
  ),
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
} as const;

/** What a document says, fit for a line of output: quoted, escaped, shortened. */
function quote(text: string): string {
  return JSON.stringify(text.length > 80 ? `${text.slice(0, 79)}…` : text);
}

function list(items: readonly string[], conjunction: string): string {
  const shown = items.slice(0, 8);
  const last = shown.pop() ?? 'nothing';
  return shown.length === 0 ? last : `${shown.join(', ')} ${conjunction} ${last}`;
}
