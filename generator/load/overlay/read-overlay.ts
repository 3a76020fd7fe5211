import type { Diagnostics } from '../../diagnostics/diagnostics.js';
import { reportFault } from '../../diagnostics/report-fault.js';
import type { Origin, SourceFile } from '../../model/source.js';
import { joinPointer } from '../../text/pointer.js';
import { readText } from '../../text/read-text.js';
import type { Json, JsonObject } from './overlaid-value.js';

/** One change that an overlay makes. */
export interface Action {
  /** A JSONPath expression (RFC 9535). */
  readonly target: string;
  readonly change:
    | { readonly kind: 'update'; readonly value: Json }
    | { readonly kind: 'copy'; readonly from: string }
    | { readonly kind: 'remove' };
  readonly origin: Origin;
}

/** An overlay, read and found sound. */
export interface Overlay {
  readonly file: string;
  /** The document it was made for, as written; `null` where it does not say. */
  readonly extends: { readonly value: string; readonly origin: Origin } | null;
  readonly actions: readonly Action[];
}

const documentMembers: ReadonlySet<string> = new Set(['overlay', 'info', 'extends', 'actions']);
const actionMembers: ReadonlySet<string> = new Set(['target', 'description', 'update', 'copy', 'remove']);

/** Reads an overlay of version 1.0 or 1.1; what is wrong with it is reported, and the answer `null`. */
export function readOverlay(file: SourceFile, diagnostics: Diagnostics): Overlay | null {
  const { value, faults } = readText(file.text);
  for (const fault of faults ?? []) reportFault(file, fault, diagnostics);
  if (faults !== null) return null;
  const errors = diagnostics.count('error');
  const overlay = new OverlayReader(file.file, diagnostics).read(value as Json);
  return diagnostics.count('error') === errors ? overlay : null;
}

class OverlayReader {
  readonly #file: string;
  readonly #diagnostics: Diagnostics;

  constructor(file: string, diagnostics: Diagnostics) {
    this.#file = file;
    this.#diagnostics = diagnostics;
  }

  read(value: Json): Overlay | null {
    if (!isObject(value) || !Object.hasOwn(value, 'overlay')) return this.#invalid('', 'it has no member "overlay"');
    const version = String(value['overlay']);
    if (!/^1\.[01](?:\.\d+)?$/.test(version)) {
      this.#diagnostics.report('overlay-version-unsupported', this.#at('/overlay'), { version });
      return null;
    }
    this.#checkMembers(value, documentMembers, '');
    const { actions, extends: base } = value;
    if (!Array.isArray(actions) || actions.length === 0)
      return this.#invalid('/actions', 'it has no list of "actions"');
    return {
      file: this.#file,
      extends: typeof base === 'string' ? { value: base, origin: this.#at('/extends') } : null,
      actions: actions.flatMap((action, index) => this.#action(action, `/actions/${index}`) ?? []),
    };
  }

  #action(action: Json, at: string): Action | null {
    if (!isObject(action)) return this.#invalid(at, 'an action is an object');
    this.#checkMembers(action, actionMembers, at);
    const { target } = action;
    if (typeof target !== 'string') return this.#invalid(at, 'the action has no "target" that is a text');
    const change = this.#change(action, at);
    return change === null ? null : { target, change, origin: this.#at(at) };
  }

  /** `remove` counts before the others, which then have no effect. */
  #change(action: JsonObject, at: string): Action['change'] | null {
    if (action['remove'] === true) return { kind: 'remove' };
    const { update, copy } = action;
    if (update !== undefined && copy !== undefined) return this.#invalid(at, 'the action has both "update" and "copy"');
    if (copy !== undefined && typeof copy !== 'string') return this.#invalid(`${at}/copy`, 'its "copy" is no text');
    if (typeof copy === 'string') return { kind: 'copy', from: copy };
    if (update !== undefined) return { kind: 'update', value: update };
    return this.#invalid(at, 'the action has none of "update", "copy", and "remove: true"');
  }

  #checkMembers(value: JsonObject, known: ReadonlySet<string>, at: string): void {
    const strange = Object.keys(value).filter((name) => !known.has(name) && !name.startsWith('x-'));
    for (const name of strange)
      this.#diagnostics.report('overlay-member-unknown', this.#at(joinPointer(at, name)), { name });
  }

  #invalid(at: string, problem: string): null {
    this.#diagnostics.report('overlay-invalid', this.#at(at), { problem });
    return null;
  }

  #at(pointer: string): Origin {
    return { file: this.#file, at: pointer };
  }
}

function isObject(value: Json): value is JsonObject {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
