import type { Diagnostics } from '../../diagnostics/diagnostics.js';
import type { Overlaid, SourceFile } from '../../model/source.js';
import { readText } from '../../text/read-text.js';
import { plainPath, resolveReference } from '../../text/references.js';
import { OverlayRun, type Select } from './apply-overlay.js';
import { copyOf } from './merge-value.js';
import { type Json, OverlaidValue } from './overlaid-value.js';
import { type Action, type Overlay, readOverlay } from './read-overlay.js';

/** Overlays of a run, in the order in which they are given, and what became of them. */
export class Overlays {
  readonly #overlays: readonly Overlay[];
  readonly #select: Select;
  readonly #diagnostics: Diagnostics;
  /** Actions that were tried on some document, and those of which nothing is left to say. */
  readonly #tried = new Set<Action>();
  readonly #settled = new Set<Action>();

  private constructor(overlays: readonly Overlay[], select: Select, diagnostics: Diagnostics) {
    this.#overlays = overlays;
    this.#select = select;
    this.#diagnostics = diagnostics;
  }

  /** Reads overlays; `null` when there are none, so that nobody pays for what is not used. */
  static async read(files: readonly SourceFile[], diagnostics: Diagnostics): Promise<Overlays | null> {
    if (files.length === 0) return null;
    const overlays = files.flatMap((file) => readOverlay(file, diagnostics) ?? []);
    const { exec } = await import('jsonpath-rfc9535');
    const select: Select = (document, expression) => {
      const found: string[][] = [];
      exec(document, expression, (_, path) => found.push(path.map(plainStep)));
      return found;
    };
    return new Overlays(overlays, select, diagnostics);
  }

  /**
   * The document with every overlay applied that is meant for it, in order. One whose `extends` names another of the
   * given documents is not.
   *
   * @param documents - paths of all documents, as the user gave them
   * @returns `null` for a text that cannot be read, which is left to the parser
   */
  apply(document: SourceFile, documents: readonly string[]): Overlaid | null {
    const { value, faults } = readText(document.text);
    if (faults !== null || typeof value !== 'object' || value === null) return null;
    const overlaid = new OverlaidValue(document.file, copyOf(value as Json));
    const run = new OverlayRun(overlaid, this.#select, this.#diagnostics);
    for (const overlay of this.#overlays.filter((one) => isMeant(one, document.file, documents))) {
      for (const action of overlay.actions) this.#tried.add(action);
      run.apply(overlay);
    }
    for (const action of run.settled) this.#settled.add(action);
    return overlaid;
  }

  /** Reports actions that had nothing to act on in any document. */
  reportUnmatched(): void {
    for (const { actions, file } of this.#overlays) {
      const untried = actions.every((action) => !this.#tried.has(action));
      if (untried) this.#diagnostics.report('overlay-unused', { file, at: '' }, {});
      for (const action of actions) {
        if (untried || this.#settled.has(action)) continue;
        const origin = { file, at: `${String(action.origin.at)}/target` };
        this.#diagnostics.report('overlay-target-unmatched', origin, { target: action.target });
      }
    }
  }
}

function isMeant(overlay: Overlay, document: string, documents: readonly string[]): boolean {
  if (overlay.extends === null) return true;
  const target = resolveReference(overlay.extends.value, overlay.file);
  const named = target.kind === 'local' ? target.file : null;
  const isGiven = documents.some((file) => plainPath(file) === named);
  return !isGiven || plainPath(document) === named;
}

/** A step of a normalised path as it is: there quotes, backslashes and control characters are escaped. */
function plainStep(step: string | number): string {
  return String(step).replace(/\\(?:u([\da-f]{4})|(.))/g, (_, code: string | undefined, character: string) =>
    code === undefined ? (escapes.get(character) ?? character) : String.fromCharCode(Number.parseInt(code, 16)),
  );
}

const escapes: ReadonlyMap<string, string> = new Map([
  ['b', '\b'],
  ['n', '\n'],
  ['f', '\f'],
  ['r', '\r'],
  ['t', '\t'],
]);
