// Who may do what in the loop, role by role, and what each finds (G10-G12).
import { expect } from 'chai';
import type { ActionRecord } from '../../server/actions/action.ts';
import type { NonconformityRecord } from '../../server/actions/nonconformity.ts';
import { actionScope, policy, scope, serviceScope } from '../../server/actions/policy.ts';
import type { ServiceRecord } from '../../server/actions/service.ts';
import { ROLES, type Role, type User } from '../../server/platform/access/roles.ts';

const POSITION = 'a'.repeat(24);
const user = (id: string, roles: Role[], ...positions: string[]): User => ({
  id,
  name: id,
  email: `${id}@valle-alto.example`,
  roles,
  positions: positions.map((position) => ({ id: position, name: position, acting: false })),
  areas: [],
  language: null,
  engagement: null,
});
const record = { responsible: POSITION, doers: ['doer'], positions: [POSITION] } as unknown as NonconformityRecord; // prettier-ignore
const action = { responsible: POSITION } as ActionRecord;
const service = { responsible: POSITION, authority: POSITION, doers: ['doer'] } as unknown as ServiceRecord;
const subject = { action, record };
const may = (permission: keyof typeof policy, who: User, about: unknown): boolean =>
  (policy[permission] as (user: User, subject: unknown) => boolean)(who, about);

describe('actions: policy', () => {
  it('role by role, for somebody who holds nothing of it', () => {
    const ALL = [...ROLES];
    const WORK = ALL.filter((role) => role !== 'certifier');
    const JUDGE: Role[] = ['quality', 'auditor', 'committee', 'leader'];
    const table: [keyof typeof policy, unknown, Role[]][] = [
      ['actions.list', undefined, ALL],
      ['actions.read', record, ALL],
      ['actions.figures', undefined, ['quality', 'auditor', 'committee', 'leader', 'admin']],
      ['actions.export', undefined, ['quality', 'auditor', 'certifier', 'committee', 'leader', 'admin']],
      ['actions.open', undefined, WORK],
      ['actions.treat', record, ['quality']],
      ['actions.execute', subject, ['quality']],
      ['actions.extend', subject, ['quality', 'committee']],
      ['actions.cancel', subject, ['quality']],
      ['actions.verify', record, JUDGE],
      ['actions.close', record, ['quality']],
      ['actions.reopen', record, ['quality', 'auditor']],
      ['actions.annul', record, ['quality']],
      ['actions.read_service', service, ALL],
      ['actions.open_service', undefined, WORK],
      ['actions.decide_service', service, []],
      ['actions.treat_service', service, ['quality']],
      ['actions.verify_service', service, JUDGE],
      ['actions.raise_service', service, ['quality', 'leader', 'auditor']],
      ['actions.annul_service', service, ['quality']],
    ];
    for (const [permission, about, roles] of table)
      expect(
        ROLES.filter((role) => may(permission, user('other', [role]), about)),
        permission,
      ).to.have.members(roles);
    expect(table.map(([permission]) => permission)).to.have.members(Object.keys(policy));
  });

  it('who holds the position treats and executes, and neither verifies nor grants the own delay', () => {
    const holder = user('holder', ['reader'], POSITION);
    expect(may('actions.treat', holder, record)).to.equal(true);
    expect(may('actions.execute', holder, subject)).to.equal(true);
    expect(may('actions.decide_service', holder, service)).to.equal(true);
    const office = user('holder', ['quality'], POSITION);
    expect(may('actions.verify', office, record)).to.equal(false);
    expect(may('actions.extend', office, subject)).to.equal(false);
    expect(may('actions.verify', user('doer', ['auditor']), record)).to.equal(false);
    expect(may('actions.verify_service', user('doer', ['auditor']), service)).to.equal(false);
  });

  it('a certifier changes nothing, whatever position they hold', () => {
    const certifier = user('other', ['certifier'], POSITION);
    const READ = ['actions.list', 'actions.read', 'actions.export', 'actions.read_service'];
    for (const permission of Object.keys(policy) as (keyof typeof policy)[])
      for (const about of [record, subject, service])
        if (!READ.includes(permission) && !(about === subject) === !/execute|extend|cancel/.test(permission))
          expect(may(permission, certifier, about), permission).to.equal(false);
  });

  it('a reader finds what they opened, did or answer for', () => {
    expect(scope(user('one', ['auditor']))).to.deep.equal({});
    // A certifier sees what it was engaged for, and nothing without an engagement.
    const engagement = {
      id: 'e',
      code: 'ENC-2026-001',
      sets: null,
      processes: ['p'],
      from: '2026-01-01',
      until: '2026-12-31',
      cutOff: '2026-06-30',
    };
    expect(scope({ ...user('one', ['certifier']), engagement })).to.deep.equal({
      process: { $in: ['p'] },
      'opened.at': { $gte: new Date('2026-01-01T05:00:00Z'), $lt: new Date('2026-07-01T05:00:00Z') },
    });
    expect(actionScope(user('one', ['certifier']))).to.deep.equal({ _id: null });
    expect(scope(user('one', ['reader'], POSITION))).to.deep.equal({
      $or: [{ 'opened.by.id': 'one' }, { positions: { $in: [POSITION] } }, { doers: 'one' }],
    });
    expect(serviceScope(user('one', ['school'], POSITION))).to.have.property('$or');
  });
});
