// What the loop shows on pages of others: the open nonconformities of a process; and why a record that proves an open one stays.
import type { HoldSource } from '../records/index.ts';
import type { PanelSource } from '../processes/index.ts';
import { ImprovementAction } from './action.ts';
import { Nonconformity } from './nonconformity.ts';
import { scope } from './policy.ts';
import { recordRow } from './present/listing.ts';
import type { RecordRow } from './queries/listing.ts';
import { ENDED, OPEN } from './rules/states.ts';
import { Service } from './service.ts';

const MOST = 8;

export const processRecords: PanelSource = async (process, user, t) => {
  const query = { process: process.id, state: { $in: OPEN }, $and: [scope(user)] };
  const rows = await Nonconformity.find(query)
    .select('-cycles -doers -positions')
    .sort({ found: -1 })
    .limit(MOST)
    .lean<RecordRow[]>();
  if (rows.length === 0) return null;
  const lines = rows
    .map((row) => recordRow(row, t))
    .map(({ href, code, description, responsible, state }) => ({
      href: String(href),
      label: `${String(code)} · ${String(description)}`,
      note: String(responsible),
      tag: state as { kind: string; text: string },
    }));
  const more = { href: `/no-conformidades?proceso=${process.id}`, label: t('actions.panel_all') };
  return { title: 'actions.panel', lines, more };
};

/** G2: what proves an action, a treatment or a verification that is still open may not be disposed of. */
export const evidenceHold: HoldSource = async (recordId) => {
  const action = await ImprovementAction.findOne(
    { 'followUps.evidence.record.id': recordId },
    { nonconformity: 1 },
  ).lean();
  const open =
    (action && (await Nonconformity.findOne({ _id: action.nonconformity, state: { $nin: ENDED } }, { code: 1 }).lean())) ??
    (await Nonconformity.findOne({ 'cycles.verification.evidence.record.id': recordId, state: { $nin: ENDED } }, { code: 1 }).lean()) ??
    (await Service.findOne({ 'treatments.execution.evidence.record.id': recordId, state: { $nin: ['closed', 'annulled'] } }, { code: 1 }).lean());
  return open ? { says: 'actions.hold', params: { code: open.code } } : null;
}; // prettier-ignore
