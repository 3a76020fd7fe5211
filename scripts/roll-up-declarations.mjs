import { readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { parseAst } from 'rolldown/parseAst';

/**
 * Rolls up what tsc declares: each declaration that a public entry needs, and no other, once in one text. Entries only
 * name theirs, so that a class which two entries export is one class to the compiler.
 *
 * @param entries the declaration file of each entry, by the entry's name.
 * @param shared how the entries call the module with the declarations.
 * @returns the text of that module, and of each entry by its name.
 */
export function rollUpDeclarations(entries, shared) {
  const modules = new Modules();
  const needed = new Map();
  const queue = Object.values(entries).flatMap((file) => {
    const { exports } = modules.read(file);
    return [...exports.keys()].map((name) => modules.exported(file, name));
  });
  for (let target = queue.shift(); target !== undefined; target = queue.shift()) {
    if (needed.has(keyOf(target))) continue;
    needed.set(keyOf(target), target);
    if (target.external) continue;
    for (const reference of target.statements.flatMap(({ references }) => references)) {
      const found = modules.meant(target.file, reference);
      if (found !== null) queue.push(found);
    }
  }
  const names = chooseNames([...needed.values()]);
  return {
    declarations: [...externalImports(needed, names), ...printed(needed, names, modules)].join('\n\n') + '\n',
    entries: Object.fromEntries(
      Object.entries(entries).map(([entry, file]) => [entry, printEntry(modules, file, names, shared)]),
    ),
  };
}

/** Declaration files as they are first asked for. */
class Modules {
  #read = new Map();

  read(file) {
    const known = this.#read.get(file);
    if (known !== undefined) return known;
    const made = readModule(file);
    this.#read.set(file, made);
    for (const { from, isType } of made.wholes) {
      for (const [name, found] of this.read(from).exports) {
        made.exports.set(name, { from, name, isType: isType || found.isType });
      }
    }
    return made;
  }

  /** What a module exports under this name, however many modules hand it on. */
  exported(file, name) {
    const found = this.read(file).exports.get(name);
    if (found === undefined) throw new Error(`${file} does not export ${name}`);
    return found.from === null ? this.local(file, found.name) : this.#elsewhere(found);
  }

  /** What a name means inside a module; `null` for what the language has. */
  local(file, name) {
    const { declared, imports } = this.read(file);
    const statements = declared.get(name);
    if (statements !== undefined) return { file, name, statements, external: false };
    const imported = imports.get(name);
    return imported === undefined ? null : this.#elsewhere(imported);
  }

  /** What a reference inside a module means. */
  meant(file, reference) {
    return reference.from === null ? this.local(file, reference.name) : this.#elsewhere(reference);
  }

  #elsewhere({ from, name }) {
    return from.startsWith('/') ? this.exported(from, name) : { file: from, name, external: true };
  }
}

/** What a file declares, with the names that each declaration refers to; what it imports and exports. */
function readModule(file) {
  const text = readFileSync(file, 'utf8');
  const { body } = parseAst(text, { lang: 'dts' }, file);
  const module = { text, declared: new Map(), imports: new Map(), exports: new Map(), wholes: [], opening: '' };
  let end = 0;
  for (const node of body) {
    const comment = commentBefore(text.slice(end, node.start));
    if (end === 0 && !node.declaration) module.opening = comment;
    readStatement(node, comment, module, file);
    end = node.end;
  }
  return module;
}

function readStatement(node, comment, module, file) {
  const from = pathOf(node.source?.value ?? null, file);
  if (node.type === 'ImportDeclaration') {
    for (const { local, imported } of node.specifiers) module.imports.set(local.name, { from, name: imported.name });
    return;
  }
  if (node.type === 'ExportAllDeclaration' && node.exported === null) {
    module.wholes.push({ from, isType: node.exportKind === 'type' });
    return;
  }
  if (node.type === 'ExportNamedDeclaration' && node.declaration === null) {
    for (const { local, exported, exportKind } of node.specifiers) {
      const isType = node.exportKind === 'type' || exportKind === 'type';
      module.exports.set(exported.name, { from, name: local.name, isType });
    }
    return;
  }
  const declaration = node.type === 'ExportNamedDeclaration' ? node.declaration : node;
  for (const { name } of namesOf(declaration, file)) {
    const statement = { declaration, comment, references: referencesIn(declaration, file) };
    module.declared.set(name, [...(module.declared.get(name) ?? []), statement]);
    const isType = /^TS(?:Interface|TypeAlias)Declaration$/.test(declaration.type);
    if (declaration !== node) module.exports.set(name, { from: null, name, isType });
  }
}

