import type { Diagnostics } from '../../diagnostics/diagnostics.js';
import type { Stated } from '../../model/source.js';
import { type CodeBlock, originOf } from './blocks.js';
import type { Section } from './outline.js';

/** What a JSON example of an answer shows. */
export interface Example {
  readonly envelope: Stated<string> | null;
  /** The key of the array beside `count`; `null` where the answer is no list. */
  readonly itemKey: Stated<string> | null;
}

/** Reads the first real JSON example of a section; placeholders and broken ones are reported and left out. */
export function readExample(section: Section, command: string, diagnostics: Diagnostics): Example | null {
  const blocks = section.parts.flatMap((part) => part.blocks).filter((block) => block.kind === 'code');
  const examples = blocks.map((block) => (isJson(block) ? exampleOf(block, command, diagnostics) : null));
  return examples.find((example) => example !== null) ?? null;
}

function isJson({ language, content }: CodeBlock): boolean {
  return language === 'json' || (language === '' && content.startsWith('{'));
}

function exampleOf(block: CodeBlock, command: string, diagnostics: Diagnostics): Example | null {
  let value: unknown;
  try {
    value = JSON.parse(block.content);
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error);
    diagnostics.report('example-unreadable', originOf(block), { command, reason });
    return null;
  }
  if (isPlaceholder(value)) {
    diagnostics.report('placeholder-example', originOf(block), { command });
    return null;
  }
  const envelope = envelopeOf(value);
  const key = itemKeyOf(envelope === null ? value : envelope.inner);
  return {
    envelope: envelope && statedKey(envelope.key, block),
    itemKey: key === null ? null : statedKey(key, block),
  };
}

/** An example that shows nothing: empty, or with one member that only says so, as Slate's own template has it. */
function isPlaceholder(value: unknown): boolean {
  if (typeof value !== 'object' || value === null) return true;
  const [member, ...others] = Object.entries(value);
  if (member === undefined) return true;
  const [key, content] = member;
  return (
    others.length === 0 && typeof content === 'string' && (key === 'json' || content === 'example' || content === '...')
  );
}

function envelopeOf(value: unknown): { key: string; inner: unknown } | null {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) return null;
  const [member, ...others] = Object.entries(value);
  if (member === undefined || others.length > 0 || !member[0].toLowerCase().endsWith('response')) return null;
  return { key: member[0], inner: member[1] };
}

/** The one array beside `count`, as CloudStack's lists have it. */
function itemKeyOf(value: unknown): string | null {
  if (typeof value !== 'object' || value === null || !('count' in value) || typeof value.count !== 'number')
    return null;
  const arrays = Object.entries(value).filter(([, member]) => Array.isArray(member));
  return arrays.length === 1 ? (arrays[0]?.[0] ?? null) : null;
}

function statedKey(key: string, block: CodeBlock): Stated<string> {
  const before = block.content.slice(0, Math.max(0, block.content.indexOf(JSON.stringify(key)))).split('\n');
  const line = block.first + before.length - 1;
  const column = block.page.lines[line]?.indexOf(JSON.stringify(key)) ?? 0;
  return { value: key, origin: originOf(block, line, Math.max(0, column)) };
}
