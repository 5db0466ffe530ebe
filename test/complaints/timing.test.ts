// What moves a term and what ends a complaint without a reply: each change of a due day is a kept fact (G13).
import { expect } from 'chai';
import { act } from '../../server/platform/audit/act.ts';
import { closures, readSettings } from '../../server/platform/settings/settings.ts';
import { declareWithin, ensureStartingTable, usualSeries } from '../../server/records/index.ts';
import { classify, refOf } from '../../server/complaints/classifying.ts';
import { remindOfTerms } from '../../server/complaints/reminding.ts';
import { openComplaintHolds } from '../../server/complaints/panels.ts';
import { openFrom } from '../../server/complaints/opening.ts';
import { register } from '../../server/complaints/receiving.ts';
import { publishNotice, publishTable, setReception, termTables } from '../../server/complaints/settings.ts';
import {
  annul,
  askToComplete,
  complete,
  extend,
  prolongCompletion,
  recount,
  touchedByClosures,
  transfer,
  withdraw,
} from '../../server/complaints/timing.ts';
import { nonconformityState } from '../../server/actions/index.ts';
import { keptLetters } from '../../server/platform/mail/outbox.ts';
import { linksOf } from '../../server/platform/links/links.ts';
import { SETUP } from '../support/people.ts';
import { at, complaintOf, filed, given, makeOffice, petition, type Office } from './cast.ts'; // prettier-ignore
import { refusalOf } from '../support/refusal.ts';

const CITIZEN = { kind: 'citizen' } as const;

