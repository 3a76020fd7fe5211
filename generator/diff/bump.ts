import type { Rating } from './change.js';

/** Which part of a version grows. */
export type Bump = 'major' | 'minor' | 'patch' | 'none';

/** The current version of the package, and the one that its changes ask for. */
export interface VersionStep {
  readonly current: string;
  readonly next: string;
}

/**
 * What semver asks for, from the gravest change; `null` where nothing has changed. Below 1.0.0 everything is one step
 * smaller, as `^0.2.3` takes 0.2.4 and not 0.3.0: a breaking change is a minor version, all else a patch.
 */
export function bumpOf(gravest: Rating | null, isBelowOne: boolean): Bump {
  if (gravest === null) return 'none';
  if (gravest === 'breaking') return isBelowOne ? 'minor' : 'major';
  return gravest === 'feature' && !isBelowOne ? 'minor' : 'patch';
}

/** The step from a version of semver, without its build metadata. */
export function stepFrom(current: string, gravest: Rating | null): VersionStep & { readonly bump: Bump } {
  const [release = '', prerelease] = splitPrerelease(current);
  const [major = 0, minor = 0, patch = 0] = release.split('.').map(Number);
  const bump = bumpOf(gravest, major === 0);
  const next = {
    none: current,
    // 2.0.0-beta.1 was on the way to 2.0.0 already.
    major: prerelease && minor === 0 && patch === 0 ? release : `${major + 1}.0.0`,
    minor: prerelease && patch === 0 ? release : `${major}.${minor + 1}.0`,
    patch: prerelease ? release : `${major}.${minor}.${patch + 1}`,
  }[bump];
  return { bump, current, next };
}

function splitPrerelease(version: string): readonly string[] {
  const [plain = ''] = version.split('+');
  const at = plain.indexOf('-');
  return at < 0 ? [plain] : [plain.slice(0, at), plain.slice(at + 1)];
}
