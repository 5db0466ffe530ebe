// A document as evidence for whoever takes it away: its versions as of a day, who signed them, what they are and their stamped copies (L4).
import type { Day } from '../platform/clock.ts';
import type { Language } from '../platform/words/index.ts';
import { documentOn, versionOn } from './as-of.ts';
import { Document, type DocumentRecord } from './document.ts';
import { signatureRows, type SignatureRow } from './present/signing.ts';
import { canBeStamped, controlledCopy } from './queries/copies.ts';
import { Version, type Content, type VersionRecord } from './version.ts';

export interface VersionEvidence {
  number: number;
  label: string;
  state: 'in_force' | 'obsolete';
  effective: Day | null;
  obsoleteFrom: Day | null;
  /** What its signatures are bound to. */
  sha256: string | null;
  signatures: SignatureRow[];
  content: Content;
  /** Makes the stamped PDF; null when the original cannot be had as one. */
  copy: (() => Promise<Uint8Array>) | null;
}

export interface DocumentEvidence {
  id: string;
  code: string;
  title: string;
  typeName: string;
  processName: string;
  ownerName: string;
  /** In use by the day, the newest first. */
  versions: VersionEvidence[];
}

/**
 * A document as it stood at the end of a day; null when nothing of it was in use by then.
 * @param every all versions that were ever in use, not only the one in force
 */
export async function documentEvidence(
  id: string,
  day: Day,
  { every, language }: { every: boolean; language: Language },
): Promise<DocumentEvidence | null> {
  const document = await Document.findById(id).lean<DocumentRecord>();
  if (!document) return null;
  const found = await Version.find({ document: document._id }).sort({ number: -1 }).lean<VersionRecord[]>();
  const used = found.map((one) => versionOn(one, day)).filter((one) => one !== null);
  if (used.length === 0) return null;
  const then = documentOn(document, found, day);
  const shown = every ? used : used.filter((one) => String(one._id) === then.current?.id);
  const { code, title, typeName, processName, ownerName } = document;
  const versions = shown.map((one) => evidenceOf(then, one, language));
  return { id, code, title, typeName, processName, ownerName, versions };
}

function evidenceOf(document: DocumentRecord, version: VersionRecord, language: Language): VersionEvidence {
  const { number, label, effective, obsoleteFrom, sha256, content } = version;
  return {
    number,
    label,
    state: version.state === 'in_force' ? 'in_force' : 'obsolete',
    effective,
    obsoleteFrom,
    sha256,
    signatures: signatureRows(version, language),
    content,
    copy: canBeStamped(version) ? () => controlledCopy(document, version, language) : null,
  };
}
