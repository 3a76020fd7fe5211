import { listApis } from './catalogue/listapis.js';
import { load } from './catalogue/load.js';
import { mock } from './catalogue/mock.js';
import { normalise } from './catalogue/normalise.js';
import { openApi } from './catalogue/openapi.js';
import { output } from './catalogue/output.js';
import { overlay } from './catalogue/overlay.js';
import { scaffold } from './catalogue/scaffold.js';
import { slate } from './catalogue/slate.js';
import { slateTables } from './catalogue/slate-tables.js';
import { usage } from './catalogue/usage.js';
import type { Entry } from './entry.js';

export type { Severity } from './entry.js';

/** Every diagnostic that exists, by permanent code; the only place with sentences. */
export const catalogue = {
  ...load,
  ...openApi,
  ...overlay,
  ...slate,
  ...slateTables,
  ...listApis,
  ...normalise,
  ...output,
  ...usage,
  ...mock,
  ...scaffold,
};

export type Code = keyof typeof catalogue;

/** What a code's sentences need to know: a missing value does not compile. */
export type Values<C extends Code> = (typeof catalogue)[C] extends Entry<infer V> ? V : never;
