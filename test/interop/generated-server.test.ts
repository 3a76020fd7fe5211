import { afterAll } from 'vitest';
import { removeFolders } from '../output/package.js';
import { startGeneratedServer } from './generated-server.js';
import { describeClients } from './sessions.js';

const { stop, ...server } = await startGeneratedServer();
afterAll(async () => {
  await stop();
  await removeFolders();
});

const nowhere = '00000000-0000-4000-8000-000000000000';
describeClients('the generated server', {
  ...server,
  failing: {
    command: 'deployVirtualMachine',
    params: { templateid: nowhere },
    error: { errorcode: 533, errortext: 'No host has that template' },
  },
  templatesize: '9007199254740993',
});