describe('the term of a complaint', () => {
  let office: Office;
  before(async function () {
    this.timeout(60_000);
    office = await makeOffice();
  });
  beforeEach(() => at('2026-11-20T10:00'));

  it('G13: what came before it was registered keeps both moments, and nothing comes from tomorrow', async () => {
    const arrived = { ...petition(), channel: 'phone' as const, receivedAt: new Date('2026-11-12T18:30:00-05:00') };
    const { code } = await register(arrived, office.quality);
    const { receivedAt, registeredAt, legalDay, month } = await complaintOf(code);
    expect([receivedAt.toISOString(), legalDay, month]).to.deep.equal(['2026-11-12T23:30:00.000Z', '2026-11-13', '2026-11']);
    expect(registeredAt > receivedAt).to.equal(true);
    const coming = { ...arrived, receivedAt: new Date('2026-11-20T10:30:00-05:00') };
    expect(await refusalOf(register(coming, office.quality))).to.equal('complaints.form.received_future');
  }); // prettier-ignore

  it('G13: is extended once, before it ends, and the petitioner is told the reasons and the day', async () => {
    const code = await given(office);
    const input = { due: '2026-12-21', reason: 'Falta un concepto', method: 'Correo' };
    await extend(code, input, office.leader);
    const { clock, due, extension } = await complaintOf(code);
    expect(due).to.equal('2026-12-21');
    expect(clock.map((fact) => [fact.reason, fact.due, fact.note])).to.deep.equal([['received', '2026-12-14', ''], ['extended', '2026-12-21', 'Falta un concepto']]);
    expect(extension).to.include({ from: '2026-12-14', due: '2026-12-21' });
    expect(await refusalOf(extend(code, { ...input, due: '2026-12-28' }, office.leader))).to.equal('complaints.refusal.extended_before');
    const late = await given(office);
    at('2026-12-15T09:00');
    expect(await refusalOf(extend(late, input, office.leader))).to.equal('complaints.refusal.extension_late');
  }); // prettier-ignore

  it('G13: stands still while the petitioner completes it, and the rest runs from the next business day', async () => {
    const code = await given(office);
    at('2026-11-25T10:00');
    await askToComplete(code, 'El nombre de la institución', office.leader);
    expect(await complaintOf(code)).to.include({ state: 'incomplete', due: null });
    expect((await complaintOf(code)).completion?.deadline).to.equal('2026-12-28');
    at('2026-12-10T10:00');
    await complete(code, { text: 'Es la IE El Mirador', files: [] }, null, CITIZEN);
    const { state, due, clock } = await complaintOf(code);
    expect({ state, due }).to.deep.equal({ state: 'assigned', due: '2026-12-29' });
    expect(clock.map((fact) => fact.reason)).to.deep.equal(['received', 'suspended', 'resumed']);
    expect(await refusalOf(askToComplete(code, 'Otra cosa', office.leader))).to.equal('complaints.refusal.asked_before'); // prettier-ignore
  });

  it('G13: completion is asked for within ten business days, and may be prolonged once', async () => {
    const late = await given(office);
    const code = await given(office);
    await askToComplete(code, 'La dirección', office.leader);
    await prolongCompletion(code, office.leader);
    expect((await complaintOf(code)).completion).to.include({ deadline: '2027-01-21', prolonged: true });
    expect(await refusalOf(prolongCompletion(code, office.leader))).to.equal('complaints.refusal.not_prolonged'); // prettier-ignore
    at('2026-12-07T10:00');
    expect(await refusalOf(askToComplete(late, 'Algo', office.leader))).to.equal('complaints.refusal.asked_late'); // prettier-ignore
  });

  it('G13: is archived as withdrawn only after the deadline, with its reasons and notice', async () => {
    const code = await given(office);
    await askToComplete(code, 'La dirección', office.leader);
    const input = { tacit: true, reason: 'No la completó', notice: 'Correo del 22 de diciembre' };
    at('2026-12-21T10:00');
    expect(await refusalOf(withdraw(code, input, office.leader))).to.equal('complaints.refusal.withdrawn_early'); // prettier-ignore
    at('2026-12-22T10:00');
    await withdraw(code, input, office.leader);
    expect(await complaintOf(code)).to.include({ state: 'withdrawn', open: false });
  });

  it('G13: goes to the competent authority, and later than five business days is noted as late', async () => {
    const [soon, late] = [await given(office), await given(office)];
    const input = { authority: 'Secretaría de Salud', letter: 'Oficio 7' };
    at('2026-11-27T10:00');
    await transfer(soon, input, office.leader);
    at('2026-11-30T10:00');
    await transfer(late, input, office.leader);
    expect([(await complaintOf(soon)).transfer?.late, (await complaintOf(late)).transfer?.late]).to.deep.equal([false, true]); // prettier-ignore
    expect(await refusalOf(transfer(soon, input, office.leader))).to.equal('complaints.refusal.not_transfer');
  });

  it('G13: an annulled one keeps its number and its reason, and the next takes the next', async () => {
    const { code } = await filed();
    await annul(code, 'Repetida', office.quality);
    const next = await complaintOf((await filed()).code);
    const { number, state, annulled } = await complaintOf(code);
    expect({ state, reason: annulled?.reason }).to.deep.equal({ state: 'annulled', reason: 'Repetida' });
    expect(next.number).to.equal(number + 1);
  });

  it('G13: a closure changes no due day by itself; counted again it says the act that moves it', async () => {
    const code = await given(office);
    await closeOn('2026-12-02', 'Decreto 14 de 2026');
    expect((await complaintOf(code)).due).to.equal('2026-12-14');
    expect((await touchedByClosures()).find((one) => one.code === code)).to.deep.equal({ code, due: '2026-12-14', becomes: '2026-12-15' }); // prettier-ignore
    await recount(code, office.quality);
    const { due, clock } = await complaintOf(code);
    expect(due).to.equal('2026-12-15');
    expect(clock.at(-1)).to.deep.include({ reason: 'recounted', note: '2026-12-02: Decreto 14 de 2026', closures: ['2026-12-02'] }); // prettier-ignore
    expect(await refusalOf(recount(code, office.quality))).to.equal('complaints.refusal.nothing_to_recount');
    await closeOn(null, '');
  });

  it('G13: a new table of terms holds for what comes after it, and what came before keeps its own', async () => {
    const before = await given(office);
    const rows = (termTables()[0]?.rows ?? []).map((row) => (row.kind === 'petition' ? { ...row, days: 12 } : row)); // prettier-ignore
    await publishTable({ from: '2026-11-23', reason: 'Ley nueva', rows }, office.quality);
    await classify(
      before,
      { kind: 'claim', process: office.process, reason: 'Es un reclamo' },
      office.quality,
    );
    expect((await complaintOf(before)).clock.map((fact) => [fact.table, fact.days])).to.deep.equal([[1, 15], [1, 15]]); // prettier-ignore
    at('2026-11-23T10:00');
    const { clock } = await complaintOf((await filed()).code);
    expect(clock[0]).to.include({ table: 2, days: 12, due: '2026-12-10' });
  });

  it('G13: the notice that was accepted is kept by version and hash', async () => {
    await publishNotice('Usamos sus datos solo para responderle.', office.quality);
    expect(await refusalOf(filed({ consent: 1 }))).to.equal('complaints.form.notice_changed');
    const { consent } = await complaintOf((await filed({ consent: 2 })).code);
    expect(consent?.version).to.equal(2);
    expect(consent?.sha256).to.match(/^[0-9a-f]{64}$/);
  });

  it('G13: the office may read the day of reception strictly', async () => {
    at('2026-11-21T10:00');
    expect((await complaintOf((await filed({ consent: 2 })).code)).legalDay).to.equal('2026-11-23');
    await setReception({ closesAt: '17:00', moves: false, reason: 'Reglamento interno' }, office.quality);
    expect((await complaintOf((await filed({ consent: 2 })).code)).legalDay).to.equal('2026-11-21');
    await setReception({ closesAt: '17:00', moves: true, reason: 'Se vuelve' }, office.quality);
  });

  it('G13, G12a, L1: opens a nonconformity in the same act that links both', async () => {
    const code = await given(office, { consent: null });
    const responsible = office.leader.positions[0]?.id ?? '';
    const opened = await openFrom(code, { description: 'La ruta no cumplió el horario', grade: 'minor', responsible, found: '2026-11-20' }, office.quality); // prettier-ignore
    expect((await nonconformityState(opened.id))?.code).to.equal(opened.code);
    const links = await linksOf({ kind: 'nonconformity', id: opened.id });
    expect(links.map((one) => [one.from.kind, one.meaning])).to.deep.include(['complaint', 'originates']);
  });

  it('G13, G2a: while it is open it holds the records linked with it', async () => {
    const code = await given(office, { consent: null });
    await ensureStartingTable(SETUP);
    const facts = { title: 'Carta', series: usualSeries('complaints'), happened: '2026-11-20', author: 'Ventanilla', responsible: 'Ventanilla', conforms: 'not_applicable' as const, files: [], place: { box: '1', folder: '2', shelf: '3' } }; // prettier-ignore
    const origin = refOf(await complaintOf(code));
    const { id } = await act('records.declare', SETUP, () => declareWithin({ ...facts, origin }));
    expect(await openComplaintHolds(id, undefined)).to.deep.equal({ says: 'complaints.hold.open', params: { code } }); // prettier-ignore
    await transfer(code, { authority: 'Otra', letter: '1' }, office.leader);
    expect(await openComplaintHolds(id, undefined)).to.equal(null);
  });

  it('G13: terms are brought to mind once a day, and what is overdue goes up', async () => {
    office = await makeOffice();
    const code = await given(office);
    at('2026-12-11T07:30');
    await remindOfTerms();
    await remindOfTerms();
    expect(await reminded(code)).to.deep.equal([office.leader.email]);
    at('2026-12-15T07:30');
    await remindOfTerms();
    expect((await reminded(code)).toSorted()).to.deep.equal([office.leader.email, office.leader.email, office.quality.email, office.quality2.email].toSorted()); // prettier-ignore
  });

  async function reminded(code: string): Promise<string[]> {
    const { rows } = await keptLetters({ skip: 0, limit: 200 });
    return rows.filter((one) => one.subject.includes('Términos') && one.text.includes(code)).flatMap((one) => one.to); // prettier-ignore
  }

  async function closeOn(day: string | null, by: string): Promise<void> {
    await act('admin.settings', SETUP, () => closures.set(day ? [{ day, by }] : []));
    await readSettings();
  }
});
