// Loaded into a measured Node process and those that it starts: each tells its peak memory, in KB, when it ends.
const { appendFileSync } = require('node:fs');

process.on('exit', () => appendFileSync(process.env.BENCH_RSS_FILE, `${process.resourceUsage().maxRSS}\n`));
