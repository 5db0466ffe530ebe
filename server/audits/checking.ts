// Write down what was found at a line of the checklist: each line is saved alone, so that a poor line of communication loses no more than one.
import { actorOf } from '../platform/access/policy.ts';
import type { User } from '../platform/access/roles.ts';
import { act, currentAct } from '../platform/audit/act.ts';
import { Forbidden, Invalid, NotFound, Stale } from '../platform/errors.ts';
import { Audit, type AuditRecord } from './audit.ts';
import { mustBe } from './changing.ts';
import { Line, type LineDoc } from './line.ts';
import { conducts } from './policy.ts';
import { resultProblem, type Result } from './rules/states.ts';
import { stampOf, type StoredFile } from './stored.ts';

export interface CheckInput {
  /** null leaves the line blank, or blank again. */
  result: Result | null;
  evidence: string;
  interviewee: string;
  note: string;
  /** When the line was saved last, as the page knew it (milliseconds; 0 for never). */
  seen: number;
  photos: StoredFile[];
}

/** Photos that one line may hold. */
export const MOST_PHOTOS = 12;

/**
 * @throws Invalid when the result asks for evidence or a reason; Stale when somebody saved the line meanwhile
 */
export async function checkLine(code: string, lineId: string, input: CheckInput, user: User): Promise<void> {
  await act('audits.check', actorOf(user), async () => {
    const audit = await Audit.findOne({ code });
    if (!audit) throw new NotFound();
    mustBe(audit, 'in_progress');
    const line = await lineOf(audit, lineId);
    if (!conducts(user, audit)) throw new Forbidden();
    if ((line.by?.at.getTime() ?? 0) !== input.seen && line.by?.id !== user.id) throw new Stale('audits.refusal.line_saved', { name: line.by?.name ?? '' }); // prettier-ignore
    const { result, evidence, interviewee, note, photos } = input;
    const all = [...line.photos, ...photos.filter((one) => !line.photos.some((known) => known.sha256 === one.sha256))];
    if (all.length > MOST_PHOTOS) throw Invalid.field('photos', 'audits.form.too_many_photos', { count: MOST_PHOTOS });
    const lacks = resultProblem(result, { evidence, photos: all.length, note });
    if (lacks) throw Invalid.field(lacks, `audits.form.${lacks}_needed`);
    line.set({ result, evidence, interviewee, note, photos: all, by: stampOf(user, currentAct().at) });
    await line.save();
  });
} // prettier-ignore

async function lineOf(audit: Pick<AuditRecord, '_id'>, id: string): Promise<LineDoc> {
  const line = await Line.findOne({ _id: id, audit: audit._id });
  if (!line) throw new NotFound();
  return line;
}
