// The report of a nonconformity as PDF: made on asking, and once more at its closing, when it is kept as a record.
import { now } from '../platform/clock.ts';
import { fileStore } from '../platform/files/index.ts';
import { composePdf } from '../platform/pdf/index.ts';
import { entity } from '../platform/settings/settings.ts';
import type { Language } from '../platform/words/index.ts';
import { ImprovementAction, type ActionRecord } from './action.ts';
import type { NonconformityRecord } from './nonconformity.ts';
import { reportOf } from './present/report.ts';

export async function reportPdf(
  record: NonconformityRecord,
  actions: readonly ActionRecord[],
  language: Language,
): Promise<Uint8Array> {
  return composePdf(reportOf(record, actions, { entity: entity.get().name, language, at: now() }));
}

/** The report stored as a file, before the transaction that declares it opens. */
export async function storedReport(
  record: NonconformityRecord,
): Promise<{ sha256: string; name: string; type: string; size: number }> {
  const actions = await ImprovementAction.find({ nonconformity: record._id }).sort({ code: 1 }).lean<ActionRecord[]>(); // prettier-ignore
  const { sha256, bytes } = await fileStore().put(await reportPdf(record, actions, 'es'));
  return { sha256, name: `${record.code}.pdf`, type: 'application/pdf', size: bytes };
}
