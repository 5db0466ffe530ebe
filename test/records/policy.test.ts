// Who may do what with records, role by role, and which series each sees.
import { expect } from 'chai';
import { ROLES, type Role, type User } from '../../server/platform/access/roles.ts';
import { maySeeSeries, policy } from '../../server/records/policy.ts';
import type { TableRecord } from '../../server/records/table.ts';

const everybody = [...ROLES];
const workers: Role[] = ['quality', 'auditor', 'leader'];

/** Who may, for a subject that forbids nobody by itself. */
const TABLE: readonly (readonly [permission: keyof typeof policy, roles: readonly Role[]])[] = [
  ['records.list', everybody],
  ['records.read', everybody],
  ['records.history', ['quality', 'auditor', 'certifier', 'committee', 'admin', 'leader']],
  ['records.declare', workers],
  ['records.annotate', workers],
  ['records.place', ['quality']],
  ['records.lend', ['quality']],
  ['records.files', everybody],
  ['records.open_file', workers],
  ['records.fill_file', workers],
  ['records.close_file', ['quality', 'leader']],
  ['records.table', everybody],
  ['records.edit_table', ['quality']],
  ['records.put_table_in_force', ['quality', 'committee']],
  ['records.settings', ['quality']],
];

const as = (role: Role, changes: Partial<User> = {}): User => ({
  id: 'one',
  name: 'Una persona',
  email: 'una@valle-alto.example',
  roles: [role],
  positions: [],
  areas: [],
  language: null,
  engagement: null,
  ...changes,
});

describe('policy of records', () => {
  for (const [permission, roles] of TABLE) {
    it(`${permission}: ${roles.length === ROLES.length ? 'everybody' : roles.join(', ')}`, () => {
      const rule = policy[permission] as (user: User, subject: unknown) => boolean;
      const allowed = ROLES.filter((role) => rule(as(role), { editors: [], personal: false }));
      expect([...allowed].sort()).to.deep.equal([...roles].sort());
    });
  }

  it('S6: whoever wrote in a draft of the table does not put it in force', () => {
    const draft = { editors: ['one'] } as TableRecord;
    expect(policy['records.put_table_in_force'](as('quality'), draft)).to.equal(false);
    expect(policy['records.put_table_in_force'](as('quality', { id: 'two' }), draft)).to.equal(true);
  });

  it('G2a: the content of a record with personal data is not for readers and certifiers', () => {
    const rule = policy['records.read_content'];
    expect(ROLES.filter((role) => !rule(as(role), { personal: true }))).to.have.members([
      'certifier',
      'reader',
    ]);
    expect(ROLES.every((role) => rule(as(role), { personal: false }))).to.equal(true);
  });

  it('G2a: a limited series is for its roles, its areas and the quality office', () => {
    const limited = { everyone: false, roles: ['committee' as const], areas: ['520'] };
    expect(ROLES.filter((role) => maySeeSeries(as(role), limited))).to.have.members(['quality', 'committee']);
    expect(maySeeSeries(as('reader', { areas: ['520'] }), limited)).to.equal(true);
    expect(maySeeSeries(as('admin', { areas: ['510'] }), limited)).to.equal(false);
    expect(maySeeSeries(as('reader'), { ...limited, everyone: true })).to.equal(true);
  });
});
