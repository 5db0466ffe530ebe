// What waits for whom among the complaints, and the numbers on the start page (G13).
import { expect } from 'chai';
import { figuresOf, tasksOf } from '../../server/complaints/queries/tasks.ts';
import { draftReply, sendReply } from '../../server/complaints/replying.ts';
import { askToComplete } from '../../server/complaints/timing.ts';
import { approve, at, filed, given, makeOffice, REPLY, type Office } from './cast.ts';

describe('tasks of complaints', () => {
  let office: Office;
  before(async function () {
    this.timeout(60_000);
    office = await makeOffice();
  });
  beforeEach(() => at('2026-11-20T10:00'));

  const words = async (who: Office['quality'], code: string): Promise<string[]> =>
    (await tasksOf(who)).filter(({ params }) => params.code === code).map(({ word }) => word.split('.').at(-1) ?? ''); // prettier-ignore

  it('G13: each step waits for the one whose it is, and for nobody who may not do it', async () => {
    const { code: fresh } = await filed();
    expect(await words(office.quality, fresh)).to.deep.equal(['classify']);
    expect(await words(office.leader, fresh)).to.deep.equal([]);
    const code = await given(office);
    expect(await words(office.leader, code)).to.deep.equal(['treat']);
    await draftReply(code, { text: REPLY, files: [] }, office.leader);
    expect(await words(office.leader, code)).to.deep.equal([]);
    expect(await words(office.quality2, code)).to.deep.equal(['approve']);
    await approve(code, office.quality);
    expect(await words(office.leader, code)).to.deep.equal(['send']);
    await sendReply(code, { method: 'web', reference: '', received: false }, office.leader);
    expect(await words(office.leader, code)).to.deep.equal(['prove']);
    expect(await tasksOf(office.certifier)).to.deep.equal([]);
  });

  it('G13: one that was not completed in time waits for a decision', async () => {
    const code = await given(office);
    await askToComplete(code, 'La dirección', office.leader);
    expect(await words(office.leader, code)).to.deep.equal([]);
    at('2026-12-22T10:00');
    expect(await words(office.leader, code)).to.deep.equal(['deadline']);
  });

  it('G13: many of one kind stand as one line, and the figures count what is open and overdue', async () => {
    for (let made = 0; made < 6; made += 1) await filed();
    const [task] = (await tasksOf(office.quality)).filter(({ word }) => word.endsWith('many'));
    expect(task?.href).to.equal('/pqrsd?estado=received');
    at('2026-12-22T10:00');
    const figures = await figuresOf(office.quality);
    expect(figures.map(({ value }) => value > 0)).to.deep.equal([true, true]);
    expect(await figuresOf(office.reader)).to.deep.equal([]);
  });
});
