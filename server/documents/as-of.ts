// A document as it stood at the end of a past day: what a certifier sees whose engagement has a cut-off (L3).
import type { Day } from '../platform/clock.ts';
import type { DocumentRecord } from './document.ts';
import type { VersionRecord } from './version.ts';

type Dated = Pick<VersionRecord, 'state' | 'effective' | 'obsoleteFrom' | 'supersededBy'>;

/** The version as it stood then; null when it was not yet used: what was on its way that day cannot be told from what came of it. */
export function versionOn<V extends Dated>(version: V, day: Day): V | null {
  if (version.effective === null || version.effective > day) return null;
  if (version.obsoleteFrom !== null && version.obsoleteFrom <= day) return version;
  return { ...version, state: 'in_force', obsoleteFrom: null, supersededBy: null };
}

/** The document as it stood then, told from its versions. */
export function documentOn(
  document: DocumentRecord,
  versions: readonly Omit<VersionRecord, 'content'>[],
  day: Day,
): DocumentRecord {
  const used = versions.map((one) => versionOn(one, day)).filter((one) => one !== null);
  const inForce = used.find((one) => one.state === 'in_force');
  const last = inForce ?? used.toSorted((a, b) => b.number - a.number)[0];
  const isSame = last !== undefined && document.current?.id === String(last._id);
  const { number = 0, label = '', state = 'obsolete', effective = null } = last ?? {};
  return {
    ...document,
    state: inForce ? 'in_force' : last ? 'withdrawn' : 'new',
    current: last ? { id: String(last._id), number, label, state, effective } : null,
    working: null,
    withdrawal: null,
    withdrawnAt: document.withdrawnAt !== null && document.withdrawnAt <= day ? document.withdrawnAt : null,
    nextReview: isSame ? document.nextReview : null,
  };
}
