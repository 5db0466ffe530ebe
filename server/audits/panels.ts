// What audits show elsewhere: the audits of a process on its page, and the results on the start page of top management (O3).
import { closeFor } from '../platform/access/engagement.ts';
import { has } from '../platform/access/roles.ts';
import { stoodBefore } from '../platform/audit/standing.ts';
import { linksOf } from '../platform/links/links.ts';
import { now, yearOf } from '../platform/clock.ts';
import type { DeskPanelSource } from '../platform/http/desk.ts';
import { formatDate } from '../platform/words/index.ts';
import type { PanelSource } from '../processes/index.ts';
import type { HoldSource } from '../records/index.ts';
import { Audit, type AuditRecord } from './audit.ts';
import { Finding, type FindingRecord } from './finding.ts';
import { scope } from './policy.ts';
import { stateTone } from './present/tones.ts';
import { programmeOf } from './queries/programmes.ts';
import { notAudited } from './rules/programme.ts';
import { OPEN_STATES } from './rules/states.ts';

const MOST = 6;

export const processAudits: PanelSource = async (process, user, t) => {
  const kept = await Audit.find({ $and: [{ 'processes.id': process.id }, scope(user)] })
    .sort({ from: -1, code: 1 })
    .limit(MOST)
    .lean<AuditRecord[]>();
  const rows = await stoodBefore(Audit, kept, closeFor(user));
  if (rows.length === 0) return null;
  const lines = rows.map(({ code, title, state, from }) => ({
    href: `/auditorias/${code}`,
    label: `${code} · ${title}`,
    note: formatDate(from),
    tag: { kind: stateTone(state), text: t(`audits.state.${state}`) },
  }));
  return { title: 'audits.title', lines, more: { href: `/auditorias?proceso=${process.id}`, label: t('audits.panel_all') } };
}; // prettier-ignore

/** O3: what audits found reaches top management without being asked for; O7: and which processes the year leaves out. */
export const resultsForManagement: DeskPanelSource = async (user, t) => {
  if (!has(user, 'committee')) return null;
  const found = await Finding.find({ open: true, withdrawn: null, grade: { $in: ['major', 'minor'] } })
    .sort({ signedAt: -1 })
    .limit(MOST)
    .lean<FindingRecord[]>();
  const programme = await programmeOf(yearOf(now()));
  const missing = programme ? notAudited(programme.lines) : [];
  return {
    title: 'audits.desk.title',
    lines: [
      ...found.map(({ auditCode, number, code, statement, grade, closeBy }) => ({ href: `/auditorias/${auditCode}/hallazgos/${number}`, label: `${code} · ${statement.slice(0, 90)}`, note: t(`audits.grade.${grade}`), due: closeBy })),
      ...(programme && missing.length > 0 ? [{ href: `/programas-auditoria/${programme.code}`, label: t('audits.desk.unaudited', { count: missing.length }), note: programme.code }] : []),
    ],
    more: { href: '/auditorias/hallazgos?abiertos=si', label: t('audits.desk.all') },
  };
}; // prettier-ignore

/** A record that is linked with an open audit, or with a finding that is still open, is not disposed of. */
export const heldByAudit: HoldSource = async (recordId) => {
  const links = await linksOf({ kind: 'record', id: recordId });
  const ends = links.flatMap(({ from, to }) => [from, to]);
  const idsOf = (kind: string): string[] => ends.filter((one) => one.kind === kind).map((one) => one.id);
  const audit = await Audit.findOne({ _id: { $in: idsOf('audit') }, state: { $in: OPEN_STATES } }).select('code').lean();
  if (audit) return { says: 'audits.hold.audit', params: { code: audit.code } };
  const finding = await Finding.findOne({ _id: { $in: idsOf('finding') }, open: true }).select('code').lean();
  return finding && { says: 'audits.hold.finding', params: { code: finding.code } };
}; // prettier-ignore
