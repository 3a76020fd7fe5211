import { type Ended, makeFolder, run } from '../cli/cli.js';

/** A document that describes two commands. */
export const document = JSON.stringify({
  api: [
    {
      name: 'listZones',
      description: 'Lists zones.',
      isasync: false,
      params: [],
      response: [{ name: 'id', type: 'string' }],
    },
    {
      name: 'listHosts',
      description: 'Lists hosts.',
      isasync: false,
      params: [],
      response: [{ name: 'name', type: 'string' }],
    },
  ],
});

/** Runs in a folder with these files and a document. */
export async function runWith(
  files: Readonly<Record<string, string>>,
  ...argv: readonly string[]
): Promise<Ended & { readonly folder: string }> {
  const folder = await makeFolder({ 'api.json': document, ...files });
  return { folder, ...(await run(argv, { cwd: folder })) };
}
