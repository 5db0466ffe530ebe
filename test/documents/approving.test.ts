// Review and approval: who decides, on what, in which order, and what keeps a version from being approved (G1a).
import { expect } from 'chai';
import { approve, sendBack } from '../../server/documents/approving.ts';
import { comment, settleComment } from '../../server/documents/commenting.ts';
import { Comment } from '../../server/documents/comment.ts';
import { submit, takeBack } from '../../server/documents/submitting.ts';
import { createType, editType, type TypeInput } from '../../server/documents/typing.ts';
import type { Participant } from '../../server/documents/rules.ts';
import { addDays, today } from '../../server/platform/clock.ts';
import { historyOf } from '../../server/platform/audit/history.ts';
import { assign, setRoles } from '../../server/people/index.ts';
import { personById, SETUP, type People } from '../support/people.ts';
import { aDraft, bring, documentOf, makeOffice, signed, typeNamed, versionOf, write } from './cast.ts';
import { refusalOf } from '../support/refusal.ts';

describe('documents: review and approval', () => {
  let people: People;
  before(async () => {
    people = await makeOffice();
  });

  it('G1a: a version is reviewed, then approved, with name, position, meaning, time and hash of each decision', async () => {
    const code = await aDraft(people.leader);
    await bring(code, 'in_approval', people);
    expect((await versionOf(code)).state).to.equal('in_approval');
    await approve(code, 1, { ...(await signed(code)), comment: 'Adecuado' }, people.committee);
    const version = await versionOf(code);
    expect(version.state).to.equal('approved');
    expect(version.approvedAt).to.be.an.instanceOf(Date);
    expect(
      version.decisions.map((one) => [
        one.stage,
        one.verdict,
        one.name,
        one.position,
        one.comment,
        one.sha256,
      ]),
    ).to.deep.equal([
      ['review', 'favourable', people.quality2.name, 'Técnico de calidad', '', version.sha256],
      ['approval', 'favourable', people.committee.name, 'Secretaria de despacho', 'Adecuado', version.sha256],
    ]);
    expect((await documentOf(code)).working).to.include({ state: 'approved', number: 1 });
    const trail = await historyOf(`document:${String((await documentOf(code))._id)}`);
    expect(trail.map((one) => one.act)).to.deep.equal([
      'documents.approve',
      'documents.approve',
      'documents.submit',
      'documents.create',
    ]);
  });

  it('G1a: whoever wrote in a version never decides on it, not with another role, not as administrator, not by an acting post', async () => {
    const code = await aDraft(people.leader);
    await write(code, 1, '## Objetivo\n\nOtro.', people.quality2);
    await submit(code, 1, people.leader);
    expect(await refusalOf(approve(code, 1, await signed(code), people.quality2))).to.equal(
      'documents.refusal.author_decides',
    );
    await setRoles(people.leader.id, ['leader', 'committee', 'quality', 'admin'], SETUP);
    const everything = await personById(people.leader.id);
    expect(await refusalOf(approve(code, 1, await signed(code), everything))).to.equal(
      'documents.refusal.author_decides',
    );
    expect(
      await refusalOf(sendBack(code, 1, { ...(await signed(code)), comment: 'no' }, everything)),
    ).to.equal('documents.refusal.author_decides');
    await approve(code, 1, await signed(code), people.quality);
    expect(await refusalOf(approve(code, 1, await signed(code), everything))).to.equal(
      'documents.refusal.author_decides',
    );
    await setRoles(people.leader.id, ['leader'], SETUP);
  });

  it('G1a: who only submitted a version does not decide on it either', async () => {
    const code = await aDraft(people.leader);
    await submit(code, 1, people.quality);
    expect(await refusalOf(approve(code, 1, await signed(code), people.quality))).to.equal(
      'documents.refusal.author_decides',
    );
  });

  it('G1a: an acting post (encargo) decides for its position within its dates, and the decision says so', async () => {
    const position = people.committee.positions[0]?.id ?? '';
    const type = await typeWith('AC', [{ kind: 'position', id: position, name: 'Secretaria de despacho' }]);
    const code = await aDraft(people.leader, { type });
    await submit(code, 1, people.leader);
    expect(await refusalOf(approve(code, 1, await signed(code), people.leader2))).to.equal(
      'documents.refusal.not_your_step',
    );
    await assign(
      {
        person: people.leader2.id,
        position,
        from: today(),
        until: addDays(today(), 5),
        act: { number: '12', date: today() },
      },
      SETUP,
    );
    await assign(
      {
        person: people.leader.id,
        position,
        from: today(),
        until: addDays(today(), 5),
        act: { number: '13', date: today() },
      },
      SETUP,
    );
    expect(
      await refusalOf(approve(code, 1, await signed(code), await personById(people.leader.id))),
    ).to.equal('documents.refusal.author_decides');
    await approve(code, 1, await signed(code), await personById(people.leader2.id));
    const version = await versionOf(code);
    expect(version.state).to.equal('approved');
    expect(version.decisions[0]).to.include({
      position: 'Secretaria de despacho',
      acting: true,
      name: people.leader2.name,
    });
  });

  it('asks n of the named, or all of them', async () => {
    const both: Participant[] = [people.quality, people.auditor, people.committee].map((one) => ({
      kind: 'person',
      id: one.id,
      name: one.name,
    }));
    const two = await aDraft(people.leader, { type: await typeWith('N2', both, 2) });
    await submit(two, 1, people.leader);
    await approve(two, 1, await signed(two), people.quality);
    expect(await refusalOf(approve(two, 1, await signed(two), people.quality))).to.equal(
      'documents.refusal.decided_already',
    );
    expect((await versionOf(two)).state).to.equal('in_approval');
    await approve(two, 1, await signed(two), people.auditor);
    expect((await versionOf(two)).state).to.equal('approved');

    const all = await aDraft(people.leader, { type: await typeWith('N3', both, 0) });
    await submit(all, 1, people.leader);
    for (const person of [people.committee, people.quality]) await approve(all, 1, await signed(all), person);
    expect((await versionOf(all)).state).to.equal('in_approval');
    await approve(all, 1, await signed(all), people.auditor);
    expect((await versionOf(all)).state).to.equal('approved');
  });

  it('refuses strangers to the step, a wrong password, and content other than the one shown', async () => {
    const code = await aDraft(people.leader);
    await submit(code, 1, people.leader);
    const input = await signed(code);
    expect(await refusalOf(approve(code, 1, input, people.committee))).to.equal(
      'documents.refusal.not_your_step',
    );
    expect(await refusalOf(approve(code, 1, input, people.reader))).to.equal(
      'documents.refusal.not_your_step',
    );
    expect(await refusalOf(approve(code, 1, { ...input, password: 'otra' }, people.quality))).to.equal(
      'people.password.wrong',
    );
    await takeBack(code, 1, { reason: 'Falta un dato' }, people.leader);
    await write(code, 1, '## Objetivo\n\nOtro contenido.', people.leader);
    await submit(code, 1, people.leader);
    expect(await refusalOf(approve(code, 1, input, people.quality))).to.equal(
      'documents.refusal.changed_since_shown',
    );
    expect((await versionOf(code)).decisions).to.have.length(0);
  });

  it('returns a version with a reason to its author; earlier decisions stay and do not count again', async () => {
    const code = await aDraft(people.leader);
    await bring(code, 'in_approval', people);
    expect(await refusalOf(sendBack(code, 1, await signed(code), people.committee))).to.equal(
      'documents.refusal.return_without_reason',
    );
    await sendBack(code, 1, { ...(await signed(code)), comment: 'Falta el plazo' }, people.committee);
    const returned = await versionOf(code);
    expect(returned).to.include({ state: 'draft', sha256: null });
    expect(returned.decisions.map((one) => one.verdict)).to.deep.equal(['favourable', 'returned']);
    await submit(code, 1, people.leader);
    const again = await versionOf(code);
    expect(again).to.include({ state: 'in_review', cycle: 2, step: 0 });
    await approve(code, 1, await signed(code), people.quality);
    expect((await versionOf(code)).state).to.equal('in_approval');
  });

  it('G1a: a version is not approved while an observation on it is open', async () => {
    const code = await aDraft(people.leader);
    await submit(code, 1, people.leader);
    await comment(code, 1, { section: 'alcance', text: '¿Y las sedes rurales?' }, people.quality2);
    await approve(code, 1, await signed(code), people.quality2);
    expect(await refusalOf(approve(code, 1, await signed(code), people.committee))).to.equal(
      'documents.refusal.comments_open',
    );
    const [open] = await Comment.find({ settled: null }).lean();
    const id = String(open?._id);
    expect(await refusalOf(settleComment(code, 1, id, { answer: 'Sí' }, people.committee))).to.equal(
      'documents.refusal.not_your_comment',
    );
    await settleComment(code, 1, id, { answer: 'Están en el alcance' }, people.leader);
    expect(await refusalOf(settleComment(code, 1, id, { answer: 'Otra vez' }, people.leader))).to.equal(
      'documents.refusal.comment_settled',
    );
    await approve(code, 1, await signed(code), people.committee);
    expect((await versionOf(code)).state).to.equal('approved');
    expect(await refusalOf(comment(code, 1, { section: '', text: 'Tarde' }, people.quality2))).to.equal(
      'documents.refusal.comment_too_late',
    );
  });

  it('two who decide at once on the last decision: one wins, the other is told', async () => {
    const one: Participant[] = [{ kind: 'role', id: 'quality', name: 'Oficina de calidad' }];
    const code = await aDraft(people.leader, { type: await typeWith('DO', one, 1) });
    await submit(code, 1, people.leader);
    const input = await signed(code);
    const results = await Promise.all(
      [people.quality, people.quality2].map((person) => refusalOf(approve(code, 1, input, person))),
    );
    expect(results.sort()).to.deep.equal(['', 'documents.refusal.state_approved']);
    const version = await versionOf(code);
    expect(version.decisions).to.have.length(1);
    expect(version.state).to.equal('approved');
  });

  it('keeps the route with which a version was submitted when its type changes', async () => {
    const type = await typeWith('RU', [{ kind: 'role', id: 'committee', name: 'Comité Directivo' }]);
    const code = await aDraft(people.leader, { type });
    await submit(code, 1, people.leader);
    await editType(
      type,
      typeInput('RU', [{ kind: 'role', id: 'auditor', name: 'Auditoría' }], 1),
      people.quality,
    );
    await approve(code, 1, await signed(code), people.committee);
    expect((await versionOf(code)).state).to.equal('approved');
    expect(await typeNamed('RU')).to.equal(type);
  });

  async function typeWith(code: string, participants: Participant[], needs = 1): Promise<string> {
    return createType(typeInput(code, participants, needs), people.quality);
  }
});

function typeInput(code: string, participants: Participant[], needs: number): TypeInput {
  const route = [{ stage: 'approval' as const, needs, participants }];
  return {
    code,
    name: `Tipo ${code}`,
    pattern: '{type}-{nn}',
    isForm: false,
    reviewMonths: 12,
    route,
    active: true,
  };
}
