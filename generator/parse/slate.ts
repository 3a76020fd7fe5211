import type { Diagnostics } from '../diagnostics/diagnostics.js';
import type { RawApi } from '../model/raw-api.js';
import type { Source, Stated } from '../model/source.js';
import { originOfContent } from './slate/blocks.js';
import { type Draft, readCommand } from './slate/command.js';
import { findCopiedQuotes } from './slate/copied.js';
import { readName } from './slate/name.js';
import { outline, type Section } from './slate/outline.js';
import { readPage } from './slate/page.js';
import { readDescription, readQuote } from './slate/prose.js';
import { type PartKind, isCommandName, partNames } from './slate/wording.js';

/**
 * Reads a Slate page with its partials: groups from H1, commands from H2, parameters and fields from the tables below.
 * Whatever had to be repaired or guessed is reported with its line; a page without any command is an error.
 */
export function parseSlate(source: Source, diagnostics: Diagnostics): RawApi {
  const pages = [source, ...source.parts].map((file) => readPage(file, diagnostics));
  const sections = outline(pages.flatMap((page) => page?.blocks ?? []));
  const drafts = draftCommands(sections, diagnostics);
  if (drafts.length === 0 && pages.every((page) => page !== null)) {
    const origin = { file: source.file, at: { line: 1, column: 1 } };
    diagnostics.report('slate-without-commands', origin, {
      parts: Object.values(partNames),
    });
  }
  const copied = findCopiedQuotes(drafts, diagnostics);
  const used = new Set(drafts.flatMap(({ section }) => section.parts.map((part) => part.kind)).filter(isPartKind));
  const described = drafts.map((draft) => withDescription(draft, copied.has(draft), diagnostics));
  return {
    file: source.file,
    format: source.format,
    title: pages[0]?.title ?? null,
    version: null,
    commands: described.map((draft) => readCommand(draft, used, diagnostics)),
  };
}

function isPartKind(kind: string): kind is PartKind {
  return kind in partNames;
}

/** Finds the sections that describe a command; of two about the same one only the first. */
function draftCommands(sections: readonly Section[], diagnostics: Diagnostics): Draft[] {
  const drafts = new Map<string, Draft>();
  const titles = new Set(sections.map(({ title }) => title.toLowerCase()));
  for (const section of sections) {
    const name = nameOf(section, titles, diagnostics);
    if (name === null) continue;
    const before = drafts.get(name.value.toLowerCase());
    if (before === undefined) {
      const sentences = { description: readDescription(section), quote: readQuote(section) };
      drafts.set(name.value.toLowerCase(), { section, name, ...sentences });
      continue;
    }
    const related = [{ origin: originOfContent(before.section.heading), note: 'the first section, which counts' }];
    diagnostics.report('section-twice', originOfContent(section.heading), { command: name.value }, related);
  }
  return [...drafts.values()];
}

function nameOf(section: Section, titles: ReadonlySet<string>, diagnostics: Diagnostics): Stated<string> | null {
  const { heading, title, parts } = section;
  const origin = originOfContent(heading);
  if (parts.some((part) => isPartKind(part.kind))) {
    const name = readName(section, titles, diagnostics);
    if (name === null) diagnostics.report('section-without-name', origin, { heading: title });
    return name;
  }
  const hasTable = parts.some((part) => part.blocks.some(({ kind }) => kind === 'table'));
  if (/^[a-z]/.test(title) && isCommandName(title) && hasTable) {
    diagnostics.report('section-without-parts', origin, { heading: title, parts: Object.values(partNames) });
  }
  return null;
}

/** The quote stands in for a missing description, unless it speaks of another command. */
function withDescription(draft: Draft, copied: boolean, diagnostics: Diagnostics): Draft {
  const { description, quote, name } = draft;
  if (description !== null || quote === null || copied) return draft;
  diagnostics.report('description-from-quote', quote.origin, { command: name.value });
  return { ...draft, description: { value: `This command ${quote.value}.`, origin: quote.origin } };
}
