// The verbs on accounts, structure and holdings: state, trail, and the rules that say no.
import { expect } from 'chai';
import {
  assign,
  createArea,
  createPosition,
  createUser,
  designate,
  disableUser,
  enableUser,
  endAssignment,
  findUser,
  holdersOf,
  peopleIn,
  peopleWithRole,
  setRoles,
} from '../../server/people/index.ts';
import { chooseLanguage, editUser } from '../../server/people/enrolling.ts';
import { editArea, editPosition } from '../../server/people/organising.ts';
import {
  heldBy,
  listActing,
  personById,
  positionById,
  representative,
} from '../../server/people/queries/index.ts';
import { UserModel } from '../../server/people/user.ts';
import { actorOf } from '../../server/platform/access/policy.ts';
import { historyOf } from '../../server/platform/audit/history.ts';
import { setClock, today } from '../../server/platform/clock.ts';
import type { AppError, Invalid } from '../../server/platform/errors.ts';
import { makePeople, SETUP, type People } from '../support/people.ts';

/** What a refused verb says: its word key, or those of its fields. */
async function refusal(verb: Promise<unknown>): Promise<string> {
  try {
    await verb;
  } catch (error) {
    const { fields } = error as Partial<Invalid>;
    if (fields) return Object.entries(fields).map(([name, [said]]) => `${name}: ${said?.key}`).join(', '); // prettier-ignore
    return (error as AppError).key ?? String(error);
  }
  return 'nothing';
}

