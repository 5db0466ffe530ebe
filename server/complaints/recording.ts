// Keep as a record: an answered complaint leaves its reply and the proof of delivery in the archive, under the series of complaints (G2c).
import { act, type Actor } from '../platform/audit/act.ts';
import { governingVersion } from '../documents/index.ts';
import { fileStore } from '../platform/files/index.ts';
import { queueOf } from '../platform/numbering/numbering.ts';
import { composePdf } from '../platform/pdf/index.ts';
import { processesByIds } from '../processes/index.ts';
import { declareWithin, usualSeries } from '../records/index.ts';
import { translate } from '../platform/words/index.ts';
import { complaintForChange } from './changing.ts';
import { refOf } from './classifying.ts';
import { Complaint, type ComplaintRecord } from './complaint.ts';
import { letterOf } from './present/letter.ts';

/** Our own procedure of complaints; it governs the record where it was in force on the day (G2c). */
const PROCEDURE = 'GC-P07';

/** Answered ones whose record is still to be made. */
export async function toRecord(limit = 50): Promise<string[]> {
  const found = await Complaint.find({ state: 'answered', recorded: null }).select('code').limit(limit).lean<{ code: string }[]>();
  return found.map(({ code }) => code);
} // prettier-ignore

/**
 * Declares the record of one answered complaint; the reply as PDF is stored before the transaction opens.
 * @throws Invalid when no retention table has the series of complaints
 */
export async function keepAsRecord(code: string, actor: Actor): Promise<void> {
  const complaint = await Complaint.findOne({ code, state: 'answered', recorded: null }).lean<ComplaintRecord>();
  if (!complaint?.reply) return;
  const letter = await fileStore().put(await composePdf(letterOf(complaint)));
  const name = `${translate('es', 'complaints.record.letter', { code })}.pdf`;
  const kept = { sha256: letter.sha256, name, type: 'application/pdf', size: letter.bytes };
  await act('complaints.record', actor, () => declare(code, kept), queueOf('records'));
} // prettier-ignore

async function declare(
  code: string,
  letter: { sha256: string; name: string; type: string; size: number },
): Promise<void> {
  const complaint = await complaintForChange(code, null);
  const { reply, recorded, closedOn, assignee, process, inTime } = complaint;
  if (recorded || !reply) return;
  const [found] = process ? await processesByIds([process]) : [];
  const proofs = complaint.files.filter(({ purpose }) => purpose === 'reply' || purpose === 'proof');
  const { code: record } = await declareWithin({
    title: translate('es', 'complaints.record.title', { code }),
    series: usualSeries('complaints'),
    happened: closedOn ?? '',
    author: reply.by.position ?? reply.by.name,
    responsible: assignee?.name ?? reply.by.name,
    process: found?.code ?? null,
    document: (await governingVersion(PROCEDURE, null, closedOn ?? '')) ? { code: PROCEDURE } : null,
    conforms: inTime ? 'conforming' : 'nonconforming',
    authority: reply.approved?.position ?? reply.approved?.name ?? '',
    files: [letter, ...proofs.map(({ sha256, name, type, bytes }) => ({ sha256, name, type, size: bytes }))],
    origin: refOf(complaint),
    personal: true,
  });
  complaint.recorded = record;
  await complaint.save();
}
