import type { Code } from '../model/file-plan.js';
import { code, comment, identifier, literal } from '../plan/code.js';
import { commandDoc, type PlannedCommand } from '../plan/command.js';
import type { HandlerGroup } from '../plan/handlers.js';
import { printImports } from '../plan/imports.js';
import { type Doc, group as layout, indent, join, line, print, softline, trailingComma } from '../plan/layout.js';
import { groupNames } from '../plan/names.js';

/** The function that stubs call, and the module that it stands in. */
export const stubImport = { name: identifier('unsupportedAction'), from: '../server.js' } as const;

/** A handlers file as it is where there is none, for people to go on with. */
export function printHandlerFile(handlers: HandlerGroup, commands: readonly PlannedCommand[]): string {
  const { group, name, answered } = handlers;
  const { folder, handlers: type } = groupNames(group.id);
  const imports = printImports([
    { from: `../groups/${folder}/server.js`, types: [type] },
    { from: stubImport.from, values: [stubImport.name] },
  ]);
  const doc = comment([`Answers the commands of the group ${group.title}.`, answeredDoc(answered)], 0) ?? code``;
  const head = print([code`export const ${name}: `, handlersType(type, answered), code` = {`]);
  const stubs = commands.map((command) => printStub(command, stubImport.name).join('\n'));
  return [
    '// Yours to edit: generate adds handlers for new commands here, and changes nothing else.',
    '',
    imports.text,
    '',
    doc,
    stubs.length === 0 ? `${head}};` : `${head}\n${stubs.join('\n\n')}\n};`,
    '',
  ].join('\n');
}

/**
 * The lines of a handler that answers 432, as a member of an object, with a comma at its end. No taste in quotes would
 * write it in another way.
 *
 * @param refuse what `unsupportedAction` is called in the file; never a text from a document.
 */
export function printStub(planned: PlannedCommand, refuse: string): readonly string[] {
  const { command, names } = planned;
  const doc = comment(commandDoc(planned, false), 2, { deprecated: command.deprecated });
  const pair = join([code`,`, line], [code`params`, code`context`]);
  const params = layout(code`(`, indent(softline, pair, trailingComma), softline, code`)`);
  const head = print([code`async ${names.name}`, params, code` {`], 2);
  const body = `  throw ${refuse}(\`\${context.command} is not implemented yet\`);`;
  return [...(doc === null ? [] : [doc]), head, body, '},'].flatMap((part) => `  ${part}`.split('\n'));
}

function answeredDoc(answered: readonly string[]): string | null {
  return answered.length === 0 ? null : `The server answers ${answered.join(', ')} itself.`;
}

/** What the server answers itself needs no handler. */
function handlersType(type: Code, answered: readonly string[]): Doc {
  if (answered.length === 0) return type;
  const names = answered.map((name) => literal(name));
  return [code`Omit<${type}, `, join(code` | `, names), code`>`];
}
