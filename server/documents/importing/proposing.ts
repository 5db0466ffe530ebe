// Import: every row of a checked list becomes a proposed adoption, in one act, or none does.
import { act, currentAct } from '../../platform/audit/act.ts';
import { actorOf } from '../../platform/access/policy.ts';
import type { User } from '../../platform/access/roles.ts';
import { Invalid, Refusal } from '../../platform/errors.ts';
import { adoptionOf, type Adoption } from '../adopting.ts';
import { Batch, batchHash, type BatchRow } from '../batch.ts';
import { writerOf } from '../changing.ts';
import { CODES_QUEUE } from '../coding.ts';
import { Document } from '../document.ts';
import { trialFiles, trialOf, useUp, type Trial, type TrialFile, type TrialRow } from './trial.ts';

/**
 * Proposes every row of a dry run that found nothing wrong. Returns the id of the batch.
 * @throws Refusal when the dry run found problems, was imported already, or a row no longer holds; then nothing is imported
 */
export async function importTrial(id: string, defaultNote: string, user: User): Promise<string> {
  const propose = async (): Promise<string> => {
    const trial = await trialOf(id, user);
    if (trial.problems.length > 0 || trial.rows.length === 0)
      throw new Refusal('documents.import.refusal.problems');
    if (!(await useUp(id))) throw new Refusal('documents.import.refusal.done');
    const batch = new Batch({ by: writerOf(user), at: currentAct().at, list: trial.list, rows: [], sha256: '-', state: 'proposed' }); // prettier-ignore
    const rows: BatchRow[] = [];
    // A format finds its procedure, which may come in the same list.
    for (const row of trial.rows.toSorted((a, b) => Number(a.formOf !== '') - Number(b.formOf !== '')))
      rows.push(await proposeRow(trial, row, { note: defaultNote, batch: String(batch._id) }, user));
    batch.rows = rows.sort((a, b) => a.row - b.row);
    batch.sha256 = batchHash(batch.rows);
    await batch.save();
    return String(batch._id);
  };
  return act('documents.import', actorOf(user), propose, CODES_QUEUE);
}

async function proposeRow(
  trial: Trial,
  row: TrialRow,
  given: { note: string; batch: string },
  user: User,
): Promise<BatchRow> {
  const file = await trialFiles().findOne({ _id: `${trial._id} ${row.entry}` });
  if (!file) throw new Refusal('documents.import.refusal.changed', { row: row.row, code: row.code });
  try {
    const adopted = await adoptionOf(await adoptionIn(row, file, given.note), user, given.batch);
    const { document, version } = adopted;
    return {
      row: row.row,
      code: document.code,
      title: document.title,
      label: version.label,
      document: String(document._id),
      version: String(version._id),
      sha256: version.sha256 ?? '',
      file: file.name,
    };
  } catch (error) {
    // Since the dry run somebody took the code, closed the type or removed the procedure.
    if (!(error instanceof Invalid)) throw error;
    throw new Refusal('documents.import.refusal.changed', { row: row.row, code: row.code });
  }
}

async function adoptionIn(row: TrialRow, file: TrialFile, note: string): Promise<Adoption> {
  const { code, title, label, type, process, owner, effective, sourceDate, approvals } = row;
  const procedure = row.formOf ? await Document.findOne({ code: row.formOf }).select('_id') : null;
  const { sha256, name, type: mime, bytes, pages, text } = file;
  return {
    code,
    title,
    label,
    type,
    process,
    owner,
    effective,
    sourceDate,
    approvals,
    note: row.note || note,
    formOf: procedure && { procedure: String(procedure._id), recordKind: row.recordKind },
    content: { kind: 'file', sha256, name, type: mime, bytes, pages, text },
  };
}
