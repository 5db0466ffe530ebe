// What records show outside their own pages: tasks and figures of a person, and the latest records of a process.
import type { PanelSource } from '../processes/index.ts';
import type { User } from '../platform/access/roles.ts';
import { may } from '../platform/access/policy.ts';
import { addMonths, today } from '../platform/clock.ts';
import type { Figure } from '../platform/http/slice.ts';
import { fileScope, scope } from './access.ts';
import { FileModel } from './file.ts';
import { recordRow } from './present/records.ts';
import { RecordModel } from './record.ts';
import type { RecordRow } from './queries/records.ts';

export async function figuresOf(user: User): Promise<Figure[]> {
  if (!may(user, 'records.history')) return [];
  const month = addMonths(today(), -1);
  const [seen, filesSeen] = await Promise.all([scope(user), fileScope(user)]);
  const [received, nonconforming, open] = await Promise.all([
    RecordModel.countDocuments({ $and: [{ received: { $gt: month } }, seen] }),
    RecordModel.countDocuments({ $and: [{ conforms: 'nonconforming' as const, received: { $gt: month } }, seen] }),
    FileModel.countDocuments({ $and: [{ state: 'open' as const }, filesSeen] }),
  ]);
  if (received + open === 0) return [];
  return [
    { word: 'records.figure.received', value: received, href: '/registros', tone: 'info' },
    { word: 'records.figure.nonconforming', value: nonconforming, href: '/registros?conforme=nonconforming', tone: nonconforming > 0 ? 'warn' : 'ok' },
    { word: 'records.figure.open_files', value: open, href: '/expedientes?estado=open', tone: 'off' },
  ];
} // prettier-ignore

const SHOWN = 8;

/** The latest records of a process on its page. */
export const processRecords: PanelSource = async (process, user, t) => {
  const rows = await RecordModel.find({ $and: [{ process: process.id }, await scope(user)] })
    .select('-terms')
    .sort({ code: -1 })
    .limit(SHOWN)
    .lean<RecordRow[]>();
  if (rows.length === 0) return null;
  const tones = { conforming: 'ok', nonconforming: 'bad', not_applicable: 'off' } as const;
  const lines = rows.map((row) => ({
    href: `/registros/${row.code}`,
    label: `${row.code} · ${String(recordRow(row, user, t).title)}`,
    note: row.seriesName,
    tag: { kind: tones[row.conforms], text: t(`records.conforms.${row.conforms}`) },
  }));
  return {
    title: 'records.many',
    lines,
    more: { href: `/registros?proceso=${process.id}`, label: t('records.see_all') },
  };
};
