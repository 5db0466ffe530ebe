// What people offers to the rest of the house: kinds for links, tasks, integrity checks, the example.
import { expect } from 'chai';
import mongoose from 'mongoose';
import {
  assign,
  people as slice,
  examplePeople,
  peopleByIds,
  peopleOptions,
  positionOptions,
} from '../../server/people/index.ts';
import { ROLES } from '../../server/platform/access/roles.ts';
import { addDays, today } from '../../server/platform/clock.ts';
import { emptyDatabase } from '../support/database.ts';
import { makePeople, SETUP, type People } from '../support/people.ts';

async function faults(): Promise<string[]> {
  const found: string[] = [];
  for await (const fault of slice.checks?.() ?? [])
    found.push(`${fault.subject.split(':')[0]}: ${fault.says}`);
  return found;
}

describe('people: what it offers', () => {
  let people: People;
  beforeEach(async () => {
    people = await makePeople();
  });

  const kind = (name: string) => {
    const found = slice.kinds?.find((one) => one.name === name);
    if (!found) throw new Error(`no kind ${name}`);
    return found;
  };

  it('a person can be linked and found, within what the reader may see', async () => {
    const person = kind('person');
    const [shown] = await person.show([people.auditor.id], people.quality);
    expect(shown).to.include({
      code: 'Marcela Ordóñez Ruiz',
      title: 'Auditora interna',
      url: `/personas/${people.auditor.id}`,
    });
    expect(await person.show([people.auditor.id], people.reader)).to.deep.equal([]);
    expect((await person.find('ordonez', people.quality, 5)).map((one) => one.id)).to.deep.equal([
      people.auditor.id,
    ]);
    expect(await person.find('ordonez', people.school, 5)).to.deep.equal([]);
  });

  it('a position can be linked and found by everyone', async () => {
    const id = people.leader.positions[0]?.id ?? '';
    expect(
      (await kind('position').find('LIDER DE CALIDAD', people.reader, 5)).map((one) => one.id),
    ).to.deep.equal([id]);
    expect((await kind('position').show([id], null))[0]).to.include({
      code: 'Líder de calidad educativa',
      title: 'Calidad educativa',
    });
  });

  it('every kind lists all its records', async () => {
    const count = async (name: string): Promise<number> =>
      (await Array.fromAsync(kind(name).enumerate())).length;
    expect([await count('person'), await count('position')]).to.deep.equal([10, 9]);
  });

  it('offers people and positions to choose from, without those who left', async () => {
    await mongoose.connection
      .collection('users')
      .updateOne({ email: people.reader.email }, { $set: { active: false } });
    const options = await peopleOptions();
    expect(options).to.have.length(9);
    expect(options.map((one) => one.label))
      .to.include('Clara Tobar Henao · Secretaria de despacho')
      .and.include('Óscar Villa Prieto');
    expect(await positionOptions()).to.have.length(9);
    expect((await peopleByIds([people.reader.id]))[0]).to.include({ active: false });
  });

  it('tells the quality office of acting posts that are about to end', async () => {
    const position = people.committee.positions[0]?.id ?? '';
    const act = { number: 'Resolución 5', date: '2020-01-01' };
    await assign(
      { person: people.leader.id, position, from: '2020-01-01', until: addDays(today(), 10), act },
      SETUP,
    );
    await assign(
      { person: people.leader2.id, position, from: '2020-01-01', until: addDays(today(), 40), act },
      SETUP,
    );
    const waiting = await slice.tasks?.(people.quality);
    expect(waiting?.map((task) => [task.params.name, task.due])).to.deep.equal([
      [people.leader.name, addDays(today(), 10)],
    ]);
    expect(await slice.tasks?.(people.leader)).to.deep.equal([]);
  });

  it('finds nothing wrong with what its verbs made, and names what was damaged', async () => {
    expect(await faults()).to.deep.equal([]);
    const { connection } = mongoose;
    await connection.collection('areas').deleteMany({});
    await connection.collection('users').deleteOne({ email: people.admin.email });
    const found = await faults();
    expect(found).to.include('assignment: people.fault.person');
    expect(found).to.include('position: people.fault.area');
    expect(found).to.include('admin: people.fault.admin');
  });

  it('the example has every role, a management representative, and an acting post in force', async () => {
    await emptyDatabase();
    await slice.seed?.();
    const cast = Object.values(await examplePeople());
    expect(ROLES.filter((role) => !cast.some((user) => user.roles.includes(role)))).to.deep.equal([]);
    expect(cast.some((user) => user.positions.some((held) => held.acting))).to.be.true;
    expect(await faults()).to.deep.equal([]);
  });
});
