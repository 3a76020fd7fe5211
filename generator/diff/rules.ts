import type { Rating } from './change.js';

/** Why a change is rated as it is. */
export interface Rule {
  readonly rating: Rating;
  readonly noticed: 'compiling' | 'validating' | null;
  /** Heads a list of such changes. */
  readonly title: string;
  readonly reason: string;
}

function breaking(noticed: 'compiling' | 'validating', title: string, reason: string): Rule {
  return { rating: 'breaking', noticed, title, reason };
}

function feature(title: string, reason: string): Rule {
  return { rating: 'feature', noticed: null, title, reason };
}

function fix(title: string, reason: string): Rule {
  return { rating: 'fix', noticed: null, title, reason };
}

/**
 * Every rule of rating, in the order of reports. What is sent may ask for less and take more; what comes back may hold
 * more and leave out less. `docs/diff.md` shows them as a table.
 */
export const rules = {
  'group-added': feature('New groups', 'The client has one more property, and the package one more entry point.'),
  'group-removed': breaking(
    'compiling',
    'Groups removed',
    'The property of the client and the entry point of the package are gone.',
  ),
  'group-documentation': fix('Titles of groups', 'Only the title has changed.'),

  'command-added': feature('New commands', 'There is one more method.'),
  'command-removed': breaking('compiling', 'Commands removed', 'Method, types, validators and descriptor are gone.'),
  'command-moved': breaking(
    'compiling',
    'Commands in another group',
    'Method, types and validators stand elsewhere: in another property of the client, behind another entry point.',
  ),
  'command-execution': breaking(
    'compiling',
    'Commands that became synchronous or asynchronous',
    'The method returns another kind of promise: a job, or the outcome itself.',
  ),
  'command-deprecated': feature('Commands deprecated', 'The method still works; editors strike it through.'),
  'command-restored': fix('Commands no longer deprecated', 'Editors no longer strike the method through.'),
  'command-wire': fix('Commands sent or answered otherwise', 'The package minds by itself what goes over the wire.'),
  'command-documentation': fix('Descriptions of commands', 'Only what is said of the command has changed.'),

  'result-paging': breaking(
    'compiling',
    'Commands that answer one thing in place of a list, or a list',
    'The method returns another kind of promise: a list, or the outcome itself.',
  ),
  'result-incompatible': breaking(
    'compiling',
    'Commands that answer something else',
    'What comes back cannot be read as before.',
  ),
  'result-extended': feature('Commands that answer more', 'What comes back can be read as before, and has more.'),
  'result-renamed': fix(
    'Commands that answer a type of another name',
    'What comes back has the same fields as before.',
  ),

  'parameter-added': feature('New optional parameters', 'It may be left out.'),
  'parameter-added-required': breaking(
    'compiling',
    'New required parameters',
    'Calls do not give it, so they no longer compile.',
  ),
  'parameter-removed': breaking('compiling', 'Parameters removed', 'Calls that give it no longer compile.'),
  'parameter-required': breaking(
    'compiling',
    'Parameters that became required',
    'Calls that leave it out no longer compile.',
  ),
  'parameter-optional': feature('Parameters no longer required', 'It may be left out now.'),
  'parameter-type-narrowed': breaking(
    'compiling',
    'Parameters that take other types',
    'Calls with values of the old type may not compile.',
  ),
  'parameter-type-checked': breaking(
    'validating',
    'Parameters whose values are checked more strictly',
    'Calls still compile, and validators refuse values that they took.',
  ),
  'parameter-type-widened': feature('Parameters that take more types', 'Values of the old type are taken, and others.'),
  'parameter-type-encoded': fix(
    'Parameters sent otherwise',
    'The same values are taken, and the package minds how they are sent.',
  ),
  'parameter-value-added': feature('New values of parameters', 'One more value is taken.'),
  'parameter-value-removed': breaking(
    'compiling',
    'Values of parameters removed',
    'Calls with this value no longer compile.',
  ),
  'parameter-value-forgotten': fix(
    'Values of parameters no longer documented',
    'Every text is taken, and so is this one; editors no longer offer it.',
  ),
  'parameter-member-forgotten': fix(
    'Members no longer documented',
    'Texts under every name are taken, and under this one too; editors no longer offer it.',
  ),
  'parameter-limit-lowered': breaking(
    'validating',
    'Parameters that take shorter texts only',
    'Validators refuse long texts that they took.',
  ),
  'parameter-limit-raised': feature('Parameters that take longer texts', 'Validators take longer texts.'),
  'parameter-limit-unchecked': fix(
    'Lengths of parameters that nothing checks',
    'Validators look at the length of plain texts only.',
  ),
  'parameter-accepts-less': breaking(
    'validating',
    'Texts no longer taken in place of an id',
    'Validators refuse a text that they took.',
  ),
  'parameter-accepts-more': feature('Texts taken in place of an id', 'Validators take one more text.'),
  'parameter-range-narrowed': breaking(
    'validating',
    'Parameters that take a smaller range',
    'Validators refuse numbers that they took.',
  ),
  'parameter-range-widened': feature('Parameters that take a larger range', 'Validators take more numbers.'),
  'parameter-default': fix('Defaults of parameters', 'Only what the server does where it is left out has changed.'),
  'parameter-deprecated': feature('Parameters deprecated', 'It still works; editors strike it through.'),
  'parameter-restored': fix('Parameters no longer deprecated', 'Editors no longer strike it through.'),
  'parameter-sensitive': fix('Parameters hidden from logs, or no longer', 'Only what is logged has changed.'),
  'parameter-documentation': fix('Descriptions of parameters', 'Only what is said of the parameter has changed.'),

  'constraint-added': breaking(
    'validating',
    'New constraints',
    'Validators refuse combinations of parameters that they took.',
  ),
  'constraint-harmless': feature('Constraints that no earlier call can break', 'Validators take every earlier call.'),
  'constraint-removed': feature('Constraints removed', 'Validators take more combinations of parameters.'),

  'entity-added': feature('New types', 'There is one more type to import, with its schema.'),
  'entity-removed': breaking('compiling', 'Types removed', 'Imports of the type and of its schema no longer compile.'),
  'entity-documentation': fix('Descriptions of types', 'Only what is said of the type has changed.'),

  'field-added': feature('New fields', 'What comes back has one more field.'),
  'field-removed': breaking('compiling', 'Fields removed', 'Code that reads it no longer compiles.'),
  'field-optional': breaking('compiling', 'Fields that may be missing', 'Code that counts on it no longer compiles.'),
  'field-always': feature('Fields that are never missing', 'Code need not ask whether it is there.'),
  'field-type-incompatible': breaking(
    'compiling',
    'Fields of another type',
    'Code that reads it as the old type may not compile.',
  ),
  'field-type-narrowed': feature('Fields that tell more', 'It can be read as the old type, and more is known of it.'),
  'field-type-checked': fix(
    'Fields whose values are checked otherwise',
    'The TypeScript type is the same; only the check of results has changed.',
  ),
  'field-value-added': feature('New values of fields', 'Any text may come; editors offer one more.'),
  'field-value-removed': fix(
    'Values of fields no longer documented',
    'Any text may come; editors no longer offer this one.',
  ),
  'field-value-closed': breaking(
    'compiling',
    'Values of fields with a fixed list',
    'Code that handles each value, or compares with this one, may not compile.',
  ),
  'field-deprecated': feature('Fields deprecated', 'It is still answered; editors strike it through.'),
  'field-restored': fix('Fields no longer deprecated', 'Editors no longer strike it through.'),
  'field-documentation': fix('Descriptions of fields', 'Only what is said of the field has changed.'),
} as const satisfies Readonly<Record<string, Rule>>;

/** Permanent: programs that read reports may rely on it. */
export type RuleName = keyof typeof rules;

/** All rules, in the order of reports. */
export const ruleNames = Object.keys(rules) as readonly RuleName[];

export function ruleOf(name: RuleName): Rule {
  return rules[name];
}
