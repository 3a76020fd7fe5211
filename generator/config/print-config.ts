/** How a config file can be written. */
export type ConfigFormat = 'ts' | 'mjs' | 'json' | 'yaml';

export const configFormats: readonly ConfigFormat[] = ['ts', 'mjs', 'json', 'yaml'];

/** What a new config file holds, by key. */
export type ConfigContent = Readonly<Record<string, boolean | string | readonly string[]>>;

/**
 * The text of a config file.
 *
 * @param schema where the JSON schema is, as seen from the file; `null` when it is not installed.
 */
export function printConfig(content: ConfigContent, format: ConfigFormat, schema: string | null): string {
  if (format === 'json') {
    return `${JSON.stringify({ ...(schema === null ? {} : { $schema: schema }), ...content }, null, 2)}\n`;
  }
  if (format === 'yaml') return printYaml(content, schema);
  const members = Object.entries(content).map(([key, value]) => `  ${key}: ${printValue(value, printText)},\n`);
  return `import { defineConfig } from 'cloudstack-codegen';\n\nexport default defineConfig({\n${members.join('')}});\n`;
}

/** Texts in JSON's quotes are texts of YAML, too. */
function printYaml(content: ConfigContent, schema: string | null): string {
  const head = schema === null ? '' : `# yaml-language-server: $schema=${schema}\n`;
  const plain = (text: string): string =>
    /^[a-z][\w./-]*$/i.test(text) && !isWord(text) ? text : JSON.stringify(text);
  return (
    head +
    Object.entries(content)
      .map(([key, value]) => `${key}: ${printValue(value, plain)}\n`)
      .join('')
  );
}

/** Words that YAML takes for something else than a text. */
function isWord(text: string): boolean {
  return /^(?:true|false|null|yes|no|on|off|y|n)$/i.test(text);
}

function printValue(value: ConfigContent[string], print: (text: string) => string): string {
  if (typeof value === 'boolean') return String(value);
  return typeof value === 'string' ? print(value) : `[${value.map(print).join(', ')}]`;
}

function printText(text: string): string {
  const json = JSON.stringify(text);
  return /['"\\]/.test(text) || json.length !== text.length + 2 ? json : `'${text}'`;
}
