// The acta in which an inventory ends: a PDF in the store of files, declared a record (S6).
import type { Signature } from '../../platform/access/signatures.ts';
import { today } from '../../platform/clock.ts';
import { fileStore } from '../../platform/files/index.ts';
import { declareWithin } from '../declaring.ts';
import type { RecordFile } from '../record.ts';
import { usualSeries } from '../usual.ts';
import { actaOf } from './rules.ts';

/** Stores the PDF of the acta of `ELI-2026-001` or `TRA-2026-001`. */
export async function keptActa(code: string, pdf: Uint8Array): Promise<RecordFile> {
  const { sha256, bytes: size } = await fileStore().put(pdf);
  return { sha256, size, name: `${actaOf(code)}.pdf`, type: 'application/pdf' };
}

/** Declares the acta a record, inside the open act, which carries the queue of the records' numbers. */
export function declareActa(
  kind: 'disposal' | 'transfer',
  inventory: { _id: unknown; code: string },
  name: string,
  file: RecordFile,
  signature: Signature,
): Promise<{ id: string; code: string }> {
  return declareWithin({
    title: `${actaOf(inventory.code)} · ${name}`,
    series: usualSeries('minutes'),
    typology: 'Acta',
    happened: today(),
    author: signature.name,
    responsible: signature.name,
    conforms: 'not_applicable',
    files: [file],
    origin: { kind, id: String(inventory._id) },
  });
}
