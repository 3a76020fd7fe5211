import { entry } from '../entry.js';

/** Found in the command line itself. */
export const usage = {
  'verb-unknown': entry<{ verb: string; meant: string | null }>(
    'error',
    ({ verb, meant }) =>
      verb.startsWith('-')
        ? `The option "${verb}" stands where the command belongs.`
        : `There is no command "${verb}".${meant === null ? '' : ` Did you mean "${meant}"?`}`,
    () => 'See cloudstack-codegen --help for the commands; options follow them.',
  ),
  'flag-unknown': entry<{ flag: string; verb: string; meant: string | null }>(
    'error',
    ({ flag, verb, meant }) => `"${verb}" has no option "${flag}".${meant === null ? '' : ` Did you mean "${meant}"?`}`,
    ({ verb }) => `See cloudstack-codegen ${verb} --help for its options.`,
  ),
  'flag-without-value': entry<{ flag: string }>(
    'error',
    ({ flag }) => `The option "${flag}" needs a value.`,
    ({ flag }) => `Write ${flag} VALUE, or ${flag}=VALUE where the value begins with a dash.`,
  ),
  'flag-with-value': entry<{ flag: string }>(
    'error',
    ({ flag }) => `The option "${flag}" takes no value: it is on where it stands.`,
    ({ flag }) => `Write ${flag} alone, or leave it out.`,
  ),
  'flag-invalid': entry<{ flag: string; value: string; wanted: string }>(
    'error',
    ({ flag, value, wanted }) => `The option "${flag}" cannot be "${value}": it wants ${wanted}.`,
    () => 'Correct the value.',
  ),
  'argument-missing': entry<{ verb: string; argument: string }>(
    'error',
    ({ verb, argument }) => `"${verb}" needs ${argument}.`,
    ({ verb }) => `See cloudstack-codegen ${verb} --help.`,
  ),
  'argument-unexpected': entry<{ verb: string; argument: string }>(
    'error',
    ({ verb, argument }) => `"${verb}" takes no argument such as "${argument}".`,
    ({ verb }) => `See cloudstack-codegen ${verb} --help.`,
  ),
  'command-not-found': entry<{ name: string; meant: string | null }>(
    'error',
    ({ name, meant }) =>
      `The documents describe no ${name.includes('.') ? 'parameter' : 'command'} "${name}".${meant === null ? '' : ` Did you mean "${meant}"?`}`,
    () => 'Names are wire names, such as deployVirtualMachine or deployVirtualMachine.zoneid.',
  ),
} as const;
