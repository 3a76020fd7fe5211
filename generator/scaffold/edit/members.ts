import {
  type Expression,
  Node,
  type ObjectLiteralElementLike,
  type ObjectLiteralExpression,
  type SourceFile,
} from 'ts-morph';
import { objectOf } from './resolve.js';

/** What an object has, as far as its text tells. */
export interface Members {
  /** Where each name stands. */
  readonly named: ReadonlyMap<string, Node>;
  /** Something that may bring members of any name. */
  readonly opaque: Node | null;
}

/** Members of an object of handlers: its own, those of objects spread into it, and those that are assigned to it. */
export function membersOf(object: ObjectLiteralExpression): Members {
  const named = new Map<string, Node>();
  const opaque = collect(object, named, new Set());
  for (const [name, node] of assignedTo(namesOf(object), object.getSourceFile())) {
    if (!named.has(name)) named.set(name, node);
  }
  return { named, opaque };
}

function collect(object: ObjectLiteralExpression, named: Map<string, Node>, seen: Set<Node>): Node | null {
  if (seen.has(object)) return null;
  seen.add(object);
  let opaque: Node | null = null;
  for (const property of object.getProperties()) {
    if (Node.isSpreadAssignment(property)) {
      const spread = objectOf(property.getExpression());
      opaque ??= spread === null ? property : collect(spread, named, seen);
      continue;
    }
    const name = nameOf(property);
    if (name === null) opaque ??= property;
    else named.set(name, property);
  }
  return opaque;
}

/** The name of a member; `null` when it is known only at run time. */
function nameOf(property: Exclude<ObjectLiteralElementLike, { getExpression(): Expression }>): string | null {
  const node = property.getNameNode();
  if (Node.isIdentifier(node)) return node.compilerNode.text;
  return literalText(Node.isComputedPropertyName(node) ? node.getExpression() : node);
}

function literalText(node: Node): string | null {
  const isLiteral =
    Node.isStringLiteral(node) || Node.isNoSubstitutionTemplateLiteral(node) || Node.isNumericLiteral(node);
  return isLiteral ? String(node.getLiteralValue()) : null;
}

/** Names that the object has in its file. */
function namesOf(object: ObjectLiteralExpression): ReadonlySet<string> {
  const declarations = object.getSourceFile().getVariableDeclarations();
  const holders = declarations.filter((declaration) => {
    const value = declaration.getInitializer();
    return value !== undefined && objectOf(value) === object;
  });
  return new Set(holders.map((holder) => holder.getName()));
}

/** `zoneHandlers.listZones = …` at the top level. */
function assignedTo(objects: ReadonlySet<string>, file: SourceFile): readonly (readonly [string, Node])[] {
  return file.getStatements().flatMap((statement) => {
    const assignment = Node.isExpressionStatement(statement) ? statement.getExpression() : undefined;
    if (!Node.isBinaryExpression(assignment) || assignment.getOperatorToken().getText() !== '=') return [];
    const target = assignment.getLeft();
    const isMember = Node.isPropertyAccessExpression(target) || Node.isElementAccessExpression(target);
    if (!isMember || !objects.has(target.getExpression().getText())) return [];
    const index = Node.isPropertyAccessExpression(target) ? undefined : target.getArgumentExpression();
    const name = Node.isPropertyAccessExpression(target) ? target.getName() : index && literalText(index);
    return typeof name === 'string' ? [[name, target] as const] : [];
  });
}
