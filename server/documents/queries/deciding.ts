// What of a document waits for a decision, for those who decide from elsewhere: a committee in its session.
import { Document, type DocumentRecord } from '../document.ts';
import { Version, type VersionRecord } from '../version.ts';

export interface VersionAwaiting {
  id: string;
  code: string;
  title: string;
  number: number;
  label: string;
  state: VersionRecord['state'];
  sha256: string;
}

/** The version of a document that is on its route now; null when none waits for a decision. */
export async function versionAwaiting(document: string): Promise<VersionAwaiting | null> {
  const found = await Document.findById(document).lean<DocumentRecord>();
  const version = found?.working && (await Version.findById(found.working.id).lean<VersionRecord>());
  return found && version && isOnRoute(version) ? awaiting(found, version) : null;
}

const MOST = 50;

/** Versions whose due step asks the committee. */
export async function committeeWaits(): Promise<VersionAwaiting[]> {
  const versions = await Version.find({ state: { $in: ['in_review', 'in_approval'] } })
    .limit(MOST)
    .lean<VersionRecord[]>();
  const due = versions.filter((one) =>
    one.route[one.step]?.participants.some(({ kind, id }) => kind === 'role' && id === 'committee'),
  );
  const documents = await Document.find({ _id: { $in: due.map((one) => one.document) } }).lean<
    DocumentRecord[]
  >();
  return due.flatMap((version) => {
    const document = documents.find((one) => String(one._id) === String(version.document));
    return document ? [awaiting(document, version)] : [];
  });
}

function isOnRoute({ state }: VersionRecord): boolean {
  return state === 'in_review' || state === 'in_approval';
}

function awaiting({ _id, code, title }: DocumentRecord, version: VersionRecord): VersionAwaiting {
  const { number, label, state, sha256 } = version;
  return { id: String(_id), code, title, number, label, state, sha256: sha256 ?? '' };
}
