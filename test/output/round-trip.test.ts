import { afterAll, describe, expect, it } from 'vitest';
import { buildPackage, everything, removeFolders } from './package.js';
import { roundTrip } from './round-trip.js';

afterAll(removeFolders);

describe('every command of specs/, listApis included', () => {
  it('brings its parameters to the handler and its outcome back, each of its type', async () => {
    const built = await buildPackage(everything);
    const { commands, received, faults } = await roundTrip(built);
    expect(faults).toEqual({});
    expect(commands).toBe(built.model.commands.length);
    // The server itself answers queryAsyncJobResult.
    expect(received).toBe(commands - 1);
  });
});
