// Who may do what with people, role by role.
import { expect } from 'chai';
import { policy } from '../../server/people/policy.ts';
import { ROLES, type Role, type User } from '../../server/platform/access/roles.ts';

const userOf = (role: Role, id = 'me'): User => ({
  id,
  name: 'N',
  email: 'n@valle-alto.example',
  roles: [role],
  positions: [],
  areas: [],
  language: null,
  engagement: null,
});
const other = { id: 'other' };
const me = { id: 'me' };

type Rule = (user: User, subject?: unknown) => boolean;
const may = (role: Role, permission: string, subject?: unknown): boolean =>
  (policy[permission as keyof typeof policy] as Rule)(userOf(role), subject);

const STAFF: Role[] = ['quality', 'auditor', 'certifier', 'leader', 'committee', 'admin'];
/** Permission to the roles that have it towards somebody else. */
const TABLE: Record<string, Role[]> = {
  'people.read': STAFF,
  'people.read_contact': ['quality', 'admin'],
  'people.read_history': ['quality', 'auditor', 'certifier', 'admin'],
  'people.create': ['admin'],
  'people.edit': ['admin'],
  'people.set_roles': ['admin'],
  'people.disable': ['admin'],
  'people.make_link': ['admin'],
  'people.assign': ['quality', 'admin'],
  'people.keep_structure': ['quality'],
  'people.designate': ['quality'],
};

describe('people: policy', () => {
  it('names every permission', () => {
    expect(Object.keys(policy).sort()).to.deep.equal(Object.keys(TABLE).sort());
  });

  for (const [permission, roles] of Object.entries(TABLE))
    it(`${permission}: ${roles.join(', ')}`, () => {
      expect(ROLES.filter((role) => may(role, permission, other))).to.have.members(roles);
    });

  it('nobody may change their own roles, disable themselves, or give themselves a position', () => {
    for (const permission of ['people.set_roles', 'people.disable', 'people.make_link', 'people.assign'])
      expect(
        ROLES.filter((role) => may(role, permission, me)),
        permission,
      ).to.deep.equal([]);
  });

  it('everyone sees their own address', () => {
    expect(ROLES.every((role) => may(role, 'people.read_contact', me))).to.be.true;
  });

  it('the certifying body changes nothing', () => {
    const changing = Object.keys(policy).filter((permission) => !permission.startsWith('people.read'));
    expect(changing.filter((permission) => may('certifier', permission, other))).to.deep.equal([]);
  });
});
