import { afterAll, describe, expect, it } from 'vitest';
import { buildPackage, removeFolders } from '../output/package.js';
import { roundTrip } from '../output/round-trip.js';
import { catalogue, needsCatalogue } from '../support/pipeline.js';

afterAll(removeFolders);

// Slow: more than 700 commands are compiled and sent.
describe.skipIf(needsCatalogue !== '')(`every command of a real server${needsCatalogue}`, () => {
  it('brings its parameters to the handler and its outcome back, each of its type', async () => {
    const built = await buildPackage({ listapis: [catalogue] });
    const { commands, received, faults } = await roundTrip(built);
    expect(faults).toEqual({});
    expect(commands).toBeGreaterThan(700);
    expect(received).toBe(commands - 1);
  });
});
