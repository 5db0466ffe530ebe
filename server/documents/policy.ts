// Who may do what with documents. Rules that depend on a version's content or history stand in the verbs as well.
import { asOfFor, closeFor, isCertifier, processFilter } from '../platform/access/engagement.ts';
import { has, holds, type User } from '../platform/access/roles.ts';
import type { Policy } from '../platform/access/policy.ts';
import type { Day } from '../platform/clock.ts';
import { isAuthor, isParticipant } from './approving.ts';
import type { BatchRecord } from './batch.ts';
import type { DocumentRecord } from './document.ts';
import type { VersionRecord } from './version.ts';

/** What the route of a document loads. */
export type DocumentSubject = DocumentRecord;
/** What the route of a version loads. */
export interface VersionSubject {
  document: DocumentRecord;
  version: VersionRecord;
}

/** What the route of a comparison loads: the document, and the route of the version on its way. */
export interface ComparingSubject {
  document: DocumentRecord;
  working: Pick<VersionRecord, 'route'> | null;
}

/** Those who see every state of every document: they work on the system or judge it. */
const sees = (user: User): boolean => has(user, 'quality', 'auditor', 'certifier', 'committee', 'admin');
const owns = (user: User, document: DocumentRecord): boolean =>
  has(user, 'quality') ||
  document.writers.includes(user.id) ||
  (document.owner !== null && holds(user, document.owner));
const writes = (user: User, document: DocumentRecord): boolean =>
  has(user, 'quality', 'leader') && owns(user, document);
/** Whether the step that waits for a decision asks this person. */
export const isDue = (user: User, version: VersionRecord): boolean =>
  version.route[version.step]?.participants.some((one) => isParticipant(user, one)) ?? false;
/** Whoever is asked now or was asked before: to come too late is not to be a stranger. */
const wasAsked = (user: User, version: VersionRecord): boolean =>
  version.route
    .slice(0, version.step + 1)
    .some((step) => step.participants.some((one) => isParticipant(user, one)));
const isOnRoute = (user: User, version: Pick<VersionRecord, 'route'>): boolean =>
  version.route.some((step) => step.participants.some((one) => isParticipant(user, one)));
/** At a cut-off that is past, a version counts from the day on which it took effect. */
const wasUsedBy = (day: Day | null, { effective }: Pick<VersionRecord, 'effective'>): boolean =>
  day === null || (effective !== null && effective <= day);

export const policy = {
  'documents.list': () => true,
  'documents.read': () => true,
  /** Versions that are not in force, their decisions and history. */
  'documents.history': (user: User, document: DocumentSubject) => sees(user) || owns(user, document),
  /** Whoever decides on the version on its way sees what it changes, whatever their role. */
  'documents.compare': (user: User, { document, working }: ComparingSubject) =>
    sees(user) || owns(user, document) || (working !== null && isOnRoute(user, working)),
  'documents.read_version': (user: User, { document, version }: VersionSubject) =>
    wasUsedBy(asOfFor(user), version) &&
    (version.state === 'in_force' || sees(user) || owns(user, document) || isOnRoute(user, version)),
  'documents.create': (user: User) => has(user, 'quality', 'leader'),
  'documents.describe': (user: User, document: DocumentSubject) =>
    has(user, 'quality') || writes(user, document),
  'documents.start_version': (user: User, document: DocumentSubject) => writes(user, document),
  'documents.save': (user: User, { document }: VersionSubject) => writes(user, document),
  'documents.submit': (user: User, { document }: VersionSubject) => writes(user, document),
  'documents.take_back': (user: User, { version }: VersionSubject) => isAuthor(version, user.id),
  'documents.comment': (user: User, { document, version }: VersionSubject) =>
    !has(user, 'certifier') && (owns(user, document) || isOnRoute(user, version)),
  'documents.decide': (user: User, { version }: VersionSubject) =>
    !has(user, 'certifier') && wasAsked(user, version) && !isAuthor(version, user.id),
  'documents.issue': (user: User) => has(user, 'quality'),
  'documents.propose_withdrawal': (user: User, document: DocumentSubject) => writes(user, document),
  'documents.approve_withdrawal': (user: User, document: DocumentSubject) =>
    has(user, 'quality', 'committee') && document.withdrawal?.by !== user.id,
  'documents.drop_withdrawal': (user: User, document: DocumentSubject) =>
    has(user, 'quality', 'committee') || document.withdrawal?.by === user.id,
  'documents.review': (user: User, document: DocumentSubject) => writes(user, document),
  'documents.propose_adoption': (user: User) => has(user, 'quality'),
  'documents.confirm_adoption': (user: User, { version }: VersionSubject) =>
    has(user, 'quality', 'committee') && version.adopted?.by.id !== user.id,
  'documents.refuse_adoption': (user: User) => has(user, 'quality', 'committee'),
  'documents.distribute': (user: User, document: DocumentSubject) =>
    has(user, 'quality') || writes(user, document),
  'documents.copies': (user: User) => has(user, 'quality'),
  'documents.acknowledge': (user: User) => !has(user, 'certifier'),
  'documents.see_readers': (user: User, document: DocumentSubject) => sees(user) || owns(user, document),
  'documents.types': (user: User) => has(user, 'quality', 'admin', 'auditor', 'certifier'),
  'documents.edit_types': (user: User) => has(user, 'quality'),
  'documents.externals': () => true,
  'documents.reviews': (user: User) => sees(user) || has(user, 'leader'),
  'documents.external_history': (user: User) => sees(user),
  'documents.edit_externals': (user: User) => has(user, 'quality'),
  'documents.import': (user: User) => has(user, 'quality'),
  'documents.see_imports': (user: User) => sees(user),
  'documents.confirm_import': (user: User, batch: BatchRecord) =>
    has(user, 'quality', 'committee') && batch.by.id !== user.id,
  'documents.refuse_import': (user: User) => has(user, 'quality', 'committee'),
} satisfies Policy;

/** The documents that a person may find, as a database filter (G1d, G1g: readers find only what is in force). */
export function scope(user: User): Record<string, unknown> {
  if (isCertifier(user)) return engagedScope(user);
  if (sees(user)) return {};
  const own = [{ writers: user.id }, ...user.positions.map((held) => ({ owner: held.id }))];
  return has(user, 'leader') ? { $or: [{ state: 'in_force' }, ...own] } : { state: 'in_force' };
}

/** What a certifier was engaged to read: documents of its processes that existed at the cut-off. */
function engagedScope(user: User): Record<string, unknown> {
  const close = closeFor(user);
  return { ...processFilter(user, 'process'), ...(close ? { createdAt: { $lt: close } } : {}) };
}
