import type { Rule } from './api-model.js';
import type { MapFact } from './fact.js';
import type { DocumentFormat, Origin, Stated } from './source.js';

/** What one document says, in one shape for every format, with nothing decided: `null` means that it says nothing. */
export interface RawApi {
  readonly file: string;
  readonly format: DocumentFormat;
  readonly title: Stated<string> | null;
  /** Version of the API that the document describes, as printed there. */
  readonly version: Stated<string> | null;
  readonly commands: readonly RawCommand[];
}

export interface RawCommand {
  readonly name: Stated<string>;
  /** The document's own word for the group: an OpenAPI tag, a Slate H1. */
  readonly group: Stated<string> | null;
  readonly description: Stated<string> | null;
  readonly execution: Stated<'sync' | 'async'> | null;
  readonly since: Stated<string> | null;
  /** The reason, where the document calls the command deprecated. */
  readonly deprecated: Stated<string> | null;
  readonly parameters: readonly RawParameter[];
  /** `null` when the document says nothing about the response. */
  readonly result: RawResult | null;
  /** The verb that every server accepts; only documents with hints can say it. */
  readonly method?: Stated<'GET' | 'POST'>;
  /** Whether a list understands `page` and `pagesize`; only documents with hints can say it. */
  readonly paged?: Stated<boolean>;
}

export interface RawParameter {
  readonly name: Stated<string>;
  readonly type: Stated<RawType>;
  readonly required: Stated<boolean> | null;
  readonly description: Stated<string> | null;
  readonly maxLength: Stated<number> | null;
  readonly since: Stated<string> | null;
  /** How a map is written; only documents with schemas or hints can say it. */
  readonly encoding?: Stated<MapFact>;
  /** Whether the value must never be shown; only documents with hints can say it. */
  readonly sensitive?: Stated<boolean>;
  /** Texts outside the type that are taken all the same; only documents with hints can say it. */
  readonly alsoAccepts?: readonly string[];
  /** All rules for it, where the document states them as data: its description is then searched for none. */
  readonly rules?: readonly Stated<Rule>[];
  /** Rules that its schema states by keywords of JSON Schema: its description may tell more. */
  readonly keywords?: readonly Stated<Rule>[];
  /** The reason, where a flag calls it deprecated; empty where nothing is said beside the flag. */
  readonly deprecated?: Stated<string>;
}

/** A type as the document words it. */
export interface RawType {
  /** `uuid`, `int`, `list`, `imageformat`, `string`, `object`, … in lower case; OpenAPI's `integer` with `int64` is `long`. */
  readonly word: string;
  /** Allowed values, where the document lists them. */
  readonly values: readonly string[] | null;
  /** Where each of these values stands, where the document lists them one by one. */
  readonly places?: readonly Origin[];
  /** Element type of an array, where the document states it. */
  readonly items: RawType | null;
  /** Members of an object, where the document states them. */
  readonly shape: RawShape | null;
}

/** A set of fields: a schema's properties, a response table's rows. */
export interface RawShape {
  /** The schema's own name (`VirtualMachine`), where it has one; others may bear it, too. */
  readonly name: string | null;
  /** Which schema this is; only documents with schemas can say it. */
  readonly schema?: SchemaIdentity;
  readonly description: string | null;
  readonly origin: Origin;
  readonly fields: readonly RawField[];
  /** The entity that this is, where the document settles it: nothing else is, however alike. */
  readonly entity?: string;
}

/** What tells one schema from others of its name. */
export interface SchemaIdentity {
  /** File and pointer. */
  readonly place: string;
  /** The name under which other versions of the document know it, too; `null` where it has none. */
  readonly component: string | null;
}

export interface RawField {
  readonly name: Stated<string>;
  readonly type: Stated<RawType>;
  /** Whether the document promises that the field is always there. */
  readonly required: boolean;
  readonly description: string | null;
  /** The reason, where a flag calls it deprecated; empty where nothing is said beside the flag. */
  readonly deprecated?: Stated<string>;
}

/** What a document says of a command's answer. */
export interface RawResult {
  readonly origin: Origin;
  /** The single top-level member, where a schema or an example shows it. */
  readonly envelope: Stated<string> | null;
  /** What kind of thing comes back, whatever it looks like; only documents with hints can say it. */
  readonly kind?: Stated<'list' | 'entity' | 'success'>;
  /** Whether an array comes back; `null` when the document leaves it open. */
  readonly list: boolean | null;
  /** The member under which the entity or the array stands; a `null` that is stated says that there is none. */
  readonly key: Stated<string | null> | null;
  /** Fields of the entity or of one item. */
  readonly shape: RawShape | null;
  /** What an example shows inside the envelope; only documents with examples can say it. */
  readonly example?: Stated<unknown>;
  /** The described answer is only the acknowledgement of a job (`jobid`, perhaps `id`), not its result. */
  readonly acknowledgement: Acknowledgement | null;
}

/** The immediate answer of an asynchronous command. */
export interface Acknowledgement {
  readonly origin: Origin;
  /** Whether the id of the thing being made comes with the job's id. */
  readonly id: boolean;
}
