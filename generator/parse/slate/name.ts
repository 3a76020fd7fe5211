import type { Stated } from '../../model/source.js';
import { originOf, originOfContent } from './blocks.js';
import type { Findings } from './findings.js';
import { withoutInvisible } from './lines.js';
import type { Section } from './outline.js';
import { soleCode } from './text.js';
import { isCommandName, looksLikeCommand } from './wording.js';

interface Spelling extends Stated<string> {
  readonly where: 'shell example' | 'request example' | 'line of code' | 'heading';
  /** The words that the name was joined from, where it stands in several. */
  readonly joined?: string;
}

/**
 * A command's name: the shell example's word after `cmk`, else the line of inline code, else the heading. An example
 * was copied from another section, and loses, where the other two agree on quite another name or where that section
 * is on the page.
 *
 * @param titles - the headings of all sections, in lower case
 */
export function readName(section: Section, titles: ReadonlySet<string>, findings: Findings): Stated<string> | null {
  const spellings = spellingsOf(section);
  const [first, second, third] = spellings;
  if (first === undefined) return capitalised(section, findings);
  const used = second && !sameLetters(first, second) && isCopied(first, second, third, titles) ? second : first;
  reportOthers(used, spellings, findings);
  if (used.joined !== undefined) {
    findings.report('command-name-joined', used.origin, { written: used.joined, name: used.value });
  }
  return { value: used.value, origin: used.origin };
}

/** "ListZones", with nothing else to name the command: all of CloudStack's begin with a small letter. */
function capitalised({ title, heading }: Section, findings: Findings): Stated<string> | null {
  if (!isCommandName(title) || !/^[A-Z][a-z]+[A-Z]/.test(title)) return null;
  const value = title.charAt(0).toLowerCase() + title.slice(1);
  findings.report('command-name-capitalised', originOfContent(heading), { written: title, name: value });
  return { value, origin: originOfContent(heading) };
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
  const example =
    exampleName(section, shellWord, 'shell example') ?? exampleName(section, requestWord, 'request example');
  const written = [example, codeName(section)].filter((found) => found !== null);
  const heading = headingName(section);
  // A capitalised word ("Pagination") is a title, unless it is the same name after all.
  const isName =
    heading !== null && (/^[a-z]/.test(heading.value) || written.some((other) => sameLetters(other, heading)));
  return isName ? [...written, heading] : written;
}

function reportOthers(used: Spelling, spellings: readonly Spelling[], findings: Findings): void {
  const others = spellings.filter((other) => other.value !== used.value);
  const [first] = others;
  if (first === undefined) return;
  findings.report(
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

interface Word {
  readonly name: string;
  /** Where it stands in the line, as far as it stands there as it is. */
  readonly text: string;
  readonly joined?: string;
}

const maxExampleLines = 50;

function exampleName(
  section: Section,
  wordIn: (line: string, title: string) => Word | 'hidden' | null,
  where: Spelling['where'],
): Spelling | null {
  for (const block of section.parts.flatMap((part) => part.blocks)) {
    if (block.kind !== 'code') continue;
    for (const [index, text] of block.content.split('\n', maxExampleLines).entries()) {
      const word = wordIn(text.slice(0, 1_000), section.title);
      if (word === 'hidden') break;
      if (word === null) continue;
      const line = block.first + index;
      const column = block.page.lines[line]?.indexOf(word.text, Math.max(0, text.indexOf('cmk'))) ?? 0;
      const { name: value, text: _, ...joined } = word;
      return { value, where, ...joined, origin: originOf(block, line, Math.max(0, column)) };
    }
  }
  return null;
}

const shells = ['cmk', 'cloudmonkey', '$cmk'];

function shellWord(line: string, title: string): Word | 'hidden' | null {
  const words = withoutInvisible(line)
    .split(/\s+/)
    .filter((word) => word !== '' && !['$', '>', '#', 'sudo', 'api'].includes(word));
  const after = words
    .slice(1)
    .findIndex((word, index, all) => !word.startsWith('-') && !/^-[op]$/.test(all[index - 1] ?? ''));
  const name = shells.includes(words[0] ?? '') ? words[after + 1] : undefined;
  const next = words[after + 2];
  if (name === undefined || !isCommandName(name)) return null;
  // CloudMonkey also takes "list zones" for listZones; the blank hides how the name is written.
  if (next !== undefined && `${name}${next}`.toLowerCase() === title.replaceAll(' ', '').toLowerCase()) {
    return title.includes(' ') && isCommandName(next)
      ? { name: camelCase(name, title), text: name, joined: `${name} ${next}` }
      : 'hidden';
  }
  return { name, text: name };
}

/** "list" and "List Zones" → listZones. */
function camelCase(verb: string, title: string): string {
  const [, ...words] = title.split(' ');
  return verb.toLowerCase() + words.map((word) => word.charAt(0).toUpperCase() + word.slice(1)).join('');
}

/** The command that a URL, a form or a call in Python asks for. */
function requestWord(line: string): Word | null {
  const found =
    /[?&'"\s]command["']?\s*[=:]\s*["']?([A-Za-z][A-Za-z0-9]+)/.exec(` ${line}`) ??
    /^\s*(?:\$\s*)?cs\s+([a-z]+[A-Z][A-Za-z0-9]*)\b/.exec(line) ??
    /\b(?:cs|cloudstack|client|api)\.([a-z]+[A-Z][A-Za-z0-9]*)\s*\(/.exec(line);
  const name = found?.[1];
  return name === undefined || !looksLikeCommand(name) ? null : { name, text: name };
}

function codeName(section: Section): Spelling | null {
  for (const part of section.parts) {
    for (const block of part.blocks) {
      const code = block.kind === 'paragraph' ? soleCode(block.content) : null;
      if (block.kind !== 'paragraph' || code === null) continue;
      // Arguments may follow only where "cmk" says that this is a command, unlike "GET http://…".
      const words = withoutInvisible(code).replace(/^\$ ?/, '').split(' ');
      const asked = requestWord(code)?.name;
      const name = asked ?? (words[0] === 'cmk' ? words[1] : words.length === 1 ? words[0] : undefined);
      if (name === undefined || !isCommandName(name)) continue;
      return { value: name, where: 'line of code', origin: originOfContent(block) };
    }
  }
  return null;
}

/** A heading in prose ("Delete a volume") is no spelling; names of commands begin with a small letter. */
function headingName(section: Section): Spelling | null {
  if (!isCommandName(section.title)) return null;
  return { value: section.title, where: 'heading', origin: originOfContent(section.heading) };
}