describe('people: verbs', () => {
  let people: People;
  beforeEach(async () => {
    people = await makePeople();
  });

  describe('accounts', () => {
    it('a new account has its roles once, in the usual order, and an entry in the trail without the password', async () => {
      const input = {
        name: 'Inés  Ríos',
        email: 'ines@valle-alto.example',
        roles: ['admin', 'quality', 'admin'] as const,
      };
      const id = await createUser({ ...input, password: 'a long enough one' }, actorOf(people.admin));
      const person = await personById(id);
      expect(person?.roles).to.deep.equal(['quality', 'admin']);
      const [entry] = await historyOf(`person:${id}`);
      expect(entry).to.include({ act: 'people.create_user' });
      expect(entry?.actor).to.include({
        kind: 'person',
        id: people.admin.id,
        position: 'Ingeniera de sistemas',
      });
      const written = JSON.stringify(entry);
      expect(written).to.not.contain('argon2').and.not.contain('passwordHash');
    });

    it('name and address are personal: the chain holds their digest alone', async () => {
      const [entry] = await historyOf(`person:${people.reader.id}`, { except: ['people.assign'] });
      const shown = new Map(entry?.changes.map((change) => [change.field, change.after]));
      expect(shown.get('name')).to.match(/^personal:/);
      expect(shown.get('email')).to.match(/^personal:/);
    });

    it('an address opens one account only, also when two are opened at once', async () => {
      const twin = { name: 'Doble', email: 'doble@valle-alto.example', roles: ['reader'] as const };
      const outcomes = await Promise.all([
        refusal(createUser(twin, SETUP)),
        refusal(createUser(twin, SETUP)),
      ]);
      expect(outcomes.filter((one) => one === 'nothing')).to.have.length(1);
      expect(await UserModel.countDocuments({ email: twin.email })).to.equal(1);
      expect(await refusal(createUser(twin, SETUP))).to.equal('email: people.form.email_taken');
    });

    it('corrected data keeps the address of others free', async () => {
      const { reader, leader, admin } = people;
      const taken = { name: reader.name, email: leader.email, areas: [] };
      expect(await refusal(editUser(reader.id, taken, actorOf(admin)))).to.equal(
        'email: people.form.email_taken',
      );
      await editUser(
        reader.id,
        { name: 'Nubia Díaz', email: reader.email, areas: reader.areas },
        actorOf(admin),
      );
      expect((await findUser(reader.id))?.name).to.equal('Nubia Díaz');
    });

    it('the language is the person’s own choice and stays', async () => {
      await chooseLanguage(people.reader.id, 'en', actorOf(people.reader));
      expect((await findUser(people.reader.id))?.language).to.equal('en');
    });
  });

  describe('roles', () => {
    it('count at once and say why in the trail', async () => {
      await setRoles(people.reader.id, ['leader'], actorOf(people.admin), 'Asume el proceso de cobertura');
      expect((await findUser(people.reader.id))?.roles).to.deep.equal(['leader']);
      const [entry] = await historyOf(`person:${people.reader.id}`);
      expect(entry).to.include({ act: 'people.set_roles', reason: 'Asume el proceso de cobertura' });
      expect(entry?.changes[0]).to.deep.include({ field: 'roles', before: ['reader'], after: ['leader'] });
    });

    it('nobody sets their own', async () => {
      const own = setRoles(people.admin.id, ['admin', 'committee'], actorOf(people.admin));
      expect(await refusal(own)).to.equal('people.refusal.own_roles');
    });

    it('the last active administrator is neither stripped nor disabled', async () => {
      const { admin } = people;
      expect(await refusal(setRoles(admin.id, ['reader'], SETUP))).to.equal('people.refusal.last_admin');
      expect(await refusal(disableUser(admin.id, 'Se va', SETUP))).to.equal('people.refusal.last_admin');
      expect((await findUser(admin.id))?.roles).to.deep.equal(['admin']);
    });

    it('two administrators who take each other away at the same time: one stays', async () => {
      const { admin, reader } = people;
      await setRoles(reader.id, ['admin'], actorOf(admin));
      const both = [
        setRoles(reader.id, ['reader'], actorOf(admin)),
        disableUser(admin.id, 'Se va', actorOf(reader)),
      ];
      await Promise.allSettled(both);
      expect(await peopleWithRole('admin')).to.have.length(1);
    });

    it('a disabled administrator does not count as one who is left', async () => {
      const { admin, reader } = people;
      await setRoles(reader.id, ['admin'], actorOf(admin));
      await disableUser(reader.id, 'Licencia', actorOf(admin));
      expect(await refusal(setRoles(admin.id, ['reader'], SETUP))).to.equal('people.refusal.last_admin');
    });
  });

  describe('disabling', () => {
    it('keeps the record, gives the reason, and can be taken back', async () => {
      const { reader, admin } = people;
      await disableUser(reader.id, 'Terminó su contrato', actorOf(admin));
      expect(await findUser(reader.id)).to.equal(null);
      expect(await personById(reader.id)).to.include({
        active: false,
        disabledReason: 'Terminó su contrato',
      });
      expect(await refusal(disableUser(reader.id, 'Otra vez', actorOf(admin)))).to.equal(
        'people.refusal.already_disabled',
      );
      await enableUser(reader.id, 'Contrato nuevo', actorOf(admin));
      expect(await personById(reader.id)).to.include({ active: true, disabledReason: null });
      expect(await refusal(enableUser(reader.id, 'Otra vez', actorOf(admin)))).to.equal(
        'people.refusal.already_active',
      );
    });

    it('nobody disables themselves', async () => {
      const own = disableUser(people.admin.id, 'Me voy', actorOf(people.admin));
      expect(await refusal(own)).to.equal('people.refusal.own_account');
    });
  });

  describe('structure', () => {
    it('G3g: a position has its responsibilities and authority, and their history', async () => {
      const area = people.quality.areas[0] ?? '';
      const position = {
        name: 'Archivista',
        area,
        responsibilities: 'Custodia los registros\nAutoriza préstamos',
      };
      const id = await createPosition(position, actorOf(people.quality));
      await editPosition(
        id,
        { ...position, responsibilities: 'Custodia los registros' },
        actorOf(people.quality2),
      );
      expect((await positionById(id))?.responsibilities).to.equal('Custodia los registros');
      expect((await historyOf(`position:${id}`)).map((entry) => entry.act)).to.deep.equal([
        'people.edit_position',
        'people.create_position',
      ]);
      expect(await refusal(createPosition(position, SETUP))).to.equal('name: people.form.position_taken');
    });

    it('G3h: one position represents the management; designating another one ends the first', async () => {
      const [first, second] = [people.quality.positions[0]?.id ?? '', people.leader.positions[0]?.id ?? ''];
      await designate(first, { act: 'Resolución 10', since: '2026-01-05' }, actorOf(people.quality));
      await designate(second, { act: 'Resolución 20', since: '2026-06-01' }, actorOf(people.quality));
      expect(await representative()).to.deep.include({
        id: second,
        representative: { act: 'Resolución 20', since: '2026-06-01' },
      });
      expect(await positionById(first)).to.deep.include({ isRepresentative: false, representative: null });
      const closing = editPosition(
        second,
        { name: 'X', area: people.leader.areas[0] ?? '', active: false },
        SETUP,
      );
      expect(await refusal(closing)).to.equal('people.refusal.representative_active');
    });

    it('G3h: two designations at the same time leave one representative', async () => {
      const ids = [people.quality, people.leader, people.leader2].map(
        (person) => person.positions[0]?.id ?? '',
      );
      await Promise.allSettled(ids.map((id) => designate(id, { act: 'R', since: '2026-01-05' }, SETUP)));
      const found = await Promise.all(ids.map((id) => positionById(id)));
      expect(found.filter((position) => position?.isRepresentative)).to.have.length(1);
    });

    it('areas stay a tree', async () => {
      const top = await createArea({ code: '900', name: 'Arriba', parent: null }, SETUP);
      const below = await createArea({ code: '910', name: 'Abajo', parent: top }, SETUP);
      const loop = editArea(top, { code: '900', name: 'Arriba', parent: below }, SETUP);
      expect(await refusal(loop)).to.equal('parent: people.form.area_loop');
      expect(await refusal(editArea(top, { code: '900', name: 'Arriba', parent: top }, SETUP))).to.equal(
        'parent: people.form.area_loop',
      );
      expect(await refusal(createArea({ code: '910', name: 'Otra', parent: null }, SETUP))).to.equal(
        'code: people.form.code_taken',
      );
    });
  });

  describe('holding a position', () => {
    it('an acting post holds from its first to its last day in Bogotá, with its act', async () => {
      const { quality, reader, committee } = people;
      const position = committee.positions[0]?.id ?? '';
      const post = {
        person: reader.id,
        position,
        from: '2026-06-01',
        until: '2026-06-30',
        act: { number: 'Resolución 7', date: '2026-05-28' },
      };
      await assign(post, actorOf(quality));
      const actingAt = async (instant: string): Promise<boolean> => {
        setClock(() => new Date(instant));
        return Boolean(
          (await findUser(reader.id))?.positions.some((held) => held.id === position && held.acting),
        );
      };
      // 04:59 UTC is 23:59 of the day before in Bogotá.
      expect(await actingAt('2026-06-01T04:59:00Z')).to.be.false;
      expect(await actingAt('2026-06-01T05:00:00Z')).to.be.true;
      expect(await actingAt('2026-07-01T04:59:00Z')).to.be.true;
      expect(await actingAt('2026-07-01T05:00:00Z')).to.be.false;
      expect((await holdersOf(position, '2026-06-15')).map((one) => [one.id, one.acting])).to.deep.include([
        reader.id,
        true,
      ]);
      expect((await listActing('past', 1)).total).to.equal(1);
    });

    it('the position held in one’s own right stands before the acting one', async () => {
      const { quality, leader, committee } = people;
      const position = committee.positions[0]?.id ?? '';
      await assign(
        {
          person: leader.id,
          position,
          from: '2020-01-01',
          until: '2099-01-01',
          act: { number: 'R', date: '2019-12-01' },
        },
        actorOf(quality),
      );
      const user = await findUser(leader.id);
      expect(user?.positions.map((held) => held.acting)).to.deep.equal([false, true]);
      expect(user && actorOf(user)).to.include({ position: 'Líder de calidad educativa' });
    });

    it('refuses what cannot be', async () => {
      const { quality, quality2, reader, leader, admin } = people;
      const position = leader.positions[0]?.id ?? '';
      const give = (input: object) =>
        refusal(assign({ person: reader.id, position, from: '2026-01-01', ...input }, actorOf(quality)));
      expect(await give({ person: quality.id })).to.equal('people.refusal.own_position');
      expect(await give({ act: { number: 'R', date: '2026-01-01' } })).to.equal(
        'until: people.assignment.until_needed',
      );
      expect(await give({ until: '2025-12-31' })).to.equal('until: people.assignment.ends_before');
      expect(await give({ person: leader.id })).to.equal('from: people.assignment.overlap');
      await editPosition(
        position,
        { name: 'Suprimido', area: leader.areas[0] ?? '', active: false },
        actorOf(quality2),
      );
      expect(await give({})).to.equal('people.refusal.position_closed');
      await disableUser(reader.id, 'Se fue', actorOf(admin));
      expect(await give({ position: quality2.positions[0]?.id })).to.equal('people.refusal.already_disabled');
    });

    it('the same position twice at the same moment is given once', async () => {
      const { quality, reader, leader } = people;
      const post = { person: reader.id, position: leader.positions[0]?.id ?? '', from: '2026-01-01' };
      await Promise.allSettled([assign(post, actorOf(quality)), assign(post, actorOf(quality))]);
      expect((await heldBy(reader.id)).filter((one) => one.position === post.position)).to.have.length(1);
    });

    it('ends on a day and stays in the history of the person', async () => {
      const { quality, leader } = people;
      const [holding] = await heldBy(leader.id);
      const end = { until: '2026-03-31', reason: 'Pasa a otro cargo' };
      await endAssignment(holding?.id ?? '', end, actorOf(quality));
      expect((await heldBy(leader.id))[0]).to.include({
        until: '2026-03-31',
        endReason: 'Pasa a otro cargo',
      });
      const [entry] = await historyOf(`person:${leader.id}`);
      expect(entry).to.include({ act: 'people.end_assignment', reason: 'Pasa a otro cargo' });
      const later = endAssignment(
        holding?.id ?? '',
        { until: '2026-04-30', reason: 'Más tarde' },
        actorOf(quality),
      );
      expect(await refusal(later)).to.equal('until: people.assignment.ends_after');
    });

    it('who belongs to an area or holds a position is found, without those who left', async () => {
      const { leader, leader2, admin } = people;
      const area = await createArea({ code: '700', name: 'Aparte', parent: null }, SETUP);
      await editUser(leader.id, { name: leader.name, email: leader.email, areas: [area] }, SETUP);
      const wanted = { areas: [area], positions: [leader2.positions[0]?.id ?? ''] };
      expect((await peopleIn(wanted)).map((one) => one.id)).to.have.members([leader.id, leader2.id]);
      await disableUser(leader2.id, 'Se fue', actorOf(admin));
      expect((await peopleIn(wanted)).map((one) => one.id)).to.deep.equal([leader.id]);
      const position = await createPosition({ name: 'Coordinadora', area }, SETUP);
      await assign({ person: admin.id, position, from: today() }, SETUP);
      expect((await peopleIn({ areas: [area] })).map((one) => one.id)).to.have.members([leader.id, admin.id]);
      expect((await findUser(admin.id))?.areas).to.have.members([...admin.areas, area]);
    });
  });
});
