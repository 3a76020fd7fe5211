import type { Code } from '../model/file-plan.js';
import { remember } from '../model/remember.js';
import { wordsOf } from '../model/words.js';
import { code, identifier } from './code.js';

/** Every name that follows from a command's own: know one, and you can type the others. */
export interface CommandNames {
  /** Method, descriptor and handler: `deployVirtualMachine`. */
  readonly name: Code;
  /** `DeployVirtualMachineParams`. */
  readonly paramsType: Code;
  /** `deployVirtualMachineParams`. */
  readonly paramsValidator: Code;
  /** `deployVirtualMachineResult`. */
  readonly resultValidator: Code;
}

export function commandNames(command: string): CommandNames {
  const name = identifier(command);
  return {
    name,
    paramsType: code`${identifier(capitalised(command))}Params`,
    paramsValidator: code`${name}Params`,
    resultValidator: code`${name}Result`,
  };
}

/** Every name that follows from a group's id. */
export interface GroupNames {
  /** Property of the client: `virtualMachine`. */
  readonly property: Code;
  /** `VirtualMachineClient`. */
  readonly client: Code;
  /** `VirtualMachineHandlers`. */
  readonly handlers: Code;
  /** `virtualMachineRoutes`. */
  readonly routes: Code;
  /** Folder under `groups/`, and path of the export: `virtual-machine`. */
  readonly folder: string;
}

export const groupNames: (id: string) => GroupNames = remember((id) => {
  // The suffixes keep a group named like a reserved word from breaking anything.
  const property = code`${identifier(`${id}_`)}`.slice(0, -1) as Code;
  const pascal = identifier(`${capitalised(id)}Client`).slice(0, -'Client'.length) as Code;
  return {
    property,
    client: code`${pascal}Client`,
    handlers: code`${pascal}Handlers`,
    routes: code`${property}Routes`,
    folder: kebabCase(id),
  };
});

/** `VirtualMachine` → `virtual-machine`, `NetworkACLList` → `network-acl-list`. */
export const kebabCase: (name: string) => string = remember((name) =>
  wordsOf(name)
    .map((word) => word.toLowerCase())
    .join('-'),
);

function capitalised(name: string): string {
  return name.charAt(0).toUpperCase() + name.slice(1);
}
