import type { Block, Heading } from './blocks.js';
import { plainText } from './text.js';
import { partKind, type PartKind } from './wording.js';

/** A heading inside a command's section with everything below it. */
export interface Part {
  /** `intro` is what precedes the first heading; `other` stands under a heading that means nothing here. */
  readonly kind: PartKind | 'intro' | 'other';
  readonly heading: Heading | null;
  readonly blocks: readonly Block[];
}

/** A heading that may be a command's, with what stands below it. */
export interface Section {
  readonly heading: Heading;
  readonly title: string;
  readonly group: Heading | null;
  readonly parts: readonly Part[];
}

/** Sorts blocks into sections: groups by H1, commands by H2, parts by H3, or all of them deeper or shallower. */
export function outline(blocks: readonly Block[]): Section[] {
  const partLevel = findPartLevel(blocks);
  const sections: { heading: Heading; title: string; group: Heading | null; blocks: Block[] }[] = [];
  let group: Heading | null = null;
  let current: Block[] = [];
  for (const block of blocks) {
    if (block.kind !== 'heading' || block.level >= partLevel) {
      current.push(block);
      continue;
    }
    current = [];
    if (block.level === partLevel - 1) {
      sections.push({ heading: block, title: plainText(block.content), group, blocks: current });
    } else {
      group = block.level === partLevel - 2 && block.content !== '' ? block : null;
    }
  }
  return sections.map(({ blocks: inside, ...section }) => ({ ...section, parts: splitParts(inside, partLevel) }));
}

/** The level at which most headings announce a part. */
function findPartLevel(blocks: readonly Block[]): number {
  const counts = new Map<number, number>();
  for (const block of blocks) {
    if (block.kind !== 'heading' || block.level < 2 || partKind(plainText(block.content)) === null) continue;
    counts.set(block.level, (counts.get(block.level) ?? 0) + 1);
  }
  const [most] = [...counts].sort(([levelA, a], [levelB, b]) => b - a || levelA - levelB);
  return most?.[0] ?? 3;
}

function splitParts(blocks: readonly Block[], partLevel: number): Part[] {
  let current: Block[] = [];
  const parts: { kind: Part['kind']; heading: Heading | null; blocks: Block[] }[] = [
    { kind: 'intro', heading: null, blocks: current },
  ];
  for (const block of blocks) {
    const kind = block.kind === 'heading' ? partKind(plainText(block.content)) : null;
    if (block.kind !== 'heading' || (kind === null && block.level > partLevel)) {
      current.push(block);
      continue;
    }
    current = [];
    parts.push({ kind: kind ?? 'other', heading: block, blocks: current });
  }
  return parts;
}
