import { configFlags, diffFlags, discoverFlags, documentFlags, initFlags, mockFlags, packageFlags } from './flags.js';
import type { Verb } from './verb.js';

/**
 * What there is to run. What a verb does is loaded when it is run, so that neither `--version` nor `--help` waits for
 * parsers and templates.
 */
const table: readonly Verb[] = [
  {
    name: 'generate',
    arguments: '[FILE…]',
    help: 'read documents, write the package',
    flags: [
      ...documentFlags,
      ...packageFlags,
      ...configFlags,
      { name: 'watch', value: null, help: 'generate again whenever a document, an override or the config changes' },
      { name: 'dry-run', value: null, help: 'everything but the writing' },
      { name: 'force', value: null, help: 'run even if nothing changed since the last time' },
    ],
    config: 'packages',
    run: async (...given) => (await import('./generate.js')).runGenerate(...given),
  },
  {
    name: 'check',
    arguments: '[FILE…]',
    help: 'say which files of the package are stale, and how; write nothing',
    flags: [...documentFlags, ...packageFlags, ...configFlags],
    config: 'packages',
    run: async (...given) => (await import('./check.js')).runCheck(...given),
  },
  {
    name: 'diff',
    arguments: 'OLD NEW',
    help: 'say what changed between two documents or models, rated; write nothing',
    flags: [...diffFlags, ...documentFlags],
    run: async (...given) => (await import('./diff.js')).runDiff(...given),
  },
  {
    name: 'explain',
    arguments: 'COMMAND[.PARAM] [FILE…]',
    help: "print the model's view of a command, with who said what and where",
    flags: [...documentFlags, ...configFlags],
    config: 'package',
    subjects: 1,
    run: async (...given) => (await import('./explain.js')).runExplain(...given),
  },
  {
    name: 'model',
    arguments: '[FILE…]',
    help: 'print the whole command model as JSON',
    flags: [...documentFlags, ...configFlags],
    config: 'package',
    run: async (...given) => (await import('./model.js')).runModel(...given),
  },
  {
    name: 'mock',
    arguments: '[FILE…]',
    help: 'serve a stateful mock of the API that the documents describe',
    flags: [...documentFlags, ...mockFlags, ...configFlags],
    config: 'package',
    run: async (...given) => (await import('./mock.js')).runMock(...given),
  },
  {
    name: 'discover',
    arguments: '',
    help: 'fetch listApis from a live server, and write it sorted',
    flags: discoverFlags,
    run: async (...given) => (await import('./discover.js')).runDiscover(...given),
  },
  {
    name: 'init',
    arguments: '[FILE…]',
    help: 'write a config file, asking only what it must',
    flags: initFlags,
    run: async (...given) => (await import('./init.js')).runInit(...given),
  },
];

export const verbNames: readonly string[] = table.map(({ name }) => name);

export async function findVerb(name: string): Promise<Verb | null> {
  return table.find((verb) => verb.name === name) ?? null;
}

export async function verbs(): Promise<readonly Verb[]> {
  return table;
}
