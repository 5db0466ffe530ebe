// What pages ask of rounds; nothing here writes.
import { closeFor, coversSet, isCertifier } from '../../platform/access/engagement.ts';
import type { User } from '../../platform/access/roles.ts';
import { NotFound } from '../../platform/errors.ts';
import { pageOf, PAGE_SIZE, skipFor, type Page } from '../../platform/db/paging.ts';
import { clauseSets } from '../catalogue/index.ts';
import { tallyOf, type Tally } from '../rules.ts';
import { Answer, Round, type AnswerRecord, type RoundRecord } from './round.ts';

export type RoundRow = RoundRecord & { tally: Tally };

/** The rounds that a person may see, as a database filter: a certifier those over the engaged sets that were closed by the cut-off. */
export function scope(user: User | null): Record<string, unknown> {
  if (!isCertifier(user)) return {};
  const sets = clauseSets.filter(({ id }) => coversSet(user, id)).map(({ id }) => id);
  const close = closeFor(user);
  return { criteria: { $in: sets }, ...(close ? { 'closed.at': { $lt: close } } : {}) };
}

/** Rounds that the person may see, newest first, each with its tally. */
export async function listRounds(page: number, user: User | null = null): Promise<Page<RoundRow>> {
  const filter = scope(user);
  const [rounds, total] = await Promise.all([
    Round.find(filter)
      .sort({ year: -1, number: -1 })
      .skip(skipFor(page))
      .limit(PAGE_SIZE)
      .lean<RoundRecord[]>(),
    Round.countDocuments(filter),
  ]);
  return pageOf(await withTallies(rounds), total, page);
}

/** The rounds that are open. */
export function openRounds(): Promise<RoundRecord[]> {
  return Round.find({ state: 'open' }).lean<RoundRecord[]>();
}

/** @throws NotFound outside what the person may see */
export async function roundByCode(code: string, user: User | null = null): Promise<RoundRecord> {
  const round = await Round.findOne({ code: code.toUpperCase(), ...scope(user) }).lean<RoundRecord>();
  if (!round) throw new NotFound();
  return round;
}

export function answersOf(round: Pick<RoundRecord, '_id'>): Promise<AnswerRecord[]> {
  return Answer.find({ round: round._id }).sort({ order: 1 }).lean<AnswerRecord[]>();
}

export async function answerOf(round: Pick<RoundRecord, '_id'>, clause: string): Promise<AnswerRecord> {
  const found = await Answer.findOne({ round: round._id, clause }).lean<AnswerRecord>();
  if (!found) throw new NotFound();
  return found;
}

/** The other rounds over the same set, newest first. */
export function othersOver(
  round: Pick<RoundRecord, '_id' | 'criteria'>,
  user: User | null = null,
): Promise<RoundRecord[]> {
  const others = { $and: [{ criteria: round.criteria, _id: { $ne: round._id } }, scope(user)] };
  return Round.find(others).sort({ year: -1, number: -1 }).limit(PAGE_SIZE).lean<RoundRecord[]>();
}

/** The last round over the same set that was closed before this one was opened. */
export async function roundBefore(round: RoundRecord): Promise<RoundRecord | null> {
  const earlier = {
    criteria: round.criteria,
    state: 'closed' as const,
    'closed.at': { $lte: round.opened.at },
  };
  return Round.findOne(earlier).sort({ 'closed.at': -1 }).lean<RoundRecord>();
}

async function withTallies(rounds: readonly RoundRecord[]): Promise<RoundRow[]> {
  const answers = await Answer.find({ round: { $in: rounds.map(({ _id }) => _id) } })
    .select('round state')
    .lean<Pick<AnswerRecord, 'round' | 'state'>[]>();
  const byRound = Map.groupBy(answers, ({ round }) => String(round));
  return rounds.map((round) => ({
    ...round,
    tally: tallyOf((byRound.get(String(round._id)) ?? []).map(({ state }) => state)),
  }));
}
