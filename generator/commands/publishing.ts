import type { Diagnostics } from '../diagnostics/diagnostics.js';
import type { Options } from '../options.js';
import type { Flag, Typed } from './flags.js';

const levels = ['public', 'restricted'] as const;

/** Options that say whether the package can be published, and what is said of it there. */
export const publishingFlags: readonly Flag[] = [
  { name: 'build', value: null, help: 'write dist/ too, so that the package can be published as it is' },
  { name: 'license', value: 'SPDX', help: 'its licence, such as Apache-2.0 or MIT (UNLICENSED)' },
  { name: 'repository', value: 'URL', help: 'its repository, https://…; npm wants it for provenance' },
  {
    name: 'access',
    value: 'LEVEL',
    choices: levels,
    help: 'who may install it: public, with provenance, or restricted',
  },
];

/** What was said about publishing; values that cannot be used are reported. */
export function readPublishing({ flags, origins }: Typed, diagnostics: Diagnostics): Partial<Options> {
  const refuse = (name: string, value: string, wanted: string): void =>
    diagnostics.report('flag-invalid', origins?.get(name) ?? null, { flag: `--${name}`, value, wanted });
  const one = (name: string): string | undefined => flags.get(name)?.at(-1);
  const [license, written, asked] = [one('license'), one('repository'), one('access')];
  if (license !== undefined && !/^[A-Za-z0-9(][\w.+() -]*$/.test(license)) {
    refuse('license', license, 'an SPDX expression such as Apache-2.0, UNLICENSED, or SEE LICENSE IN a file');
  }
  const repository = written === undefined ? undefined : repositoryOf(written);
  if (repository === null) {
    refuse('repository', withoutSecrets(written ?? ''), 'an address such as https://github.com/acme/cloud');
  }
  const access = levels.find((level) => level === asked);
  if (asked !== undefined && access === undefined) refuse('access', asked, levels.join(' or '));
  const build = flags.has('build');
  if (build && written === undefined && access !== 'restricted') {
    diagnostics.report('build-without-repository', null, {});
  }
  return {
    build,
    ...(license === undefined ? {} : { license }),
    ...(repository === undefined ? {} : { repository }),
    ...(access === undefined ? {} : { access }),
  };
}

/** The address as people open it, however it is written; `null` when it is none, or holds more than an address. */
function repositoryOf(written: string): string | null {
  const address = written.replace(/^git\+/, '').replace(/(?:\.git)?\/?$/, '');
  if (!URL.canParse(address)) return null;
  const { protocol, username, password, search, hash, pathname } = new URL(address);
  const isPlain = [username, password, search, hash].every((part) => part === '');
  return protocol === 'https:' && isPlain && pathname !== '/' ? address : null;
}

/** Addresses of repositories are often copied with a token in them. */
function withoutSecrets(address: string): string {
  return address.replace(/\/\/.*@/, '//***@');
}
