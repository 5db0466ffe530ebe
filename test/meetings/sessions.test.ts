// A session from its call to its signed minutes, and everything that keeps it from going wrong.
import { expect } from 'chai';
import { takeAttendance } from '../../server/meetings/attending.ts';
import { addItem, callOff, convene, dropItem } from '../../server/meetings/convening.ts';
import { decide } from '../../server/meetings/deciding.ts';
import { endMembership, nameMember } from '../../server/meetings/forming.ts';
import { annotate, reopenMinutes, writeMinutes } from '../../server/meetings/minuting.ts';
import { meetingFaults, sessionFaults } from '../../server/meetings/proving.ts';
import { signMinutes } from '../../server/meetings/signing.ts';
import { tasksOf } from '../../server/meetings/tasks.ts';
import { RecordModel } from '../../server/records/record.ts';
import { historyOf } from '../../server/platform/audit/history.ts';
import { addDays, setClock, startOf, today } from '../../server/platform/clock.ts';
import { fileStore } from '../../server/platform/files/index.ts';
import { recordByCode } from '../../server/platform/links/kinds.ts';
import { aDraft, bring, versionOf } from '../documents/cast.ts';
import { textOf } from '../support/pdf-pixels.ts';
import { PASSWORD, type People } from '../support/people.ts';
import { aSession, attended, BODY, decision, makeCommittee, sessionOf, signedBy } from './cast.ts';
import { refusalOf } from '../support/refusal.ts';

