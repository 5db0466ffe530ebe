// Close a round: nothing may be blank; its answers are sealed and become the state of the clauses.
import { actorOf } from '../../platform/access/policy.ts';
import type { User } from '../../platform/access/roles.ts';
import { act } from '../../platform/audit/act.ts';
import { hashOf } from '../../platform/audit/canonical.ts';
import { clauseById } from '../catalogue/index.ts';
import { signedBy } from '../keeping.ts';
import { mustHaveNoBlanks } from '../rules.ts';
import { StandingModel } from '../standing.ts';
import { roundForChange } from './answering.ts';
import { Answer, type AnswerRecord, type RoundRecord } from './round.ts';

/** Closes a round for good. @throws Refusal naming the clauses that are still blank */
export async function closeRound(code: string, user: User): Promise<void> {
  await act('requirements.close_round', actorOf(user), async () => {
    const round = await roundForChange(code);
    const answers = await Answer.find({ round: round._id }).sort({ order: 1 }).lean<AnswerRecord[]>();
    const blank = answers.filter(({ state }) => state === 'blank');
    mustHaveNoBlanks(blank.map(({ clause }) => clauseById(clause)?.code ?? clause));
    round.set({ state: 'closed', closed: signedBy(user), sha256: answersHash(answers) });
    await round.save();
    await passOn(round, answers);
  });
}

/** What is sealed: every answer with its grounds, its evidence and who gave it. */
export function answersHash(answers: readonly AnswerRecord[]): string {
  return hashOf(
    answers.map(({ clause, state, statement, evidence, by }) => ({
      ...{ clause, state, statement },
      evidence: evidence.map(({ kind, id, code, title }) => ({ kind, id, code, title })),
      by: by && { id: by.id, name: by.name, at: by.at.toISOString() },
    })),
  );
}

/** The answers become the state of their clauses, but for one that was judged by itself after it was answered. */
async function passOn(round: Pick<RoundRecord, 'code' | 'criteria'>, answers: readonly AnswerRecord[]) {
  const standings = await StandingModel.find({ criteria: round.criteria });
  const known = new Map(standings.map((one) => [one.clause, one]));
  for (const { clause, state, statement, by } of answers) {
    const standing = known.get(clause) ?? new StandingModel({ clause, criteria: round.criteria });
    if (standing.assessed && by && standing.assessed.at > by.at) continue;
    standing.set({ state, statement, assessed: by, round: round.code });
    await standing.save();
  }
}
