// Disposals, transfers and holds as pages, tasks and links need them.
import { closeFor } from '../../../platform/access/engagement.ts';
import { masksPersonal } from '../../../platform/access/masking.ts';
import type { User } from '../../../platform/access/roles.ts';
import { foundBefore, pageBefore, stoodBefore } from '../../../platform/audit/standing.ts';
import { NotFound } from '../../../platform/errors.ts';
import { pageOf, PAGE_SIZE, skipFor, type Page } from '../../../platform/db/paging.ts';
import { recordId } from '../../../platform/db/ids.ts';
import { hiddenSeries } from '../../access.ts';
import type { RecordRecord } from '../../record.ts';
import { Disposal, type DisposalRecord } from '../disposal.ts';
import { unitOf } from '../gates.ts';
import { Hold, type HoldRecord } from '../hold.ts';
import { standing, type Line } from '../line.ts';
import { Observation, type ObservationRecord } from '../observation.ts';
import { Transfer, type TransferRecord } from '../transfer.ts';

export async function listDisposals(page: number, user: User): Promise<Page<DisposalRecord>> {
  const close = closeFor(user);
  if (close) return pageBefore(Disposal, { within: {}, where: {}, order: { code: -1 }, page }, close);
  const [rows, total] = await Promise.all([
    Disposal.find().sort({ code: -1 }).skip(skipFor(page)).limit(PAGE_SIZE).lean<DisposalRecord[]>(),
    Disposal.estimatedDocumentCount(),
  ]);
  return pageOf(rows, total, page);
}

const LATEST = 10;

export async function latestTransfers(user: User): Promise<TransferRecord[]> {
  const close = closeFor(user);
  if (!close) return Transfer.find().sort({ code: -1 }).limit(LATEST).lean<TransferRecord[]>();
  return (await foundBefore<TransferRecord>(Transfer, { within: {}, where: {}, order: { code: -1 } }, close)).slice(0, LATEST);
} // prettier-ignore

/** As it stood at the cut-off of a certifying body; not there when it was prepared later. */
export async function loadDisposal(
  { code = '' }: Record<string, string>,
  user: User | null,
): Promise<DisposalRecord> {
  const found = await Disposal.find({ code }).lean<DisposalRecord[]>();
  const [seen] = await stoodBefore(Disposal, found, closeFor(user));
  if (!seen) throw new NotFound();
  return seen;
}

/** What the public may see: published, or disposed of afterwards. */
export async function loadPublished({ code = '' }: Record<string, string>): Promise<DisposalRecord> {
  const found = await Disposal.findOne({ code, published: { $ne: null } }).lean<DisposalRecord>();
  if (!found || found.state === 'dropped') throw new NotFound();
  return found;
}

export function publishedDisposals(): Promise<DisposalRecord[]> {
  return Disposal.find({ state: { $in: ['published', 'disposed'] } }).sort({ code: -1 }).limit(100).lean<DisposalRecord[]>();
} // prettier-ignore

export async function loadTransfer(
  { code = '' }: Record<string, string>,
  user: User | null,
): Promise<TransferRecord> {
  const found = await Transfer.find({ code }).lean<TransferRecord[]>();
  const [seen] = await stoodBefore(Transfer, found, closeFor(user));
  if (!seen) throw new NotFound();
  return seen;
}

/** A line of an S series in a secondary transfer, with the records that it holds. */
export interface LineSubject extends TransferRecord {
  line: Line;
  held: RecordRecord[];
}

/** @throws NotFound for a line that is not selected from */
export async function loadTransferLine(
  params: Record<string, string>,
  user: User | null,
): Promise<LineSubject> {
  const transfer = await loadTransfer(params, user);
  const line = standing(transfer.lines).find((one) => one.id === params.unit);
  if (line?.disposition !== 'S') throw new NotFound();
  return { ...transfer, line, held: (await unitOf(line.kind, line.id)).records };
}

export interface ObservationSubject {
  disposal: DisposalRecord;
  observation: ObservationRecord;
}

export async function loadObservation(
  params: Record<string, string>,
  user: User | null,
): Promise<ObservationSubject> {
  const disposal = await loadDisposal(params, user);
  const number = /^[1-9]\d{0,5}$/.test(params.number ?? '') ? Number(params.number) : 0;
  const observation = await Observation.findOne({ disposal: disposal._id, number }).lean<ObservationRecord>();
  if (!observation) throw new NotFound();
  return { disposal, observation };
}

export async function observationsOf(disposal: DisposalRecord, user: User): Promise<ObservationRecord[]> {
  const all = await Observation.find({ disposal: disposal._id })
    .sort({ number: 1 })
    .lean<ObservationRecord[]>();
  return stoodBefore(Observation, all, closeFor(user));
}

export async function loadHold({ hold }: Record<string, string>): Promise<HoldRecord> {
  const found = await Hold.findById(recordId(hold)).lean<HoldRecord>();
  if (!found) throw new NotFound();
  return found;
}

/** Holds that stand, the oldest first. */
export function standingHolds(): Promise<HoldRecord[]> {
  return Hold.find({ lifted: null }).sort({ at: 1 }).limit(100).lean<HoldRecord[]>();
}

/** What of inventories this person gets masked: titles of series that they may not see; all of them for a certifying body. */
export async function hidingFor(user: User): Promise<(unit: { series: string }) => boolean> {
  const hidden = new Set(await hiddenSeries(user));
  const hidesAll = masksPersonal(user);
  return ({ series }) => hidesAll || hidden.has(series);
}
