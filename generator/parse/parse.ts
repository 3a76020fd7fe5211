import type { Diagnostics } from '../diagnostics/diagnostics.js';
import type { RawApi } from '../model/raw-api.js';
import type { Source } from '../model/source.js';
import { parseListApis } from './list-apis.js';

export { parseFacts } from './facts.js';

/** Reads what one document says. Parsers of formats that need heavy packages are loaded only when they are needed. */
export async function parse(source: Source, diagnostics: Diagnostics): Promise<RawApi> {
  switch (source.format) {
    case 'listapis':
      return parseListApis(source, diagnostics);
    case 'openapi':
      return (await import('./openapi.js')).parseOpenApi(source, diagnostics);
    case 'slate':
      return (await import('./slate.js')).parseSlate(source, diagnostics);
  }
}
