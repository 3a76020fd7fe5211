/** A value that JSON can hold. */
export type Json = string | number | boolean | null | readonly Json[] | JsonObject;

export interface JsonObject {
  readonly [member: string]: Json;
}

/**
 * A value as a JSON document without the newline at its end, laid out as prettier would: objects on lines of their own,
 * arrays on one line where they fit.
 *
 * @param width columns of a line
 */
export function printJson(value: Json, width: number): string {
  return new Printer(width).print(value, '', 0, 0);
}

class Printer {
  readonly #width: number;
  /** Names of members that were printed before: a document has few and uses them often. */
  readonly #names = new Map<string, string>();

  constructor(width: number) {
    this.#width = width;
  }

  /**
   * @param margin blanks before the line that the value ends on
   * @param before columns that are taken on its first line
   * @param after columns of the comma behind it
   */
  print(value: Json, margin: string, before: number, after: number): string {
    if (isList(value)) return this.#list(value, margin, before, after);
    if (!isObject(value)) return scalar(value);
    const inner = `${margin}  `;
    const members = Object.entries(value).filter(([, member]) => member !== undefined);
    const last = members.length - 1;
    const lines = members.map(([name, member], index) => {
      const key = inner + this.#name(name);
      return key + this.print(member, inner, key.length, index === last ? 0 : 1);
    });
    return lines.length === 0 ? '{}' : `{\n${lines.join(',\n')}\n${margin}}`;
  }

  #name(name: string): string {
    const known = this.#names.get(name);
    if (known !== undefined) return known;
    const printed = `${scalar(name)}: `;
    this.#names.set(name, printed);
    return printed;
  }

  #list(items: readonly Json[], margin: string, before: number, after: number): string {
    if (!isBroken(items)) {
      const flat = flatten(items);
      if (before + flat.length + after <= this.#width) return flat;
    }
    const inner = `${margin}  `;
    if (items.length > 1 && items.every((item) => typeof item === 'number')) return this.#numbers(items, margin);
    const last = items.length - 1;
    const lines = items.map((item, index) => inner + this.print(item, inner, inner.length, index === last ? 0 : 1));
    return `[\n${lines.join(',\n')}\n${margin}]`;
  }

  /** As many on a line as fit. */
  #numbers(items: readonly number[], margin: string): string {
    const inner = `${margin}  `;
    const lines: string[] = [];
    let line = inner;
    for (const [index, item] of items.entries()) {
      const text = scalar(item) + (index === items.length - 1 ? '' : ',');
      const longer = line === inner ? line + text : `${line} ${text}`;
      if (line !== inner && longer.length > this.#width) lines.push(line);
      line = line !== inner && longer.length > this.#width ? inner + text : longer;
    }
    return `[\n${[...lines, line].join('\n')}\n${margin}]`;
  }
}

/** Whether a list stands on lines of its own however short it is. */
function isBroken(items: readonly Json[]): boolean {
  const isMatrix = items.length > 1 && items.every((item) => isList(item) && item.length > 1);
  return isMatrix || items.some((item) => (isList(item) ? isBroken(item) : isObject(item) && !isEmpty(item)));
}

function flatten(value: Json): string {
  if (isList(value)) return `[${value.map(flatten).join(', ')}]`;
  return isObject(value) ? '{}' : scalar(value);
}

/** Ends a line for some readers, steers a terminal, or turns the direction of writing. */
const unseen = /[\u007f-\u009f\u061c\u200e\u200f\u2028-\u202e\u2066-\u2069\ufeff]/g;

function scalar(value: string | number | boolean | null): string {
  const text = JSON.stringify(value);
  return typeof value === 'string' ? text.replace(unseen, escaped) : text.replace('e+', 'e');
}

function escaped(unit: string): string {
  return `\\u${unit.charCodeAt(0).toString(16).padStart(4, '0')}`;
}

function isList(value: Json): value is readonly Json[] {
  return Array.isArray(value);
}

function isObject(value: Json): value is JsonObject {
  return typeof value === 'object' && value !== null;
}

function isEmpty(value: JsonObject): boolean {
  return Object.keys(value).length === 0;
}
