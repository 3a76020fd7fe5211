import { readFileSync } from 'node:fs';
import { parseSync } from 'rolldown/utils';
import { expect, test } from 'vitest';

const runtime = new URL('../../../templates/runtime/', import.meta.url);

/** Every file that is loaded with this one, with the packages that they load. */
function loadedWith(entry: string): { files: Map<string, string>; packages: Set<string> } {
  const files = new Map<string, string>();
  const packages = new Set<string>();
  const waiting = [new URL(entry, runtime)];
  for (let url = waiting.pop(); url !== undefined; url = waiting.pop()) {
    if (files.has(url.pathname)) continue;
    const text = readFileSync(url, 'utf8');
    files.set(url.pathname, text);
    for (const specifier of valueImports(url.pathname, text)) {
      if (specifier.startsWith('.')) waiting.push(new URL(specifier.replace(/\.js$/, '.ts'), url));
      else packages.add(specifier);
    }
  }
  return { files, packages };
}

function valueImports(path: string, text: string): string[] {
  const { staticImports, staticExports, dynamicImports } = parseSync(path, text).module;
  const imported = staticImports.filter(({ entries }) => entries.length === 0 || entries.some(({ isType }) => !isType));
  const exported = staticExports.flatMap(({ entries }) => entries.filter(({ isType }) => !isType));
  return [
    ...imported.map(({ moduleRequest }) => moduleRequest.value),
    ...exported.flatMap(({ moduleRequest }) => (moduleRequest === null ? [] : [moduleRequest.value])),
    ...dynamicImports.map(() => 'a dynamic import'),
  ];
}

const { files, packages } = loadedWith('index.ts');

// That no global of Node is used is what tsconfig.runtime.json checks: it knows none.
test('the client loads no package, neither zod nor one of Node', () => {
  expect([...packages]).toEqual([]);
  expect([...files.keys()].some((path) => path.endsWith('/client.ts'))).toBe(true);
  expect([...files.keys()].filter((path) => /\/validate\.ts$|\/server\//.test(path))).toEqual([]);
});

test('the entry for Node loads its modules only when they are needed', () => {
  const node = loadedWith('node/index.ts');
  expect([...node.packages]).toEqual(['a dynamic import']);
  expect([...node.files.values()].some((text) => /from 'node:/.test(text))).toBe(false);
});
