import type { RawCommand } from '../../model/raw-api.js';
import type { Origin, Stated } from '../../model/source.js';
import type { Cursor } from './cursor.js';
import type { Findings } from './findings.js';
import { commandNames, readParameters, readSent, type Sent } from './parameters.js';
import { readResult } from './result.js';

const methods: ReadonlySet<string> = new Set(['get', 'put', 'post', 'delete', 'options', 'head', 'patch', 'trace']);

/** An operation of the document, with the commands that it stands for. */
interface Operation {
  readonly at: Cursor;
  /** `GET /vm/stop`: for people; neither means anything to CloudStack. */
  readonly label: string;
  readonly sent: readonly Sent[];
  readonly commands: readonly Stated<string>[];
}

/**
 * Reads the commands of a document. Which command an operation is says its parameter `command`; path and verb are
 * fiction, because CloudStack has one address.
 */
export function readCommands(root: Cursor, findings: Findings): RawCommand[] {
  const operations = readOperations(root, findings);
  if (operations.every(({ commands }) => commands.length === 0)) {
    findings.report('openapi-without-commands', (root.own('paths') ?? root).origin, {});
    return [];
  }
  const first = new Map<string, Origin>();
  return operations.flatMap((operation) => {
    reportOddities(operation, findings);
    return operation.commands
      .filter((name) => isFirst(name, first, findings))
      .map((name) => readCommand(name, operation, findings));
  });
}

function readOperations(root: Cursor, findings: Findings): Operation[] {
  const paths =
    root
      .member('paths')
      ?.members()
      .filter(({ step }) => step.startsWith('/')) ?? [];
  return paths.flatMap((path) => {
    const pathItem = path.follow();
    const verbs = pathItem?.members().filter(({ step }) => methods.has(step)) ?? [];
    return verbs.flatMap((verb) => {
      const at = verb.follow();
      if (pathItem === null || at === null) return [];
      const sent = readSent(pathItem, at, findings);
      return [{ at, label: `${verb.step.toUpperCase()} ${path.step}`, sent, commands: commandNames(sent) }];
    });
  });
}

function reportOddities({ at, label, commands }: Operation, findings: Findings): void {
  const [command, ...others] = commands;
  const id = at.text('operationId');
  if (command === undefined) findings.report('operation-without-command', at.origin, { operation: label });
  else if (others.length > 0) {
    findings.report('operation-shared', at.origin, { commands: commands.map(({ value }) => value) });
  } else if (id !== null && id.value.toLowerCase() !== command.value.toLowerCase()) {
    findings.report('operation-id-differs', id.origin, { id: id.value, command: command.value });
  }
}

function isFirst({ value, origin }: Stated<string>, first: Map<string, Origin>, findings: Findings): boolean {
  const earlier = first.get(value);
  if (earlier === undefined) first.set(value, origin);
  else
    findings.report('command-described-twice', origin, { command: value }, [
      { origin: earlier, note: 'described here' },
    ]);
  return earlier === undefined;
}

function readCommand(name: Stated<string>, { at, sent }: Operation, findings: Findings): RawCommand {
  return {
    name,
    group: readGroup(at),
    description: at.text('description') ?? at.text('summary'),
    since: at.text('x-since'),
    deprecated: readDeprecated(at),
    parameters: readParameters(name.value, sent, findings),
    ...readResult(at, name.value, findings),
  };
}

function readGroup(operation: Cursor): Stated<string> | null {
  const tag = operation.own('tags')?.own(0);
  return typeof tag?.value === 'string' && tag.value.trim() !== '' ? { value: tag.value, origin: tag.origin } : null;
}

function readDeprecated(operation: Cursor): Stated<string> | null {
  const flag = operation.own('deprecated');
  if (flag?.value !== true) return null;
  return operation.text('x-deprecated-reason') ?? { value: 'Deprecated.', origin: flag.origin };
}
