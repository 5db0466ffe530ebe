// Who may do what with audits, role by role, and what being on the team, audited, or a peer adds.
import { expect } from 'chai';
import type { AuditRecord, Member } from '../../server/audits/audit.ts';
import type { FindingRecord } from '../../server/audits/finding.ts';
import { policy, scope } from '../../server/audits/policy.ts';
import { ROLES, type Role, type User } from '../../server/platform/access/roles.ts';

const judges: Role[] = ['quality', 'auditor', 'certifier', 'committee', 'admin'];
const works: Role[] = ['quality', 'auditor'];

/** Who may, for an audit that the person has nothing to do with; its process has a leader. */
const TABLE: readonly (readonly [permission: keyof typeof policy, roles: readonly Role[]])[] = [
  ['audits.list', [...judges, 'leader']],
  ['audits.programme', [...judges, 'leader']],
  ['audits.edit_programme', works],
  ['audits.approve_programme', ['committee']],
  ['audits.auditors', [...judges, 'leader']],
  ['audits.qualify', ['quality']],
  ['audits.withdraw_qualification', ['quality']],
  ['audits.settings', judges],
  ['audits.set', ['quality']],
  ['audits.plan', works],
  ['audits.edit_plan', works],
  ['audits.assign', works],
  ['audits.except', ['quality', 'committee']],
  ['audits.accept', []],
  ['audits.see_checklist', judges],
  ['audits.report', judges],
  ['audits.prepare', works],
  ['audits.conduct', []],
  ['audits.check', []],
  ['audits.sign', []],
  ['audits.peer', []],
  ['audits.answer', []],
  ['audits.follow', works],
  ['audits.acknowledge', []],
];

const as = (role: Role, changes: Partial<User> = {}): User => ({
  id: 'one', name: 'Una persona', email: 'una@valle-alto.example', roles: [role], positions: [], areas: [], language: null, engagement: null, ...changes,
}); // prettier-ignore
const member = (role: Member['role'], changes: Partial<Member> = {}): Member => ({ person: 'one', name: '', position: null, role, exception: null, ...changes }); // prettier-ignore
const audit = (changes: Partial<AuditRecord> = {}): AuditRecord =>
  ({ origin: 'internal', state: 'in_progress', signed: null, team: [], processes: [{ id: 'p', code: 'P', name: '', leader: 'leading' }], auditees: ['leading'], recipients: [], authors: [], ...changes }) as unknown as AuditRecord; // prettier-ignore
const finding = { responsible: 'leading' } as FindingRecord;
const may = (permission: keyof typeof policy, user: User, one: AuditRecord, other: Partial<Member> = { person: 'other' }): boolean =>
  (policy[permission] as (user: User, subject: unknown) => boolean)(user, { audit: one, finding, member: other, authors: [] }); // prettier-ignore

describe('policy of audits', () => {
  for (const [permission, roles] of TABLE)
    it(`${permission}: ${roles.length === 0 ? 'nobody by a role alone' : roles.join(', ')}`, () => {
      const allowed = ROLES.filter((role) => may(permission, as(role), audit()));
      expect([...allowed].sort()).to.deep.equal([...roles].sort());
    });

  it('G14: who examines is whoever is on the team as such, whatever their role; the lead signs', () => {
    for (const role of ['leader', 'reader', 'auditor'] as const) {
      expect(may('audits.conduct', as(role), audit({ team: [member('auditor')] }))).to.equal(true);
      expect(may('audits.conduct', as(role), audit({ team: [member('observer')] }))).to.equal(false);
      expect(may('audits.sign', as(role), audit({ team: [member('auditor')] }))).to.equal(false);
      expect(may('audits.sign', as(role), audit({ team: [member('lead')] }))).to.equal(true);
    }
    expect(may('audits.conduct', as('certifier'), audit({ team: [member('lead')] }))).to.equal(false);
  });

  it('G14: the leader of the process accepts and answers, but not when on the team', () => {
    const leader = as('leader', { positions: [{ id: 'leading', name: 'Líder', acting: false }] });
    for (const permission of ['audits.accept', 'audits.answer'] as const) {
      expect(may(permission, leader, audit())).to.equal(true);
      expect(may(permission, leader, audit({ team: [member('auditor')] }))).to.equal(false);
    }
  });

  it('G14: where nobody leads the process, top management speaks for it', () => {
    const leaderless = audit({ processes: [{ id: 'p', code: 'P', name: '', leader: null }] });
    expect(ROLES.filter((role) => may('audits.accept', as(role), leaderless))).to.deep.equal(['committee']);
  });

  it('G14: nobody grants an exception or withdraws a qualification of their own; authors do not approve', () => {
    expect(may('audits.except', as('quality'), audit(), { person: 'one' })).to.equal(false);
    expect(policy['audits.withdraw_qualification'](as('quality'), { person: 'one' } as never)).to.equal(
      false,
    );
    expect(policy['audits.approve_programme'](as('committee'), { authors: [{ id: 'one' }] } as never)).to.equal(false); // prettier-ignore
  });

  it('G14: findings of a body from outside are kept by the quality office', () => {
    expect(ROLES.filter((role) => may('audits.sign', as(role), audit({ origin: 'external' })))).to.deep.equal(['quality']); // prettier-ignore
  });

  it('L3: a certifier finds the audits of the engaged processes, a leader those that concern them, a judge all', () => {
    const engagement = { id: '', code: '', sets: null, processes: ['p'], from: '2026-01-01', until: '2026-12-31', cutOff: '2026-11-30' }; // prettier-ignore
    expect(scope(as('certifier', { engagement }))).to.deep.equal({
      'processes.id': { $in: ['p'] },
      from: { $gte: '2026-01-01', $lte: '2026-11-30' },
    });
    expect(scope(as('auditor'))).to.deep.equal({});
    expect(Object.keys(scope(as('leader')))).to.deep.equal(['$or']);
  });
});
