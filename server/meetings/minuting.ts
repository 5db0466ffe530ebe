// The minutes: written and closed for signature, given back while one signature is missing, annotated once both are there.
import { actorOf } from '../platform/access/policy.ts';
import type { User } from '../platform/access/roles.ts';
import { act, currentAct } from '../platform/audit/act.ts';
import { Refusal } from '../platform/errors.ts';
import { actaHash } from './acta.ts';
import { sessionForChange, whoIs } from './convening.ts';
import { mustBe } from './rules.ts';
import type { Commitment } from './session.ts';

export interface MinutesInput {
  minutes: string;
  commitments: readonly Commitment[];
  /** False keeps them open for more writing. */
  close: boolean;
}

/** Writes the minutes, and closes them: from then on their hash stands for them. @throws Refusal with a point that nobody decided */
export async function writeMinutes(code: string, input: MinutesInput, user: User): Promise<void> {
  await act(input.close ? 'meetings.close_minutes' : 'meetings.write_minutes', actorOf(user), async () => {
    const session = await sessionForChange(code);
    mustBe(session.state, 'open');
    session.minutes = input.minutes;
    session.commitments = [...input.commitments];
    if (input.close) {
      // Without quorum the minutes say so, and nothing of the agenda was decided.
      const undecided = session.agenda.filter((one) => one.subject && !one.decision);
      if (session.quorum?.met && undecided.length > 0)
        throw new Refusal('meetings.refusal.undecided', { count: undecided.length });
      session.state = 'closed';
      session.closed = { by: whoIs(user), at: currentAct().at };
      session.sha256 = actaHash(session.toObject());
    }
    await session.save();
  });
}

/** Gives the minutes back for correction with a reason; a signature that was given falls. @throws Refusal once both signed */
export async function reopenMinutes(code: string, reason: string, user: User): Promise<void> {
  const verb = async (): Promise<void> => {
    const session = await sessionForChange(code);
    mustBe(session.state, 'closed');
    session.set({ state: 'open', sha256: null, closed: null, signatures: [] });
    await session.save();
  };
  await act('meetings.reopen_minutes', actorOf(user), verb, { reason });
}

/** Adds a correction beside signed minutes; what was signed stays as it is. */
export async function annotate(code: string, text: string, user: User): Promise<void> {
  await act('meetings.annotate', actorOf(user), async () => {
    const session = await sessionForChange(code);
    mustBe(session.state, 'signed');
    session.annotations.push({ text, by: whoIs(user), at: currentAct().at });
    await session.save();
  });
}
