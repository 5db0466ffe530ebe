// npm run conformance -- <folder> [--fail-points] [--events] [--all]: runs MongoDB's driver tests against the embedded database.
import { mkdtempSync, readdirSync, readFileSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, relative, resolve } from 'node:path';
import { parseArgs } from 'node:util';
import { runFile, type TestResult } from '../embedded/conformance/run.ts';
import { openServer } from '../embedded/index.ts';

const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: {
    'fail-points': { type: 'boolean', default: false },
    events: { type: 'boolean', default: false },
    all: { type: 'boolean', default: false },
  },
});

function filesIn(path: string): string[] {
  if (statSync(path).isFile()) return [path];
  return readdirSync(path, { recursive: true, encoding: 'utf8' })
    .filter((name) => name.endsWith('.json'))
    .sort()
    .map((name) => join(path, name));
}

const totals = { passed: 0, refused: 0, failed: 0, unsuited: 0, eventsRight: 0, eventsWrong: 0 };
const refusals = new Map<string, number>();

function count({ outcome }: TestResult): void {
  totals[outcome.kind]++;
  if (outcome.kind === 'refused') refusals.set(outcome.refusal, (refusals.get(outcome.refusal) ?? 0) + 1);
  if (outcome.kind !== 'passed') return;
  if (outcome.events === 'right') totals.eventsRight++;
  else if (outcome.events !== 'none') totals.eventsWrong++;
}

function line({ description, outcome }: TestResult): string | null {
  switch (outcome.kind) {
    case 'failed':
      return `  FAILED   ${description}: ${outcome.reason}`;
    case 'refused':
      return `  refused  ${description}: ${outcome.refusal}`;
    case 'unsuited':
      return values.all ? `  unsuited ${description}: ${outcome.reason}` : null;
    case 'passed':
      if (values.events && typeof outcome.events === 'object')
        return `  events   ${description}: ${outcome.events.wrong}`;
      return values.all ? `  passed   ${description}` : null;
  }
}

function report(name: string, results: TestResult[]): void {
  const of = (kind: string): number => results.filter(({ outcome }) => outcome.kind === kind).length;
  console.log(
    `${name}: ${of('passed')} passed, ${of('refused')} refused, ${of('failed')} failed, ${of('unsuited')} for other servers`,
  );
  for (const text of results.map(line)) if (text) console.log(text);
}

const folder = positionals[0];
if (!folder) {
  console.error('Give the folder of the test files: npm run conformance -- <folder>');
  process.exit(2);
}
const dataDir = mkdtempSync(join(tmpdir(), 'vigente-conformance-'));
const server = await openServer({ dataDir, listen: { port: 0 }, failPoints: values['fail-points'] });
try {
  for (const file of filesIn(resolve(folder))) {
    const results = await runFile(server.uri, readFileSync(file, 'utf8'));
    results.forEach(count);
    report(relative(resolve(folder), file) || file, results);
  }
  console.log('\nRefused, by what:');
  for (const [refusal, times] of [...refusals].sort((a, b) => b[1] - a[1]))
    console.log(`  ${times}  ${refusal}`);
  console.log(
    `\n${totals.passed} passed, ${totals.refused} refused, ${totals.failed} failed, ${totals.unsuited} for other servers; ` +
      `of those passed, the driver's command events were as expected in ${totals.eventsRight}, otherwise in ${totals.eventsWrong}`,
  );
  process.exitCode = totals.failed > 0 ? 1 : 0;
} finally {
  await server.close();
  rmSync(dataDir, { recursive: true, force: true });
}
