/** A node of the syntax tree, as far as the inspection looks at it. */
interface Node {
  readonly type: string;
  readonly [member: string]: unknown;
}

/** Everything that templates print. Operators, template strings, computed names, `await` and the like are not there. */
const plannedNodes: ReadonlySet<string> = new Set(
  (
    'Program ImportDeclaration ImportSpecifier ImportNamespaceSpecifier Identifier Literal ExportNamedDeclaration ' +
    'ExportAllDeclaration ExportSpecifier VariableDeclaration VariableDeclarator ObjectExpression Property ArrayExpression ' +
    'SpreadElement CallExpression MemberExpression ArrowFunctionExpression ParenthesizedExpression ' +
    'ClassDeclaration ClassBody PropertyDefinition MethodDefinition FunctionExpression FunctionDeclaration BlockStatement ' +
    'ReturnStatement ExpressionStatement NewExpression ThisExpression Super AssignmentPattern ' +
    'TSInterfaceDeclaration TSInterfaceBody TSInterfaceHeritage TSPropertySignature TSIndexSignature TSTypeAliasDeclaration ' +
    'TSTypeAnnotation TSTypeReference TSTypeParameterInstantiation TSTypeQuery TSUnionType TSIntersectionType TSArrayType ' +
    'TSLiteralType TSTypeLiteral TSTypeOperator TSParenthesizedType TSMappedType TSIndexedAccessType ' +
    'TSStringKeyword TSNumberKeyword TSBooleanKeyword TSUnknownKeyword TSUndefinedKeyword TSNeverKeyword'
  ).split(' '),
);

/** Methods of zod, and of the runtime's classes, that templates call. */
const plannedMethods: ReadonlySet<string> = new Set(
  (
    'array boolean catchall enum int max number object optional readonly record strictObject string unknown ' +
    'call submit list'
  ).split(' '),
);

/** Functions of the runtime that templates call. */
const plannedFunctions: ReadonlySet<string> = new Set(
  'params model page success id long date flag openEnum exactlyOneOf atMostOneOf atLeastOneOf createCommandServer'.split(
    ' ',
  ),
);

/** Says what a syntax tree holds that no template prints; `null` when there is nothing of the kind. */
export function unplannedNode(root: unknown): string | null {
  const stack: unknown[] = [root];
  while (stack.length > 0) {
    const next = stack.pop();
    if (Array.isArray(next)) stack.push(...(next as unknown[]));
    else if (isNode(next)) {
      const what = unplannedItself(next);
      if (what !== null) return what;
      for (const key in next) {
        const member = next[key];
        if (typeof member === 'object' && member !== null) stack.push(member);
      }
    }
  }
  return null;
}

function unplannedItself(node: Node): string | null {
  if (!plannedNodes.has(node.type)) return `code of the kind ${node.type}`;
  if (node.type === 'CallExpression') return unplannedCall(node['callee']);
  if (node['computed'] === true && node.type !== 'TSMappedType') return 'a computed name';
  if (node.type === 'Property' && node['kind'] !== 'init') return 'an accessor';
  return null;
}

function unplannedCall(callee: unknown): string | null {
  if (!isNode(callee) || callee.type === 'Super') return null;
  if (callee.type === 'Identifier') {
    const name = String(callee['name']);
    return plannedFunctions.has(name) ? null : `a call of ${name}`;
  }
  const property = callee['property'];
  const name = isNode(property) ? String(property['name']) : '';
  return callee.type === 'MemberExpression' && plannedMethods.has(name) ? null : `a call of ${name || 'something'}`;
}

function isNode(value: unknown): value is Node {
  return typeof value === 'object' && value !== null && typeof (value as { type?: unknown }).type === 'string';
}
