import type { Origin } from './source.js';

/** The whole API, merged from every document: sorted, deduplicated, with nothing left to decide. */
export interface ApiModel {
  readonly title: string;
  /** Version of the API as its documents state it, such as `4.19.0`; empty when none does. */
  readonly version: string;
  /** By id. */
  readonly groups: readonly Group[];
  /** By name. */
  readonly commands: readonly Command[];
  /** By name. */
  readonly entities: readonly Entity[];
}

/** Commands that become one client class. */
export interface Group {
  /** `virtualMachine`: the property of the client. */
  readonly id: string;
  /** `Virtual Machine`: for people. */
  readonly title: string;
  /** Names of its commands, sorted. */
  readonly commands: readonly string[];
}

/** An operation of the API. */
export interface Command {
  /** Wire name: `deployVirtualMachine`. */
  readonly name: string;
  readonly group: string;
  readonly description: string | null;
  /** The verb that every server accepts: GET for reads, POST for all else (protocol: POST enforcement). */
  readonly method: 'GET' | 'POST';
  readonly execution: 'sync' | 'async';
  /** Whether the acknowledgement of the job also carries the id of the thing being made. */
  readonly acknowledgesId: boolean;
  /** Required ones first, then by name. */
  readonly parameters: readonly Parameter[];
  readonly result: Result;
  /** The single top-level member of the answer. */
  readonly envelope: string;
  /** What a document shows of the result: the thing or the list of things alone, unchecked; `null` when none does. */
  readonly example: unknown;
  readonly since: string | null;
  /** The reason, when deprecated. */
  readonly deprecated: string | null;
  /** Every place that describes the command, in order of precedence. */
  readonly origin: readonly Origin[];
}

/** Something that is sent. */
export interface Parameter {
  /** Exactly as sent: `serviceofferingid`. */
  readonly name: string;
  readonly type: TypeRef;
  readonly required: boolean;
  readonly description: string | null;
  /** In characters. */
  readonly maxLength: number | null;
  /** Texts outside the type that servers take all the same: `-1` where a project's id stands. */
  readonly alsoAccepts: readonly string[];
  readonly since: string | null;
  /** Never logged: passwords, user data, keys. */
  readonly sensitive: boolean;
  readonly constraints: readonly Constraint[];
  readonly origin: readonly Origin[];
}

/** What a parameter must obey, or what leaving it out means, and the place that states it. */
export type Constraint = Rule & { readonly origin: Origin };

/** The constraint itself, wherever it comes from. */
export type Rule = Tie | Need | AllowedValues | Range | DefaultValue | Condition | Deprecation;

export type RuleKind = Rule['kind'];

/** Ties parameters to each other; the same tie stands at each parameter that it names. */
export interface Tie {
  readonly kind: 'exactlyOneOf' | 'atMostOneOf' | 'atLeastOneOf';
  /** Wire names, sorted, the owner included. */
  readonly parameters: readonly string[];
}

/** The owner may only be given beside all of these. */
export interface Need {
  readonly kind: 'requires';
  /** Wire names, sorted, without the owner. */
  readonly parameters: readonly string[];
}

/** The texts that are taken; they stand in the type of the parameter as well. */
export interface AllowedValues {
  readonly kind: 'values';
  readonly values: readonly string[];
  /** Others are taken too. */
  readonly open: boolean;
}

/** Both ends belong to it; `null` is no end. */
export interface Range {
  readonly kind: 'range';
  readonly minimum: number | null;
  readonly maximum: number | null;
}

/** What a server takes when the parameter is left out. */
export interface DefaultValue {
  readonly kind: 'default';
  readonly value: string | number | boolean;
}

/** When a parameter is needed, or need not be given, in the words of a document: only people can tell whether it holds. */
export interface Condition {
  readonly kind: 'requiredWhen' | 'notRequiredWhen';
  readonly when: string;
}

export interface Deprecation {
  readonly kind: 'deprecated';
  /** What to do instead. */
  readonly reason: string;
}

/** What a command answers (for an asynchronous one: what its job ends with), and where it stands in the envelope. */
export type Result =
  /** One thing, under `key`; `null` when the envelope's body is the thing itself. */
  | { readonly kind: 'entity'; readonly entity: string; readonly key: string | null }
  | { readonly kind: 'list'; readonly entity: string; readonly key: string; readonly paged: boolean }
  /** `success` and perhaps `displaytext`. */
  | { readonly kind: 'success' }
  | { readonly kind: 'unknown' };

/** A named shape. */
export interface Entity {
  readonly name: string;
  readonly description: string | null;
  /** By name. */
  readonly fields: readonly Field[];
  readonly origin: readonly Origin[];
}

/** Something that comes back. */
export interface Field {
  readonly name: string;
  readonly type: TypeRef;
  /** Promised by a document or a fact; CloudStack leaves out what is null, so mostly false. */
  readonly always: boolean;
  readonly description: string | null;
  /** The reason, when deprecated. */
  readonly deprecated: string | null;
  readonly origin: readonly Origin[];
}

export type TypeRef =
  | { readonly kind: 'scalar'; readonly scalar: Scalar }
  /** `open`: values that the documents do not list may occur (answers of newer servers). */
  | { readonly kind: 'enum'; readonly values: readonly string[]; readonly open: boolean }
  /** `comma`: elements joined by bare commas; `json`: in answers. */
  | { readonly kind: 'array'; readonly items: TypeRef; readonly encoding: 'comma' | 'json' }
  /** A list of objects that is sent as `name[i].<field>=…`, one index per element; `open`: with further members of any name. */
  | { readonly kind: 'objects'; readonly fields: readonly ObjectField[]; readonly open: boolean }
  /** `entries`: `name[0].<key>=<value>`; `pairs`: `name[i].key=…&name[i].value=…`; `json`: in answers. */
  | { readonly kind: 'map'; readonly encoding: 'entries' | 'pairs' | 'json' }
  | { readonly kind: 'entity'; readonly entity: string }
  | { readonly kind: 'unknown' };

/** A member of each element of an `objects` parameter; its name is sent with exactly this case. */
export interface ObjectField {
  readonly name: string;
  readonly type: TypeRef;
  readonly required: boolean;
}

/** `id`: a UUID as the server takes it; `long`: 64 bits; `decimal`: float or double; `date`: CloudStack's own forms. */
export type Scalar = 'string' | 'id' | 'boolean' | 'integer' | 'long' | 'decimal' | 'date';
