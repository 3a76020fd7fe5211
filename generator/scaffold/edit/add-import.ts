import { type ImportDeclaration, type SourceFile, SyntaxKind } from 'ts-morph';
import type { Edit } from './insert.js';
import type { Style } from './style.js';

/** What a file calls a function, and what has to be added to it for that. */
export interface Imported {
  readonly name: string;
  readonly edits: readonly Edit[];
}

/** Makes sure that a file has a function of the server: imported already, or by a line of its own. */
export function importOf(file: SourceFile, name: string, from: string, style: Style): Imported {
  const imports = file.getImportDeclarations();
  for (const declaration of imports.filter(isOfServer)) {
    const specifier = declaration.getNamedImports().find((one) => one.getName() === name && !one.isTypeOnly());
    const known = specifier?.getAliasNode() ?? specifier?.getNameNode();
    if (known !== undefined) return { name: known.getText(), edits: [] };
  }
  const local = freeName(file, name);
  const names = local === name ? name : `${name} as ${local}`;
  const { quote, spacedBraces, semicolons } = style;
  const braces = spacedBraces ? `{ ${names} }` : `{${names}}`;
  const statement = `import ${braces} from ${quote}${from}${quote}${semicolons ? ';' : ''}`;
  return { name: local, edits: [importEdit(file, imports.at(-1), statement, style)] };
}

/** The runtime's server, or the package's. */
function isOfServer(declaration: ImportDeclaration): boolean {
  return (
    !declaration.isTypeOnly() &&
    /^\.\.\/(?:.*\/)?(?:server|fault)(?:\/index)?\.[jt]s$/.test(declaration.getModuleSpecifierValue())
  );
}

function freeName(file: SourceFile, wanted: string): string {
  const taken = new Set(file.getDescendantsOfKind(SyntaxKind.Identifier).map((identifier) => identifier.getText()));
  let name = wanted;
  while (taken.has(name)) name += '_';
  return name;
}

/** Below the last import, after the comment at the end of its line; where there is none, before everything. */
function importEdit(
  file: SourceFile,
  last: ImportDeclaration | undefined,
  statement: string,
  { newline }: Style,
): Edit {
  const text = file.getFullText();
  if (last === undefined) {
    const start = /^#!.*(?:\r?\n|$)/.exec(text)?.[0].length ?? 0;
    return { start, end: start, text: statement + newline + newline };
  }
  const rest = /^[ \t]*(?:\/\/[^\r\n]*|\/\*[^\r\n]*?\*\/[ \t]*)?(?=\r?\n|$)/.exec(text.slice(last.getEnd()))?.[0];
  const start = last.getEnd() + (rest?.length ?? 0);
  return { start, end: start, text: newline + statement };
}
