import { describe, expect, it } from 'vitest';
import { document, merge } from './raw.js';

const deprecated = (description: string) =>
  merge([document([{ name: 'lockAccount', description }])]).command('lockAccount').deprecated;

describe('a command is deprecated when its description says so', () => {
  it.each([
    ['(Deprecated, use addLdapConfiguration) Says where users are.', 'use addLdapConfiguration'],
    ['(Deprecated , use deleteLdapConfiguration) Forgets it.', 'use deleteLdapConfiguration'],
    ['(This API is deprecated, use scaleVirtualMachine API)Gives a guest more.', 'use scaleVirtualMachine API'],
    [
      'This deprecated function locked accounts. Look for the API DisableAccount instead',
      'Look for the API DisableAccount instead',
    ],
    ['Deprecated: replaced by listPods.', 'replaced by listPods'],
    ['Locks an account. This command has been deprecated.', 'its description says so'],
  ])('%s', (description, reason) => {
    expect(deprecated(description)).toBe(reason);
  });
});

describe('a command is not deprecated when it', () => {
  it.each([
    ['deals with deprecated things', 'Deprecated templates are removed by this command.'],
    ['lists them', 'Lists deprecated service offerings.'],
    ['has a deprecated parameter', 'Finds zones. The parameter available is deprecated.'],
    ['says nothing of it', 'Finds zones.'],
  ])('%s', (_, description) => {
    expect(deprecated(description)).toBeNull();
  });
});

it("a document's own reason counts before any sentence", () => {
  const openapi = document([{ name: 'a', deprecated: 'too slow' }], { format: 'openapi' });
  const listapis = document([{ name: 'a', description: '(Deprecated, use b)' }]);
  expect(merge([openapi]).command('a').deprecated).toBe('too slow');
  expect(merge([openapi, listapis]).command('a').deprecated).toBe('use b');
});

describe('a flag without a reason', () => {
  const flagged = (description: string) =>
    merge([document([{ name: 'lockAccount', description, deprecated: '' }])]).command('lockAccount').deprecated;

  it.each([
    ['Old way. Use size instead.', 'Use size instead'],
    ['Old way; you should use the size parameter instead of it.', 'use the size parameter instead'],
    ['Old way. Use size.', 'Use size'],
    ['Old way (use the size parameter)', 'use the size parameter'],
    ['Old way, please use `size`', 'use `size`'],
    ['Was replaced by size.', 'replaced by size'],
    ['Left out in favour of size and shape; see there.', 'in favour of size and shape'],
    ['Old way. (Deprecated, use size)', 'use size'],
  ])('has the one that the description advises: %s', (description, reason) => {
    expect(flagged(description)).toBe(reason);
  });

  it.each([
    ['Template to use for the machine.'],
    ['Words to look for.'],
    ['Use true to see all of them.'],
    ['Do not use it instead.'],
    ['Says who may use.'],
    [''],
  ])('has none where the description advises nothing: %s', (description) => {
    expect(flagged(description)).toBe('its document says so');
  });

  it('is looked for in a long description as quickly as in a short one', () => {
    expect(flagged('use '.repeat(200_000))).toBe('its document says so');
    expect(flagged(', '.repeat(200_000))).toBe('its document says so');
  });
});
