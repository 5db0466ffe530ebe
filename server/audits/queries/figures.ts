// The numbers of audits on the start page.
import { isCertifier } from '../../platform/access/engagement.ts';
import { may } from '../../platform/access/policy.ts';
import type { User } from '../../platform/access/roles.ts';
import { today, yearOf, now } from '../../platform/clock.ts';
import type { Figure } from '../../platform/http/slice.ts';
import { Audit } from '../audit.ts';
import { Finding } from '../finding.ts';
import { scope } from '../policy.ts';
import { OPEN_STATES } from '../rules/states.ts';

export async function figuresOf(user: User): Promise<Figure[]> {
  // Counted as of now: a reader with a cut-off finds the lists instead.
  if (isCertifier(user) || !may(user, 'audits.list')) return [];
  const year = yearOf(now());
  const seen = await Audit.find(scope(user)).select('_id').lean();
  const ids = { audit: { $in: seen.map((one) => one._id) } };
  const [open, late, unsettled] = await Promise.all([
    Audit.countDocuments({ $and: [{ state: { $in: OPEN_STATES }, from: { $gte: `${year}-01-01` } }, scope(user)] }),
    Finding.countDocuments({ ...ids, open: true, answer: null, answerBy: { $lt: today() } }),
    Finding.countDocuments({ ...ids, open: true }),
  ]);
  return [
    { word: 'audits.figure.open', value: open, href: '/auditorias', tone: 'info' },
    { word: 'audits.figure.findings', value: unsettled, href: '/auditorias/hallazgos?abiertos=si', tone: unsettled > 0 ? 'warn' : 'ok' },
    ...(late > 0 ? [{ word: 'audits.figure.late', value: late, href: '/auditorias/hallazgos?abiertos=si', tone: 'bad' as const }] : []),
  ];
} // prettier-ignore
