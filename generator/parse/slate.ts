import type { Diagnostics } from '../diagnostics/diagnostics.js';
import type { RawApi } from '../model/raw-api.js';
import type { Source, Stated } from '../model/source.js';
import { originOfContent } from './slate/blocks.js';
import { type Draft, type Habits, readCommand } from './slate/command.js';
import { findCopiedQuotes } from './slate/copied.js';
import { Findings } from './slate/findings.js';
import { readName } from './slate/name.js';
import { outline, type Section } from './slate/outline.js';
import { readPage } from './slate/page.js';
import { readDescription, readQuote, statesExecution } from './slate/prose.js';
import { hasTellingTable } from './slate/tables.js';
import { looksLikeCommand, type PartKind, partNames } from './slate/wording.js';

/**
 * Reads a Slate page with its partials: groups from H1, commands from H2, parameters and fields from the tables below.
 * Whatever had to be repaired or guessed is reported with its line; a page without any command is an error.
 */
export function parseSlate(source: Source, diagnostics: Diagnostics): RawApi {
  const findings = new Findings(diagnostics);
  const pages = [source, ...source.parts].map((file) => readPage(file, findings));
  const sections = outline(pages.flatMap((page) => page?.blocks ?? []));
  const drafts = draftCommands(sections, findings);
  if (drafts.length === 0 && pages.every((page) => page !== null)) {
    const origin = { file: source.file, at: { line: 1, column: 1 } };
    findings.report('slate-without-commands', origin, {
      parts: Object.values(partNames),
    });
  }
  const copied = findCopiedQuotes(drafts, findings);
  const habits = habitsOf(drafts, findings);
  const described = drafts.map((draft) => withDescription(draft, copied.has(draft), findings));
  return {
    file: source.file,
    format: source.format,
    title: pages[0]?.title ?? null,
    version: null,
    commands: described.map((draft) => readCommand(draft, habits, findings)),
  };
}

function isPartKind(kind: string): kind is PartKind {
  return kind in partNames;
}

/** Pages of so many commands have habits: what none of them states is not missed in each. */
const many = 3;

function habitsOf(drafts: readonly Draft[], findings: Findings): Habits {
  const parts = (Object.keys(partNames) as PartKind[]).filter((kind) => {
    const having = drafts.filter(({ section }) => section.parts.some((part) => part.kind === kind));
    return having.length > 0 && having.length * 2 >= drafts.length;
  });
  const execution = drafts.length < many || drafts.some(({ section }) => statesExecution(section));
  const [first] = drafts;
  if (!execution && first !== undefined) {
    findings.report('execution-never-stated', originOfContent(first.section.heading), { commands: drafts.length });
  }
  return { parts: new Set(parts), execution };
}

/** Finds the sections that describe a command; of two about the same one only the first. */
function draftCommands(sections: readonly Section[], findings: Findings): Draft[] {
  const drafts = new Map<string, Draft>();
  const titles = new Set(sections.map(({ title }) => title.toLowerCase()));
  for (const section of sections) {
    const name = nameOf(section, titles, findings);
    if (name === null) continue;
    const before = drafts.get(name.value.toLowerCase());
    if (before === undefined) {
      const sentences = { description: readDescription(section), quote: readQuote(section) };
      drafts.set(name.value.toLowerCase(), { section, name, ...sentences });
      continue;
    }
    const related = [{ origin: originOfContent(before.section.heading), note: 'the first section, which counts' }];
    findings.report('section-twice', originOfContent(section.heading), { command: name.value }, related);
  }
  return [...drafts.values()];
}

function nameOf(section: Section, titles: ReadonlySet<string>, findings: Findings): Stated<string> | null {
  const { heading, title, parts } = section;
  const origin = originOfContent(heading);
  const isHeaded = parts.some((part) => isPartKind(part.kind));
  if (isHeaded || (looksLikeCommand(title) && hasTellingTable(section))) {
    const name = readName(section, titles, findings);
    if (name === null) findings.report('section-without-name', origin, { heading: title });
    return name;
  }
  const hasTable = parts.some((part) => part.blocks.some(({ kind }) => kind === 'table'));
  if (looksLikeCommand(title) && hasTable) {
    findings.report('section-without-parts', origin, { heading: title, parts: Object.values(partNames) });
  }
  return null;
}

/** The quote stands in for a missing description, unless it speaks of another command. */
function withDescription(draft: Draft, copied: boolean, findings: Findings): Draft {
  const { description, quote, name } = draft;
  if (description !== null || quote === null || copied) return draft;
  findings.report('description-from-quote', quote.origin, { command: name.value });
  return { ...draft, description: { value: `This command ${quote.value}.`, origin: quote.origin } };
}
