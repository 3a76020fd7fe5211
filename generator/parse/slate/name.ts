import type { Diagnostics } from '../../diagnostics/diagnostics.js';
import type { Stated } from '../../model/source.js';
import { type CodeBlock, originOf, originOfContent } from './blocks.js';
import type { Section } from './outline.js';
import { soleCode } from './text.js';
import { isCommandName } from './wording.js';

interface Spelling extends Stated<string> {
  readonly where: 'shell example' | 'line of code' | 'heading';
}

/**
 * A command's name: the shell example's word after `cmk`, else the line of inline code, else the heading. An example
 * was copied from another section, and loses, where the other two agree on quite another name or where that section
 * is on the page.
 *
 * @param titles - the headings of all sections, in lower case
 */
export function readName(
  section: Section,
  titles: ReadonlySet<string>,
  diagnostics: Diagnostics,
): Stated<string> | null {
  const spellings = spellingsOf(section);
  const [first, second, third] = spellings;
  if (first === undefined) return null;
  const used = second && !sameLetters(first, second) && isCopied(first, second, third, titles) ? second : first;
  reportOthers(used, spellings, diagnostics);
  return { value: used.value, origin: used.origin };
}

function isCopied(
  first: Spelling,
  second: Spelling,
  third: Spelling | undefined,
  titles: ReadonlySet<string>,
): boolean {
  return third === undefined ? titles.has(first.value.toLowerCase()) : sameLetters(second, third);
}

function spellingsOf(section: Section): Spelling[] {
  const written = [shellName(section), codeName(section)].filter((found) => found !== null);
  const heading = headingName(section);
  // A capitalised word ("Pagination") is a title, unless it is the same name after all.
  const isName =
    heading !== null && (/^[a-z]/.test(heading.value) || written.some((other) => sameLetters(other, heading)));
  return isName ? [...written, heading] : written;
}

function reportOthers(used: Spelling, spellings: readonly Spelling[], diagnostics: Diagnostics): void {
  const others = spellings.filter((other) => other.value !== used.value);
  const [first] = others;
  if (first === undefined) return;
  diagnostics.report(
    'command-name-spelt-differently',
    first.origin,
    {
      used: used.value,
      usedIn: used.where,
      others: others.map((other) => ({ name: other.value, where: other.where })),
    },
    [
      { origin: used.origin, note: `the ${used.where} says ${used.value}` },
      ...others.slice(1).map((other) => ({ origin: other.origin, note: `the ${other.where} says ${other.value}` })),
    ],
  );
}

function sameLetters(a: Spelling, b: Spelling): boolean {
  return a.value.toLowerCase() === b.value.toLowerCase();
}

function shellName(section: Section): Spelling | null {
  for (const part of section.parts) {
    for (const block of part.blocks) {
      const found = block.kind === 'code' ? shellWord(block, section.title) : null;
      if (found !== null) return found;
    }
  }
  return null;
}

const maxShellLines = 50;

function shellWord(block: CodeBlock, title: string): Spelling | null {
  const lines = block.content.split('\n', maxShellLines);
  for (const [index, text] of lines.entries()) {
    const words = text
      .slice(0, 1_000)
      .split(/\s+/)
      .filter((word) => word !== '' && word !== '$' && word !== '>');
    const name = ['cmk', 'cloudmonkey', '$cmk'].includes(words[0] ?? '') ? words[1] : undefined;
    if (name === undefined || !isCommandName(name)) continue;
    // CloudMonkey also takes "list zones" for listZones; the blank hides how the name is written.
    if (words.length > 2 && `${name}${words[2]}`.toLowerCase() === title.toLowerCase()) return null;
    const line = block.first + index;
    const column = block.page.lines[line]?.indexOf(name, text.indexOf('cmk')) ?? 0;
    return { value: name, where: 'shell example', origin: originOf(block, line, Math.max(0, column)) };
  }
  return null;
}

function codeName(section: Section): Spelling | null {
  for (const part of section.parts) {
    for (const block of part.blocks) {
      const code = block.kind === 'paragraph' ? soleCode(block.content) : null;
      if (block.kind !== 'paragraph' || code === null) continue;
      // Arguments may follow only where "cmk" says that this is a command, unlike "GET http://…".
      const words = code.replace(/^\$ ?/, '').split(' ');
      const name = words[0] === 'cmk' ? words[1] : words.length === 1 ? words[0] : undefined;
      if (name === undefined || !isCommandName(name)) continue;
      return { value: name, where: 'line of code', origin: originOfContent(block) };
    }
  }
  return null;
}

/** A heading in prose ("Delete a volume") is no spelling. */
function headingName(section: Section): Spelling | null {
  if (!isCommandName(section.title)) return null;
  return { value: section.title, where: 'heading', origin: originOfContent(section.heading) };
}
