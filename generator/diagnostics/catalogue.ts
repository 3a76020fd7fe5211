import { build } from './catalogue/build.js';
import { config } from './catalogue/config.js';
import { diff } from './catalogue/diff.js';
import { discover } from './catalogue/discover.js';
import { customise } from './catalogue/customise.js';
import { listApis } from './catalogue/listapis.js';
import { load } from './catalogue/load.js';
import { mock } from './catalogue/mock.js';
import { network } from './catalogue/network.js';
import { normalise } from './catalogue/normalise.js';
import { openApi } from './catalogue/openapi.js';
import { output } from './catalogue/output.js';
import { overlay } from './catalogue/overlay.js';
import { scaffold } from './catalogue/scaffold.js';
import { slate } from './catalogue/slate.js';
import { slateTables } from './catalogue/slate-tables.js';
import { usage } from './catalogue/usage.js';
import { writing } from './catalogue/writing.js';
import type { Entry } from './entry.js';

export type { Severity } from './entry.js';

/** Every diagnostic that exists, by permanent code; the only place with sentences. */
export const catalogue = {
  ...load,
  ...network,
  ...config,
  ...diff,
  ...discover,
  ...openApi,
  ...overlay,
  ...slate,
  ...slateTables,
  ...listApis,
  ...normalise,
  ...customise,
  ...output,
  ...writing,
  ...build,
  ...usage,
  ...mock,
  ...scaffold,
};

export type Code = keyof typeof catalogue;

/** What a code's sentences need to know: a missing value does not compile. */
export type Values<C extends Code> = (typeof catalogue)[C] extends Entry<infer V> ? V : never;
