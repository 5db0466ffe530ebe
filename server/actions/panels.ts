// What the loop shows on pages of others: the open nonconformities of a process; and why a record that proves an open one stays.
import { closeFor, dayFor } from '../platform/access/engagement.ts';
import { foundBefore } from '../platform/audit/standing.ts';
import type { HoldSource } from '../records/index.ts';
import type { PanelSource } from '../processes/index.ts';
import { ImprovementAction } from './action.ts';
import { Nonconformity, type NonconformityRecord } from './nonconformity.ts';
import { scope } from './policy.ts';
import { recordRow } from './present/listing.ts';
import type { RecordRow } from './queries/listing.ts';
import { ENDED, OPEN } from './rules/states.ts';
import { Service } from './service.ts';

const MOST = 8;

export const processRecords: PanelSource = async (process, user, t) => {
  const [where, close] = [{ process: process.id, state: { $in: OPEN } }, closeFor(user)];
  const rows: RecordRow[] = close
    ? (
        await foundBefore<NonconformityRecord>(
          Nonconformity,
          { within: scope(user), where, order: { found: -1 } },
          close,
        )
      ).slice(0, MOST)
    : await Nonconformity.find({ ...where, $and: [scope(user)] })
        .select('-cycles -doers -positions')
        .sort({ found: -1 })
        .limit(MOST)
        .lean<RecordRow[]>();
  if (rows.length === 0) return null;
  const lines = rows
    .map((row) => recordRow(row, t, dayFor(user)))
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
