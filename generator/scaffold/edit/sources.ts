import { type Node, Project, type SourceFile } from 'ts-morph';
import type { Origin, SourceFile as Text } from '../../model/source.js';
import type { PeoplesFile } from '../folder.js';

/** A mark at the start of some files, which the compiler takes off. */
const byteOrderMark = '\ufeff';

/** The files that people wrote, as syntax trees; nothing is resolved or checked beyond them. */
export class Sources {
  readonly #project = new Project({
    useInMemoryFileSystem: true,
    skipLoadingLibFiles: true,
    compilerOptions: { noLib: true, noResolve: true },
  });
  readonly #files = new Map<SourceFile, PeoplesFile>();

  constructor(files: Iterable<PeoplesFile>) {
    for (const file of files) this.#files.set(this.#project.createSourceFile(`/${file.path}`, file.text), file);
  }

  /** @throws {Error} when it is none of the files: a bug. */
  get(path: string): SourceFile {
    return this.#project.getSourceFileOrThrow(`/${path}`);
  }

  /** The first thing that is no TypeScript in a file. */
  syntaxError(file: SourceFile): { readonly reason: string; readonly origin: Origin } | null {
    const [first] = this.#project.getProgram().getSyntacticDiagnostics(file);
    if (first === undefined) return null;
    const message = first.getMessageText();
    const reason = typeof message === 'string' ? message : message.getMessageText();
    return { reason, origin: this.#at(file, first.getStart()) };
  }

  /** Where a node stands, for diagnostics. */
  origin(node: Node): Origin {
    return this.#at(node.getSourceFile(), node.getStart());
  }

  /** A file as diagnostics show it. */
  text(file: SourceFile): Text {
    return { file: this.#files.get(file)?.shown ?? '', text: file.getFullText() };
  }

  /** A file with another text, to look at; the file itself stays. */
  trial(file: SourceFile, text: string): SourceFile {
    return this.#project.createSourceFile(`${file.getDirectoryPath()}/.${file.getBaseName()}`, text);
  }

  /** A new text of a file as it is written to the disk. */
  printed(file: SourceFile, text: string): string {
    return this.#files.get(file)?.text.startsWith(byteOrderMark) === true ? byteOrderMark + text : text;
  }

  #at(file: SourceFile, position: number): Origin {
    return { file: this.text(file).file, at: file.getLineAndColumnAtPos(position) };
  }
}
