/** An option of the command line, as far as a config file needs to know it. */
export interface ConfigOption {
  /** Without the dashes. */
  readonly name: string;
  /** What its value is: `FILE`, `DIR`, `LIST`…; `null` for a switch. */
  readonly value: string | null;
  readonly repeatable?: boolean;
  readonly choices?: readonly string[];
  readonly help: string;
}

/** A key of a config file: an option under the name that it has in code. */
export interface ConfigKey {
  readonly key: string;
  /** Name of the option. */
  readonly option: string;
  readonly kind: 'switch' | 'text' | 'list';
  readonly choices: readonly string[] | null;
  /** Whether its texts are paths, which are relative to the config file. */
  readonly isPath: boolean;
  readonly help: string;
}

/** Documents that are named without an option on the command line. */
export const documentsKey = 'documents';

/** The keys of a config file: one per option, and the documents that need none. */
export function configKeys(options: readonly ConfigOption[]): readonly ConfigKey[] {
  const keys = options.map(({ name, value, repeatable, choices, help }): ConfigKey => {
    const kind = value === null ? 'switch' : repeatable === true ? 'list' : 'text';
    const isPath = value === 'FILE' || value === 'DIR';
    return { key: camelCase(name), option: name, kind, choices: choices ?? null, isPath, help };
  });
  const help = 'documents whose format is worked out';
  return [...keys, { key: documentsKey, option: documentsKey, kind: 'list', choices: null, isPath: true, help }];
}

function camelCase(name: string): string {
  return name.replace(/-(\w)/g, (_, letter: string) => letter.toUpperCase());
}