describe('meetings: sessions', () => {
  let people: People;
  before(async () => {
    people = await makeCommittee();
  });
  afterEach(() => setClock(null));

  it('P7: a committee approves a document through the document\'s own route, with quorum, and its signed minutes become a record', async () => {
    const { committee, quality, quality2, leader, leader2 } = people;
    const document = await aDraft(leader);
    await bring(document, 'in_approval', people);
    const code = await aSession(people, today(), ['Lectura del acta anterior']);
    await addItem(code, { title: 'Aprobación de un instructivo', subject: document.toLowerCase() }, quality);
    await attended(code, people, [leader, leader2]);
    expect((await sessionOf(code)).quorum).to.deep.equal({ voters: 4, present: 3, needed: 3, met: true });

    const { sha256 } = await versionOf(document);
    await decide(code, 2, decision({ sha256, text: 'Queda adecuado' }), committee);
    const version = await versionOf(document);
    expect(version.state).to.equal('approved');
    expect(version.decisions.at(-1)).to.include({ name: committee.name, stage: 'approval', comment: 'Queda adecuado' });
    const trail = await historyOf(`document:${String(version.document)}`, { limit: 1 });
    expect(trail[0]?.act).to.equal('documents.approve');

    expect((await tasksOf(quality2)).map((one) => one.word)).to.include('meetings.task.write');
    const record = await signedBy(code, people);
    const session = await sessionOf(code);
    expect(session).to.include({ state: 'signed' });
    expect(session.acta).to.include({ code: code.replace('SES', 'ACTA'), record });
    expect(session.signatures.map((one) => [one.name, one.sha256])).to.deep.equal([
      [quality2.name, session.sha256], [committee.name, session.sha256],
    ]);
    const kept = await RecordModel.findOne({ code: record }).lean();
    expect(kept).to.deep.include({ happened: session.date, conforms: 'not_applicable' });
    expect(kept?.origin).to.deep.equal({ kind: 'session', id: String(session._id) });
    const pages = (await textOf(await fileStore().read(kept?.files[0]?.sha256 ?? ''))).join(' ');
    for (const said of [session.acta?.code ?? '?', committee.name, quality2.name, document, 'A favor 3', session.sha256 ?? '?'])
      expect(pages.replaceAll(/\s+/g, ' '), said).to.include(said);
    // G8: the code of the minutes opens the session.
    expect((await recordByCode(session.acta?.code ?? '', quality))?.url).to.equal(`/sesiones/${code}`);
  }); // prettier-ignore

  it('nothing is decided without a quorum, and the linked document stays where it was', async () => {
    const document = await aDraft(people.leader);
    await bring(document, 'in_approval', people);
    const code = await aSession(people);
    await addItem(code, { title: 'Aprobación', subject: document }, people.quality);
    expect(await refusalOf(decide(code, 1, decision(), people.committee))).to.equal('meetings.refusal.state_convened');
    await attended(code, people, [people.leader]);
    const { sha256 } = await versionOf(document);
    const votes = { for: 2, against: 0, abstained: 0 };
    expect(await refusalOf(decide(code, 1, decision({ sha256, votes }), people.committee))).to.equal('meetings.refusal.no_quorum');
    expect((await versionOf(document)).state).to.equal('in_approval');
    expect((await sessionOf(code)).agenda[0]?.decision).to.equal(null);
  }); // prettier-ignore

  it('the quorum counts the members in force on the day, not those of before', async () => {
    const { quality, reader, committee, quality2, leader } = people;
    const term = { votes: true, from: '2026-02-01', until: null, namedBy: '' };
    await nameMember(BODY, { ...term, person: reader.id, role: 'member' }, quality);
    const body = (await sessionOf(await aSession(people))).bodyCode;
    await endMembership(body, 6, addDays(today(), -1), quality);
    const code = await aSession(people);
    const present = [committee.id, quality2.id, leader.id, reader.id];
    const input = { present, presiding: committee.id, secretary: quality2.id, guests: '' };
    expect(await refusalOf(takeAttendance(code, input, quality))).to.equal('meetings.form.not_member');
    await takeAttendance(code, { ...input, present: present.slice(0, 3) }, quality);
    expect((await sessionOf(code)).quorum).to.include({ voters: 4, present: 2, met: false });
  });

  it('a decision is taken by who presides, with the password, on the content that was shown, with votes that add up, once', async () => {
    const { committee, leader, leader2 } = people;
    const document = await aDraft(leader);
    await bring(document, 'in_approval', people);
    const code = await aSession(people);
    await addItem(code, { title: 'Aprobación', subject: document }, people.quality);
    await attended(code, people, [leader, leader2]);
    const { sha256 } = await versionOf(document);
    const tries = [
      [decision({ sha256 }), leader2, 'meetings.refusal.not_presiding'],
      [{ ...decision({ sha256 }), password: 'otra' }, committee, 'people.password.wrong'],
      [decision({ sha256: 'a'.repeat(64) }), committee, 'documents.refusal.changed_since_shown'],
      [decision({ sha256, votes: { for: 4, against: 0, abstained: 0 } }), committee, 'meetings.form.votes_sum'],
      [decision({ sha256, outcome: 'rejected' }), committee, 'meetings.form.reason_needed'],
      [decision({ sha256, outcome: 'rejected', text: 'No' }), committee, 'meetings.form.votes_not_against'],
    ] as const;
    for (const [input, who, says] of tries) expect(await refusalOf(decide(code, 1, input, who)), says).to.equal(says);
    expect((await sessionOf(code)).agenda[0]?.decision).to.equal(null);
    const votes = { for: 0, against: 2, abstained: 1 };
    await decide(code, 1, decision({ sha256, outcome: 'rejected', text: 'Falta el plazo', votes }), committee);
    expect((await versionOf(document)).state).to.equal('draft');
    expect(await refusalOf(decide(code, 1, decision({ sha256 }), committee))).to.equal('meetings.refusal.decided_already');
    expect(await refusalOf(attended(code, people, [leader]))).to.equal('meetings.refusal.attendance_fixed');
    expect(await refusalOf(callOff(code, 'Ya no', people.quality))).to.equal('meetings.refusal.has_decisions');
    expect(await refusalOf(dropItem(code, 1, people.quality))).to.equal('meetings.refusal.decided_already');
  }); // prettier-ignore

  it('bad input: a date that passed, an unknown code, a record that no committee decides on, a session before its day', async () => {
    const { quality, committee } = people;
    const input = { date: addDays(today(), -1), time: '08:00', mode: 'remote', place: 'x' } as const;
    expect(await refusalOf(convene(BODY, input, [], quality))).to.equal('meetings.form.date_past');
    const code = await aSession(people, addDays(today(), 3));
    expect(await refusalOf(addItem(code, { title: 'x', subject: 'NO-HAY' }, quality))).to.equal('meetings.form.subject_unknown');
    expect(await refusalOf(addItem(code, { title: 'x', subject: BODY }, quality))).to.equal('meetings.form.subject_kind');
    expect(await refusalOf(attended(code, people, []))).to.equal('meetings.refusal.not_yet');
    const chair = { person: quality.id, role: 'chair', votes: true, from: today(), until: null, namedBy: '' } as const;
    expect(await refusalOf(nameMember(BODY, chair, quality))).to.equal('meetings.form.chair_already');
    expect(await refusalOf(nameMember(BODY, { ...chair, person: committee.id }, quality))).to.equal('meetings.form.member_already');
  }); // prettier-ignore

  it('minutes wait for every linked point, are signed by both, and once signed never change', async () => {
    const { quality2, committee, leader, leader2 } = people;
    const document = await aDraft(leader);
    await bring(document, 'in_approval', people);
    const code = await aSession(people);
    await addItem(code, { title: 'Aprobación', subject: document }, people.quality);
    await attended(code, people, [leader, leader2]);
    const minutes = { minutes: 'Se conversó.', commitments: [], close: true };
    expect(await refusalOf(writeMinutes(code, minutes, quality2))).to.equal('meetings.refusal.undecided');
    await decide(code, 1, decision({ outcome: 'postponed', text: 'Falta un concepto', votes: { for: 0, against: 0, abstained: 3 } }), committee);
    await writeMinutes(code, { ...minutes, commitments: [{ what: 'Traer el concepto', who: leader.name, due: '2026-12-01' }] }, quality2);
    const first = (await sessionOf(code)).sha256 ?? '';
    expect(await refusalOf(signMinutes(code, { sha256: first, password: PASSWORD }, leader))).to.equal('meetings.refusal.not_signer');
    await signMinutes(code, { sha256: first, password: PASSWORD }, committee);
    expect(await refusalOf(signMinutes(code, { sha256: first, password: PASSWORD }, committee))).to.equal('meetings.refusal.signed_already');
    await reopenMinutes(code, 'Faltó un nombre', quality2);
    expect((await sessionOf(code)).signatures).to.deep.equal([]);
    await writeMinutes(code, { ...minutes, minutes: 'Se conversó largo.' }, quality2);
    expect(await refusalOf(signMinutes(code, { sha256: first, password: PASSWORD }, committee))).to.equal('meetings.refusal.changed_since_shown');
    const { sha256 } = await sessionOf(code);
    await signMinutes(code, { sha256: sha256 ?? '', password: PASSWORD }, committee);
    await signMinutes(code, { sha256: sha256 ?? '', password: PASSWORD }, quality2);
    const again = [
      () => writeMinutes(code, minutes, quality2),
      () => reopenMinutes(code, 'x', committee),
      () => addItem(code, { title: 'x', subject: '' }, quality2),
      () => attended(code, people, [leader]),
    ];
    for (const one of again) expect(await refusalOf(one())).to.equal('meetings.refusal.state_signed');
    await annotate(code, 'El segundo apellido es otro', quality2);
    const after = await sessionOf(code);
    expect(after.sha256).to.equal(sha256);
    expect(after.annotations[0]?.text).to.equal('El segundo apellido es otro');
  }); // prettier-ignore

  it('verify names minutes that were changed, a decision without quorum and a missing signature', async () => {
    expect((await Array.fromAsync(meetingFaults())).map((one) => one.subject)).to.deep.equal([]);
    const session = await sessionOf((await aSigned(people)));
    expect(sessionFaults({ ...session, minutes: 'Otra cosa' })).to.deep.equal(['meetings.fault.minutes']);
    expect(sessionFaults({ ...session, signatures: session.signatures.slice(1) })).to.deep.equal(['meetings.fault.unsigned']);
    const quorum = { voters: 4, present: 1, needed: 3, met: false };
    expect(sessionFaults({ ...session, quorum })).to.include('meetings.fault.quorum');
  }); // prettier-ignore

  it('number and year of a session follow one another without a gap; a session that was called off keeps its own', async () => {
    setClock(() => startOf('2031-03-10'));
    const first = await aSession(people);
    await callOff(first, 'No hay sala', people.quality);
    expect([first, await aSession(people)]).to.deep.equal(['SES-2031-001', 'SES-2031-002']);
  });
});

async function aSigned(people: People): Promise<string> {
  const code = await aSession(people, today(), ['Informe']);
  await attended(code, people, [people.leader, people.leader2]);
  await decide(code, 1, decision(), people.committee);
  await signedBy(code, people);
  return code;
}
