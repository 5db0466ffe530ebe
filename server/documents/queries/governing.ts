// What later slices ask of documents: the version that governed something on a day, and what could be named.
import type { Day } from '../../platform/clock.ts';
import { processesByIds } from '../../processes/index.ts';
import { Document, type DocumentRecord } from '../document.ts';
import { Version, type VersionRecord } from '../version.ts';

/** A version of a document as evidence names it. */
export interface GoverningVersion {
  /** Of the document. */
  id: string;
  code: string;
  title: string;
  number: number;
  label: string;
  /** The document's process. */
  process: { id: string; code: string } | null;
  /** First day of use, and the first day on which it was no longer used. */
  effective: Day;
  obsoleteFrom: Day | null;
}

/**
 * The version that was in use on a day, or the one with this number when it ever was in use.
 * @param number 1, 2, 3 ... within the document; null asks for the one of the day
 * @returns null when there is none
 */
export async function governingVersion(
  code: string,
  number: number | null,
  day: Day,
): Promise<GoverningVersion | null> {
  const document = await Document.findOne({ code }).lean<DocumentRecord>();
  if (!document) return null;
  const used: Record<string, unknown> = {
    document: document._id,
    state: { $in: ['in_force', 'obsolete'] },
    ...(number === null ? {} : { number }),
  };
  const versions = await Version.find(used)
    .select('number label effective obsoleteFrom')
    .lean<Pick<VersionRecord, '_id' | 'number' | 'label' | 'effective' | 'obsoleteFrom'>[]>();
  const found = versions.find(
    ({ effective, obsoleteFrom }) =>
      effective !== null &&
      (number !== null || (effective <= day && (obsoleteFrom === null || obsoleteFrom > day))),
  );
  if (!found?.effective) return null;
  const [process] = document.process ? await processesByIds([document.process]) : [];
  return {
    id: String(document._id),
    code,
    title: document.title,
    number: found.number,
    label: found.label,
    process: process ? { id: process.id, code: process.code } : null,
    effective: found.effective,
    obsoleteFrom: found.obsoleteFrom,
  };
}

/** Documents that were ever in use, for a field that names one: value is the code. */
export async function governingOptions(): Promise<{ value: string; label: string }[]> {
  const found = await Document.find({ state: { $in: ['in_force', 'withdrawn'] } })
    .select('code title')
    .sort({ code: 1 })
    .lean<Pick<DocumentRecord, '_id' | 'code' | 'title'>[]>();
  return found.map(({ code, title }) => ({ value: code, label: `${code} · ${title}` }));
}

/** Whether any document of the entity is in force yet. */
export async function hasDocumentInForce(): Promise<boolean> {
  return (await Document.exists({ state: 'in_force' })) !== null;
}
