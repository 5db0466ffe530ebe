// Who may do what with records. Which series a person sees stands in access.ts, because it lies in the table in force.
import { has, type User } from '../platform/access/roles.ts';
import type { Policy } from '../platform/access/policy.ts';
import { masksPersonal } from '../platform/access/masking.ts';
import type { RecordRecord } from './record.ts';
import type { Access } from './series.ts';
import type { TableRecord } from './table.ts';

const works = (user: User): boolean => has(user, 'quality', 'leader', 'auditor');

export const policy = {
  'records.list': () => true,
  'records.read': () => true,
  /** The content of a record with personal data is not for those who only read or judge (Ley 1581 de 2012). */
  'records.read_content': (user: User, record: Pick<RecordRecord, 'personal'>) =>
    !(record.personal && masksPersonal(user)),
  'records.history': (user: User) =>
    has(user, 'quality', 'auditor', 'certifier', 'committee', 'admin', 'leader'),
  'records.declare': (user: User) => works(user),
  'records.annotate': (user: User) => works(user),
  'records.place': (user: User) => has(user, 'quality'),
  'records.lend': (user: User) => has(user, 'quality'),
  'records.files': () => true,
  'records.open_file': (user: User) => works(user),
  'records.fill_file': (user: User) => works(user),
  'records.close_file': (user: User) => has(user, 'quality', 'leader'),
  'records.table': () => true,
  'records.edit_table': (user: User) => has(user, 'quality'),
  'records.put_table_in_force': (user: User, table: TableRecord) =>
    has(user, 'quality', 'committee') && !table.editors.includes(user.id),
  'records.settings': (user: User) => has(user, 'quality'),
} satisfies Policy;

/** The quality office keeps the records of every series. */
export function keepsAll(user: User): boolean {
  return has(user, 'quality');
}

/** Whether the series lets this person see its records (G2a: protection). */
export function maySeeSeries(user: User, { everyone, roles, areas }: Access): boolean {
  return everyone || keepsAll(user) || has(user, ...roles) || areas.some((area) => user.areas.includes(area));
}
