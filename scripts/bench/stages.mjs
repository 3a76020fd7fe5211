// One generation in this process, stage by stage: prints the milliseconds of each as JSON.
const [dist, listapis, out] = process.argv.slice(2);
const started = performance.now();
const { Diagnostics } = await import(`${dist}/diagnostics/diagnostics.js`);
const { load, loadRuntime } = await import(`${dist}/load/load.js`);
const { parse, parseFacts } = await import(`${dist}/parse/parse.js`);
const { normalise } = await import(`${dist}/normalise/normalise.js`);
const { plan } = await import(`${dist}/plan/plan.js`);
const { render } = await import(`${dist}/render/render.js`);
const { format } = await import(`${dist}/format/format.js`);
const { manifestFile } = await import(`${dist}/write/manifest.js`);
const { compareWithDisk } = await import(`${dist}/write/compare.js`);
const { write } = await import(`${dist}/write/write.js`);
const { withDefaults } = await import(`${dist}/options.js`);

const times = { 'loading the program': performance.now() - started };
const timed = async (name, work) => {
  const before = performance.now();
  const result = await work();
  times[name] = performance.now() - before;
  return result;
};
const diagnostics = new Diagnostics();
const options = withDefaults({ listapis: [listapis], out });
const inputs = await timed('load', () => load(options, diagnostics));
const apis = await timed('parse', () => Promise.all(inputs.sources.map((source) => parse(source, diagnostics))));
const facts = await timed('parse facts', () => ({
  builtIn: inputs.facts.flatMap((file) => parseFacts(file, 'builtIn', diagnostics)),
  overrides: [],
}));
const { model } = await timed('normalise', () => normalise(apis, facts, options, diagnostics));
const runtime = await loadRuntime();
const plans = await timed('plan', () => plan(model, runtime, options));
const printed = await timed('render', () => render(plans));
const files = await timed('format (inspect)', () => format(printed, diagnostics));
const changes = await timed('compare', () =>
  compareWithDisk([...files, manifestFile('0', inputs.sources, files)], out, diagnostics),
);
await timed('write', () => write(changes, out, diagnostics));
process.stdout.write(JSON.stringify(times));
