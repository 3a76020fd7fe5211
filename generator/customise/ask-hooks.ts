import type { Diagnostics } from '../diagnostics/diagnostics.js';
import type { ApiModel, Command, Entity, Group } from '../model/api-model.js';
import type { Fact, FactKind, FactValues, Wanted, Wish } from '../model/fact.js';
import { type Checked, type CheckedType, entityName, groupTitle, newType, prose, yesOrNo } from './answers.js';
import type {
  CommandSubject,
  EntitySubject,
  FieldSubject,
  GroupSubject,
  Hooks,
  ParameterSubject,
  Subject,
} from './hooks.js';
import { type LoadedHooks, rememberFile } from './load-hooks.js';

/** Asks the hooks about everything in a model; what goes wrong in them is a diagnostic. */
export async function askHooks(model: ApiModel, hooks: LoadedHooks, diagnostics: Diagnostics): Promise<Wanted> {
  freeze(model);
  const enquiry = new Enquiry(model, hooks, diagnostics);
  for (const group of model.groups) enquiry.aboutGroup(group);
  for (const command of model.commands) enquiry.aboutCommand(command);
  for (const entity of model.entities) enquiry.aboutEntity(entity);
  await enquiry.reportFailures();
  return { facts: enquiry.facts, wishes: enquiry.wishes };
}

class Enquiry {
  readonly facts: Fact[] = [];
  readonly wishes: Wish[] = [];
  readonly #model: ApiModel;
  readonly #hooks: LoadedHooks;
  readonly #diagnostics: Diagnostics;
  /** Hooks that threw, with what: they are not asked again. */
  readonly #failed = new Map<keyof Hooks, { readonly about: string; readonly error: unknown }>();
  readonly #groups: ReadonlyMap<string, Group>;

  constructor(model: ApiModel, hooks: LoadedHooks, diagnostics: Diagnostics) {
    this.#model = model;
    this.#hooks = hooks;
    this.#diagnostics = diagnostics;
    this.#groups = new Map(model.groups.map((group) => [group.id, group]));
  }

  aboutGroup(group: Group): void {
    const subject: GroupSubject = { kind: 'group', name: group.title, group };
    const title = this.#ask('rename', subject, group.title, groupTitle);
    if (title === null) return;
    for (const command of group.commands) this.#fact('rename', 'group', command, null, title);
  }

  aboutCommand(command: Command): void {
    const { name } = command;
    const group = this.#groups.get(command.group);
    if (group === undefined) return;
    const subject: CommandSubject = { kind: 'command', name, command, group };
    if (this.#skips(subject, { command: name })) return;
    // After `rename`, so that it wins over the new title of the whole group.
    const title = this.#ask('group', subject, name, groupTitle);
    if (title !== null) this.#fact('group', 'group', name, null, title);
    const text = this.#ask('doc', subject, name, prose);
    if (text !== null) this.#fact('doc', 'description', name, null, text);
    for (const parameter of command.parameters) {
      this.#aboutMember({ kind: 'parameter', name: parameter.name, parameter, command });
    }
  }

  aboutEntity(entity: Entity): void {
    const { name } = entity;
    const commands = this.#model.commands.filter(({ result }) => 'entity' in result && result.entity === name);
    const subject: EntitySubject = { kind: 'entity', name, entity, commands: commands.map((command) => command.name) };
    const renamed = this.#ask('rename', subject, name, entityName);
    if (renamed !== null) this.#wish('rename', { entity: name }, { kind: 'rename', name: renamed });
    const text = this.#ask('doc', subject, name, prose);
    if (text !== null) this.#wish('doc', { entity: name }, { kind: 'doc', description: text });
    for (const field of entity.fields) this.#aboutMember({ kind: 'field', name: field.name, field, entity });
  }

  #aboutMember(subject: ParameterSubject | FieldSubject): void {
    const { name } = subject;
    const owner = subject.kind === 'parameter' ? subject.command.name : subject.entity.name;
    const of = subject.kind === 'parameter' ? { command: owner, parameter: name } : { entity: owner, field: name };
    if (this.#skips(subject, of)) return;
    const member = subject.kind === 'parameter' ? { parameter: name } : { field: name };
    const about = `${owner}.${name}`;
    const type = this.#ask('retype', subject, about, (answer) => newType(answer, this.#model));
    if (type !== null) this.#retype(owner, member, type);
    const text = this.#ask('doc', subject, about, prose);
    if (text !== null) this.#fact('doc', 'description', owner, member, text);
  }

  #skips(subject: CommandSubject | ParameterSubject | FieldSubject, of: Wish['of']): boolean {
    const about =
      'entity' in of ? `${of.entity}.${subject.name}` : [of.command, of.parameter].filter(Boolean).join('.');
    const skip = this.#ask('skip', subject, about, yesOrNo) === true;
    if (skip) this.#wish('skip', of, { kind: 'skip' });
    return skip;
  }

