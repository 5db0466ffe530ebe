// What ties a person to the documents of a process, and how those documents stand: an auditor's independence and the weight of a process ask it (G14).
import { dayOf, today, type Day } from '../../platform/clock.ts';
import { Document } from '../document.ts';
import { OPEN_STATES, type VersionState } from '../rules.ts';
import { Version, type VersionRecord } from '../version.ts';

/** What a person did in a version of a document, or the position that owns the document. */
export interface DocumentTie {
  code: string;
  /** The version's own label. */
  version: string;
  what: 'wrote' | 'reviewed' | 'approved';
  at: Day;
  /** The version is in use or on its way: what was done in it still stands. */
  stands: boolean;
}

type Seen = Pick<
  VersionRecord,
  'document' | 'label' | 'state' | 'authors' | 'startedAt' | 'savedAt' | 'submitted' | 'decisions' | 'adopted'
>;

/**
 * What a person wrote, reviewed or approved in the documents of a process: in versions that are in use or on their way,
 * whenever it was, and in all others since a day.
 * @param process id of the process
 */
export async function tiesToProcess(person: string, process: string, since: Day): Promise<DocumentTie[]> {
  const codes = await codesOf(process);
  const took = [{ 'authors.id': person }, { 'submitted.by': person }, { 'decisions.person': person }, { 'adopted.by.id': person }, { 'adopted.confirmed.id': person }]; // prettier-ignore
  const versions = await Version.find({ document: { $in: [...codes.keys()] }, $or: took })
    .select('document label state authors startedAt savedAt submitted decisions adopted')
    .lean<Seen[]>();
  const ties = versions.flatMap((version) => {
    const facts = { code: codes.get(String(version.document)) ?? '', version: version.label, stands: stands(version.state) };
    return actsOf(version, person).map((one) => ({ ...facts, ...one }));
  }); // prettier-ignore
  return ties.filter((tie) => tie.stands || tie.at >= since);
}

/** Documents of a process with the position that owns each. */
export async function documentOwners(process: string): Promise<{ code: string; position: string }[]> {
  const found = await Document.find({ process, owner: { $ne: null }, state: { $ne: 'withdrawn' } })
    .select('code owner')
    .sort({ code: 1 })
    .lean<{ code: string; owner: string | null }[]>();
  return found.flatMap(({ code, owner }) => (owner ? [{ code, position: owner }] : []));
}

export interface DocumentStanding {
  inForce: number;
  overdue: number;
  onTheirWay: number;
}

/** How many documents of a process are in force, of these how many past their review, and how many have a version on its way. */
export async function documentStanding(process: string): Promise<DocumentStanding> {
  const found = await Document.find({ process }).select('state working nextReview').lean();
  const inForce = found.filter((one) => one.state === 'in_force');
  return {
    inForce: inForce.length,
    overdue: inForce.filter((one) => one.nextReview && one.nextReview < today()).length,
    onTheirWay: found.filter((one) => one.working).length,
  };
}

function stands(state: VersionState): boolean {
  return state === 'in_force' || OPEN_STATES.includes(state);
}

function actsOf(version: Seen, person: string): Pick<DocumentTie, 'what' | 'at'>[] {
  const { authors, submitted, decisions, adopted } = version;
  const wrote = authors.some((one) => one.id === person) || submitted?.by === person || adopted?.by.id === person;
  return [
    ...(wrote ? [{ what: 'wrote' as const, at: dayOf(submitted?.at ?? adopted?.at ?? version.savedAt) }] : []),
    ...decisions
      .filter((one) => one.person === person)
      .map((one) => ({ what: one.stage === 'review' ? ('reviewed' as const) : ('approved' as const), at: dayOf(one.at) })),
    ...(adopted?.confirmed?.id === person ? [{ what: 'approved' as const, at: dayOf(adopted.confirmed.at) }] : []),
  ];
} // prettier-ignore

async function codesOf(process: string): Promise<Map<string, string>> {
  const found = await Document.find({ process }).select('code').lean();
  return new Map(found.map((one) => [String(one._id), one.code]));
}
