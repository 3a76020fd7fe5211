import type { Node, ObjectLiteralExpression, SourceFile } from 'ts-morph';
import type { Diagnostics } from '../../diagnostics/diagnostics.js';
import type { Origin } from '../../model/source.js';
import type { HandlerGroup } from '../../plan/handlers.js';
import type { PeoplesFile } from '../folder.js';
import { stubImport } from '../print.js';
import { importOf } from './add-import.js';
import { applyEdits, insertMembers } from './insert.js';
import { type Members, membersOf } from './members.js';
import { exportedObject } from './resolve.js';
import { Sources } from './sources.js';
import { styleOf } from './style.js';

/** The lines of a command's handler; `refuse` is what it calls. */
export type PrintStub = (command: string, refuse: string) => readonly string[];

/** The handlers of a group, as people wrote them. */
interface Written {
  readonly handlers: HandlerGroup;
  readonly people: PeoplesFile;
  readonly file: SourceFile;
  readonly object: ObjectLiteralExpression;
  readonly members: Members;
}

/** A file that gets handlers for more commands. */
export interface Extended {
  readonly people: PeoplesFile;
  readonly text: string;
  /** The commands that it gets handlers for. */
  readonly commands: readonly string[];
}

/** Files that people edited, read once and for all. */
export class EditedHandlers {
  readonly #sources: Sources;
  readonly #diagnostics: Diagnostics;
  readonly #written: readonly Written[];

  /**
   * @param files every file of the folder: one may take handlers from another.
   * @param edited the files of groups that are read; one whose handlers cannot be found is reported.
   */
  constructor(
    files: readonly PeoplesFile[],
    edited: readonly { readonly handlers: HandlerGroup; readonly people: PeoplesFile }[],
    diagnostics: Diagnostics,
  ) {
    this.#sources = new Sources(files);
    this.#diagnostics = diagnostics;
    this.#written = edited.flatMap(({ handlers, people }) => this.#read(handlers, people) ?? []);
  }

  /**
   * Reports handlers that stand where no command of their name is.
   *
   * @param homes the file of each command that needs a handler.
   * @param answered commands that the server answers itself; a handler for one may stand anywhere.
   * @returns commands that have a handler in the file of another group.
   */
  reportStrays(homes: ReadonlyMap<string, string>, answered: ReadonlySet<string>): ReadonlySet<string> {
    const misplaced = new Set<string>();
    for (const { handlers, members } of this.#written) {
      for (const [name, node] of members.named) {
        const home = homes.get(name);
        if (home === handlers.path || answered.has(name)) continue;
        const origin = this.#placeOf(node);
        if (home === undefined) {
          this.#diagnostics.report('handler-without-command', origin, { name, group: handlers.group.title });
        } else {
          misplaced.add(name);
          this.#diagnostics.report('handler-misplaced', origin, { name, path: home });
        }
      }
    }
    return misplaced;
  }

  /** Reports a file that imports from a group which is none: what is left of one that vanished. */
  reportVanished(people: PeoplesFile, groups: ReadonlySet<string>): void {
    const file = this.#sources.get(people.path);
    for (const declaration of file.getImportDeclarations()) {
      const folder = /^\.\.\/groups\/([^/]+)\//.exec(declaration.getModuleSpecifierValue())?.[1];
      if (folder === undefined || groups.has(folder)) continue;
      this.#diagnostics.report('handlers-without-group', this.#placeOf(declaration), { folder });
      return;
    }
  }

  /** Adds what is missing; the rest of each file stays as it is. */
  extend(except: ReadonlySet<string>, print: PrintStub): readonly Extended[] {
    const trials = this.#written.flatMap((written) => {
      const { handlers, members } = written;
      const commands = handlers.commands.filter((command) => !members.named.has(command) && !except.has(command));
      if (commands.length === 0) return [];
      if (members.opaque === null) return [{ written, commands, file: this.#tryOut(written, commands, print) }];
      const what = members.opaque.getText().replace(/\s+/g, ' ').slice(0, 60);
      this.#diagnostics.report('handlers-not-added', this.#placeOf(members.opaque), { what, commands });
      return [];
    });
    // All of them together: the compiler looks at every file again when one was added.
    for (const { written, commands, file } of trials) this.#verify(file, written.handlers, commands);
    return trials.map(({ written: { people, file: before }, commands, file }) => {
      return { people, text: this.#sources.printed(before, file.getFullText()), commands };
    });
  }

  #read(handlers: HandlerGroup, people: PeoplesFile): Written | null {
    const file = this.#sources.get(people.path);
    this.#diagnostics.remember(this.#sources.text(file));
    const error = this.#sources.syntaxError(file);
    if (error !== null) {
      this.#diagnostics.report('handlers-syntax', error.origin, { reason: error.reason });
      return null;
    }
    const object = exportedObject(file, handlers.name);
    if (object?.getSourceFile() === file) return { handlers, people, file, object, members: membersOf(object) };
    const start = { file: people.shown, at: { line: 1, column: 1 } };
    this.#diagnostics.report('handlers-not-found', start, { name: handlers.name, commands: handlers.commands });
    return null;
  }

  #tryOut({ file, object }: Written, commands: readonly string[], print: PrintStub): SourceFile {
    const style = styleOf(file);
    const refuse = importOf(file, stubImport.name, stubImport.from, style);
    const stubs = commands.map((command) => print(command, refuse.name));
    const edits = [...refuse.edits, ...insertMembers(object, stubs, style)];
    return this.#sources.trial(file, applyEdits(file.getFullText(), edits));
  }

  /** @throws {Error} when the edited text is not what it was meant to be: nothing of people's is put at risk. */
  #verify(file: SourceFile, { name, path }: HandlerGroup, commands: readonly string[]): void {
    const object = this.#sources.syntaxError(file) === null ? exportedObject(file, name) : null;
    const named = object === null ? new Map<string, unknown>() : membersOf(object).named;
    const lost = commands.filter((command) => !named.has(command));
    if (lost.length > 0) throw new Error(`${path} could not be given handlers for ${lost.join(', ')}`);
  }

  #placeOf(node: Node): Origin {
    this.#diagnostics.remember(this.#sources.text(node.getSourceFile()));
    return this.#sources.origin(node);
  }
}
