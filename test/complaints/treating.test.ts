// The treatment of a complaint from its classification to the proof that its reply arrived, each step by the person whose it is (G13).
import { expect } from 'chai';
import { assign, classify } from '../../server/complaints/classifying.ts';
import {
  acknowledgeReply,
  draftReply,
  proveDelivery,
  rate,
  returnReply,
  sendReply,
  hashOfReply,
} from '../../server/complaints/replying.ts';
import { historyOf } from '../../server/platform/audit/history.ts';
import { mailSettled } from '../../server/platform/mail/soon.ts';
import { keptLetters } from '../../server/platform/mail/outbox.ts';
import { approve, at, complaintOf, filed, given, makeOffice, REPLY, sent, type Office } from './cast.ts'; // prettier-ignore
import { refusalOf } from '../support/refusal.ts';

const CITIZEN = { kind: 'citizen' } as const;

describe('treating a complaint', () => {
  let office: Office;
  before(async function () {
    this.timeout(60_000);
    office = await makeOffice();
  });
  beforeEach(() => at('2026-11-20T10:00'));

  it('G13: it is classified before it is given to somebody', async () => {
    const { code } = await filed();
    expect(await refusalOf(assign(code, { kind: 'person', id: office.leader.id }, office.quality))).to.equal(
      'complaints.form.classify_first',
    );
    await classify(code, { kind: 'petition', process: office.process, reason: '' }, office.quality);
    await assign(code, { kind: 'person', id: office.leader.id }, office.quality);
    const { state, assignee, seenBy } = await complaintOf(code);
    expect({ state, name: assignee?.name }).to.deep.equal({ state: 'assigned', name: office.leader.name });
    expect(seenBy).to.include(office.leader.id);
  });

  it('G13: another kind needs a reason and counts the term anew as a kept fact', async () => {
    const { code } = await filed();
    const change = { kind: 'information' as const, process: null, reason: '' };
    expect(await refusalOf(classify(code, change, office.quality))).to.equal('complaints.form.kind_reason');
    await classify(code, { ...change, reason: 'Pide copias' }, office.quality);
    const { clock, due } = await complaintOf(code);
    expect(clock.map((fact) => [fact.reason, fact.days, fact.due])).to.deep.equal([
      ['received', 15, '2026-12-14'],
      ['reclassified', 10, '2026-12-04'],
    ]);
    expect(clock[1]?.note).to.equal('Pide copias');
    expect(due).to.equal('2026-12-04');
  });

  it('G13: who writes the reply never approves it, whatever their role', async () => {
    const code = await given(office);
    await assign(code, { kind: 'person', id: office.quality.id }, office.quality2);
    await draftReply(code, { text: REPLY, files: [] }, office.quality);
    expect(await refusalOf(approve(code, office.quality))).to.equal('complaints.refusal.own_reply');
    await approve(code, office.quality2);
    expect((await complaintOf(code)).reply?.approved?.name).to.equal(office.quality2.name);
  });

  it('G13: the words that were on the page are the ones approved', async () => {
    const code = await given(office);
    await draftReply(code, { text: REPLY, files: [] }, office.leader);
    await draftReply(code, { text: `${REPLY} Desde enero.`, files: [] }, office.leader);
    expect(await refusalOf(approve(code, office.quality))).to.equal('complaints.refusal.reply_changed');
  });

  it('G13: a reply that was sent back stays, with what is to mend', async () => {
    const code = await given(office);
    await draftReply(code, { text: REPLY, files: [] }, office.leader);
    await returnReply(code, { sha256: hashOfReply(REPLY), reason: 'Falta la fecha' }, office.quality);
    const { state, reply, returned } = await complaintOf(code);
    expect({ state, reply }).to.deep.equal({ state: 'assigned', reply: null });
    expect(returned[0]).to.include({ text: REPLY, reason: 'Falta la fecha' });
  });

  it('G13: nothing unapproved is sent', async () => {
    const code = await given(office);
    await draftReply(code, { text: REPLY, files: [] }, office.leader);
    const way = { method: 'web' as const, reference: '', received: false };
    expect(await refusalOf(sendReply(code, way, office.leader))).to.equal('complaints.refusal.not_send');
  });

  it('G13: a sent reply closes nothing until its delivery is proved', async () => {
    const code = await sent(office, 'letter');
    expect((await complaintOf(code)).open).to.equal(true);
    at('2026-11-25T09:00');
    const early = proveDelivery(code, { day: '2026-11-19', proof: 'Guía', files: [] }, office.leader);
    expect(await refusalOf(early)).to.equal('complaints.form.delivery_day');
    await proveDelivery(code, { day: '2026-11-24', proof: 'Guía 77', files: [] }, office.leader);
    const { state, open, closedOn, used, inTime } = await complaintOf(code);
    expect({ state, open, closedOn, used, inTime }).to.deep.equal({
      state: 'answered',
      open: false,
      closedOn: '2026-11-24',
      used: 2,
      inTime: true,
    });
  });

  it('G13: what did not arrive is sent another way, and the first way stays', async () => {
    const code = await sent(office, 'letter');
    await sendReply(code, { method: 'web', reference: '', received: false }, office.leader);
    const { reply, state } = await complaintOf(code);
    expect(reply?.attempts).to.deep.equal([{ day: '2026-11-20', method: 'letter', reference: 'Oficio 12' }]);
    expect([reply?.sent?.method, state]).to.deep.equal(['web', 'sent']);
  });

  it('G13: delivered after the due day it is out of time', async () => {
    const code = await sent(office, 'letter');
    at('2026-12-16T09:00');
    await proveDelivery(code, { day: '2026-12-15', proof: 'Guía 78', files: [] }, office.leader);
    expect((await complaintOf(code)).inTime).to.equal(false);
  });

  it('G13: the petitioner confirms and rates the reply on their own page, once', async () => {
    const code = await sent(office);
    await acknowledgeReply(code, CITIZEN);
    await rate(code, { score: 4, comment: 'Clara' }, null, CITIZEN);
    const { state, rating, reply } = await complaintOf(code);
    expect({ state, score: rating?.score, proof: reply?.delivered?.proof }).to.deep.equal({ state: 'answered', score: 4, proof: 'web' }); // prettier-ignore
    expect(await refusalOf(rate(code, { score: 1, comment: '' }, null, CITIZEN))).to.equal('complaints.refusal.rated'); // prettier-ignore
  });

  it('G13: by e-mail only to who gave an address, and the letter goes out', async () => {
    const silent = await sent(office, 'email');
    await mailSettled();
    const { rows } = await keptLetters({ skip: 0, limit: 50 });
    const letter = rows.find((one) => one.subject.includes(`Respuesta a su solicitud ${silent}`));
    expect(letter?.text).to.include(REPLY);
    const code = await given(office, { anonymous: true, petitioner: null, consent: null });
    await draftReply(code, { text: REPLY, files: [] }, office.leader);
    await approve(code, office.quality);
    const way = { method: 'email' as const, reference: '', received: false };
    expect(await refusalOf(sendReply(code, way, office.leader))).to.equal('complaints.form.no_email');
  });

  it('G13: each step is in the trail, and no trail entry tells who the petitioner is', async () => {
    const code = await sent(office);
    const { _id } = await complaintOf(code);
    const history = await historyOf(`complaint:${String(_id)}`);
    expect(history.map((one) => one.act).reverse()).to.deep.equal([
      'complaints.file',
      'complaints.classify',
      'complaints.assign',
      'complaints.draft_reply',
      'complaints.approve_reply',
      'complaints.send_reply',
    ]);
    expect(JSON.stringify(history)).not.to.include('Aurora').and.not.to.include('aurora@vecina');
  });
});
