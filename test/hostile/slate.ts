import { cellTexts, everything, title } from './payloads.js';

/** A Slate page in which every text is an attack. */
export function hostileSlate(): string {
  return `---
title: ${JSON.stringify(everything)}
language_tabs:
  - ${JSON.stringify(everything)}
includes:
  - ${JSON.stringify(title)}
---

# ${oneLine(title)}

${oneLine(everything)}

${section('listHostileThings', false)}
${section('createHostileThing', true)}
`;
}

function section(command: string, asynchronous: boolean): string {
  const parameters = cellTexts.map((text, index) => row(text, text, 'string', '255', String(index % 2 === 0), text));
  const fields = cellTexts.map((text) => row(text, text, 'string'));
  return `## ${command}

This command is odd: ${oneLine(everything)}

<aside class="notice">${asynchronous ? 'Asynchronous' : 'Not asynchronous'}</aside>

<aside class="warning">${oneLine(everything)}</aside>

<!-- ${oneLine(everything).replaceAll('-->', '')} -->

### Command

> The following command ${oneLine(everything)}:

\`\`\`shell
$ cmk ${command} ${oneLine(everything)}
\`\`\`

### Query Parameters

| Parameter Name | Description | Type | Length | Required | Since |
|---|---|---|---|---|---|
${parameters.join('\n')}

### Response Schema

\`\`\`json
${JSON.stringify({ [`${title}response`]: { count: 1, [everything.slice(0, 50)]: [everything] } })}
\`\`\`

| Element | Description | Type |
|---|---|---|
${fields.join('\n')}
`;
}

function row(...cells: readonly string[]): string {
  return `| ${cells.map((cell) => oneLine(cell).replaceAll('|', '\\|')).join(' | ')} |`;
}

/** Markdown has nothing for a line end inside a line, and a file with a zero byte is none of text. */
function oneLine(text: string): string {
  return text.replace(/[\r\n]+/g, ' ').replaceAll('\u0000', '');
}
