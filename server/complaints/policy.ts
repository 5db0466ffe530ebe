// Who may do what with complaints; who may know a petitioner, and which part of a reserved one is hidden from whom.
import { isCertifier, processFilter } from '../platform/access/engagement.ts';
import type { Policy } from '../platform/access/policy.ts';
import { has, holds, type User } from '../platform/access/roles.ts';
import type { ComplaintRecord } from './complaint.ts';

/** What the route of a complaint loads. */
export type ComplaintSubject = ComplaintRecord;

/** Those who see the whole register: they keep it or judge it. */
const sees = (user: User): boolean => has(user, 'quality', 'auditor', 'certifier', 'committee');
/** The person, or a holder of the position, to whom it was assigned. */
export const treats = (user: User, { assignee }: Pick<ComplaintRecord, 'assignee'>): boolean =>
  assignee !== null && (assignee.kind === 'person' ? assignee.id === user.id : holds(user, assignee.id));
const leads = (user: User, { processLeader }: ComplaintSubject): boolean =>
  processLeader !== null && holds(user, processLeader);
const handles = (user: User, complaint: ComplaintSubject): boolean =>
  !has(user, 'certifier') && (has(user, 'quality') || treats(user, complaint));

/**
 * What a petition says, its subject with it: of a reserved one, only for those who handle it or answer for it. What somebody
 * wrote about themselves and others is never for a certifying body (Ley 1581 de 2012).
 */
export function seesContent(user: User, complaint: ComplaintSubject): boolean {
  if (isCertifier(user)) return false;
  return !complaint.reserved || handles(user, complaint) || leads(user, complaint);
}

/** Files may show who somebody is: never to a certifying body or an auditor. */
export function seesFiles(user: User, complaint: ComplaintSubject): boolean {
  return handles(user, complaint) || (leads(user, complaint) && !complaint.reserved);
}

/** Who the petitioner is, where no reserve was asked for; a reserved identity has its own page and leaves a trace. */
export function seesIdentity(user: User, complaint: ComplaintSubject): boolean {
  return complaint.petitioner !== null && !complaint.reserved && handles(user, complaint);
}

export const policy = {
  'complaints.list': (user: User) => sees(user) || has(user, 'leader'),
  'complaints.read': (user: User, complaint: ComplaintSubject) =>
    sees(user) || treats(user, complaint) || leads(user, complaint),
  /** Counts every complaint as it is now: nothing for a reader with a scope and a cut-off. */
  'complaints.report': (user: User) => sees(user) && !isCertifier(user),
  'complaints.register': (user: User) => has(user, 'quality', 'leader'),
  'complaints.classify': (user: User) => has(user, 'quality'),
  'complaints.assign': (user: User) => has(user, 'quality'),
  'complaints.annul': (user: User) => has(user, 'quality'),
  'complaints.treat': handles,
  'complaints.approve': (user: User, complaint: ComplaintSubject) =>
    has(user, 'quality', 'leader', 'committee') &&
    !has(user, 'certifier') &&
    complaint.reply?.by.id !== user.id,
  'complaints.see_files': seesFiles,
  /** A reserved identity: those who treat it, nobody else, whatever their role. */
  'complaints.reveal': (user: User, complaint: ComplaintSubject) =>
    complaint.petitioner !== null &&
    complaint.reserved &&
    treats(user, complaint) &&
    !has(user, 'certifier', 'auditor'),
  'complaints.open_nonconformity': (user: User, complaint: ComplaintSubject) => handles(user, complaint),
  'complaints.read_terms': (user: User) => sees(user) || has(user, 'leader'),
  'complaints.edit_terms': (user: User) => has(user, 'quality'),
} satisfies Policy;

/** The complaints that a person may find, as a database filter. */
export function scope(user: User): Record<string, unknown> {
  if (isCertifier(user)) return { ...processFilter(user, 'process'), ...periodOf(user) };
  if (sees(user)) return {};
  return { seenBy: { $in: [user.id, ...user.positions.map((held) => held.id)] } };
}

/** A certifying body sees what arrived in the period that it was engaged for. */
function periodOf({ engagement }: User): Record<string, unknown> {
  if (!engagement) return {};
  const { from, until, cutOff } = engagement;
  return { legalDay: { $gte: from, $lte: until < cutOff ? until : cutOff } };
}
