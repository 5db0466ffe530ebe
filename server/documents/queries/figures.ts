// The numbers of document control on the start page.
import { may } from '../../platform/access/policy.ts';
import type { User } from '../../platform/access/roles.ts';
import { today } from '../../platform/clock.ts';
import type { Figure } from '../../platform/http/slice.ts';
import { Document } from '../document.ts';
import { scope } from '../policy.ts';
import { unreadBy } from './reading.ts';

export async function figuresOf(user: User): Promise<Figure[]> {
  const inForce = await count({ state: 'in_force' }, user);
  const unread = (await unreadBy(user)).length;
  const figures: Figure[] = [
    { word: 'documents.figure.in_force', value: inForce, href: '/documentos?estado=in_force', tone: 'ok' },
    ...(unread > 0 ? [unreadFigure(unread)] : []),
  ];
  if (!may(user, 'documents.create') && !may(user, 'documents.types')) return figures;
  const [onTheirWay, overdue] = await Promise.all([
    count({ 'working.state': { $exists: true } }, user),
    count({ state: 'in_force', nextReview: { $lt: today() } }, user),
  ]);
  return [
    ...figures,
    {
      word: 'documents.figure.on_its_way',
      value: onTheirWay,
      href: '/documentos?estado=on_its_way',
      tone: 'info',
    },
    {
      word: 'documents.figure.overdue',
      value: overdue,
      href: '/documentos?vencidos=si',
      tone: overdue > 0 ? 'bad' : 'ok',
    },
  ];
}

function unreadFigure(value: number): Figure {
  return { word: 'documents.figure.unread', value, href: '/mis-documentos', tone: 'warn' };
}

function count(filter: Record<string, unknown>, user: User): Promise<number> {
  return Document.countDocuments({ ...filter, $and: [scope(user)] });
}
