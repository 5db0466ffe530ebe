// What every verb on an audit begins with: reading it inside the transaction, and moving it only where its course leads.
import type { ActOptions } from '../platform/audit/act.ts';
import { NotFound, Refusal, Stale } from '../platform/errors.ts';
import { Audit, type AuditDoc } from './audit.ts';
import { mayBecome, type AuditState } from './rules/states.ts';

/** @throws NotFound */
export async function auditForChange(code: string): Promise<AuditDoc> {
  const audit = await Audit.findOne({ code });
  if (!audit) throw new NotFound();
  return audit;
}

/** Those who change the same audit wait in line instead of colliding in the database. */
export function inLine(code: string, reason?: string): ActOptions {
  return { queue: `audit:${code}`, ...(reason ? { reason } : {}) };
}

/** @throws Refusal when the audit cannot go there from where it is */
export function become(audit: AuditDoc, to: AuditState): void {
  if (!mayBecome(audit.state, to)) throw new Refusal(`audits.refusal.state_${audit.state}`);
  audit.state = to;
}

/** @throws Refusal when the audit is not in one of these states */
export function mustBe(audit: AuditDoc, ...states: AuditState[]): void {
  if (!states.includes(audit.state)) throw new Refusal(`audits.refusal.state_${audit.state}`);
}

/** What is signed is what was on the page. @throws Stale */
export function mustBeSeen(now: string, seen: string): void {
  if (now !== seen) throw new Stale('audits.refusal.changed_since_shown');
}
