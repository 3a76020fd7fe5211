import type { Stated } from '../../model/source.js';
import { originOf, originOfContent } from './blocks.js';
import type { Findings } from './findings.js';
import { sinceInProse, sinceOf } from './name-cell.js';
import type { Section } from './outline.js';
import { htmlText, plainText, soleCode } from './text.js';
import { executionInProse, executionOf, partKind } from './wording.js';

/** The paragraph that says what the command does: the one with "This command …", else the first before any part. */
export function readDescription(section: Section): Stated<string> | null {
  const [intro] = section.parts;
  const paragraphs = section.parts
    .flatMap((part) => part.blocks)
    .filter((block) => block.kind === 'paragraph')
    .filter((block) => !block.content.startsWith('|') && soleCode(block.content) === null);
  const block =
    paragraphs.find(({ content }) => /^this command\b/i.test(content)) ??
    paragraphs.find((paragraph) => intro?.blocks.includes(paragraph) && isDescription(paragraph.content));
  if (block === undefined) return null;
  const value = plainText(block.content);
  return value === '' ? null : { value, origin: originOfContent(block) };
}

/** Notices that are read for what they say are no descriptions, nor are badges. */
function isDescription(content: string): boolean {
  const text = plainText(content);
  const isNotice = executionOf(text) !== null || sinceOf(text) !== null || /^deprecated\W*$/i.test(text);
  const label = /^([^:：]{1,40})[:：]/.exec(text)?.[1];
  const isPart = label !== undefined && partKind(label) !== null;
  return text !== '' && !isNotice && !isPart && !/^!\[[^\]]*\]\([^)]*\)$/.test(content);
}

/** What the quote above the shell example says after "The following command", without the colon. */
export function readQuote(section: Section): Stated<string> | null {
  for (const part of section.parts) {
    for (const block of part.blocks) {
      const quoted = block.kind === 'quote' ? /^the following command (.+?):?$/i.exec(plainText(block.content)) : null;
      if (block.kind !== 'quote' || quoted?.[1] === undefined) continue;
      return { value: quoted[1], origin: originOfContent(block) };
    }
  }
  return null;
}

/**
 * Whether the heading ("listZones (A)"), a notice of these words alone or a sentence calls the command asynchronous.
 *
 * @param missed - whether the lack of it is worth a word, as other commands of the page have it
 */
export function readExecution(
  section: Section,
  command: string,
  missed: boolean,
  findings: Findings,
): Stated<'sync' | 'async'> | null {
  const heading = originOfContent(section.heading);
  if (section.said.execution !== null) return { value: section.said.execution, origin: heading };
  const found = findSentence(section, executionOf) ?? findSentence(section, executionInProse);
  if (found === null && missed) findings.report('execution-not-stated', heading, { command });
  return found;
}

/** Whether the section says anywhere how its command is executed. */
export function statesExecution(section: Section): boolean {
  if (section.said.execution !== null) return true;
  return (findSentence(section, executionOf) ?? findSentence(section, executionInProse)) !== null;
}

/** The first version that has the command, from its heading or a notice. */
export function readSince(section: Section): Stated<string> | null {
  const { since } = section.said;
  if (since !== null) return { value: since, origin: originOfContent(section.heading) };
  const intro = { ...section, parts: section.parts.slice(0, 1) };
  return findSentence(intro, (text) =>
    /deprecated|removed/i.test(text) ? null : (sinceOf(text) ?? sinceInProse(text)),
  );
}

/** Why not to use the command any more, where its heading or a notice calls it deprecated. */
export function readDeprecation(section: Section): Stated<string> | null {
  const notice = findSentence(section, (text, kind) => {
    const isNotice =
      /^\W*(?:warning:\s*)?(?:this (?:command|call|api|method) (?:is|has been) )?(?:now )?deprecated\b/i.test(text);
    return isNotice && (kind === 'html' || text.length < 300) ? text : null;
  });
  if (notice !== null || !section.said.deprecated) return notice;
  const sentence = findSentence(section, (text) => /[^.]*\bdeprecated\b[^.]*/i.exec(text)?.[0].trim() ?? null);
  return sentence ?? { value: 'its heading says so', origin: originOfContent(section.heading) };
}

/** What the first paragraph, aside or point says that says anything of the kind. */
function findSentence<T>(section: Section, read: (text: string, kind: 'html' | 'text') => T | null): Stated<T> | null {
  for (const block of section.parts.flatMap((part) => part.blocks)) {
    if (block.kind === 'html' || block.kind === 'paragraph') {
      const isHtml = block.kind === 'html';
      const value = read(isHtml ? htmlText(block.content) : plainText(block.content), isHtml ? 'html' : 'text');
      if (value !== null) return { value, origin: originOfContent(block) };
    } else if (block.kind === 'list') {
      for (const { content, line } of block.items) {
        const value = read(plainText(content), 'text');
        if (value !== null) return { value, origin: originOf(block, line) };
      }
    }
  }
  return null;
}
