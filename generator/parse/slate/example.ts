import type { RawField, RawType } from '../../model/raw-api.js';
import type { Origin, Stated } from '../../model/source.js';
import { type CodeBlock, originOf } from './blocks.js';
import type { Findings } from './findings.js';
import type { Part, Section } from './outline.js';
import { plainType } from './type-cell.js';

/** What a JSON example of an answer shows. */
export interface Example {
  readonly origin: Origin;
  readonly envelope: Stated<string> | null;
  /** The key of the array beside `count`; `null` where the answer is no list. */
  readonly itemKey: Stated<string> | null;
  /** What it shows inside the envelope. */
  readonly value: unknown;
  /** Members of the entity or of the first item, their types as far as a value tells them. */
  readonly fields: readonly RawField[];
}

/** Reads the first real JSON example of a section; placeholders and broken ones are reported and left out. */
export function readExample(section: Section, command: string, findings: Findings): Example | null {
  const blocks = section.parts.flatMap(answersIn);
  const examples = blocks.map((block) => (isJson(block) ? exampleOf(block, command, findings) : null));
  return examples.find((example) => example !== null) ?? null;
}

/** Code blocks, but for those that stand among the parameters or that the quote above calls the body of a request. */
function answersIn({ kind, blocks }: Part): CodeBlock[] {
  let isRequest = kind === 'parameters';
  return blocks.flatMap((block) => {
    if (block.kind === 'quote') isRequest = announcesRequest(block.content) ?? isRequest;
    return block.kind === 'code' && !isRequest ? [block] : [];
  });
}

function announcesRequest(quote: string): boolean | null {
  if (/respon|return|answer|result/i.test(quote)) return false;
  return /request|body|payload|parameter/i.test(quote) ? true : null;
}

function isJson({ language, content }: CodeBlock): boolean {
  return (
    ['json', 'json5', 'jsonc'].includes(language) ||
    (['', 'javascript', 'js'].includes(language) && content.startsWith('{'))
  );
}

function exampleOf(block: CodeBlock, command: string, findings: Findings): Example | null {
  let value: unknown;
  try {
    value = JSON.parse(block.content);
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error);
    findings.report('example-unreadable', originOf(block), { command, reason });
    return null;
  }
  if (isPlaceholder(value)) {
    findings.report('placeholder-example', originOf(block), { command });
    return null;
  }
  const envelope = envelopeOf(value);
  const inner = envelope === null ? value : envelope.inner;
  const key = itemKeyOf(inner);
  return {
    origin: originOf(block),
    value: inner,
    fields: fieldsOf(inner, block),
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

/** The members that an example shows; wrappers are theirs as well, and taken off with those of tables. */
function fieldsOf(value: unknown, block: CodeBlock, depth = 0): RawField[] {
  if (typeof value !== 'object' || value === null || Array.isArray(value) || depth > 4) return [];
  return Object.entries(value)
    .slice(0, 500)
    .map(([key, member]) => {
      const name = statedKey(key, block);
      return {
        name,
        type: { value: typeOf(member, block, depth), origin: name.origin },
        required: false,
        description: null,
      };
    });
}

function typeOf(value: unknown, block: CodeBlock, depth: number): RawType {
  if (Array.isArray(value)) {
    const items = value.length === 0 ? null : typeOf(value[0], block, depth);
    return { ...plainType('list'), items };
  }
  if (typeof value === 'string' || typeof value === 'boolean') return plainType(typeof value);
  if (typeof value === 'number') {
    if (!Number.isInteger(value)) return plainType('double');
    return plainType(Math.abs(value) < 2 ** 31 ? 'integer' : 'long');
  }
  const fields = fieldsOf(value, block, depth + 1);
  if (fields.length === 0) return plainType('object');
  return { ...plainType('object'), shape: { name: null, description: null, origin: originOf(block), fields } };
}

function statedKey(key: string, block: CodeBlock): Stated<string> {
  const before = block.content.slice(0, Math.max(0, block.content.indexOf(JSON.stringify(key)))).split('\n');
  const line = block.first + before.length - 1;
  const column = block.page.lines[line]?.indexOf(JSON.stringify(key)) ?? 0;
  return { value: key, origin: originOf(block, line, Math.max(0, column)) };
}
