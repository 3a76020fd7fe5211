import { execFileSync } from 'node:child_process';
import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

/** The function that is each stage; the profile keeps their names, as the build does. */
const stages = [
  ['load', 'load'],
  ['parse', 'parse'],
  ['parse facts', 'parseFacts'],
  ['normalise', 'normalise'],
  ['plan', 'plan'],
  ['render', 'render'],
  ['format (inspect)', 'format'],
  ['hash', 'manifestFile'],
  ['compare', 'compareWithDisk'],
  ['write', 'put'],
  ['diagnostics', 'printDiagnostics'],
  ['of these, collecting garbage', '(garbage collector)'],
];

/** Runs the program once under the profiler; milliseconds by stage, which the profiler itself makes longer. */
export function profileStages(args) {
  const folder = mkdtempSync(join(tmpdir(), 'bench-profile-'));
  try {
    execFileSync(process.execPath, ['--cpu-prof', '--cpu-prof-dir', folder, ...args], { stdio: 'ignore' });
    const [file] = readdirSync(folder);
    return rowsOf(JSON.parse(readFileSync(join(folder, file), 'utf8')));
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

function rowsOf({ nodes, samples, timeDeltas }) {
  const byId = new Map(nodes.map((node) => [node.id, node]));
  const parents = new Map(nodes.flatMap(({ id, children = [] }) => children.map((child) => [child, id])));
  const total = new Map();
  for (const [index, sample] of samples.entries()) {
    const names = new Set();
    for (let id = sample; id !== undefined; id = parents.get(id)) names.add(byId.get(id).callFrame.functionName);
    for (const name of names) total.set(name, (total.get(name) ?? 0) + timeDeltas[index] / 1000);
  }
  return stages.map(([title, name]) => [title, (total.get(name) ?? 0).toFixed(0)]);
}