  #retype(owner: string, member: Member, type: CheckedType): void {
    if ('values' in type) this.#fact('retype', 'values', owner, member, type.values);
    else this.#fact('retype', 'type', owner, member, type.type);
  }

  /** What a hook answers about something; `null` when it has nothing to say, or nothing that makes sense. */
  #ask<T>(hook: keyof Hooks, subject: Subject, about: string, check: (answer: unknown) => Checked<T>): T | null {
    const ask = this.#hooks.hooks[hook] as ((subject: Subject) => unknown) | undefined;
    if (ask === undefined || this.#failed.has(hook)) return null;
    let answer: unknown;
    try {
      answer = ask.call(this.#hooks.hooks, Object.freeze(subject));
    } catch (error) {
      this.#failed.set(hook, { about, error });
      return null;
    }
    if (answer === null || answer === undefined) return null;
    // It is refused below; what it ends with is nobody's business any more.
    if (answer instanceof Promise) answer.catch(() => undefined);
    const checked = check(answer);
    if ('value' in checked) return checked.value;
    const values = { hook, about, found: shown(answer), wanted: checked.wanted };
    this.#diagnostics.report('hook-answer-wrong', this.#hooks.placeOf(hook), values);
    return null;
  }

  #fact<K extends FactKind>(
    hook: keyof Hooks,
    kind: K,
    command: string,
    member: Member | null,
    value: FactValues[K],
  ): void {
    const about = { parameter: null, field: null, ...member };
    const origin = this.#hooks.placeOf(hook);
    this.facts.push({
      kind,
      command,
      ...about,
      value,
      reason: reasonOf(hook),
      source: origin.file,
      precedence: 'always',
      origin,
    });
  }

  #wish(hook: keyof Hooks, of: Wish['of'], change: Wish['change']): void {
    this.wishes.push({ of, change, reason: reasonOf(hook), origin: this.#hooks.placeOf(hook) });
  }

  /** Names the hook, what it was asked about, and the place in the user's own file; no stack of ours. */
  async reportFailures(): Promise<void> {
    const { failureOf } = await import('../config/import-config.js');
    for (const [hook, { about, error }] of this.#failed) {
      const { problem, place } = failureOf(error);
      if (place !== null) await rememberFile(place.file, this.#diagnostics);
      this.#diagnostics.report('hook-failed', place ?? this.#hooks.placeOf(hook), { hook, about, problem });
    }
  }
}

type Member = { readonly parameter: string } | { readonly field: string };

function reasonOf(hook: keyof Hooks): string {
  return `the hook "${hook}"`;
}

/** A value in a few words, for who has to find out where it came from. */
function shown(answer: unknown): string {
  if (typeof answer === 'string') return JSON.stringify(answer.length > 60 ? `${answer.slice(0, 59)}…` : answer);
  if (answer instanceof Promise) return 'a promise, which nobody waits for';
  if (typeof answer === 'object') return Array.isArray(answer) ? 'a list' : 'an object';
  return typeof answer === 'function' ? 'a function' : String(answer);
}

/** A hook that changes what it is told would change what the next one is told. */
function freeze(value: unknown): void {
  if (typeof value !== 'object' || value === null || Object.isFrozen(value)) return;
  Object.freeze(value);
  for (const inside of Object.values(value)) freeze(inside);
}
