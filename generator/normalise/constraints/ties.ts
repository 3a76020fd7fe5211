import type { Tie } from '../../model/api-model.js';
import { isConditional, type Prose } from './prose.js';

/** What every sentence with a tie holds. */
const hint =
  /utually exclusive|(?:annot|an't|not) be |ither|ne of|ogether|both|same time|long with|ombination|(?:equired|eeded) (?:if|when|unless)/;

/** The owner and each of the names exclude each other: `Mutually exclusive with id`, `Can't be specified with id`. */
const excluding =
  /\b(?:mutually exclusive (?:with|to)|(?:cannot|can't|can not|must not|may not|should not) be (?:used|specified|passed|given|set|sent|combined) (?:together |along )?with) (?<names>[^.;()]+)/i;

const negation = "(?:not|never|cannot|can't|don't)";
const verb = '(?:use|specif|give|pass|set|provid|send|sent|suppl|nam|combin|allow)\\w*';
/** What is forbidden under a condition is another matter: "not used if both are given". */
const unconditionally = '(?:(?!\\b(?:if|when|unless|where)\\b).)*';
/** All that the sentence names exclude each other: `Do not give a and b together`. */
const together = new RegExp(
  `\\b${negation}(?:\\s+(?:be|both))*\\s+${verb}\\b${unconditionally}\\b(?:together|both|same time|along with|in combination)\\b` +
    `|\\b${negation}\\s+both\\s+be\\s+${verb}|\\bmutually exclusive\\b`,
  'i',
);
const togetherHint = /\b(?:together|both|same time|along with|in combination|mutually exclusive)\b/i;
/** The same sentence, or the next one, asks for one of those just named, whatever else holds. */
const oneNeeded =
  /\b(?:one of (?:them|the two|these)|either)\b.*\b(?:required|needed|must|mandatory|necessary)\b(?!.*\b(?:if|when|unless)\b)/i;

/** One of the names has to be there: `Either a or b must be passed in`, `Exactly one of a, b and c is required`. */
const asking =
  /\b(?<amount>(?:at least|exactly|only) )?(?:either|one of) (?<names>[^.;()]{1,200}?) (?:(?:is|are) (?:required|needed|mandatory|necessary)|(?:must|has to|have to|needs to) be (?:used|specified|passed|given|set|provided))(?: in)?(?<both>,? but not both)?\s*(?:$|[.,;)])/i;

/** The owner, or else the other one: `Required when templateid is not given`, `Not required if templateid is given`. */
const otherwise =
  /\b(?<not>not )?(?:required|needed) (?:(?<unless>unless)|if|when) (?<name>[^.;,()]{1,60}?) (?:is|are) (?<absent>not )?(?:used|specified|passed|given|set|provided)\s*(?:$|[.,;)])/i;

/** Ties that a description states. A sentence counts only when every name in it means a parameter of the command. */
export function readTies(prose: Prose): readonly Tie[] {
  return prose.sentences.flatMap((sentence, index) => {
    if (!hint.test(sentence)) return [];
    const found = [...exclusions(prose, index), ...demands(prose, sentence), ...alternatives(prose, sentence)];
    return found.filter(({ parameters }) => parameters.length > 1);
  });
}

function exclusions({ owner, sentences, names }: Prose, index: number): readonly Tie[] {
  const sentence = sentences[index] ?? '';
  const found = excluding.exec(sentence);
  if (found !== null) {
    const meant = isConditional(sentence.slice(0, found.index)) ? null : names.allMeant(found.groups?.['names'] ?? '');
    return (meant ?? []).map((other) => tie('atMostOneOf', [owner.name, other]));
  }
  if (!togetherHint.test(sentence) || !together.test(sentence)) return [];
  const needed = oneNeeded.test(sentences.slice(index, index + 2).join(' '));
  return [tie(needed ? 'exactlyOneOf' : 'atMostOneOf', names.mentioned(sentence))];
}

function demands({ owner, names }: Prose, sentence: string): readonly Tie[] {
  const found = asking.exec(sentence);
  if (found === null || isConditional(sentence.slice(0, found.index))) return [];
  const { names: list = '', both, amount = '' } = found.groups ?? {};
  const meant = names.allMeant(list.replace(/this parameter/i, owner.name));
  if (meant === null) return [];
  return [tie(both !== undefined || /exactly|only/i.test(amount) ? 'exactlyOneOf' : 'atLeastOneOf', meant)];
}

function alternatives({ owner, names }: Prose, sentence: string): readonly Tie[] {
  const { name, not, unless, absent } = otherwise.exec(sentence)?.groups ?? {};
  const other = name === undefined ? null : names.meant(name);
  const [isSpared, isAbsent] = [not !== undefined, absent !== undefined];
  // Needed when the other is not there; or not needed when it is.
  const isNeeded = unless === undefined ? isSpared !== isAbsent : !isSpared && !isAbsent;
  return other === null || !isNeeded ? [] : [tie('atLeastOneOf', [owner.name, other])];
}

function tie(kind: Tie['kind'], names: readonly string[]): Tie {
  return { kind, parameters: [...new Set(names)].sort() };
}
