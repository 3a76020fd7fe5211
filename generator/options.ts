import type { Part } from './model/file-plan.js';

/** What a run of the pipeline is asked for; every field is decided here and read-only afterwards. */
export interface Options {
  /** OpenAPI documents. */
  readonly openapi: readonly string[];
  /** Slate markdown pages. */
  readonly slate: readonly string[];
  /** `listApis` discovery documents. */
  readonly listapis: readonly string[];
  /** Documents whose format is worked out from their name and text. */
  readonly documents: readonly string[];
  /** Overlays that are applied to the OpenAPI documents, in this order. */
  readonly overlay: readonly string[];
  /** Files of facts that win over every document. */
  readonly overrides: readonly string[];
  /** Module with functions that change the model; `null` for none. */
  readonly hooks: string | null;
  /** Folder of templates that take the place of ours; `null` for none. */
  readonly templates: string | null;
  /** Whether documents may be addresses, which are then fetched. */
  readonly allowNetwork: boolean;
  /** Folder of the generated package. */
  readonly out: string;
  readonly emit: ReadonlySet<Part>;
  /** Name of the generated package. */
  readonly name: string;
  /** Version of the generated package; `null` takes the API's own. */
  readonly packageVersion: string | null;
  /** Whether `dist/` is written too, so that the package can be published as it is. */
  readonly build: boolean;
  /** Licence of the generated package, as npm writes it: an SPDX expression, or `UNLICENSED`. */
  readonly license: string;
  /** `https://` address of the repository that the package is published from; `null` when it is not said. */
  readonly repository: string | null;
  /** Who may install a package that is published. */
  readonly access: 'public' | 'restricted';
  /** Command names or globs to keep; empty keeps all. */
  readonly only: readonly string[];
  /** Command names or globs to leave out. */
  readonly exclude: readonly string[];
}

/** Every part of the package, in the order in which they are named. */
export const parts: readonly Part[] = ['client', 'validators', 'server', 'handlers', 'openapi'];

/** What is generated when no part is named: all that needs nobody to write anything. */
const usualParts: readonly Part[] = ['client', 'validators', 'server'];

/** Options with every default filled in. */
export function withDefaults(given: Partial<Options>): Options {
  const emit = new Set(given.emit ?? usualParts);
  if (emit.has('handlers')) emit.add('server');
  // The server checks what it receives.
  if (emit.has('server')) emit.add('validators');
  return Object.freeze({
    openapi: [],
    slate: [],
    listapis: [],
    documents: [],
    overlay: [],
    overrides: [],
    hooks: null,
    templates: null,
    allowNetwork: false,
    out: './output',
    name: 'cloudstack-client',
    packageVersion: null,
    build: false,
    license: 'UNLICENSED',
    repository: null,
    access: 'public',
    only: [],
    exclude: [],
    ...given,
    emit,
  });
}
