import type { ApiModel } from '../../generator/model/api-model.js';
import { reservedWords } from '../../generator/model/reserved-words.js';

/** The TypeScript in a generated README as one module: what its reader has, such as keys and ids, is declared. */
export function examplesIn(readme: string, { commands }: ApiModel): string {
  const blocks = [...readme.matchAll(/```ts\n(.*?)```/gs)].map(([, example]) => example);
  const text = blocks.join('\n');
  const declared = new Set([...text.matchAll(/\bconst (\w+)/g)].map(([, name]) => name));
  const parameters = commands.flatMap((command) => command.parameters.map(({ name }) => name));
  const all = ['endpoint', 'apiKey', 'secretKey', ...parameters, ...parameters.map((name) => name.replace(/s$/, ''))];
  const given = [...new Set(all)].filter(
    (name) =>
      /^[A-Za-z]\w*$/.test(name) &&
      !reservedWords.has(name) &&
      !declared.has(name) &&
      new RegExp(`[{[,] ?\\b${name}\\b ?[,}\\]]|^ +${name},$`, 'm').test(text),
  );
  return `${given.map((name) => `declare const ${name}: string;\n`).join('')}${text}`;
}

/** How many blocks of TypeScript a README has. */
export function countExamples(readme: string): number {
  return readme.split('```ts\n').length - 1;
}
