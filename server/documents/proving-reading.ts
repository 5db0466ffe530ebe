// What people confirmed having read, held against the versions: `verify` names each confirmation of another content (G1d).
import type { Fault } from '../platform/http/slice.ts';
import { Acknowledgement, type AcknowledgementRecord } from './acknowledgement.ts';
import { Document } from './document.ts';
import { Version } from './version.ts';

export async function* readingFaults(): AsyncGenerator<Fault> {
  const versions = await Acknowledgement.distinct('version');
  for (const id of versions) {
    const version = await Version.findById(id, { document: 1, label: 1, sha256: 1 }).lean();
    const acts = await Acknowledgement.find({ version: id }).lean<AcknowledgementRecord[]>();
    const wrong = acts.filter((one) => one.sha256 !== version?.sha256);
    if (wrong.length === 0) continue;
    const document = version && (await Document.findById(version.document, { code: 1 }).lean());
    const fault = { check: 'reading', subject: document?.code ?? String(acts[0]?.document) };
    const count = wrong.length;
    if (version) yield { ...fault, says: 'documents.fault.reading', params: { label: version.label, count } };
    else yield { ...fault, says: 'documents.fault.reading_missing', params: { count } };
  }
}
