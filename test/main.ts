// `npm test [-- what mocha takes]`: every test, dealt to two mochas side by side; with arguments, one mocha and those.
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { readdirSync } from 'node:fs';
import { join } from 'node:path';

/** Seconds of the slow ones in some run, the rest being about alike: only the balance of the two depends on them. */
const SLOW: Readonly<Record<string, number>> = {
  'documents/journey': 73,
  'repository/pages': 60,
  'audits/journey': 45,
  'repository/routes': 45,
  'complaints/journey': 35,
  'evidence/packs-browser': 16,
  'endure/complaints-numbering': 16,
  'commands/storage': 40,
  'commands/moving': 33,
  'endure/application-kill': 27,
  'documents/looks': 24,
  'commands/main': 20,
  'documents/importing': 15,
  'platform/files-accept': 14,
  'platform/pages-browser': 13,
  'embedded/kill': 13,
  'admin/pages': 10,
  'embedded/indexscan': 10,
};
const USUAL = 1.5;

const given = process.argv.slice(2);
const codes = await Promise.all(given.length > 0 ? [mocha(given)] : lots().map((lot) => mocha(lot, 'dot')));
process.exitCode = codes.find((code) => code !== 0) ?? 0;

/** Runs mocha to its end; its exit code, or 1 when it was killed. */
async function mocha(args: readonly string[], reporter = 'spec'): Promise<number> {
  const script = join(import.meta.dirname, '../node_modules/mocha/bin/mocha.js');
  const child = spawn(process.execPath, [script, '--reporter', reporter, ...args], { stdio: 'inherit' });
  const [code] = (await once(child, 'exit')) as [number | null];
  return code ?? 1;
}

/** Two lots that should take about as long: the slowest first, each to the lot with less to do. */
function lots(): string[][] {
  const files = readdirSync('test', { recursive: true, encoding: 'utf8' })
    .filter((path) => path.endsWith('.test.ts'))
    .map((path) => ({ path: join('test', path), seconds: SLOW[nameOf(path)] ?? USUAL }))
    .sort((a, b) => b.seconds - a.seconds || a.path.localeCompare(b.path));
  const both = [0, 1].map(() => ({ seconds: 0, paths: [] as string[] }));
  for (const { path, seconds } of files) {
    const lighter = both.reduce((a, b) => (b.seconds < a.seconds ? b : a));
    lighter.seconds += seconds;
    lighter.paths.push(path);
  }
  return both.map(({ paths }) => paths.sort());
}

function nameOf(path: string): string {
  return path.replaceAll('\\', '/').replace(/\.test\.ts$/, '');
}
