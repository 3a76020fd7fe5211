import type { SourceFile } from './source.js';

declare const codeBrand: unique symbol;

/**
 * Text that is safe to print into a generated file. Only `plan/code.ts` makes it; a raw string, which may come from a
 * document, does not type-check as `Code`.
 */
export type Code = string & { readonly [codeBrand]: true };

/** What a template is given: code, choices, and lists of the same; never a raw string. */
export interface View {
  readonly [name: string]: Code | boolean | null | View | readonly View[] | readonly Code[];
}

/** One file of the package, settled before any text exists. */
export type FilePlan = TemplatePlan | CopyPlan;

/** A file printed from a template. */
export interface TemplatePlan {
  readonly kind: 'template';
  /** Inside the package, with forward slashes. */
  readonly path: string;
  readonly template: string;
  /** Made when the file is printed, and no sooner: views are many times larger than texts. */
  readonly view: () => View;
  /** What the printed text must consist of, no more and no less. */
  readonly expected: Expected;
}

/** A file of the runtime, which goes into the package byte for byte. */
export interface CopyPlan {
  readonly kind: 'copy';
  readonly path: string;
  readonly text: string;
}

/** What the inspection after printing compares a text with. */
export type Expected =
  | {
      readonly language: 'typescript';
      /** Names that the file exports, in any order; `*` stands for the re-export of another file, once for each. */
      readonly exports: readonly string[];
      /** Names that it declares and keeps to itself. */
      readonly locals: readonly string[];
      /** Modules that it may import or re-export from. */
      readonly imports: readonly string[];
    }
  | { readonly language: 'json' }
  | { readonly language: 'markdown' | 'text' };

/** A part of the generated package that can be asked for. */
export type Part = 'client' | 'validators' | 'server' | 'handlers' | 'openapi';

/** A template as text. */
export interface TemplateFile extends SourceFile {
  /** Its path inside `templates/`, without the ending. */
  readonly name: string;
  /** Whether the user wrote it. */
  readonly isOwn: boolean;
}
