import { openSqliteJobStore } from '../../examples/sqlite-job-store/sqlite-job-store.js';
import { ApiFault, createServer, serve } from '../../output/src/server.js';
import { admin } from '../unit/runtime-server/signing.js';

// A program: serves, with its jobs in the file that is its argument, and prints its address.
const [, , file = ''] = process.argv;
const store = openSqliteJobStore(file);
const server = createServer({
  accounts: [admin],
  jobs: store,
  handlers: {
    copyIso: async ({ id }, { job }) => {
      job?.attach('Iso', id);
      job?.progress(100);
      return { id, size: 9_223_372_036_854_775_807n };
    },
    startVirtualMachine: () => {
      throw new ApiFault({ errorcode: 533, errortext: 'No room' });
    },
    stopVirtualMachine: () => new Promise(() => undefined),
  },
});
const running = await serve(server, { port: 0 });
process.once('SIGTERM', async () => {
  await running.close();
  await server.close();
  store.close();
});
console.log(running.url);
