import type { Diagnostics } from '../../diagnostics/diagnostics.js';
import type { Stated } from '../../model/source.js';
import { originOfContent } from './blocks.js';
import type { Section } from './outline.js';
import { htmlText, plainText, soleCode } from './text.js';
import { executionOf } from './wording.js';

/** The paragraph that says what the command does: the one with "This command …", else the first before any part. */
export function readDescription(section: Section): Stated<string> | null {
  const [intro] = section.parts;
  const paragraphs = section.parts
    .flatMap((part) => part.blocks)
    .filter((block) => block.kind === 'paragraph')
    .filter((block) => !block.content.startsWith('|') && soleCode(block.content) === null);
  const block =
    paragraphs.find(({ content }) => /^this command\b/i.test(content)) ??
    paragraphs.find((paragraph) => intro?.blocks.includes(paragraph) && executionOf(paragraph.content) === null);
  if (block === undefined) return null;
  const value = plainText(block.content);
  return value === '' ? null : { value, origin: originOfContent(block) };
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

/** Whether a notice calls the command asynchronous: an aside with either quotes, or a paragraph of these words alone. */
export function readExecution(
  section: Section,
  command: Stated<string>,
  diagnostics: Diagnostics,
): Stated<'sync' | 'async'> | null {
  for (const part of section.parts) {
    for (const block of part.blocks) {
      if (block.kind !== 'html' && block.kind !== 'paragraph') continue;
      const value = executionOf(block.kind === 'html' ? htmlText(block.content) : plainText(block.content));
      if (value !== null) return { value, origin: originOfContent(block) };
    }
  }
  diagnostics.report('execution-not-stated', originOfContent(section.heading), { command: command.value });
  return null;
}
