// Verbs on one clause: who answers for it and what should prove it, whether it applies here, and how it is judged.
import { positionsByIds } from '../people/index.ts';
import { actorOf } from '../platform/access/policy.ts';
import type { User } from '../platform/access/roles.ts';
import { act, currentAct } from '../platform/audit/act.ts';
import { Invalid, NotFound, Refusal } from '../platform/errors.ts';
import { clauseById, isAnswered } from './catalogue/index.ts';
import type { Clause } from './catalogue/clause.ts';
import { mustBeExplained, type ClauseState } from './rules.ts';
import { StandingModel, type Signed, type StandingDoc } from './standing.ts';
import { appliesHere, standingOf } from './standings.ts';

export interface ClauseDuties {
  /** Id of the position that answers for it; null for nobody yet. */
  responsible: string | null;
  /** Kinds of record that should prove it. */
  expected: string[];
}

/** Says who answers for a clause and what should prove it; its parts take both unless they have their own. */
export async function describeClause(id: string, input: ClauseDuties, user: User): Promise<void> {
  await act('requirements.describe', actorOf(user), async () => {
    if (input.responsible && !(await positionsByIds([input.responsible]))[0]?.active)
      throw Invalid.field('responsible', 'requirements.form.position_gone');
    const standing = await standingForChange(id);
    standing.set(input);
    await standing.save();
  });
}

/**
 * Decides that a clause does or does not apply, against what follows from the kind of entity; agreeing with it ends the exception.
 * @throws Invalid without a reason
 */
export async function decideApplicability(
  id: string,
  input: { applies: boolean; reason: string },
  user: User,
): Promise<void> {
  await act('requirements.decide_applicability', actorOf(user), async () => {
    const isException = input.applies !== appliesHere(clauseOf(id));
    if (isException && input.reason.trim() === '')
      throw Invalid.field('reason', 'requirements.form.reason_needed');
    const standing = await standingForChange(id);
    standing.exception = isException ? { ...input, by: signedBy(user) } : null;
    await standing.save();
  }, { reason: input.reason }); // prettier-ignore
}

/**
 * Judges a clause outside a round.
 * @throws Refusal for one that does not apply, one that only sums up its parts, or a verdict without its grounds
 */
export async function assess(
  id: string,
  input: { state: ClauseState; statement: string },
  user: User,
): Promise<void> {
  await act('requirements.assess', actorOf(user), async () => {
    const clause = clauseOf(id);
    if (!isAnswered(clause)) throw new Refusal('requirements.refusal.sums_up', { code: clause.code });
    if (!(await standingOf(id))?.applies)
      throw new Refusal('requirements.refusal.does_not_apply', { code: clause.code });
    mustBeExplained(input.state, input.statement);
    await judge(clause, { ...input, assessed: signedBy(user), round: null });
  });
}

export interface Verdict {
  state: ClauseState;
  statement: string;
  assessed: Signed;
  round: string | null;
}

/** Writes a verdict inside the open act. */
export async function judge(clause: Clause, verdict: Verdict): Promise<void> {
  const standing = await standingForChange(clause.id);
  standing.set(verdict);
  await standing.save();
}

export function signedBy(user: User): Signed {
  return {
    id: user.id,
    name: user.name,
    position: user.positions[0]?.name ?? null,
    at: currentAct().at,
  };
}

function clauseOf(id: string): Clause {
  const clause = clauseById(id);
  if (!clause) throw new NotFound();
  return clause;
}

async function standingForChange(id: string): Promise<StandingDoc> {
  const { set } = clauseOf(id);
  return (await StandingModel.findOne({ clause: id })) ?? new StandingModel({ clause: id, criteria: set });
}
