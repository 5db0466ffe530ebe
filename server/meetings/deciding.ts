// Decide a point of the agenda: with quorum only, by whoever presides; what is linked is decided through its own slice's verb.
import { actorOf } from '../platform/access/policy.ts';
import type { User } from '../platform/access/roles.ts';
import { sign } from '../platform/access/signatures.ts';
import { act, currentAct } from '../platform/audit/act.ts';
import { Invalid, NotFound, Refusal } from '../platform/errors.ts';
import { sessionForChange, whoIs } from './convening.ts';
import { actaCode, mustAddUp, mustBe, mustHaveQuorum, type Outcome, type Votes } from './rules.ts';
import { actOn } from './subjects.ts';

export interface DecisionInput {
  outcome: Outcome;
  text: string;
  votes: Votes;
  password: string;
  /** The hash that the page showed of what is decided; empty for a point that acts on nothing. */
  sha256: string;
}

/**
 * Decides a point in the name of the body.
 * @throws Invalid for a wrong password or votes that do not add up; Refusal without quorum, for whoever does not preside, for
 * what was decided already, and whatever the verb of the linked record refuses
 */
export async function decide(code: string, number: number, input: DecisionInput, user: User): Promise<void> {
  if (input.outcome !== 'approved' && !input.text) throw Invalid.field('text', 'meetings.form.reason_needed');
  const meaning = input.outcome === 'approved' ? 'aprobo' : 'devolvio';
  const signature = await sign(user, input.password, meaning, input.sha256);
  const verb = async (): Promise<void> => {
    const session = await sessionForChange(code);
    mustBe(session.state, 'open');
    mustHaveQuorum(session.quorum);
    if (session.presiding !== user.id) throw new Refusal('meetings.refusal.not_presiding');
    const item = session.agenda.find((one) => one.number === number);
    if (!item) throw new NotFound();
    if (item.decision) throw new Refusal('meetings.refusal.decided_already');
    mustAddUp(input.votes, session.quorum?.present ?? 0, input.outcome);
    const { outcome, text, votes, sha256 } = input;
    if (item.subject) {
      const acta = actaCode(session.code);
      await actOn({ kind: item.subject.kind, id: item.subject.id }, outcome, {
        user, signature, sha256, comment: text || `${session.bodyName}, ${acta}`, session: session.code, acta,
      }); // prettier-ignore
    }
    item.decision = { outcome, text, votes, by: whoIs(user), at: currentAct().at, sha256: sha256 || null };
    await session.save();
  };
  await act('meetings.decide', actorOf(user), verb, { queue: `session:${code}` });
}
