import type { Command as RuntimeCommand } from '../../../templates/runtime/command.js';
import type { Route } from '../../../templates/runtime/server/index.js';
import type { Rule, Validator } from '../../../templates/runtime/validate.js';
import type { ApiModel, Command } from '../../model/api-model.js';
import { descriptorOf } from './command.js';
import { paramsValidator } from './schema.js';

/** A rule over the parameters of a command that needs more than the parameters to decide. */
export type Check = (command: Command) => Rule<string>;

/**
 * Routes for every command of a model. Descriptor and validator are made when the command is first called: a catalogue
 * has seven hundred, of which a client uses a dozen.
 */
export function routesOf(model: ApiModel, check: Check): Readonly<Record<string, Route>> {
  // fromEntries defines members, so that a command called __proto__ is one like any other.
  return Object.fromEntries(model.commands.map((command) => [command.name, new LazyRoute(command, check)]));
}

class LazyRoute implements Route {
  readonly #described: Command;
  readonly #check: Check;
  #command: RuntimeCommand | null = null;
  #params: Validator<unknown> | null = null;

  constructor(described: Command, check: Check) {
    this.#described = described;
    this.#check = check;
  }

  get command(): RuntimeCommand {
    return (this.#command ??= descriptorOf(this.#described));
  }

  get params(): Validator<unknown> {
    return (this.#params ??= paramsValidator(this.#described, [this.#check(this.#described)]));
  }
}
