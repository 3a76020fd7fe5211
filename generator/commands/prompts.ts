/** Whether somebody sits before a terminal who can be asked; the questions stand on stderr, beside the diagnostics. */
export function canAsk(): boolean {
  return process.stdin.isTTY && process.stderr.isTTY && process.env['CI'] === undefined;
}

/** Asks for a password without showing it; `null` where nobody can be asked, or who is asked goes away. */
export async function askPassword(message: string): Promise<string | null> {
  if (!canAsk()) return null;
  const { isCancel, password } = await import('@clack/prompts');
  const answer = await password({ message, output: process.stderr });
  return isCancel(answer) ? null : answer;
}

/** Asks for one line of text; `null` when who is asked goes away. */
export async function askText(message: string, usual: string): Promise<string | null> {
  const { isCancel, text } = await import('@clack/prompts');
  const answer = await text({ message, defaultValue: usual, placeholder: usual, output: process.stderr });
  return isCancel(answer) ? null : answer;
}

/** Asks which of some things are meant; all of them are chosen at first. `null` when who is asked goes away. */
export async function askWhich(message: string, things: readonly string[]): Promise<readonly string[] | null> {
  const { isCancel, multiselect } = await import('@clack/prompts');
  const options = things.map((value) => ({ value, label: value }));
  const answer = await multiselect({ message, options, initialValues: [...things], output: process.stderr });
  return isCancel(answer) ? null : answer;
}

/** Asks for a yes or a no; who goes away says no. */
export async function askWhether(message: string): Promise<boolean> {
  const { confirm } = await import('@clack/prompts');
  return (await confirm({ message, initialValue: false, output: process.stderr })) === true;
}
