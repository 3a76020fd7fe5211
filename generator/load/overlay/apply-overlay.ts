import type { Diagnostics } from '../../diagnostics/diagnostics.js';
import { joinPointer } from '../../text/pointer.js';
import { maximumDepth } from '../../text/yaml.js';
import { type Incoming, Merger } from './merge-value.js';
import { isHolder, type Json, kindOf, memberOf, type OverlaidValue, type Site } from './overlaid-value.js';
import type { Action, Overlay } from './read-overlay.js';

/** Evaluates a JSONPath expression. @throws when it is none. */
export type Select = (document: Json, expression: string) => readonly (readonly string[])[];

/** A node that an expression selects. */
interface Selected {
  readonly node: Json;
  readonly pointer: string;
  /** `null` for the whole document. */
  readonly site: Site | null;
}

/** Nodes that overlays may add; a copy of everything into itself, again and again, grows without bound. */
const maximumNodes = 2_000_000;

/** Applies the actions of overlays to one document, in their order. */
export class OverlayRun {
  /** Actions that found their target, or were reported. */
  readonly settled = new Set<Action>();
  readonly #document: OverlaidValue;
  readonly #select: Select;
  readonly #diagnostics: Diagnostics;
  #added = 0;

  constructor(document: OverlaidValue, select: Select, diagnostics: Diagnostics) {
    this.#document = document;
    this.#select = select;
    this.#diagnostics = diagnostics;
  }

  apply({ actions }: Overlay): void {
    for (const action of actions) {
      const selected = this.#nodes(action, 'target', action.target);
      if (selected === null || selected.length > 0) this.settled.add(action);
      if (selected === null) continue;
      if (action.change.kind === 'remove') this.#remove(action, selected);
      else this.#merge(action, selected);
    }
  }

  #remove(action: Action, selected: readonly Selected[]): void {
    const holders = new Map<Site['holder'], { steps: Set<string>; pointer: string }>();
    for (const { site, pointer } of selected) {
      if (site === null) {
        this.#invalid(action, 'target', 'the whole document cannot be removed');
        continue;
      }
      const outer = pointer.slice(0, pointer.lastIndexOf('/'));
      const known = holders.get(site.holder) ?? { steps: new Set<string>(), pointer: outer };
      known.steps.add(site.step);
      holders.set(site.holder, known);
    }
    // Inner ones first: their pointers count as long as nothing before them has gone.
    const ordered = [...holders].sort(([, a], [, b]) => b.pointer.length - a.pointer.length);
    for (const [holder, { steps, pointer }] of ordered) this.#document.remove(holder, steps, pointer);
  }

  #merge(action: Action, selected: readonly Selected[]): void {
    const incoming = this.#incoming(action);
    if (incoming === null || selected.length === 0) return;
    if (new Set(selected.map(({ node }) => kindOf(node))).size > 1) {
      return this.#invalid(action, 'target', 'it selects objects, lists and scalars together, which no value suits');
    }
    if (!this.#isAffordable(action, selected, incoming.value)) return;
    const merger = new Merger(this.#document);
    for (const { node, site } of selected) merger.merge(node, site, incoming);
    for (const { origin, given, found } of merger.mismatches) {
      this.#diagnostics.report('overlay-mismatch', origin, { given, found });
    }
  }

  /** What an action brings: the value of its update, or what its copy selects. */
  #incoming({ change, ...action }: Action): Incoming | null {
    const at = (member: string) => ({ file: action.origin.file, at: joinPointer(String(action.origin.at), member) });
    if (change.kind === 'update') return { value: change.value, origin: at('update') };
    if (change.kind !== 'copy') return null;
    const found = this.#nodes({ ...action, change }, 'copy', change.from);
    const [only, ...others] = found ?? [];
    if (only !== undefined && others.length === 0)
      return { value: only.node, origin: this.#document.placeOf(only.pointer) };
    if (found !== null)
      this.#invalid({ ...action, change }, 'copy', `it selects ${found.length} nodes, and must select one`);
    return null;
  }

  #isAffordable(action: Action, selected: readonly Selected[], value: Json): boolean {
    const { nodes, depth } = measure(value);
    this.#added += nodes * selected.length;
    const deepest = Math.max(...selected.map(({ pointer }) => pointer.split('/').length));
    if (this.#added <= maximumNodes && deepest + depth <= maximumDepth) return true;
    this.#diagnostics.report('overlay-too-large', action.origin, { nodes: maximumNodes, levels: maximumDepth });
    return false;
  }

  #nodes(action: Action, member: 'target' | 'copy', expression: string): readonly Selected[] | null {
    try {
      const selected = this.#select(this.#document.value, expression).map((steps) => this.#selected(steps));
      // An expression may select a node twice, which is to be changed once.
      return [...new Map(selected.map((one) => [one.pointer, one])).values()];
    } catch (error) {
      this.#invalid(action, member, error instanceof Error ? error.message.replace(/\.$/, '') : String(error));
      return null;
    }
  }

  #selected(steps: readonly string[]): Selected {
    let node: Json = this.#document.value;
    let site: Site | null = null;
    let pointer = '';
    for (const step of steps) {
      if (!isHolder(node)) break;
      site = { holder: node, step };
      node = memberOf(node, step) ?? null;
      pointer = joinPointer(pointer, step);
    }
    return { node, site, pointer };
  }

  #invalid({ origin: { file, at } }: Action, member: string, problem: string): void {
    this.#diagnostics.report(
      'overlay-target-invalid',
      { file, at: joinPointer(String(at), member) },
      { member, problem },
    );
  }
}

function measure(value: Json): { readonly nodes: number; readonly depth: number } {
  if (!isHolder(value)) return { nodes: 1, depth: 1 };
  let nodes = 1;
  let depth = 0;
  for (const child of Object.values(value)) {
    const inner = measure(child);
    nodes += inner.nodes;
    depth = Math.max(depth, inner.depth);
  }
  return { nodes, depth: depth + 1 };
}
