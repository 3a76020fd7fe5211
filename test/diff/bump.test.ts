import { describe, expect, it } from 'vitest';
import { bumpOf, stepFrom } from '../../generator/diff/bump.js';

describe('the version that changes ask for', () => {
  it.each([
    ['1.4.2', 'breaking', '2.0.0'],
    ['1.4.2', 'feature', '1.5.0'],
    ['1.4.2', 'fix', '1.4.3'],
    ['1.4.2', null, '1.4.2'],
    ['0.4.2', 'breaking', '0.5.0'],
    ['0.4.2', 'feature', '0.4.3'],
    ['0.4.2', 'fix', '0.4.3'],
    ['2.0.0-beta.1', 'breaking', '2.0.0'],
    ['2.0.1-beta.1', 'breaking', '3.0.0'],
    ['1.5.0-beta.1', 'feature', '1.5.0'],
    ['1.5.1-beta.1', 'feature', '1.6.0'],
    ['1.5.1-beta.1', 'fix', '1.5.1'],
    ['1.4.2+build.7', 'fix', '1.4.3'],
  ] as const)('after %s with changes that are %s is %s', (current, gravest, next) => {
    expect(stepFrom(current, gravest)).toMatchObject({ current, next });
  });

  it('is a part of it where the version is not known', () => {
    expect(bumpOf('breaking', false)).toBe('major');
    expect(bumpOf(null, false)).toBe('none');
  });
});
