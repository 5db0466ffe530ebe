// Verbs on engagements: open one for named certifier accounts, change its scope, close it (L3).
import { peopleByIds } from '../../people/index.ts';
import { act, currentAct, type Actor } from '../../platform/audit/act.ts';
import { today, type Day } from '../../platform/clock.ts';
import { Invalid, NotFound, Refusal } from '../../platform/errors.ts';
import { queueOf, takeNumber } from '../../platform/numbering/numbering.ts';
import { EngagementModel, type EngagementDoc } from './engagement.ts';
import { engagementCode } from './rules.ts';

export interface EngagementInput {
  body: string;
  purpose: string;
  /** Ids of certifier accounts. */
  accounts: string[];
  /** Ids of sets; null: all. */
  sets: string[] | null;
  /** Ids of processes; null: all. */
  processes: string[] | null;
  from: Day;
  until: Day;
  cutOff: Day;
  expires: Day;
}

/** Opens an engagement. Returns its code. @throws Invalid for accounts that are no certifier's or are engaged already */
export function openEngagement(input: EngagementInput, actor: Actor): Promise<string> {
  const open = async (): Promise<string> => {
    const { year, number } = await takeNumber('engagements');
    mustHoldTogether(input);
    await mustBeFreeCertifiers(input.accounts, null);
    const code = engagementCode(year, number);
    const { at } = currentAct();
    await new EngagementModel({ ...input, code, year, number, openedAt: at, openedBy: nameOf(actor) }).save();
    return code;
  };
  return act('evidence.engage', actor, open, queueOf('engagements'));
}

/** Changes who sees what, as of when and until when. @throws Refusal when it was closed */
export async function changeEngagement(
  code: string,
  input: EngagementInput,
  reason: string,
  actor: Actor,
): Promise<void> {
  const change = async (): Promise<void> => {
    const engagement = await openForChange(code);
    mustHoldTogether(input);
    await mustBeFreeCertifiers(input.accounts, code);
    engagement.set(input);
    await engagement.save();
  };
  await act('evidence.change_engagement', actor, change, { ...queueOf('engagements'), reason });
}

/** From now on its accounts see nothing. @throws Refusal when it was closed before */
export async function closeEngagement(code: string, reason: string, actor: Actor): Promise<void> {
  const close = async (): Promise<void> => {
    const engagement = await openForChange(code);
    engagement.closed = { at: currentAct().at, by: nameOf(actor), reason };
    await engagement.save();
  };
  await act('evidence.close_engagement', actor, close, { ...queueOf('engagements'), reason });
}

async function openForChange(code: string): Promise<EngagementDoc> {
  const engagement = await EngagementModel.findOne({ code });
  if (!engagement) throw new NotFound();
  if (engagement.closed) throw new Refusal('evidence.room.refusal.closed');
  return engagement;
}

function mustHoldTogether({ from, until, cutOff, expires }: EngagementInput): void {
  if (until < from) throw Invalid.field('until', 'evidence.room.form.until_before_from');
  if (cutOff < from) throw Invalid.field('cutOff', 'evidence.room.form.cut_off_before_from');
  if (expires < today()) throw Invalid.field('expires', 'evidence.room.form.expires_past');
}

/** One open engagement per account: what a person sees must not depend on which of two was found first. */
async function mustBeFreeCertifiers(accounts: readonly string[], own: string | null): Promise<void> {
  const people = await peopleByIds(accounts);
  const isCertifying = people.length === accounts.length && people.every((one) => one.active && one.roles.includes('certifier')); // prettier-ignore
  if (accounts.length === 0 || !isCertifying)
    throw Invalid.field('accounts', 'evidence.room.form.accounts_needed');
  const other = await EngagementModel.findOne({
    accounts: { $in: [...accounts] },
    closed: null,
    expires: { $gte: today() },
    ...(own ? { code: { $ne: own } } : {}),
  }).lean();
  if (other) throw Invalid.field('accounts', 'evidence.room.form.accounts_engaged', { code: other.code });
}

function nameOf(actor: Actor): string {
  return actor.kind === 'person' ? actor.name : actor.kind;
}
