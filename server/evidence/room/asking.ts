// Verbs of the reading room: a certifier comments and asks; the quality office answers. Nothing else changes there (L3).
import { act, currentAct } from '../../platform/audit/act.ts';
import { actorOf } from '../../platform/access/policy.ts';
import type { User } from '../../platform/access/roles.ts';
import { today, type Day } from '../../platform/clock.ts';
import { Invalid, NotFound, Refusal } from '../../platform/errors.ts';
import { recordByCode, type Ref } from '../../platform/links/kinds.ts';
import { queueOf } from '../../platform/numbering/numbering.ts';
import { clauseKind } from '../../requirements/index.ts';
import { RoomComment } from './comment.ts';
import { EngagementModel, type EngagementRecord } from './engagement.ts';
import { EvidenceRequest } from './request.ts';
import { engagementState, requestCode } from './rules.ts';

/** Says something about a clause or a record that proves it. @throws Refusal when the engagement is no longer open */
export async function commentOn(
  code: string,
  input: { clause: string; about: Ref; text: string },
  user: User,
): Promise<void> {
  await act('evidence.comment', actorOf(user), async () => {
    const engagement = await openRoom(code);
    const by = { id: user.id, name: user.name };
    await new RoomComment({ ...input, engagement: engagement._id, by, at: currentAct().at }).save();
  });
}

/** Asks for evidence by a day. Returns the number of the request within its engagement. */
export function askFor(
  code: string,
  input: { clause: string | null; text: string; due: Day },
  user: User,
): Promise<number> {
  const ask = async (): Promise<number> => {
    const engagement = await openRoom(code);
    const clause = input.clause && (await clauseTyped(input.clause, user));
    if (input.due < today()) throw Invalid.field('due', 'evidence.room.form.due_past');
    const number = (await EvidenceRequest.countDocuments({ engagement: engagement._id })) + 1;
    await new EvidenceRequest({
      ...input,
      clause,
      engagement: engagement._id,
      number,
      code: requestCode(engagement.code, number),
      by: { id: user.id, name: user.name },
      at: currentAct().at,
    }).save();
    return number;
  };
  return act('evidence.ask', actorOf(user), ask, queueOf(`requests/${code}`));
}

/**
 * Answers a request once, with words and the codes of records.
 * @throws Invalid naming a code that no record bears; Refusal when it was answered before
 */
export async function answerRequest(
  code: string,
  number: number,
  input: { text: string; codes: readonly string[] },
  user: User,
): Promise<void> {
  await act('evidence.answer', actorOf(user), async () => {
    const engagement = await EngagementModel.findOne({ code }).lean<EngagementRecord>();
    const request = engagement && (await EvidenceRequest.findOne({ engagement: engagement._id, number }));
    if (!request) throw new NotFound();
    if (request.answer) throw new Refusal('evidence.room.refusal.answered');
    const records = await recordsOf(input.codes, user);
    const by = { id: user.id, name: user.name };
    request.answer = { text: input.text, records, by, at: currentAct().at };
    await request.save();
  });
}

async function openRoom(code: string): Promise<EngagementRecord> {
  const engagement = await EngagementModel.findOne({ code }).lean<EngagementRecord>();
  if (!engagement) throw new NotFound();
  if (engagementState(engagement, today()) !== 'open') throw new Refusal('evidence.room.refusal.not_open');
  return engagement;
}

/** The id of a clause as people type it: g1a is G1a. */
async function clauseTyped(typed: string, user: User): Promise<string> {
  const found = await clauseKind.byCode(typed, user);
  if (!found) throw Invalid.field('clause', 'evidence.room.form.no_clause', { code: typed });
  return found.id;
}

async function recordsOf(codes: readonly string[], user: User): Promise<Ref[]> {
  const records: Ref[] = [];
  for (const typed of codes) {
    const found = (await recordByCode(typed, user)) ?? (await recordByCode(typed.toUpperCase(), user));
    if (!found) throw Invalid.field('codes', 'evidence.room.form.no_record', { code: typed });
    records.push({ kind: found.kind, id: found.id });
  }
  return records;
}
