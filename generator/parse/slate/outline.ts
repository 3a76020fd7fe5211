import { announced, type Block, type Heading } from './blocks.js';
import { type CommandTitle, readTitle } from './title.js';
import { plainText } from './text.js';
import { looksLikeCommand, partKind, type PartKind } from './wording.js';

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
  /** The heading without numbers, brackets and badges. */
  readonly title: string;
  /** What the brackets and badges of the heading say. */
  readonly said: CommandTitle;
  readonly group: Heading | null;
  readonly parts: readonly Part[];
}

/** A heading on its way into the outline. */
interface Node {
  readonly heading: Heading;
  readonly said: CommandTitle;
  kind: PartKind | null;
  /** The heading whose part it is. */
  owner: Node | null;
  owns: boolean;
}

/**
 * Sorts blocks into sections, at whatever levels: a heading that announces a part ("Response") belongs to the command
 * above it, which is the nearest higher heading, or one of the same level that is written as only commands are. What
 * stands above the commands is their group.
 */
export function outline(blocks: readonly Block[]): Section[] {
  const nodes = new Map<Block, Node>();
  for (const block of blocks) if (block.kind === 'heading') nodes.set(block, nodeOf(block));
  assignOwners([...nodes.values()]);
  demoteGroups([...nodes.values()]);
  return sectionsOf(blocks, nodes);
}

function nodeOf(heading: Heading): Node {
  const said = readTitle(plainText(heading.content));
  return { heading, said, kind: partKind(said.title), owner: null, owns: false };
}

function assignOwners(nodes: readonly Node[]): void {
  const above: Node[] = [];
  for (const node of nodes) {
    const { level } = node.heading;
    if (node.kind === null) {
      while ((above.at(-1)?.heading.level ?? 0) >= level) above.pop();
      above.push(node);
      continue;
    }
    const candidates = above.filter(
      ({ heading, said }) => heading.level < level || (heading.level === level && looksLikeCommand(said.title)),
    );
    node.owner = candidates.findLast(({ said }) => looksLikeCommand(said.title)) ?? candidates.at(-1) ?? null;
    if (node.owner !== null) node.owner.owns = true;
  }
}

/** "Usage" announces a part, unless commands stand below it: then it is a group of that name. */
function demoteGroups(nodes: readonly Node[]): void {
  let lowest: Node | null = null;
  for (const node of nodes) {
    if (node.kind !== null) {
      lowest = node;
    } else if (lowest !== null && node.heading.level > lowest.heading.level && node.owns) {
      lowest.kind = null;
      lowest.owner = null;
    } else if (lowest !== null && node.heading.level <= lowest.heading.level) {
      lowest = null;
    }
  }
}

interface OpenPart {
  readonly kind: Part['kind'];
  readonly heading: Heading | null;
  readonly blocks: Block[];
}

interface OpenSection extends Omit<Section, 'parts'> {
  readonly node: Node;
  readonly parts: OpenPart[];
}

function sectionsOf(blocks: readonly Block[], nodes: ReadonlyMap<Block, Node>): Section[] {
  const sections: OpenSection[] = [];
  const above: Node[] = [];
  let section: OpenSection | null = null;
  for (const block of blocks) {
    const node = nodes.get(block);
    if (node === undefined || block.kind !== 'heading') {
      section?.parts.at(-1)?.blocks.push(block);
      continue;
    }
    if (section !== null && belongsTo(node, section)) {
      addHeading(block, node, section);
      continue;
    }
    while ((above.at(-1)?.heading.level ?? 0) >= block.level) above.pop();
    section = {
      heading: block,
      title: node.said.title,
      said: node.said,
      group: groupOf(above),
      parts: [{ kind: 'intro', heading: null, blocks: [] }],
      node,
    };
    sections.push(section);
    above.push(node);
  }
  return sections.map(({ heading, title, said, group, parts }) => ({ heading, title, said, group, parts }));
}

function belongsTo(node: Node, section: OpenSection): boolean {
  const { level } = node.heading;
  if (node.kind !== null && node.owner === section.node) return true;
  if (node.owns || level <= section.heading.level) return false;
  // A smaller heading inside a part may be anything; one inside a group's introduction begins a section.
  return level === announced || section.node.owns || looksLikeCommand(section.title);
}

function addHeading(block: Heading, { kind }: Node, { parts, heading }: OpenSection): void {
  const current = parts.at(-1);
  const isInside = block.level > (current?.heading?.level ?? (block.level === announced ? heading.level : announced));
  if (kind === null && isInside) current?.blocks.push(block);
  else parts.push({ kind: kind ?? 'other', heading: block, blocks: [] });
}

/** The nearest heading above that is not empty; parts and commands are none. */
function groupOf(above: readonly Node[]): Heading | null {
  const group = above.findLast(
    ({ heading, kind, said }) => heading.content !== '' && kind === null && !looksLikeCommand(said.title),
  );
  return group?.heading ?? null;
}
