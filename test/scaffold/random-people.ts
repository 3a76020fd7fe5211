import fc from 'fast-check';
import type { Options } from 'prettier';

/** A command that people handle, and how they wrote its handler. */
interface Member {
  readonly command: string;
  readonly form: 'method' | 'arrow' | 'function' | 'shorthand' | 'quoted' | 'computed' | 'spread' | 'assigned';
  readonly comment: string | null;
  readonly blankAbove: boolean;
}

/** A file that people wrote. */
export interface PeoplesText {
  readonly text: string;
  /** What they handle. */
  readonly handled: readonly string[];
}

/** Tells how its writer indents, and ends a list; a file of nothing but an empty object would not. */
const telling = 'const settings = {\n  name: "east",\n};';

const forms = ['method', 'arrow', 'function', 'shorthand', 'quoted', 'computed', 'spread', 'assigned'] as const;
const comments = ['// mine', '/* a\n   block */', '/** Documented: `{ } , ; */'] as const;

const member = (command: string): fc.Arbitrary<Member> =>
  fc.record({
    command: fc.constant(command),
    form: fc.constantFrom(...forms),
    comment: fc.option(fc.constantFrom(...comments)),
    blankAbove: fc.boolean(),
  });

/** How prettier is asked to write. */
export const tastes: fc.Arbitrary<Options> = fc.record({
  tabWidth: fc.constantFrom(2, 4),
  useTabs: fc.boolean(),
  semi: fc.boolean(),
  singleQuote: fc.boolean(),
  bracketSpacing: fc.boolean(),
  trailingComma: fc.constantFrom('all', 'es5', 'none'),
  endOfLine: fc.constantFrom('lf', 'crlf'),
  printWidth: fc.constantFrom(80, 100, 120),
});

/** Files with handlers for some of the commands, in any order and form; `undone` brings prettier's spoils. */
export function peoplesTexts(commands: readonly string[]): fc.Arbitrary<PeoplesText> {
  return fc
    .record({
      members: fc.shuffledSubarray([...commands]).chain((some) => fc.tuple(...some.map(member))),
      wrapping: fc.constantFrom('annotated', 'satisfies', 'as', 'frozen', 'apart', 'renamed'),
      imports: fc.boolean(),
      before: fc.option(fc.constantFrom('// licence', '/**\n * Licence\n */', 'export const more = { a: 1 };')),
      after: fc.option(fc.constantFrom('export function helper() {\n  return {};\n}', '// the end')),
      last: fc.option(fc.constantFrom(...comments)),
      onOneLine: fc.boolean(),
    })
    .map(({ members, wrapping, imports, before, after, last, onOneLine }) => {
      const assigns = members.some(({ form }) => form === 'assigned');
      // What is frozen cannot be assigned to.
      const [head, tail] = wrappings[wrapping === 'frozen' && assigns ? 'annotated' : wrapping];
      const inside = members.filter(({ form }) => form !== 'assigned' && form !== 'spread');
      const spread = members.some(({ form }) => form === 'spread') ? ['  ...others,'] : [];
      const lines = [...spread, ...inside.map(print), ...(last === null ? [] : [`  ${last}`])];
      const object =
        onOneLine && lines.every((line) => !/\n|\/\//.test(line)) ? lines.join(' ') : `\n${lines.join('\n')}\n`;
      const text = [
        before ?? '',
        imports ? `import { unsupportedAction } from '../server.js'; // refuses` : '',
        `const answer = (command: string) => async () => ({ by: 'people', command });`,
        telling,
        ...members
          .filter(({ form }) => form === 'shorthand')
          .map(({ command }) => `const ${command} = answer('${command}');`),
        `const others = {${members
          .filter(({ form }) => form === 'spread')
          .map(({ command }) => `${command}: answer('${command}'),`)
          .join(' ')}};`,
        `${head}{${object}}${tail}`,
        ...members
          .filter(({ form }) => form === 'assigned')
          .map(({ command }) => `zoneHandlers.${command} = answer('${command}');`),
        after ?? '',
      ];
      return { text: `${text.join('\n')}\n`, handled: members.map(({ command }) => command) };
    });
}

const wrappings = {
  annotated: ['export const zoneHandlers: any = ', ';'],
  satisfies: ['export const zoneHandlers: any = ', ' satisfies any;'],
  as: ['export const zoneHandlers = (', ' as any);'],
  frozen: ['export const zoneHandlers: any = Object.freeze(', ' as any);'],
  apart: ['const zoneHandlers: any = ', ';\nexport { zoneHandlers };'],
  renamed: ['const zoneHandlers: any = ', ';\nexport { zoneHandlers as zoneHandlers };'],
} as const;

function print({ command, form, comment, blankAbove }: Member): string {
  const value = `answer('${command}')`;
  const code = {
    method: `async ${command}(this: unknown) {\n    return ${value}();\n  },`,
    arrow: `${command}: async () => ${value}(),`,
    function: `${command}: async function () {\n    return ${value}();\n  },`,
    shorthand: `${command},`,
    quoted: `'${command}': ${value},`,
    computed: `['${command}']: ${value},`,
    spread: '',
    assigned: '',
  }[form];
  return `${blankAbove ? '\n' : ''}${comment === null ? '' : `  ${comment}\n`}  ${code}`;
}