/** Declarations of other forms (namespaces, enums) would be lost: they fail the build. */
function namesOf(declaration, file) {
  const { type, declarations, id } = declaration;
  if (type === 'VariableDeclaration' && declarations.length === 1) return [declarations[0].id];
  const known = ['ClassDeclaration', 'TSDeclareFunction', 'TSInterfaceDeclaration', 'TSTypeAliasDeclaration'];
  if (known.includes(type)) return [id];
  throw new Error(`${file} holds a ${type}, which cannot be rolled up`);
}

/** Where a declaration names others: types, `typeof`, what classes and interfaces extend, `import('…').Type`. */
function referencesIn(declaration, file) {
  const found = [];
  const visit = (node, key) => {
    if (Array.isArray(node)) for (const item of node) visit(item, key);
    if (typeof node?.type !== 'string') return;
    const { type, start, end, name } = node;
    if (type === 'TSImportType') {
      const from = pathOf(node.source.value, file);
      found.push({ from, name: node.qualifier.name, start, end: node.qualifier.end });
    }
    if (type === 'Identifier' && referring.has(key)) found.push({ from: null, name, start, end });
    for (const [member, child] of Object.entries(node)) visit(child, node.computed ? `computed ${member}` : member);
  };
  visit(declaration, '');
  return found;
}

/** Members of syntax nodes where an identifier names a declaration. */
const referring = new Set(['typeName', 'exprName', 'superClass', 'left', 'expression', 'computed key']);

function pathOf(source, file) {
  return source?.startsWith('.') ? join(dirname(file), source.replace(/\.js$/, '.d.ts')) : source;
}

function commentBefore(gap) {
  const start = gap.lastIndexOf('/**');
  return start < 0 ? '' : gap.slice(start).trim();
}

function keyOf({ file, name }) {
  return `${file} ${name}`;
}

/** The name itself for the first that bears it; two modules may each have a `Means`. */
function chooseNames(targets) {
  const taken = new Set();
  return new Map(
    targets.map((target) => {
      let name = target.name;
      for (let count = 2; taken.has(name); count += 1) name = `${target.name}${count}`;
      taken.add(name);
      return [keyOf(target), name];
    }),
  );
}

function externalImports(needed, names) {
  return [...needed].flatMap(([key, { external, file, name }]) =>
    external ? [`import type { ${name} as ${names.get(key)} } from '${file}';`] : [],
  );
}

function printed(needed, names, modules) {
  return [...needed].flatMap(([key, { external, file, statements }]) =>
    external ? [] : statements.map((statement) => print(statement, names.get(key), file, names, modules)),
  );
}

function print({ declaration, comment, references }, name, file, names, modules) {
  const { text } = modules.read(file);
  const id = declaration.id ?? declaration.declarations[0].id;
  const renamed = references.flatMap((reference) => {
    const target = modules.meant(file, reference);
    return target === null ? [] : [{ ...reference, name: names.get(keyOf(target)) }];
  });
  const end = id.typeAnnotation?.start ?? id.start + id.name.length;
  let printed = text.slice(declaration.start, declaration.end);
  for (const edit of [{ start: id.start, end, name }, ...renamed].sort((a, b) => b.start - a.start)) {
    const [from, to] = [edit.start - declaration.start, edit.end - declaration.start];
    printed = printed.slice(0, from) + edit.name + printed.slice(to);
  }
  return `${comment === '' ? '' : `${comment}\n`}export ${printed}`.replaceAll(/^( {4})+/gm, (indent) =>
    ' '.repeat(indent.length / 2),
  );
}

function printEntry(modules, file, names, shared) {
  const { exports, opening } = modules.read(file);
  const specifiers = [...exports].map(([name, { isType }]) => {
    const chosen = names.get(keyOf(modules.exported(file, name)));
    return `${isType ? 'type ' : ''}${chosen === name ? name : `${chosen} as ${name}`}`;
  });
  return `${opening === '' ? '' : `${opening}\n`}export { ${specifiers.sort().join(', ')} } from '${shared}';\n`;
}
