import type { DefaultValue, TypeRef } from '../../model/api-model.js';
import { matchesOf, type Prose } from './prose.js';

const hint = /efault|ssumed/;

/** Every way to speak of a default; what follows is looked at separately. */
const phrases: readonly RegExp[] = [
  // Default is 1. Default: false. The default value is 'true'. Default = 'primary'. defaulted to true. assumed to be true
  /\b(?:default(?: value)?(?: is| ?:| ?=)(?: set to)?|default(?:s|ed)? to|assumed to be) (?<value>["']?[A-Za-z0-9][\w-]*["']?)/gi,
  // True by default. TCP is default. VirtualRouter (default)
  /(?<value>["']?[A-Za-z0-9][\w-]*["']?) (?:by default|is (?:the )?default\b|\(default\))/gi,
];

/** What may follow: nothing that makes it depend on something else. */
const end = /^[\s"')\]]*(?:$|[.;,*)](?!\w)|,? ?(?:if|when) (?:it is |this is )?(?:not|null|none)\b|,? ?(?:and|but)\b)/i;
/** Where the value holds in some cases only. */
const conditional = /\b\d\) |\b(?:in all other cases|for .* network offering)\b/i;

const noValues = /^(?:null|none|an?|the|its|set|taken|that|this|same|empty|unlimited|any|what|whatever)$/i;

/** What a description says happens without the parameter; `null` when it says nothing, or different things. */
export function readDefault({ owner, text, sentences, names }: Prose, values: readonly string[]): DefaultValue | null {
  if (owner.required || !hint.test(text) || conditional.test(text)) return null;
  const found = new Set<string | number | boolean | null>();
  for (const sentence of sentences.filter((one) => hint.test(one))) {
    for (const phrase of phrases) {
      for (const match of matchesOf(phrase, sentence)) {
        const stated = (match.groups?.['value'] ?? '').replace(/["']/g, '');
        const isCertain = end.test(sentence.slice(match.index + match[0].length)) && names.meant(stated) === null;
        found.add(isCertain ? typed(stated, owner.type, values) : null);
      }
    }
  }
  const [only = null] = found;
  return found.size === 1 && only !== null ? { kind: 'default', value: only } : null;
}

/** A value that is stated as the default of a parameter, in the parameter's type; `null` where it is none of its values. */
export function typedDefault(stated: string | number | boolean, type: TypeRef): string | number | boolean | null {
  if (type.kind !== 'scalar') return type.kind === 'enum' ? among(type.values, String(stated)) : null;
  switch (type.scalar) {
    case 'boolean':
      return /^true$/i.test(String(stated)) ? true : /^false$/i.test(String(stated)) ? false : null;
    case 'integer':
    case 'long':
      return Number.isSafeInteger(numberOf(stated)) ? numberOf(stated) : null;
    case 'decimal':
      return Number.isFinite(numberOf(stated)) ? numberOf(stated) : null;
    case 'string':
    case 'id':
    case 'date':
      return String(stated);
  }
}

/** `Number` also makes numbers of flags and of empty texts. */
function numberOf(stated: string | number | boolean): number {
  const isNumber = typeof stated === 'number' || /^[+-]?\d+(?:\.\d+)?$/.test(String(stated));
  return isNumber ? Number(stated) : Number.NaN;
}

function typed(stated: string, type: TypeRef, values: readonly string[]): string | number | boolean | null {
  const scalar = type.kind === 'scalar' ? type.scalar : null;
  // Prose says what an id or a date is by default, but not by a value.
  if (scalar === 'id' || scalar === 'date') return null;
  if (scalar !== 'string') return typedDefault(stated, type);
  return values.length > 0 ? among(values, stated) : noValues.test(stated) ? null : stated;
}

function among(values: readonly string[], stated: string): string | null {
  return values.find((value) => value.toLowerCase() === stated.toLowerCase()) ?? null;
}
