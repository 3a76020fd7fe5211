import type { Verb } from './verb.js';

/** What `--help` prints. */
export function printHelp(verbs: readonly Verb[]): string {
  return [
    'cloudstack-codegen: a TypeScript client, zod validators and server stubs from what is written about a CloudStack API',
    '',
    'Usage: cloudstack-codegen COMMAND [OPTIONS]',
    '',
    ...verbs.map(({ name, arguments: given, help }) => `  ${`${name} ${given}`.padEnd(34)} ${help}`),
    '',
    '  --help, --version',
    '',
    'Exit codes: 0 fine; 1 a finding (stale output, changes that --fail-on names, warnings under --strict); 2 bad input; 3 a bug of the generator.',
    '',
  ].join('\n');
}

/** What `COMMAND --help` prints. */
export function printVerbHelp({ name, arguments: given, help, flags }: Verb): string {
  return [
    `Usage: cloudstack-codegen ${name} ${given} [OPTIONS]`,
    '',
    `  ${help}`,
    '',
    ...flags.map((flag) => {
      const written = `--${flag.name}${flag.value === null ? '' : ` ${flag.value}`}`;
      return `  ${written.padEnd(22)} ${flag.help}${flag.repeatable === true ? '; repeatable' : ''}`;
    }),
    '',
  ].join('\n');
}

/** Whether one of these options was typed; behind `--` there are only documents. */
export function isTyped(options: readonly string[], argv: readonly string[]): boolean {
  const end = argv.indexOf('--');
  return argv.slice(0, end < 0 ? argv.length : end).some((argument) => options.includes(argument));
}
