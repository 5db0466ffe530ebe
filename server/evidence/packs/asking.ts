// Verbs on packs: ask for one, try a failed one again, and what the build says when it ends (L4).
import { act, currentAct, type Actor } from '../../platform/audit/act.ts';
import { actorOf } from '../../platform/access/policy.ts';
import type { User } from '../../platform/access/roles.ts';
import { today, type Day } from '../../platform/clock.ts';
import { Invalid, NotFound, Refusal, type Params } from '../../platform/errors.ts';
import { recordByCode } from '../../platform/links/kinds.ts';
import { queueOf, takeNumber } from '../../platform/numbering/numbering.ts';
import { clauseNamed, clauseSets, codeOf } from '../../requirements/index.ts';
import { EngagementModel, type EngagementRecord } from '../room/engagement.ts';
import { engagementState } from '../room/rules.ts';
import { Pack, type PackDoc, type PackResult, type PackSubject } from './pack.ts';
import { packCode, type SubjectSort } from './rules.ts';

export interface PackInput {
  sort: SubjectSort;
  /** A clause's id or code, a set's id, a record's code. */
  of: string;
  cutOff: Day;
  /** Code of the open engagement that it is handed to; null: for the entity's own use. */
  engagement: string | null;
}

/**
 * Asks for a pack; a job builds it. Returns its code.
 * @throws Invalid when there is nothing of that code, for a cut-off that has not come or lies beyond that of the engagement
 */
export async function askForPack(input: PackInput, language: 'es' | 'en', user: User): Promise<string> {
  const subject = await subjectOf(input, language, user);
  const ask = async (): Promise<string> => {
    const { year, number } = await takeNumber('packs');
    const engagement = await openEngagementOf(input.engagement);
    if (input.cutOff > today()) throw Invalid.field('cutOff', 'evidence.pack.form.cut_off_future');
    if (engagement && input.cutOff > engagement.cutOff)
      throw Invalid.field('cutOff', 'evidence.pack.form.cut_off_beyond', { day: engagement.cutOff });
    const code = packCode(year, number);
    await new Pack({
      code,
      year,
      number,
      subject,
      cutOff: input.cutOff,
      language,
      engagement: engagement ? String(engagement._id) : null,
      engagementCode: engagement?.code ?? '',
      askedBy: { id: user.id, name: user.name },
      askedAt: currentAct().at,
      state: 'waiting',
    }).save();
    return code;
  };
  return act('evidence.ask_for_pack', actorOf(user), ask, queueOf('packs'));
}

/** Lets a pack that failed be built again, once what was wrong is mended. @throws Refusal in any other state */
export async function tryAgain(code: string, actor: Actor): Promise<void> {
  await act('evidence.retry_pack', actor, async () => {
    const pack = await packNamed(code);
    if (pack.state !== 'failed') throw new Refusal('evidence.pack.refusal.not_failed');
    pack.set({ state: 'waiting', failure: null });
    await pack.save();
  });
}

/** The ZIP is stored: its hash enters the trail. */
export async function finishPack(code: string, result: Omit<PackResult, 'at'>, actor: Actor): Promise<void> {
  await act('evidence.finish_pack', actor, async () => {
    const pack = await packNamed(code);
    if (pack.state !== 'waiting') throw new Refusal('evidence.pack.refusal.not_waiting');
    pack.set({ state: 'ready', result: { ...result, at: currentAct().at } });
    await pack.save();
  });
}

/** The build failed; the page, the task list and the trail say why. */
export async function failPack(code: string, key: string, params: Params, actor: Actor): Promise<void> {
  await act('evidence.fail_pack', actor, async () => {
    const pack = await packNamed(code);
    if (pack.state !== 'waiting') throw new Refusal('evidence.pack.refusal.not_waiting');
    pack.set({ state: 'failed', failure: { key, params, at: currentAct().at } });
    await pack.save();
  });
}

async function packNamed(code: string): Promise<PackDoc> {
  const pack = await Pack.findOne({ code });
  if (!pack) throw new NotFound();
  return pack;
}

async function subjectOf({ sort, of }: PackInput, language: 'es' | 'en', user: User): Promise<PackSubject> {
  const typed = of.trim();
  if (sort === 'set') {
    const set = clauseSets.find((one) => one.id === typed);
    // The title of a set is a word: whoever shows it says it in their language.
    if (set) return { sort, kind: 'set', id: set.id, code: '', title: set.word };
  } else if (sort === 'clause') {
    const clause = clauseNamed(typed);
    if (clause) return { sort, kind: 'clause', id: clause.id, code: codeOf(clause), title: clause.text[language] }; // prettier-ignore
  } else {
    const found = (await recordByCode(typed, user)) ?? (await recordByCode(typed.toUpperCase(), user));
    if (found && found.kind !== 'clause')
      return { sort, kind: found.kind, id: found.id, code: found.code, title: found.title };
  }
  throw Invalid.field('of', 'evidence.pack.form.nothing', { code: typed });
}

async function openEngagementOf(code: string | null): Promise<EngagementRecord | null> {
  if (code === null) return null;
  const found = await EngagementModel.findOne({ code }).lean<EngagementRecord>();
  if (!found || engagementState(found, today()) !== 'open')
    throw Invalid.field('engagement', 'evidence.pack.form.engagement_gone');
  return found;
}
