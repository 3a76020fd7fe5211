// Loaded before a program: the process is killed where it is about to change the disk for the nth time, as by `kill -9`.
import fs from 'node:fs';
import { syncBuiltinESMExports } from 'node:module';

let left = Number(process.env.KILL_AT_STEP);
const all = ['chmodSync', 'linkSync', 'mkdirSync', 'renameSync', 'rmdirSync', 'rmSync', 'unlinkSync', 'writeFileSync'];
for (const name of process.env.STEPS === 'all' ? all : [process.env.STEPS]) {
  const real = fs[name];
  fs[name] = (...given) => {
    left -= 1;
    if (left === 0) process.kill(process.pid, 'SIGKILL');
    return real(...given);
  };
}
syncBuiltinESMExports();
