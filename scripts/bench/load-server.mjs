// The mock under load, in a process of its own that is started with --expose-gc: every message is answered with the
// memory that it needs once everything that is not needed is gone.
import { createMock } from '../../dist/mock.js';

const mock = await createMock({ listapis: process.argv[2] });
const url = await mock.serve();
process.on('message', () => {
  globalThis.gc();
  const { heapUsed, rss } = process.memoryUsage();
  process.send({ heap: heapUsed, rss });
});
process.on('disconnect', () => process.exit());
process.send({ url, apiKey: mock.apiKey, secretKey: mock.secretKey });
