import { type Expression, Node, type ObjectLiteralExpression, type SourceFile } from 'ts-morph';

/** Names that were followed already: `a = b`, `b = a` comes to nothing. */
type Followed = Set<string>;

/** The object literal that a file exports under a name; `null` when it is not written as one. */
export function exportedObject(file: SourceFile, name: string): ObjectLiteralExpression | null {
  const followed: Followed = new Set();
  return comesTo(exportedValue(file, name, followed), followed);
}

/** The object literal that an expression comes to, through brackets, assertions, `Object.freeze` and names. */
export function objectOf(expression: Expression): ObjectLiteralExpression | null {
  return comesTo(expression, new Set());
}

function comesTo(expression: Node | undefined, followed: Followed): ObjectLiteralExpression | null {
  if (expression === undefined || Node.isObjectLiteralExpression(expression)) return expression ?? null;
  if (Node.isIdentifier(expression)) {
    return comesTo(valueOf(expression.getSourceFile(), expression.getText(), followed), followed);
  }
  if (Node.isCallExpression(expression)) {
    const freezes = expression.getExpression().getText() === 'Object.freeze';
    return freezes ? comesTo(expression.getArguments()[0], followed) : null;
  }
  const wraps =
    Node.isParenthesizedExpression(expression) ||
    Node.isAsExpression(expression) ||
    Node.isSatisfiesExpression(expression) ||
    Node.isTypeAssertion(expression) ||
    Node.isNonNullExpression(expression);
  return wraps ? comesTo(expression.getExpression(), followed) : null;
}

/** What a file's own variable or import of that name is worth. */
function valueOf(file: SourceFile, name: string, followed: Followed): Node | undefined {
  const key = `${file.getFilePath()}#${name}`;
  if (followed.has(key)) return undefined;
  followed.add(key);
  const own = file.getVariableDeclaration(name);
  if (own !== undefined) return own.getInitializer();
  for (const declaration of file.getImportDeclarations()) {
    for (const specifier of declaration.getNamedImports()) {
      if ((specifier.getAliasNode() ?? specifier.getNameNode()).getText() !== name) continue;
      const target = neighbour(file, declaration.getModuleSpecifierValue());
      return target === undefined ? undefined : exportedValue(target, specifier.getName(), followed);
    }
  }
  return undefined;
}

function exportedValue(file: SourceFile, name: string, followed: Followed): Node | undefined {
  const own = file.getVariableDeclaration(name);
  if (own?.getVariableStatement()?.hasExportKeyword() === true) return own.getInitializer();
  for (const declaration of file.getExportDeclarations()) {
    if (declaration.hasModuleSpecifier()) continue;
    for (const specifier of declaration.getNamedExports()) {
      if ((specifier.getAliasNode() ?? specifier.getNameNode()).getText() !== name) continue;
      return valueOf(file, specifier.getName(), followed);
    }
  }
  return undefined;
}

/** Another file of the folder. */
function neighbour(file: SourceFile, specifier: string): SourceFile | undefined {
  const name = /^\.\/([^/]+)\.[jt]s$/.exec(specifier)?.[1];
  return name === undefined ? undefined : file.getDirectory().getSourceFile(`${name}.ts`);
}
