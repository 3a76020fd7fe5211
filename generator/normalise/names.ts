import { wordsOf } from '../model/words.js';

/** `Virtual Machines` → `virtualMachine`, `ISO` → `iso`, `AutoScale` → `autoScale`, `vSphere` as it is. */
export function groupId(title: string): string {
  const [first = '', ...rest] = wordsOf(singular(title));
  return (/^[a-z]/.test(first) ? first : first.toLowerCase()) + rest.map(capitalised).join('');
}

/** What to call a thing from the command that deals with it: `listVirtualMachines` → `VirtualMachine`, `copyIso` → `Iso`. */
export function nounOf(command: string): string {
  const noun = command.replace(/^[a-z0-9_]+/, '');
  if (noun === '') return pascal(command);
  return command.startsWith('list') ? singular(noun) : noun;
}

/** `egressrule` → `Egressrule`, `virtualMachine` → `VirtualMachine`; underscores and blanks end a word. */
export function pascal(name: string): string {
  return name
    .split(/[^A-Za-z0-9]+/)
    .filter((part) => part !== '')
    .map((part) => part.charAt(0).toUpperCase() + part.slice(1))
    .join('');
}

/** `VirtualMachine` → `virtual-machine`, `NetworkACLList` → `network-acl-list`: for folders and files. */
export function kebab(name: string): string {
  return wordsOf(name)
    .map((word) => word.toLowerCase())
    .join('-');
}

/** `Policies` → `Policy`, `Addresses` → `Address`, `Zones` → `Zone`, `Address` → `Address`. */
export function singular(noun: string): string {
  if (/ies$/i.test(noun)) return noun.slice(0, -3) + 'y';
  if (/sses$/i.test(noun)) return noun.slice(0, -2);
  return /[^s]s$/.test(noun) ? noun.slice(0, -1) : noun;
}

function capitalised(word: string): string {
  return word.charAt(0).toUpperCase() + word.slice(1).toLowerCase();
}
