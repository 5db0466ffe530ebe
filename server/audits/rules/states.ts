// The life of an audit, what a line of a checklist and a finding may say, and what stops a signature or a closing (G14).

/** `planned`: the plan is being written; `proposed`: it waits for the auditee; `signed`: the findings are signed and the report is due. */
export const AUDIT_STATES = [
  'planned', 'proposed', 'accepted', 'in_progress', 'signed', 'closed', 'cancelled',
] as const; // prettier-ignore
export type AuditState = (typeof AUDIT_STATES)[number];

/** States in which an audit is still going on: what hangs on it must not be disposed of. */
export const OPEN_STATES: readonly AuditState[] = [
  'planned',
  'proposed',
  'accepted',
  'in_progress',
  'signed',
];

const NEXT: Record<AuditState, readonly AuditState[]> = {
  planned: ['proposed', 'cancelled'],
  proposed: ['planned', 'accepted', 'cancelled'],
  accepted: ['planned', 'in_progress', 'cancelled'],
  in_progress: ['signed', 'cancelled'],
  signed: ['closed'],
  closed: [],
  cancelled: [],
};

export function mayBecome(from: AuditState, to: AuditState): boolean {
  return NEXT[from].includes(to);
}

/** Where the audit takes place (ISO 19011). */
export const METHODS = ['on_site', 'remote', 'hybrid'] as const;
export type Method = (typeof METHODS)[number];

export const TEAM_ROLES = ['lead', 'auditor', 'expert', 'observer'] as const;
export type TeamRole = (typeof TEAM_ROLES)[number];

/** What a plan must say before it goes to the auditee, in the order of its form. */
const PLAN_PARTS = ['objective', 'scope', 'criteria', 'agenda', 'lead'] as const;
export type PlanPart = (typeof PLAN_PARTS)[number];

interface PlanInHand {
  objective: string;
  scope: string;
  criteria: readonly string[];
  agenda: readonly unknown[];
  team: readonly { role: TeamRole }[];
}

/** The parts that a plan still lacks; none when it may be sent. */
export function planLacks({ objective, scope, criteria, agenda, team }: PlanInHand): PlanPart[] {
  const has: Record<PlanPart, boolean> = {
    objective: objective !== '',
    scope: scope !== '',
    criteria: criteria.length > 0,
    agenda: agenda.length > 0,
    lead: team.some((one) => one.role === 'lead'),
  };
  return PLAN_PARTS.filter((part) => !has[part]);
}

/** Those who examine and judge; an expert advises and an observer looks on. */
export function examines(role: TeamRole): boolean {
  return role === 'lead' || role === 'auditor';
}

/** What a line may say once it was looked at. A blank line was not looked at: it is none of these. */
export const RESULTS = ['conforming', 'nonconforming', 'observation', 'not_applicable'] as const;
export type Result = (typeof RESULTS)[number];

/** What is missing for a line to say this; null when it may. */
export function resultProblem(
  result: Result | null,
  { evidence, photos, note }: { evidence: string; photos: number; note: string },
): 'evidence' | 'note' | null {
  const isShown = evidence !== '' || photos > 0;
  if ((result === 'nonconforming' || result === 'observation') && !isShown) return 'evidence';
  return result === 'not_applicable' && note === '' ? 'note' : null;
}

export const GRADES = ['major', 'minor', 'observation', 'opportunity', 'strength'] as const;
export type Grade = (typeof GRADES)[number];

/** A nonconformity opens its treatment when the findings are signed; an observation may. */
export function isNonconformity(grade: Grade): grade is 'major' | 'minor' {
  return grade === 'major' || grade === 'minor';
}

/** The auditee answers for what does not conform and for what might come to that. */
export function asksAnswer(grade: Grade): grade is 'major' | 'minor' | 'observation' {
  return isNonconformity(grade) || grade === 'observation';
}

/** `AUD-2026-001-H01` */
export function findingCode(audit: string, number: number): string {
  return `${audit}-H${String(number).padStart(2, '0')}`;
}

/** `AUD-2026-001` */
export function auditCode(year: number, number: number): string {
  return `AUD-${year}-${String(number).padStart(3, '0')}`;
}

/** Lines that nobody looked at, lines that fail without a finding, and findings without what they need. */
export function signingProblem(state: {
  lines: number;
  blanks: number;
  failing: number;
  withFinding: number;
}): { key: string; count: number } | null {
  if (state.lines === 0) return { key: 'audits.refusal.no_lines', count: 0 };
  if (state.blanks > 0) return { key: 'audits.refusal.blanks', count: state.blanks };
  const bare = state.failing - state.withFinding;
  return bare > 0 ? { key: 'audits.refusal.line_without_finding', count: bare } : null;
}
