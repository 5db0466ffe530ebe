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
    const subject = `document ${document?.code ?? String(acts[0]?.document)}`;
    const says = version
      ? `version ${version.label}: ${wrong.length} confirmed having read another content`
      : `${wrong.length} confirmed having read a version that is missing`;
    yield { check: 'reading', subject, says };
  }
}
