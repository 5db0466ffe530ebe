// What pages ask of rounds; nothing here writes.
import { NotFound } from '../../platform/errors.ts';
import { pageOf, PAGE_SIZE, skipFor, type Page } from '../../platform/db/paging.ts';
import { tallyOf, type Tally } from '../rules.ts';
import { Answer, Round, type AnswerRecord, type RoundRecord } from './round.ts';

export type RoundRow = RoundRecord & { tally: Tally };

/** Rounds, newest first, each with its tally. */
export async function listRounds(page: number): Promise<Page<RoundRow>> {
  const [rounds, total] = await Promise.all([
    Round.find().sort({ year: -1, number: -1 }).skip(skipFor(page)).limit(PAGE_SIZE).lean<RoundRecord[]>(),
    Round.estimatedDocumentCount(),
  ]);
  return pageOf(await withTallies(rounds), total, page);
}

/** The rounds that are open. */
export function openRounds(): Promise<RoundRecord[]> {
  return Round.find({ state: 'open' }).lean<RoundRecord[]>();
}

export async function roundByCode(code: string): Promise<RoundRecord> {
  const round = await Round.findOne({ code: code.toUpperCase() }).lean<RoundRecord>();
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
export function othersOver(round: Pick<RoundRecord, '_id' | 'criteria'>): Promise<RoundRecord[]> {
  const others = { criteria: round.criteria, _id: { $ne: round._id } };
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
