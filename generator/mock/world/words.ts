/** A command's name in two: `deployVirtualMachine` is `deploy` and `virtualmachine`. */
export interface Words {
  readonly verb: string;
  /** In lower case and singular, as kinds of things are called. */
  readonly noun: string;
}

export function wordsOf(command: string): Words {
  const [, verb = command, noun = ''] = /^([a-z]+)(.*)$/.exec(command) ?? [];
  return { verb, noun: singular(noun.toLowerCase()) };
}

/** As CloudStack makes item keys from the names of its list commands. */
export function singular(noun: string): string {
  if (noun.endsWith('ies')) return `${noun.slice(0, -3)}y`;
  if (noun.endsWith('sses')) return noun.slice(0, -2);
  return noun.endsWith('s') && !noun.endsWith('ss') ? noun.slice(0, -1) : noun;
}
