import { type ClaimReport, reportClaim } from '../diagnostics/conflicts.js';
import { InputError } from '../diagnostics/diagnostics.js';
import { Places } from '../diagnostics/places.js';
import { printable } from '../diagnostics/printable.js';
import { readModel } from '../generate.js';
import type { Command, Entity, Field, Parameter } from '../model/api-model.js';
import { type Aspect, aspects, type Because, type Decision } from '../model/provenance.js';
import { findSubject, nameOf, type Subject } from './explain/subject.js';
import { explainText } from './explain/text.js';
import { readOptions, type Typed } from './flags.js';
import { isRefused, refusal } from './strict.js';
import type { Outcome, Terminal } from './verb.js';

/** Everything that was said about one aspect, as machines read it. */
interface DecisionReport {
  readonly aspect: Aspect;
  /** What counts: the value of the first claim. */
  readonly value: string;
  readonly because: Because;
  readonly disputed: boolean;
  readonly claims: readonly ClaimReport[];
}

/** Prints the model's view of a command, a parameter, an entity or a field, with who said what and where. */
export async function runExplain(typed: Typed, { out, diagnostics }: Terminal): Promise<Outcome> {
  const [written, ...documents] = typed.rest;
  if (written === undefined) diagnostics.report('argument-missing', null, { verb: 'explain', argument: 'a command' });
  diagnostics.stopIfErrors();
  const options = readOptions({ ...typed, rest: documents }, diagnostics);
  const ledger: Decision[] = [];
  const { model } = await readModel(options, diagnostics, null, ledger);
  const subject = findSubject(model, written ?? '');
  if ('meant' in subject) {
    diagnostics.report('command-not-found', null, { name: written ?? '', meant: subject.meant });
    throw new InputError();
  }
  const name = nameOf(subject);
  const decisions = inOrder(ledger.filter((decision) => decision.subject === name));
  const conflicts = (diagnostics.conflicts ?? []).filter(
    (conflict) => conflict.subject === name || conflict.subject.startsWith(`${name}.`),
  );
  const places = new Places(diagnostics.texts);
  if (!typed.flags.has('json')) {
    const text = explainText({ subject, decisions, conflicts }, places);
    out(text.split('\n').map(printable).join('\n'));
  }
  const refused = isRefused(typed, diagnostics);
  return {
    exitCode: refused ? 1 : 0,
    disk: `${refused ? `${refusal} ` : ''}Nothing was written.`,
    ...(refused ? {} : { about: (written ?? '').split('.') }),
    report: {
      subject: name,
      kind: subject.kind,
      model: modelled(subject),
      decisions: decisions.map((decision) => reportDecision(decision, places)),
    },
  };
}

/** In the order in which aspects are listed; of one aspect as they were decided. */
function inOrder(decisions: readonly Decision[]): readonly Decision[] {
  const order = Object.keys(aspects);
  return [...decisions].sort((a, b) => order.indexOf(a.aspect) - order.indexOf(b.aspect));
}

/** What the model holds, as `model` prints it. */
function modelled(subject: Subject): Command | Parameter | Entity | Field {
  switch (subject.kind) {
    case 'command':
      return subject.command;
    case 'parameter':
      return subject.parameter;
    case 'entity':
      return subject.entity;
    case 'field':
      return subject.field;
  }
}

function reportDecision({ aspect, because, disputed, claims }: Decision, places: Places): DecisionReport {
  const told = claims.map((claim) => reportClaim(claim, places));
  return { aspect, value: told[0]?.value ?? '', because, disputed, claims: told };
}
