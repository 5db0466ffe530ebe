// What keeping means for one record, on its page: holds that stand or stood, and when its files were last opened.
import { may } from '../../platform/access/policy.ts';
import { closeFor } from '../../platform/access/engagement.ts';
import { masked, masksPersonal } from '../../platform/access/masking.ts';
import { stoodBefore } from '../../platform/audit/standing.ts';
import { formatDateTime, formatDate } from '../../platform/words/index.ts';
import type { RecordPanelSource } from '../panels.ts';
import { Hold } from './hold.ts';
import { holdsFor } from './holding.ts';
import { legibilityFor } from './reading-back.ts';

export const keepingPanel: RecordPanelSource = async (record, user, t) => {
  const ids = [String(record._id), ...(record.file ? [String(record.file)] : [])];
  const close = closeFor(user);
  const [standing, looked] = await Promise.all([holdsFor(ids), legibilityFor(String(record._id))]);
  const holds = await stoodBefore(Hold, standing, close);
  const check = close && looked && looked.at >= close ? null : looked;
  const hides = masksPersonal(user);
  const lines = holds.map((hold) => ({
    href: hold.lifted || !may(user, 'records.lift_hold') ? `/registros/${record.code}` : `/suspensiones/${String(hold._id)}/levantamiento`,
    label: hides ? masked(hold.reason) : hold.reason,
    note: hold.lifted
      ? t('records.hold.lifted_by', { who: hold.lifted.name, day: formatDate(hold.lifted.at), reason: hides ? masked(hold.lifted.reason) : hold.lifted.reason })
      : t('records.hold.set_by', { who: hold.name, day: formatDate(hold.at), code: hold.code }),
    tag: hold.lifted ? { kind: 'off', text: t('records.hold.lifted') } : { kind: 'warn', text: t('records.hold.standing') },
  })); // prettier-ignore
  if (check) {
    const [worst] = check.files.filter(({ state }) => state !== 'legible' && state !== 'picture');
    lines.push({
      href: `/registros/${record.code}/legibilidad`,
      label: t('records.legibility.checked', { at: formatDateTime(check.at, 'es') }),
      note: worst
        ? t('records.legibility.fails', { name: worst.name })
        : t('records.legibility.holds', { count: check.files.length }),
      tag: check.failed
        ? { kind: 'bad', text: t(`records.legibility.state.${worst?.state ?? 'unreadable'}`) }
        : { kind: 'ok', text: t('records.legibility.state.legible') },
    });
  }
  const act = may(user, 'records.hold') && record.state !== 'disposed' ? { href: `/registros/${record.code}/suspension`, label: t('records.hold.action') } : null; // prettier-ignore
  return lines.length > 0 || act
    ? { title: 'records.disposal.keeping', lines, ...(act ? { act } : {}) }
    : null;
};
