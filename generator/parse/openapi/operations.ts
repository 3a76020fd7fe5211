import type { RawCommand } from '../../model/raw-api.js';
import type { Origin, Stated } from '../../model/source.js';
import { isAboutCloudStack } from './about.js';
import { readBodies } from './body.js';
import type { Cursor } from './cursor.js';
import type { Findings } from './findings.js';
import { checkHints, readFlag, readWord } from './hints.js';
import { mergeCommands } from './merge.js';
import { type Named, nameOperation, type NameSource } from './naming.js';
import { readParameters } from './parameters.js';
import { readProse } from './prose.js';
import { readResult } from './result.js';
import { readDeprecated } from './keywords.js';
import { readRules } from './rules.js';
import { readListed, type Sent } from './sent.js';

const methods: ReadonlySet<string> = new Set(['get', 'put', 'post', 'delete', 'options', 'head', 'patch', 'trace']);

/** An operation of the document, with the commands that it stands for; one for each form of a body that has several. */
export interface Operation {
  readonly at: Cursor;
  /** The path item as it stands under `paths`. */
  readonly path: Cursor;
  /** `GET /vm/stop`: for people; neither means anything to CloudStack. */
  readonly label: string;
  readonly sent: readonly Sent[];
  readonly named: Named;
}

const unnamed: Named = { source: 'stated', commands: [] };

/**
 * Reads the commands of a document. Path and verb are fiction, because CloudStack has one address; they count only
 * where nothing better names a command.
 */
export function readCommands(root: Cursor, findings: Findings): RawCommand[] {
  const operations = readOperations(root, findings);
  if (!isAboutCloudStack(root, operations)) {
    findings.report('openapi-without-commands', (root.own('paths') ?? root).origin, { operations: operations.length });
    return [];
  }
  const webhooks = root.own('webhooks');
  if (webhooks !== null) findings.report('webhooks-ignored', webhooks.origin, { count: webhooks.members().length });
  for (const operation of operations) reportOddities(operation, findings);
  reportGuesses(operations, findings);
  return joined(operations, findings);
}

function readOperations(root: Cursor, findings: Findings): Operation[] {
  const paths = root.member('paths')?.members() ?? [];
  return paths
    .filter(({ step }) => !step.startsWith('x-'))
    .flatMap((path) => {
      const pathItems = pathItemsOf(path);
      const members = pathItems.flatMap((pathItem) => pathItem.members().filter(({ step }) => methods.has(step)));
      const verbs = new Map(members.toReversed().map((verb) => [verb.step, verb]));
      return [...verbs.values()].toReversed().flatMap((verb) => {
        const at = verb.follow();
        return at === null ? [] : readOperation(at, { path, pathItems, verb: verb.step }, findings);
      });
    });
}

/** A path item as it stands, and what its `$ref` leads to: its own members count first. */
function pathItemsOf(path: Cursor): readonly Cursor[] {
  const target = path.follow();
  return target === null || target.value === path.value ? [path] : [path, target];
}

interface PlaceOfOperation {
  readonly path: Cursor;
  readonly pathItems: readonly Cursor[];
  readonly verb: string;
}

function readOperation(at: Cursor, { path, pathItems, verb }: PlaceOfOperation, findings: Findings): Operation[] {
  const listed = readListed([at, ...pathItems], findings);
  const bodies = readBodies(at, findings);
  return (bodies.length > 0 ? bodies : [{ fields: [], commands: [] }]).map(({ fields, commands }) => {
    const sent = [...listed, ...fields];
    const named = nameOperation({ at, path, sent, discriminated: commands }, findings) ?? unnamed;
    return { at, path, label: `${verb.toUpperCase()} ${path.step}`, sent, named };
  });
}

function reportOddities({ at, label, named: { source, commands } }: Operation, findings: Findings): void {
  const [command, ...others] = commands;
  const id = at.text('operationId');
  checkHints(at, 'operation', findings);
  if (command === undefined) findings.report('operation-without-command', at.origin, { operation: label });
  else if (others.length > 0) {
    findings.report('operation-shared', at.origin, { commands: commands.map(({ value }) => value) });
  } else if (source === 'example') {
    findings.report('command-from-example', command.origin, { command: command.value, operation: label });
  } else if (id !== null && !id.value.toLowerCase().includes(command.value.toLowerCase())) {
    findings.report('operation-id-differs', id.origin, { id: id.value, command: command.value });
  }
}

/** A document has one habit: its guesses of one kind are told together, each with its place. */
function reportGuesses(operations: readonly Operation[], findings: Findings): void {
  for (const source of ['path', 'operationId', 'summary'] as const satisfies readonly NameSource[]) {
    const guessed = operations.filter(({ named }) => named.source === source).flatMap(({ named }) => named.commands);
    const [first] = guessed;
    if (first === undefined) continue;
    const related = guessed.slice(1).map(({ value, origin }) => ({ origin, note: value }));
    const commands = guessed.map(({ value }) => value);
    findings.report('command-guessed', first.origin, { source, commands }, related.slice(0, shownGuesses));
  }
}

/** Places shown beside the first guess; beyond, they say nothing new. */
const shownGuesses = 5;

/** A command, as every operation describes it that stands for it. */
interface DescribedCommand {
  readonly origin: Origin;
  /** Where its first operation's path stands. */
  readonly path: string;
  readonly read: RawCommand[];
}

/** Operations of one command, brought together: the forms for GET and POST of one path are meant to be alike. */
function joined(operations: readonly Operation[], findings: Findings): RawCommand[] {
  const described = new Map<string, DescribedCommand>();
  for (const operation of operations) {
    const path = operation.path.pointer;
    for (const name of operation.named.commands) {
      const read = readCommand(name, operation, findings);
      const earlier = described.get(name.value);
      if (earlier === undefined) described.set(name.value, { origin: name.origin, path, read: [read] });
      else {
        earlier.read.push(read);
        if (earlier.path !== path) reportTwice(name, earlier.origin, findings);
      }
    }
  }
  return [...described.values()].map(({ read }) => mergeCommands(read));
}

function reportTwice({ value, origin }: Stated<string>, earlier: Origin, findings: Findings): void {
  findings.report('command-described-twice', origin, { command: value }, [{ origin: earlier, note: 'described here' }]);
}

function readCommand(name: Stated<string>, { at, path, sent }: Operation, findings: Findings): RawCommand {
  const method = readWord(at, 'method', findings, ['GET', 'POST']);
  const paged = readFlag(at, 'paged', findings);
  return {
    name,
    group: readGroup(at),
    description: readDescription(name.value, at, path),
    since: readWord(at, 'since', findings) ?? at.text('x-since'),
    deprecated: readDeprecated(at),
    parameters: readParameters(name.value, sent, readRules(at, findings), findings),
    ...readResult(at, name.value, findings),
    ...(method === null ? {} : { method }),
    ...(paged === null ? {} : { paged }),
  };
}

/** The prose of the operation, else of its path; a summary that only repeats the name is none. */
function readDescription(name: string, at: Cursor, path: Cursor): Stated<string> | null {
  const texts = [at, ...pathItemsOf(path)].flatMap((holder) => [holder.text('description'), holder.text('summary')]);
  return readProse(
    texts.find((text) => text !== null && text.value.trim().toLowerCase() !== name.toLowerCase()) ?? null,
  );
}

function readGroup(operation: Cursor): Stated<string> | null {
  const tag = operation.own('tags')?.own(0);
  return typeof tag?.value === 'string' && tag.value.trim() !== '' ? { value: tag.value, origin: tag.origin } : null;
}
