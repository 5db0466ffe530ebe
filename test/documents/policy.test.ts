// Who may do what with documents, role by role, and what each finds (G1a, G1d, G1g).
import { expect } from 'chai';
import mongoose from 'mongoose';
import type { DocumentRecord } from '../../server/documents/document.ts';
import { policy, scope } from '../../server/documents/policy.ts';
import type { Participant } from '../../server/documents/rules.ts';
import type { VersionRecord } from '../../server/documents/version.ts';
import { ROLES, type Role, type User } from '../../server/platform/access/roles.ts';

const OWNER = 'a'.repeat(24);
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
const documentOf = (changes: Partial<DocumentRecord> = {}): DocumentRecord =>
  ({ _id: new mongoose.Types.ObjectId(), writers: ['author'], owner: OWNER, withdrawal: null, ...changes }) as DocumentRecord; // prettier-ignore
const versionOf = (changes: Partial<VersionRecord> = {}): VersionRecord =>
  ({ state: 'in_review', step: 0, cycle: 1, route: [], decisions: [], authors: [{ id: 'author', name: '', position: null }], submitted: null, adopted: null, ...changes }) as unknown as VersionRecord; // prettier-ignore
const everyone: Participant[] = ROLES.map((role) => ({ kind: 'role', id: role, name: role }));

describe('documents: policy', () => {
  it('role by role, for somebody who neither wrote nor owns the document', () => {
    const document = documentOf();
    const subject = { document, version: versionOf() };
    const allowed = (permission: keyof typeof policy, about: unknown): Role[] =>
      ROLES.filter((role) => (policy[permission] as (user: User, subject: unknown) => boolean)(user('other', [role]), about)); // prettier-ignore
    const ALL = [...ROLES];
    const SEE: Role[] = ['quality', 'auditor', 'certifier', 'committee', 'admin'];
    const table: [keyof typeof policy, unknown, Role[]][] = [
      ['documents.list', undefined, ALL],
      ['documents.read', document, ALL],
      ['documents.history', document, SEE],
      ['documents.read_version', subject, SEE],
      ['documents.read_version', { document, version: versionOf({ state: 'in_force' }) }, ALL],
      ['documents.create', undefined, ['quality', 'leader']],
      ['documents.describe', document, ['quality']],
      ['documents.start_version', document, ['quality']],
      ['documents.save', subject, ['quality']],
      ['documents.submit', subject, ['quality']],
      ['documents.take_back', subject, []],
      ['documents.comment', subject, ['quality']],
      ['documents.decide', subject, []],
      ['documents.issue', subject, ['quality']],
      ['documents.propose_withdrawal', document, ['quality']],
      ['documents.approve_withdrawal', document, ['quality', 'committee']],
      ['documents.drop_withdrawal', document, ['quality', 'committee']],
      ['documents.review', document, ['quality']],
      ['documents.types', undefined, ['quality', 'auditor', 'certifier', 'admin']],
      ['documents.edit_types', undefined, ['quality']],
    ];
    for (const [permission, about, roles] of table)
      expect(allowed(permission, about), permission).to.have.members(roles);
  });

  it('the owning position and whoever wrote may write, as leaders', () => {
    const document = documentOf();
    const subject = { document, version: versionOf() };
    expect(policy['documents.save'](user('other', ['leader'], OWNER), subject)).to.equal(true);
    expect(policy['documents.save'](user('author', ['leader']), subject)).to.equal(true);
    expect(policy['documents.save'](user('author', ['reader']), subject)).to.equal(false);
    expect(policy['documents.save'](user('other', ['leader'], 'b'.repeat(24)), subject)).to.equal(false);
    expect(policy['documents.describe'](user('other', ['leader'], OWNER), document)).to.equal(true);
  });

  it('G1a: the step that is due decides who, never the author, never the certifier', () => {
    const route = [{ stage: 'review' as const, needs: 0, participants: everyone }];
    const subject = { document: documentOf(), version: versionOf({ route }) };
    const deciding = ROLES.filter((role) => policy['documents.decide'](user('other', [role]), subject));
    expect(deciding).to.have.members(ROLES.filter((role) => role !== 'certifier'));
    expect(policy['documents.decide'](user('author', ['quality', 'committee']), subject)).to.equal(false);
    const submitted = { ...subject, version: versionOf({ route, submitted: { by: 'sender', name: '', position: null, at: new Date(0) } }) }; // prettier-ignore
    expect(policy['documents.decide'](user('sender', ['committee']), submitted)).to.equal(false);
  });

  it('those on a route see its version and comment on it, whatever their role', () => {
    const route = [{ stage: 'review' as const, needs: 1, participants: [{ kind: 'person' as const, id: 'asked', name: '' }] }]; // prettier-ignore
    const subject = { document: documentOf(), version: versionOf({ route }) };
    expect(policy['documents.read_version'](user('asked', ['reader']), subject)).to.equal(true);
    expect(policy['documents.comment'](user('asked', ['reader']), subject)).to.equal(true);
    expect(policy['documents.comment'](user('asked', ['certifier']), subject)).to.equal(false);
    expect(policy['documents.read_version'](user('other', ['reader']), subject)).to.equal(false);
  });

  it('G1g: who proposed a withdrawal does not approve it, and may drop it', () => {
    const withdrawal = {
      reason: '',
      from: '2026-01-01',
      by: 'proposer',
      byName: '',
      at: new Date(0),
      approved: null,
    };
    const document = documentOf({ withdrawal });
    expect(policy['documents.approve_withdrawal'](user('proposer', ['quality']), document)).to.equal(false);
    expect(policy['documents.approve_withdrawal'](user('other', ['committee']), document)).to.equal(true);
    expect(policy['documents.drop_withdrawal'](user('proposer', ['leader']), document)).to.equal(true);
  });

  it('G1d: readers find only what is in force; leaders also what is theirs; those who judge find all', () => {
    expect(scope(user('one', ['reader']))).to.deep.equal({ state: 'in_force' });
    expect(scope(user('one', ['school'], OWNER))).to.deep.equal({ state: 'in_force' });
    expect(scope(user('one', ['leader'], OWNER))).to.deep.equal({ $or: [{ state: 'in_force' }, { writers: 'one' }, { owner: OWNER }] }); // prettier-ignore
    for (const role of ['quality', 'auditor', 'committee', 'admin'] as const)
      expect(scope(user('one', [role]))).to.deep.equal({});
  });

  it('L3: a certifier finds the documents of the engaged processes that existed at the cut-off, and none without an engagement', () => {
    const certifier = user('one', ['certifier']);
    const all = { id: 'e', code: 'ENC-2026-001', sets: null, processes: null, from: '2020-01-01', until: '2099-12-31', cutOff: '2099-12-31' };
    expect(scope(certifier)).to.deep.equal({ _id: null });
    expect(scope({ ...certifier, engagement: all })).to.deep.equal({});
    expect(scope({ ...certifier, engagement: { ...all, processes: ['p'], cutOff: '2024-06-30' } })).to.deep.equal({
      process: { $in: ['p'] },
      createdAt: { $lt: new Date('2024-07-01T05:00:00Z') },
    });
  }); // prettier-ignore
});
