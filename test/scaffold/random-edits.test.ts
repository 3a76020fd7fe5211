import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { diffLines } from 'diff';
import fc from 'fast-check';
import { format } from 'prettier';
import { ts } from 'ts-morph';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { ApiModel } from '../../generator/model/api-model.js';
import { extended, modelOf, Project } from './people.js';
import { peoplesTexts, tastes } from './random-people.js';

const commands = ['createZone', 'deleteZone', 'enableZone', 'listZones', 'updateZone'];

let model: ApiModel;
let project: Project;

beforeAll(async () => {
  project = new Project(await mkdtemp(join(tmpdir(), 'cloudstack-codegen-random-')));
  model = await modelOf(project, ...commands);
});
afterAll(() => rm(project.folder, { recursive: true, force: true }));

/** What the handlers of a file answer when they are called. */
async function answersOf(text: string): Promise<Readonly<Record<string, unknown>>> {
  const { outputText } = ts.transpileModule(text, {
    compilerOptions: { module: ts.ModuleKind.CommonJS, target: ts.ScriptTarget.ES2022 },
  });
  const module = {
    exports: {} as { zoneHandlers?: Record<string, (...given: readonly unknown[]) => Promise<unknown>> },
  };
  const server = { unsupportedAction: (errortext: string) => new Error(errortext) };
  // eslint-disable-next-line no-new-func -- the text is made by this test
  new Function('module', 'exports', 'require', outputText)(module, module.exports, () => server);
  const handlers = module.exports.zoneHandlers ?? {};
  const answers = commands.map(async (command) => {
    const answer = await handlers[command]?.({}, { command }).catch((error: Error) => error.message);
    return [command, answer] as const;
  });
  return Object.fromEntries(await Promise.all(answers));
}

/** Lines that are not in a text any more, but for commas that were put behind them. */
function lostLines(before: string, after: string): readonly string[] {
  const changes = diffLines(before, after);
  const linesOf = (wanted: 'added' | 'removed'): readonly string[] =>
    changes.filter((change) => change[wanted]).flatMap(({ value }) => value.split(/\r?\n/));
  const added = new Set(linesOf('added').map((line) => line.replaceAll(',', '')));
  return linesOf('removed').filter((line) => !added.has(line.replaceAll(',', '')));
}

describe('whatever people made of their file', () => {
  it('every command is handled afterwards, as people do or by a stub, and nothing of theirs is lost', async () => {
    await fc.assert(
      fc.asyncProperty(peoplesTexts(commands), async ({ text, handled }) => {
        const { text: after, said } = await extended(project, model, 'zone', text);
        expect(said).toEqual([]);
        expect(await answersOf(after)).toEqual(
          Object.fromEntries(
            commands.map((command) => [
              command,
              handled.includes(command) ? { by: 'people', command } : `${command} is not implemented yet`,
            ]),
          ),
        );
        expect(leftOver(squeezed(text), squeezed(after))).toBe('');
        expect((await extended(project, model, 'zone', after)).text).toBe(after);
      }),
      { numRuns: 60 },
    );
  });

  it('what prettier was content with stays as it is, line by line, and prettier is content again', async () => {
    await fc.assert(
      fc.asyncProperty(peoplesTexts(commands), tastes, async ({ text }, taste) => {
        const options = { ...taste, parser: 'typescript' as const };
        const pretty = await format(text, options);
        const { text: after } = await extended(project, model, 'zone', pretty);
        expect(after).toBe(await format(after, options));
        if (!/zoneHandlers.*\{.*\}/.test(pretty)) expect(lostLines(pretty, after)).toEqual([]);
      }),
      { numRuns: 60 },
    );
  });
});

/** A text without blanks and commas. */
function squeezed(text: string): string {
  return text.replace(/[\s,]+/g, '');
}

/** What is left of a text when its characters are found in another one, in their order. */
function leftOver(text: string, within: string): string {
  let at = 0;
  for (const character of within) if (character === text[at]) at += 1;
  return text.slice(at);
}
