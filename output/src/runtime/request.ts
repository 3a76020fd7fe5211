import type { Answer } from './answer.js';
import type { CommandFacts } from './command.js';
import { pause } from './deadline.js';
import { observe } from './hooks.js';
import type { RequestOptions } from './options.js';
import { mayPass, retryDelay, type RetryPolicy, retryPolicy } from './retry.js';
import type { Settings } from './settings.js';
import type { WireParameter } from './sign.js';
import { exchange } from './transport.js';

/** What is sent, and how. */
export interface Outgoing {
  readonly command: CommandFacts;
  readonly parameters: readonly WireParameter[];
  readonly options: RequestOptions;
}

/**
 * Sends a command and reads its answer. One that only reads is sent again when it fails for a reason that may pass, as
 * often as the options and the budget allow; one that changes something is not. When a session has ended, which the
 * server says before it carries anything out, the request is sent once more in a new one.
 */
export async function request<T>(settings: Settings, outgoing: Outgoing, read: (answer: Answer) => T): Promise<T> {
  const { command, parameters, options } = outgoing;
  const policy = command.method === 'GET' && retryPolicy(options.retry, settings.retry);
  const { budget } = settings;
  let mayRenew = true;
  for (let attempt = 1; ; attempt += 1) {
    const observer = observe(settings, command, parameters, attempt);
    let answer: Answer | undefined;
    try {
      answer = await exchange(settings, command, parameters, options, observer?.headers);
      const result = read(answer);
      observer?.ended(answer.status);
      giveBack(budget);
      return result;
    } catch (error) {
      // A refusal is an answer, too.
      if (answer && !mayPass(error)) giveBack(budget);
      observer?.ended(answer?.status ?? null, { error });
      const renewed: boolean = mayRenew && answer?.authorization.renew?.(error) === true;
      const delayMs = renewed ? 0 : nextDelay(settings, policy, attempt, error);
      if (delayMs === null) throw error;
      mayRenew &&= !renewed;
      observer?.retried(error, delayMs);
      await pause(delayMs, options.signal);
    }
  }
}

function giveBack(budget: Settings['budget']): void {
  budget.left = Math.min(budget.most, budget.left + 1);
}

function nextDelay({ budget }: Settings, policy: RetryPolicy | false, attempt: number, error: unknown): number | null {
  const delayMs = policy && budget.left >= 1 ? retryDelay(error, attempt, policy) : null;
  if (delayMs !== null) budget.left -= 1;
  return delayMs;
}
