import { entry } from '../entry.js';
import { list, quote } from './quoting.js';
import type { InCommand } from './slate-tables.js';

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
  'execution-never-stated': entry<{ commands: number }>(
    'note',
    ({ commands }) => `No notice on this page says whether any of its ${commands} commands is asynchronous.`,
    () => 'Nothing to do where another document says it; else add the notices.',
  ),
  'group-too-general': entry<{ group: string }>(
    'note',
    ({ group }) => `The heading ${quote(group)} names the whole page and no group of commands, so it is none.`,
    () => 'Put the commands below headings such as "Virtual machine" if they are to be grouped.',
  ),
  'command-name-capitalised': entry<{ written: string; name: string }>(
    'warning',
    ({ written, name }) =>
      `Nothing but the heading ${quote(written)} names this command; as all of CloudStack's begin with a small letter, it was read as ${quote(name)}.`,
    ({ name }) => `Write ${quote(name)}.`,
  ),
  'command-name-joined': entry<{ written: string; name: string }>(
    'warning',
    ({ written, name }) =>
      `The shell example has the words ${quote(written)}, which do not show how the command's name is written; it was read as ${quote(name)}.`,
    ({ name }) => `Write ${quote(name)} in one word somewhere in the section.`,
  ),
  'response-from-example': entry<InCommand>(
    'warning',
    ({ command }) =>
      `${command} has no table of what it answers, so the fields were taken from this example; their types are only what its values look like, and others may be missing.`,
    () => 'Add a table with the columns Element, Description and Type.',
  ),
  'invisible-characters': entry<{ lines: number }>(
    'note',
    ({ lines }) =>
      `The page holds characters that nobody sees, such as zero-width blanks, ${lines === 1 ? 'here' : `here and on ${lines - 1} further lines`}; it was read as if they were not there.`,
    () => 'Remove them; they come with text that was copied from other programs.',
  ),
  'characters-lost': entry<{ lines: number }>(
    'warning',
    ({ lines }) =>
      `The page is not sound UTF-8: characters were lost ${lines === 1 ? 'here' : `here and on ${lines - 1} further lines`}.`,
    () => 'Save the page as UTF-8.',
  ),
} as const;
