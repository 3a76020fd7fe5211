import { Diagnostics } from '../../../generator/diagnostics/diagnostics.js';
import type { RawApi } from '../../../generator/model/raw-api.js';
import type { Origin, SourceFile } from '../../../generator/model/source.js';
import { parseSlate } from '../../../generator/parse/slate.js';

/** What the section of one command holds; whatever is not given is sound. */
export interface SectionParts {
  readonly heading?: string;
  readonly intro?: string;
  readonly command?: string;
  readonly parameters?: string;
  readonly response?: string;
}

/** A section about `startPump`, regular in every respect but those given. */
export function section(parts: SectionParts = {}): string {
  const heading = parts.heading ?? 'startPump';
  return [
    `## ${heading}`,
    parts.intro ?? "This command starts a pump.\n\n<aside class='notice'>\nAsynchronous\n</aside>",
    parts.command ??
      `### Command\n\n> The following command starts a pump:\n\n\`\`\`shell\n$ cmk ${heading}\n\`\`\`\n\n\`${heading}\``,
    `### Query parameters\n\n${parts.parameters ?? parameterTable('|**id**|Which pump|uuid|255|true|')}`,
    `### Response schema\n\n${parts.response ?? responseTable('|**success**|Whether it runs|boolean|')}`,
  ].join('\n\n');
}

export function parameterTable(...rows: readonly string[]): string {
  return ['|Parameter Name|Description|Type|Length|Required|', '|---|---|---|---|---|', ...rows].join('\n');
}

export function responseTable(...rows: readonly string[]): string {
  return ['|Element|Description|Type|', '|---|---|---|', ...rows].join('\n');
}

/** A page of one group with these sections. */
export function page(...sections: readonly string[]): string {
  return `# Water\n\n${sections.join('\n\n')}\n`;
}

export interface Parsed {
  readonly api: RawApi;
  /** Codes of what was reported, in order. */
  readonly codes: readonly string[];
  /** `line:column code` of what was reported, in order. */
  readonly found: readonly string[];
  readonly messages: readonly string[];
}

export function parse(text: string, parts: readonly SourceFile[] = []): Parsed {
  const diagnostics = new Diagnostics();
  const api = parseSlate({ file: 'page.md', text, format: 'slate', parts }, diagnostics);
  return {
    api,
    codes: diagnostics.all.map(({ code }) => code),
    found: diagnostics.all.map(({ code, origin }) => `${place(origin)} ${code}`),
    messages: diagnostics.all.map(({ message }) => message),
  };
}

/** An origin as `line:column`. */
export function place(origin: Origin | null | undefined): string {
  return typeof origin?.at === 'object' ? `${origin.at.line}:${origin.at.column}` : 'nowhere';
}
