import type { Stated } from '../../model/source.js';
import type { Findings } from './findings.js';
import { wordsOf } from './text.js';

/** The sentences about one command. */
export interface Sentences {
  readonly name: Stated<string>;
  readonly description: Stated<string> | null;
  readonly quote: Stated<string> | null;
}

const emptyWords = new Set([
  'a',
  'an',
  'the',
  'of',
  'for',
  'to',
  'from',
  'in',
  'on',
  'and',
  'or',
  'with',
  'by',
  'this',
  'command',
]);

/**
 * Finds quotes copied from another command's section: word for word what that section says of its own command, while
 * at most half of its words come up in this section's description or name. Shortened and reworded quotes pass.
 */
export function findCopiedQuotes(all: readonly Sentences[], findings: Findings): ReadonlySet<Sentences> {
  const owners = new Map<string, Sentences>();
  for (const sentences of all) {
    const { quote, description } = sentences;
    if (quote !== null && coverage(quote.value, sentences) === 1) setFirst(owners, key(quote.value), sentences);
    if (description !== null) setFirst(owners, key(description.value), sentences);
  }
  const copied = all.filter((sentences) => {
    if (sentences.quote === null || coverage(sentences.quote.value, sentences) > 0.5) return false;
    const owner = owners.get(key(sentences.quote.value));
    return owner !== undefined && owner.name.value !== sentences.name.value;
  });
  for (const { name, quote } of copied) {
    const owner = quote && owners.get(key(quote.value));
    if (!quote || !owner) continue;
    const values = { command: name.value, other: owner.name.value, sentence: quote.value };
    const related = [
      { origin: (owner.quote ?? owner.name).origin, note: `${owner.name.value} says the same of itself` },
    ];
    findings.report('copied-sentence', quote.origin, values, related);
  }
  return new Set(copied);
}

function setFirst(owners: Map<string, Sentences>, sentence: string, owner: Sentences): void {
  if (sentence !== '' && !owners.has(sentence)) owners.set(sentence, owner);
}

/** A sentence's telling words, singular and plural alike. */
function stems(text: string): string[] {
  return wordsOf(text)
    .filter((word) => !emptyWords.has(word))
    .map((word) => (word.length > 3 && word.endsWith('s') ? word.slice(0, -1) : word));
}

function key(text: string): string {
  return stems(text).join(' ');
}

/** How much of a quote's words a command's own description and name hold, from 0 to 1. */
function coverage(quote: string, { name, description }: Sentences): number {
  const own = new Set(stems(`${description?.value ?? ''} ${name.value.replace(/[A-Z]+/g, ' $&')}`));
  const words = stems(quote);
  return words.length === 0 ? 1 : words.filter((word) => own.has(word)).length / words.length;
}
