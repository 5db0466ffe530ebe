// Answer a clause of an open round: its state, what it rests on, and the records that show it.
import { actorOf } from '../../platform/access/policy.ts';
import type { User } from '../../platform/access/roles.ts';
import { act } from '../../platform/audit/act.ts';
import { Invalid, NotFound, Refusal } from '../../platform/errors.ts';
import { recordByCode, type Ref, type Shown } from '../../platform/links/kinds.ts';
import { link, linksOf, unlink } from '../../platform/links/links.ts';
import { signedBy } from '../keeping.ts';
import { mustBeExplained, type ClauseState } from '../rules.ts';
import { Answer, Round, type AnswerDoc, type RoundDoc } from './round.ts';

/** Writes the answer of a clause; a statement may be kept before there is a state. @throws Refusal in a closed round, or for a state without its grounds */
export async function answer(
  code: string,
  clause: string,
  input: { state: ClauseState; statement: string },
  user: User,
): Promise<void> {
  await act('requirements.answer', actorOf(user), async () => {
    const { given } = await answerForChange(code, clause);
    if (input.state !== 'blank') mustBeExplained(input.state, input.statement);
    given.set({ ...input, by: signedBy(user) });
    await given.save();
  });
}

/** Names a record as evidence of an answer, and links it with the clause. @throws Invalid for a code that nothing bears */
export async function addEvidence(code: string, clause: string, typed: string, user: User): Promise<void> {
  const found = await recordOf(typed, user);
  if (!found) throw Invalid.field('evidence', 'requirements.form.no_record', { typed });
  await act('requirements.add_evidence', actorOf(user), async () => {
    const { given } = await answerForChange(code, clause);
    const { kind, id, title } = found;
    if (given.evidence.some((one) => isSame(one, found))) return;
    const linked = !(await isLinked(found, clause));
    if (linked) await link(found, 'evidences', { kind: 'clause', id: clause });
    given.evidence.push({ kind, id, code: found.code || title, title, linked });
    await given.save();
  });
}

/** Takes evidence off an answer; the link with the clause goes with it where this answer made it. */
export async function dropEvidence(code: string, clause: string, record: Ref, user: User): Promise<void> {
  await act('requirements.drop_evidence', actorOf(user), async () => {
    const { given } = await answerForChange(code, clause);
    const dropped = given.evidence.find((one) => isSame(one, record));
    if (!dropped) return;
    if (dropped.linked) await unlink(record, 'evidences', { kind: 'clause', id: clause });
    given.evidence = given.evidence.filter((one) => one !== dropped);
    await given.save();
  });
}

/** The round, read for change. Call it inside an act. @throws NotFound, Refusal when it is closed */
export async function roundForChange(code: string): Promise<RoundDoc> {
  const round = await Round.findOne({ code });
  if (!round) throw new NotFound();
  if (round.state === 'closed') throw new Refusal('requirements.refusal.round_closed', { code });
  return round;
}

async function answerForChange(code: string, clause: string): Promise<{ round: RoundDoc; given: AnswerDoc }> {
  const round = await roundForChange(code);
  const given = await Answer.findOne({ round: round._id, clause });
  if (!given) throw new NotFound();
  // Compare-and-set: whoever closes the round meanwhile finds it changed, and counts again.
  round.increment();
  await round.save();
  return { round, given };
}

/** Whatever bears the code, but for a clause: a requirement does not prove itself. */
async function recordOf(typed: string, user: User): Promise<Shown | null> {
  const code = typed.trim();
  const found = (await recordByCode(code.toUpperCase(), user)) ?? (await recordByCode(code, user));
  return found?.kind === 'clause' || found?.kind === 'assessment' ? null : found;
}

async function isLinked(record: Ref, clause: string): Promise<boolean> {
  const links = await linksOf({ kind: 'clause', id: clause });
  return links.some((one) => one.meaning === 'evidences' && isSame(one.from, record));
}

function isSame(a: Ref, b: Ref): boolean {
  return a.kind === b.kind && a.id === b.id;
}
