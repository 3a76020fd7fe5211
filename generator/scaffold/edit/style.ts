import { Node, type ObjectLiteralExpression, type SourceFile, SyntaxKind } from 'ts-morph';

/** How people write a file: what is added to it looks the same. */
export interface Style {
  readonly newline: '\n' | '\r\n';
  /** One level of indentation. */
  readonly unit: string;
  readonly semicolons: boolean;
  readonly quote: '"' | "'";
  /** Whether names in the braces of an import have blanks around them. */
  readonly spacedBraces: boolean;
}

export function styleOf(file: SourceFile): Style {
  const text = file.getFullText();
  return {
    newline: /\r?\n/.exec(text)?.[0] === '\r\n' ? '\r\n' : '\n',
    unit: indentUnit(file),
    semicolons: endsInSemicolons(file),
    quote: quoteOf(file),
    spacedBraces: !bracesOf(file).some((braces) => /^\{[^\s}/]/.test(braces)),
  };
}

/** The indentation of the line that a position stands on. */
export function indentationAt(text: string, position: number): string {
  const start = text.lastIndexOf('\n', position - 1) + 1;
  return /^[ \t]*/.exec(text.slice(start))?.[0] ?? '';
}

/** What stands before a node, with its doc comment, when it has its line for itself; else `null`. */
export function marginBefore(text: string, node: Node): string | null {
  const start = node.getStart(true);
  const margin = text.slice(text.lastIndexOf('\n', start - 1) + 1, start);
  return margin.trim() === '' ? margin : null;
}

/** What the first thing in some braces is indented by; two blanks where nothing is. */
function indentUnit(file: SourceFile): string {
  const text = file.getFullText();
  for (const node of file.getDescendants()) {
    const [first] = Node.isObjectLiteralExpression(node)
      ? node.getProperties()
      : Node.isBlock(node)
        ? node.getStatements()
        : [];
    const margin = first === undefined ? null : marginBefore(text, first);
    const outer = indentationAt(text, node.getStart());
    if (margin?.startsWith(outer) === true && margin !== outer) return margin.slice(outer.length);
  }
  return '  ';
}

/** The quotes of most strings; a string that holds one kind has to stand in the other. */
function quoteOf(file: SourceFile): '"' | "'" {
  const strings = file.getDescendantsOfKind(SyntaxKind.StringLiteral).map((string) => string.getText());
  const doubles = strings.filter((string) => string.startsWith('"')).length;
  return doubles * 2 > strings.length ? '"' : "'";
}

/** Braces on one line: of imports, and where there are none, of objects. */
function bracesOf(file: SourceFile): readonly string[] {
  const textsOf = (kind: SyntaxKind): readonly string[] =>
    file.getDescendantsOfKind(kind).map((node) => node.getText());
  const imports = textsOf(SyntaxKind.NamedImports);
  return imports.length > 0 ? imports : textsOf(SyntaxKind.ObjectLiteralExpression);
}

/** Only statements that may end in one tell; with no evidence they do. */
function endsInSemicolons(file: SourceFile): boolean {
  const telling = file
    .getStatements()
    .filter(
      (statement) =>
        Node.isImportDeclaration(statement) ||
        Node.isExportDeclaration(statement) ||
        Node.isVariableStatement(statement),
    );
  return telling.length === 0 || telling.some((statement) => statement.getText().endsWith(';'));
}

/** Whether the last member of a broken object is followed by a comma; an object on one line takes after the others. */
export function endsInComma(object: ObjectLiteralExpression): boolean {
  if (isBroken(object) && object.getProperties().length > 0) return hasTrailingComma(object);
  const others = object
    .getSourceFile()
    .getDescendantsOfKind(SyntaxKind.ObjectLiteralExpression)
    .filter((other) => isBroken(other) && other.getProperties().length > 0);
  return others.length === 0 || others.some(hasTrailingComma);
}

export function isBroken(object: ObjectLiteralExpression): boolean {
  return object.getText().includes('\n');
}

export function hasTrailingComma(object: ObjectLiteralExpression): boolean {
  return object.compilerNode.properties.hasTrailingComma === true;
}
