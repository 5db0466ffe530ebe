// Paper that is out, for its list and the tasks of whoever keeps the archive.
import type { User } from '../../platform/access/roles.ts';
import { may } from '../../platform/access/policy.ts';
import { startOf, today } from '../../platform/clock.ts';
import { pageOf, PAGE_SIZE, skipFor, type Page } from '../../platform/db/paging.ts';
import type { Task } from '../../platform/http/slice.ts';
import { Loan, type LoanRecord } from '../loan.ts';

export async function openLoans(page: number): Promise<Page<LoanRecord>> {
  const query = { returned: null };
  const [rows, total] = await Promise.all([
    Loan.find(query).sort({ due: 1 }).skip(skipFor(page)).limit(PAGE_SIZE).lean<LoanRecord[]>(),
    Loan.countDocuments(query),
  ]);
  return pageOf(rows, total, page);
}

const MANY = 5;

/** Paper that should be back by now, asked of whoever lends. */
export async function loanTasks(user: User): Promise<Task[]> {
  if (!may(user, 'records.lend')) return [];
  const overdue = { returned: null, due: { $lt: today() } };
  const count = await Loan.countDocuments(overdue);
  const rows = await Loan.find(overdue).sort({ due: 1 }).limit(MANY).lean<LoanRecord[]>();
  const [first] = rows;
  if (!first) return [];
  if (count > MANY)
    return [{ href: '/prestamos', word: 'records.task.loans', params: { count }, since: startOf(first.lent), due: first.due }];
  return rows.map(({ recordCode, holder, lent, due, _id }) => ({
    href: `/registros/${recordCode}/prestamos/${String(_id)}/devolucion`,
    word: 'records.task.loan',
    params: { code: recordCode, holder },
    since: startOf(lent),
    due,
  }));
} // prettier-ignore
