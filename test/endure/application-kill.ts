// Kills the application 500 times while twenty people write, in rounds of fifty whose results are kept; a stopped run goes on.
import { execFileSync } from 'node:child_process';
import { appendFileSync, existsSync, mkdirSync, readFileSync, rmSync } from 'node:fs';
import { cpus } from 'node:os';
import { join } from 'node:path';
import { VERSION } from '../../server/platform/version.ts';
import { isClean, runRound, type Round } from './office/round.ts';

/** A finished round as it is kept, one line of JSON each. */
type Kept = Round & { round: number; at: string; version: string; commit: string; machine: string };

export interface KillReport {
  kills: number;
  rounds: number;
  acknowledged: number;
  /** Everything that went wrong in any round; empty when nothing did. */
  faults: string[];
}

/**
 * Runs what is left of `kills` in rounds of `size`. Results lie in `<out>/application-kill.jsonl`.
 * @param options.seed of the first round; the others count on from it. Random when not given
 * @param options.fresh forgets the rounds of earlier runs
 */
export async function run({
  kills = 500,
  size = 50,
  seed = Date.now() % 1e9,
  out = 'storage/endure',
  fresh = false,
} = {}): Promise<KillReport> {
  mkdirSync(out, { recursive: true });
  const file = join(out, 'application-kill.jsonl');
  if (fresh) rmSync(file, { force: true });
  const kept = readKept(file);
  for (const one of kept) console.log(line(one));
  for (let done = total(kept); done < kills; done = total(kept)) {
    const round = await runRound({ kills: Math.min(size, kills - done), seed: seed + kept.length });
    const one = { round: kept.length + 1, at: new Date().toISOString(), version: VERSION, commit: commit(), machine: `${cpus().length} x ${cpus()[0]?.model ?? ''}, Node ${process.version}`, ...round }; // prettier-ignore
    appendFileSync(file, `${JSON.stringify(one)}\n`);
    kept.push(one);
    console.log(line(one));
  }
  return {
    kills: total(kept),
    rounds: kept.length,
    acknowledged: kept.reduce((sum, one) => sum + one.acknowledged, 0),
    faults: kept.flatMap(({ round, unexpected, lost, half, faults }) =>
      [...unexpected, ...lost, ...half, ...faults].map((says) => `round ${round}: ${says}`),
    ),
  };
}

function line(one: Kept): string {
  const {
    round,
    kills,
    whileStarting,
    acknowledged,
    resent,
    refused,
    lost,
    half,
    faults,
    unexpected,
    readyMs,
    seed,
    seconds,
  } = one;
  return [
    `round ${round}: ${kills} kills (${whileStarting} while starting)`,
    `${acknowledged} acts acknowledged, ${lost.length} lost, ${half.length} half, verify ${faults.length} faults, ${unexpected.length} unexpected answers`,
    `${resent} forms sent again, ${refused} refused`,
    `ready p50 ${readyMs.p50} ms, max ${readyMs.max} ms`,
    `seed ${seed}, ${seconds} s${isClean(one) ? '' : `, kept in ${one.storage}`}`,
  ].join('; ');
}

function readKept(file: string): Kept[] {
  if (!existsSync(file)) return [];
  return readFileSync(file, 'utf8')
    .trim()
    .split('\n')
    .filter(Boolean)
    .map((text) => JSON.parse(text) as Kept);
}

function total(kept: readonly Kept[]): number {
  return kept.reduce((sum, one) => sum + one.kills, 0);
}

function commit(): string {
  try {
    return execFileSync('git', ['rev-parse', '--short', 'HEAD'], {
      encoding: 'utf8',
      stdio: ['ignore', 'pipe', 'ignore'],
    }).trim();
  } catch {
    return 'not in a repository';
  }
}
