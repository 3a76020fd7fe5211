// Prints docs/diagnostics.md from the catalogue of diagnostics.
import { writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { build } from 'rolldown';

const root = fileURLToPath(new URL('..', import.meta.url));

const { output } = await build({
  input: `${root}scripts/docs/diagnostics-page.ts`,
  platform: 'node',
  external: /^node:/,
  output: { format: 'esm' },
  write: false,
});
const { diagnosticsPage } = await import(`data:text/javascript,${encodeURIComponent(output[0].code)}`);
writeFileSync(`${root}docs/diagnostics.md`, diagnosticsPage());
