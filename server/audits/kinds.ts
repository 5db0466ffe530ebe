// Audits, findings and programmes as ends of links, as things that can be found, and by their codes (L1, G8).
import { may } from '../platform/access/policy.ts';
import { asOfFor } from '../platform/access/engagement.ts';
import type { User } from '../platform/access/roles.ts';
import { addDays, startOf, type Day } from '../platform/clock.ts';
import { stoodBefore } from '../platform/audit/standing.ts';
import { closedBy, type Kind, type Shown } from '../platform/links/kinds.ts';
import { queryTerms } from '../platform/search/terms.ts';
import { Audit, type AuditRecord } from './audit.ts';
import { Finding, type FindingRecord } from './finding.ts';
import { scope } from './policy.ts';
import { Programme, type ProgrammeRecord } from './programme.ts';
import { findingTone, programmeTone, stateTone } from './present/tones.ts';

/** The end of the day as of which records are shown: the one asked for, else that of the person's cut-off; null: now. */
function closeOf(user: User | null, asOf?: Day): Date | null {
  const day = asOf ?? asOfFor(user);
  return day === null ? null : startOf(addDays(day, 1));
}

const seen = (user: User | null): Record<string, unknown> => (user ? scope(user) : {});

export const auditKind: Kind = {
  name: 'audit',
  words: { one: 'audits.kind.audit.one', many: 'audits.kind.audit.many' },
  prefixes: ['AUD-'],
  async show(ids, user, asOf) {
    const found = await Audit.find({ $and: [{ _id: { $in: ids } }, seen(user)] }).lean<AuditRecord[]>();
    return (await stoodBefore(Audit, found, closeOf(user, asOf))).map(shownAudit);
  },
  async find(typed, user, limit) {
    const terms = queryTerms(typed);
    if (terms.length === 0) return [];
    const upper = typed.trim().toUpperCase();
    const named = { code: { $gte: upper, $lte: `${upper}\uffff` } };
    const either = { $or: [{ words: { $all: terms } }, ...(/^AUD-/.test(upper) ? [named] : [])] };
    const found = await Audit.find({ $and: [either, scope(user)] }).sort({ code: 1 }).limit(limit).lean<AuditRecord[]>();
    return (await stoodBefore(Audit, found, closeOf(user))).map(shownAudit);
  },
  async byCode(code, user) {
    const found = await Audit.find({ $and: [{ code: code.toUpperCase() }, scope(user)] }).lean<AuditRecord[]>();
    const [one] = await stoodBefore(Audit, found, closeOf(user));
    return one ? shownAudit(one) : null;
  },
  closed: (user) => closedBy(scope(user)),
  async *enumerate() {
    for await (const one of Audit.find().select('_id').lean<AuditRecord>().cursor()) yield String(one._id);
  },
}; // prettier-ignore

export const findingKind: Kind = {
  name: 'finding',
  words: { one: 'audits.kind.finding.one', many: 'audits.kind.finding.many' },
  prefixes: ['AUD-'],
  show: (ids, user, asOf) => findings({ _id: { $in: ids } }, user, asOf),
  async find(typed, user, limit) {
    const upper = typed.trim().toUpperCase();
    return /^AUD-/.test(upper) ? (await findings({ code: { $gte: upper, $lte: `${upper}\uffff` } }, user)).slice(0, limit) : [];
  },
  async byCode(code, user) {
    return (await findings({ code: code.toUpperCase() }, user))[0] ?? null;
  },
  async *enumerate() {
    for await (const one of Finding.find().select('_id').lean<FindingRecord>().cursor()) yield String(one._id);
  },
}; // prettier-ignore

export const programmeKind: Kind = {
  name: 'programme',
  words: { one: 'audits.kind.programme.one', many: 'audits.kind.programme.many' },
  prefixes: ['PAA-'],
  async show(ids, user, asOf) {
    if (user && !may(user, 'audits.programme')) return [];
    const found = await Programme.find({ _id: { $in: ids } }).lean<ProgrammeRecord[]>();
    return (await stoodBefore(Programme, found, closeOf(user, asOf))).map(shownProgramme);
  },
  async find(typed, user, limit) {
    const upper = typed.trim().toUpperCase();
    if (!/^PAA/.test(upper) || !may(user, 'audits.programme')) return [];
    const range = { code: { $gte: upper, $lte: `${upper}\uffff` } };
    const found = await Programme.find(range).sort({ code: 1 }).limit(limit).lean<ProgrammeRecord[]>();
    return (await stoodBefore(Programme, found, closeOf(user))).map(shownProgramme);
  },
  async byCode(code, user) {
    if (!may(user, 'audits.programme')) return null;
    const found = await Programme.find({ code: code.toUpperCase() }).lean<ProgrammeRecord[]>();
    const [one] = await stoodBefore(Programme, found, closeOf(user));
    return one ? shownProgramme(one) : null;
  },
  async *enumerate() {
    for await (const one of Programme.find().select('_id').lean<ProgrammeRecord>().cursor())
      yield String(one._id);
  },
};

/** A finding is seen with its audit; an unsigned one is the team's work and shows nowhere else. */
async function findings(filter: Record<string, unknown>, user: User | null, asOf?: Day): Promise<Shown[]> {
  const kept = await Finding.find(user ? { ...filter, signedAt: { $ne: null } } : filter).sort({ code: 1 }).lean<FindingRecord[]>(); // prettier-ignore
  const stood = await stoodBefore(Finding, kept, closeOf(user, asOf));
  if (!user) return stood.map(shownFinding);
  const found = stood.filter((one) => one.signedAt !== null);
  const audits = await Audit.find({ $and: [{ _id: { $in: found.map((one) => one.audit) } }, scope(user)] }).select('_id').lean(); // prettier-ignore
  const allowed = new Set(audits.map((one) => String(one._id)));
  return found.filter((one) => allowed.has(String(one.audit))).map(shownFinding);
}

function shownAudit({ _id, code, title, state }: AuditRecord): Shown {
  return { kind: 'audit', id: String(_id), code, title, url: `/auditorias/${code}`, state: { key: `audits.state.${state}`, tone: stateTone(state) } };
} // prettier-ignore

function shownFinding(finding: FindingRecord): Shown {
  const { _id, code, auditCode, number, statement, grade } = finding;
  return {
    kind: 'finding', id: String(_id), code, title: statement.length > 140 ? `${statement.slice(0, 139)}…` : statement,
    url: `/auditorias/${auditCode}/hallazgos/${number}`, state: { key: `audits.grade.${grade}`, tone: findingTone(finding) },
  };
} // prettier-ignore

function shownProgramme({ _id, code, objective, state }: ProgrammeRecord): Shown {
  return { kind: 'programme', id: String(_id), code, title: objective.slice(0, 140), url: `/programas-auditoria/${code}`, state: { key: `audits.programme_state.${state}`, tone: programmeTone(state) } };
} // prettier-ignore
