// What rounds state about themselves, held against their answers: `verify` names each fault.
import type { FaultWord } from '../../platform/errors.ts';
import type { Fault } from '../../platform/http/slice.ts';
import { seriesFaults } from '../../platform/integrity/series.ts';
import { clauseById } from '../catalogue/index.ts';
import { StandingModel, type StandingRecord } from '../standing.ts';
import { answersHash } from './closing.ts';
import { SERIES } from './opening.ts';
import { answersOf } from './queries.ts';
import { Round, type AnswerRecord, type RoundRecord } from './round.ts';

export async function* roundFaults(): AsyncGenerator<Fault> {
  const numbers = new Map<number, number[]>();
  const rounds = Round.find().sort({ year: 1, number: 1 }).lean<RoundRecord>().cursor();
  for await (const round of rounds as AsyncIterable<RoundRecord>) {
    numbers.set(round.year, [...(numbers.get(round.year) ?? []), round.number]);
    for (const says of faultsOf(round, await answersOf(round)))
      yield { check: 'assessment', subject: round.code, says };
  }
  for (const [year, series] of numbers) yield* seriesFaults(`${SERIES}/${year}`, series);
  for (const { clause } of await StandingModel.find().lean<StandingRecord[]>())
    if (!clauseById(clause))
      yield {
        check: 'clause',
        subject: clause,
        says: 'requirements.fault.unknown',
      };
}

/** Whether a round is what its answers say: closed ones are whole, and nobody touched them since. */
export function faultsOf(
  round: Pick<RoundRecord, 'state' | 'closed' | 'sha256'>,
  answers: readonly AnswerRecord[],
): FaultWord[] {
  if (round.state === 'open') return round.sha256 ? ['requirements.fault.sealed'] : [];
  const faults: FaultWord[] = [];
  if (!round.closed) faults.push('requirements.fault.closed');
  if (answers.some(({ state }) => state === 'blank')) faults.push('requirements.fault.blank');
  if (round.sha256 !== answersHash(answers)) faults.push('requirements.fault.answers');
  return faults;
}
