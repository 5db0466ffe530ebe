// What complaints show and say in earlier rooms: on the page of a process, and about a record that must stay while one is open.
import { closeFor } from '../platform/access/engagement.ts';
import { may } from '../platform/access/policy.ts';
import { foundBefore } from '../platform/audit/standing.ts';
import { linksOf } from '../platform/links/links.ts';
import type { HoldSource } from '../records/index.ts';
import type { PanelSource } from '../processes/index.ts';
import { Complaint, type ComplaintRecord } from './complaint.ts';
import { scope } from './policy.ts';
import { subjectFor } from './present/listing.ts';
import type { ListRow } from './queries/listing.ts';
import { stateTone } from './rules/tones.ts';

const MOST = 6;

export const processComplaints: PanelSource = async (process, user, t) => {
  if (!may(user, 'complaints.list')) return null;
  const [where, order, close] = [{ process: process.id }, { year: -1, number: -1 } as const, closeFor(user)];
  const rows = close
    ? (await foundBefore<ListRow>(Complaint, { within: scope(user), where, order }, close)).slice(0, MOST)
    : await Complaint.find({ $and: [where, scope(user)] })
        .select('code subject state kind reserved assignee processLeader')
        .sort(order)
        .limit(MOST)
        .lean<ListRow[]>();
  if (rows.length === 0) return null;
  return {
    title: 'complaints.panel.title',
    lines: rows.map((row) => ({
      href: `/pqrsd/${row.code}`,
      label: `${row.code} · ${subjectFor(row, user, t)}`,
      note: t(`complaints.kind.${row.kind}`),
      tag: { kind: stateTone(row.state), text: t(`complaints.state.${row.state}`) },
    })),
    more: { href: `/pqrsd?proceso=${process.id}`, label: t('complaints.panel.all') },
  };
};

/** An open complaint holds every record that is linked with it. */
export const openComplaintHolds: HoldSource = async (recordId) => {
  const links = await linksOf({ kind: 'record', id: recordId });
  const ids = links.flatMap(({ from, to }) => [from, to].filter((end) => end.kind === 'complaint').map((end) => end.id));
  if (ids.length === 0) return null;
  const open = await Complaint.findOne({ _id: { $in: ids }, open: true }).select('code').lean<ComplaintRecord>();
  return open && { says: 'complaints.hold.open', params: { code: open.code } };
}; // prettier-ignore
