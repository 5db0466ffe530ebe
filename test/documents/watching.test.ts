// Documents of external origin: registered, checked, cited, and followed when their edition changes (G1f, L1).
import { expect } from 'chai';
import { cite, uncite } from '../../server/documents/citing.ts';
import { startVersion } from '../../server/documents/drafting.ts';
import { External, type ExternalRecord } from '../../server/documents/external.ts';
import { externalTasks } from '../../server/documents/queries/externals.ts';
import { impactOf } from '../../server/documents/queries/linking.ts';
import { Review } from '../../server/documents/review.ts';
import { codesIn, externalState } from '../../server/documents/rules.ts';
import {
  checkExternal,
  describeExternal,
  registerExternal,
  type Check,
} from '../../server/documents/watching.ts';
import { addDays, addMonths, dayOf, setClock, startOf, today } from '../../server/platform/clock.ts';
import { historyOf } from '../../server/platform/audit/history.ts';
import { agentFor } from '../support/app.ts';
import { submit, textOf } from '../support/pages.ts';
import type { People } from '../support/people.ts';
import { aDraft, bring, documentOf, makeOffice, write } from './cast.ts'; // prettier-ignore
import { refusalOf } from '../support/refusal.ts';

const EVERYONE = { everyone: true, areas: [], positions: [] };
const GUIDE = { name: 'Guía 34', about: 'Mejoramiento institucional', issuer: 'MEN', edition: '2008', source: 'https://www.mineducacion.gov.co/guia', distribution: EVERYONE }; // prettier-ignore

/** The text of a procedure whose header names one external document, and whose body says these words. */
function procedure(reference: string, words: string): string {
  return `---\ncode: XX\ntitle: Acompañar\ntype: instructivo\nreferences:\n  - name: ${reference}\n    issuer: Congreso\n    date: 1994-02-08\n---\n\n## Objetivo\n\n${words}`;
}

describe('documents: external origin', () => {
  let people: People;
  beforeEach(async () => {
    people = await makeOffice();
  });

  const guide = () => registerExternal(GUIDE, people.quality);
  const found = async (id: string): Promise<ExternalRecord> => {
    const external = await External.findById(id).lean<ExternalRecord>();
    if (!external) throw new Error('It is gone');
    return external;
  };
  const check = (changes: Partial<Check>): Check => ({ outcome: 'same', edition: '', nextCheck: addMonths(today(), 6), note: '', ...changes }); // prettier-ignore
  const inForce = async (markdown?: string): Promise<string> => {
    const code = await aDraft(people.leader, markdown ? { content: { kind: 'text', markdown } } : {});
    await bring(code, 'in_force', people);
    return code;
  };
  const openReviews = async (code: string) =>
    Review.find({ document: (await documentOf(code))._id, closed: null }).lean();

  describe('how one stands', () => {
    const somebody = { by: 'x' };
    for (const [nextCheck, endedOn, verified, state] of [
      ['2026-11-21', null, somebody, 'checked'],
      ['2026-11-20', null, somebody, 'to_check'],
      ['2026-01-01', null, somebody, 'to_check'],
      ['2026-11-21', null, null, 'unverified'],
      ['2026-01-01', '2026-10-01', null, 'ended'],
    ] as const)
      it(`G1f: next check ${nextCheck}${endedOn ? ', ended' : ''}${verified ? '' : ', never verified'}: ${state}`, () =>
        expect(externalState({ nextCheck, endedOn, verified }, '2026-11-20')).to.equal(state));
  });

  it('G1f: one is registered once, with its source, edition and a day on which to look again', async () => {
    const id = await guide();
    expect(await found(id)).to.deep.include({ name: 'Guía 34', issuer: 'MEN', edition: '2008', nextCheck: addMonths(today(), 6), endedOn: null }); // prettier-ignore
    expect((await found(id)).verified).to.include({ by: people.quality.id });
    expect(await refusalOf(registerExternal({ ...GUIDE, name: 'GUIA  34' }, people.quality))).to.equal('documents.form.external_taken'); // prettier-ignore
    const other = await registerExternal({ ...GUIDE, name: 'Guía 5' }, people.quality);
    expect(await refusalOf(describeExternal(other, { ...GUIDE, name: 'Guia 34' }, people.quality))).to.equal('documents.form.external_taken'); // prettier-ignore
    const unknown = { ...EVERYONE, areas: ['0123456789abcdef01234567'] };
    expect(await refusalOf(registerExternal({ ...GUIDE, name: 'Otra', distribution: unknown }, people.quality))).to.equal('shared.form.choose'); // prettier-ignore
  });

  it('G1f: a check says who looked, when and where; the same edition opens nothing', async () => {
    const id = await guide();
    const code = await inForce();
    await cite(code, { kind: 'external', id }, people.leader);
    await checkExternal(id, check({ note: 'Página del ministerio' }), people.quality);
    const external = await found(id);
    expect(external.verified).to.include({ by: people.quality.id, name: people.quality.name });
    expect(dayOf(external.verified?.at ?? new Date(0))).to.equal(today());
    expect(external.earlier).to.deep.equal([]);
    expect(await openReviews(code)).to.have.length(0);
    const [entry] = await historyOf(`external:${id}`);
    expect(entry).to.include({ act: 'documents.check_external', reason: 'Página del ministerio' });
  });

  it('G1f: a new edition keeps the earlier one and opens one review of each document that cites it, and of no other', async () => {
    const id = await guide();
    const [citing, other] = [await inForce(), await inForce()];
    await cite(citing, { kind: 'external', id }, people.leader);
    await checkExternal(id, check({ outcome: 'changed', edition: '2026' }), people.quality);
    expect(await found(id)).to.deep.include({ edition: '2026', earlier: [{ edition: '2008', until: today() }] });
    const [review] = await openReviews(citing);
    expect(review).to.deep.include({ cause: 'external', due: addDays(today(), 30), external: { id, name: 'Guía 34', edition: '2026' } }); // prettier-ignore
    expect(await openReviews(other)).to.have.length(0);
    await checkExternal(id, check({}), people.quality2);
    expect(await openReviews(citing)).to.have.length(1);
  }); // prettier-ignore

  it('G1f: a check needs an edition that is new and a next day that is to come; what ended is not changed again', async () => {
    const id = await guide();
    const refused = (changes: Partial<Check>) => refusalOf(checkExternal(id, check(changes), people.quality));
    expect(await refused({ outcome: 'changed', edition: '2008' })).to.equal('documents.form.edition_same');
    expect(await refused({ nextCheck: today() })).to.equal('documents.form.next_check_past');
    expect(await refused({ nextCheck: null })).to.equal('documents.form.next_check_past');
    expect((await found(id)).edition).to.equal('2008');
    const code = await inForce();
    await cite(code, { kind: 'external', id }, people.leader);
    await checkExternal(id, check({ outcome: 'ended', nextCheck: null }), people.quality);
    expect((await found(id)).endedOn).to.equal(today());
    expect((await openReviews(code))[0]?.external?.edition).to.equal(null);
    expect(await refused({})).to.equal('documents.refusal.external_ended');
  });

  it('G1f: the references and the codes that a text names are linked when it takes effect; those it drops are unlinked', async () => {
    const cited = await inForce();
    const second = await inForce();
    const byHand = await guide();
    const code = await inForce(procedure('Ley 115 de 1994', `Según ${cited}.`));
    await cite(code, { kind: 'external', id: byHand }, people.leader);
    const names = async (): Promise<string[]> =>
      (await impactOf(await documentOf(code), people.quality)).cites.map((one) => one.code);
    expect(await names()).to.have.members([cited, 'Ley 115 de 1994', 'Guía 34']);
    const law = await External.findOne({ name: 'Ley 115 de 1994' }).lean();
    expect(law).to.include({ issuer: 'Congreso', edition: '1994-02-08', verified: null, nextCheck: addDays(today(), 30) }); // prettier-ignore
    const backwards = await impactOf(await documentOf(cited), people.quality);
    expect(backwards.citedBy.map((one) => one.code)).to.deep.equal([code]);

    const number = await startVersion(code, { reason: 'Cambió la norma' }, people.leader);
    await write(code, number, procedure('Decreto 1075 de 2015', `Según ${second}.`), people.leader);
    await bring(code, 'in_force', people, number);
    expect(await names()).to.have.members([second, 'Decreto 1075 de 2015', 'Guía 34']);
  });

  it('finds codes in a text without their full stops, and takes no word for one', () => {
    expect(codesIn('Véase GC-P01. También D02.03, (SE-GO-P03); GC-P01 y el Anexo A.')).to.deep.equal(['GC-P01', 'D02.03', 'SE-GO-P03']); // prettier-ignore
    expect(codesIn('La ley LGBTI y xD02.03y')).to.deep.equal([]);
  });

  it('L1: a citation is made once, never of itself, and can be taken back', async () => {
    const [code, other] = [await inForce(), await inForce()];
    const ref = async (of: string) => ({ kind: 'document', id: String((await documentOf(of))._id) });
    expect(await refusalOf(cite(code, await ref(code), people.leader))).to.equal('documents.refusal.cites_itself');
    await cite(code, await ref(other), people.leader);
    await cite(code, await ref(other), people.leader);
    expect((await impactOf(await documentOf(other), people.reader)).citedBy).to.have.length(1);
    await uncite(code, await ref(other), people.leader);
    expect((await impactOf(await documentOf(other), people.reader)).citedBy).to.deep.equal([]);
  }); // prettier-ignore

  it('G1f: what must be checked waits for the quality office and for nobody else', async () => {
    await guide();
    expect(await externalTasks(people.quality)).to.deep.equal([]);
    const day = addMonths(today(), 6);
    setClock(() => startOf(day));
    const [task] = await externalTasks(people.quality);
    expect(task).to.deep.include({ word: 'documents.task.check_external', due: day });
    expect(await externalTasks(people.leader)).to.deep.equal([]);
  });

  it('G1f: the register is kept on its pages: new, found, checked, and read by everybody', async () => {
    const quality = await agentFor(people.quality, { fresh: true });
    const empty = await quality.get('/externos').expect(200);
    expect(textOf(empty.text)).to.contain('Aún no hay documentos externos');
    const wrong = await submit(quality, '/externos/nuevo', { name: 'Ley 594 de 2000', edition: '', source: 'javascript:alert(1)' }); // prettier-ignore
    expect(wrong.status).to.equal(422);
    expect(wrong.text).to.contain('Ley 594 de 2000');
    expect(textOf(wrong.text)).to.contain('Escriba la edición o la fecha');
    const bad = await submit(quality, '/externos/nuevo', { name: 'Ley 594 de 2000', edition: '2000', source: 'javascript:alert(1)' }); // prettier-ignore
    expect(textOf(bad.text)).to.contain('Escriba una dirección que empiece por https');
    const made = await submit(quality, '/externos/nuevo', { name: 'Ley 594 de 2000', about: 'Archivos', issuer: 'Congreso', edition: '2000-07-14', source: 'https://example.org/ley' }); // prettier-ignore
    expect(made.status).to.equal(303);
    const path = made.headers.location ?? '';
    const code = await inForce();
    const tab = await submit(await agentFor(people.leader, { fresh: true }), `/documentos/${code}/vinculos`, { cited: 'ley 594 de 2000' }, `/documentos/${code}/citas`); // prettier-ignore
    expect(tab.status).to.equal(303);
    const checked = await submit(quality, `${path}/verificacion`, { outcome: 'changed', edition: '2026' });
    expect(checked.status).to.equal(303);
    const page = await (await agentFor(people.reader, { fresh: true })).get(path).expect(200);
    const text = textOf(page.text);
    for (const words of ['2026', '14/07/2000', code, people.quality.name, 'Abrir la fuente']) expect(text).to.contain(words); // prettier-ignore
    expect(page.text).not.to.contain('/verificacion');
    expect(text).not.to.contain('Lo que ha pasado');
    const document = await quality.get(`/documentos/${code}`).expect(200);
    expect(textOf(document.text)).to.contain('«Ley 594 de 2000» tiene una nueva edición (2026)');
    const list = await quality.get('/externos?q=archivos&estado=vigentes').expect(200);
    expect(textOf(list.text)).to.contain('Ley 594 de 2000');
    expect(textOf((await quality.get('/externos?estado=terminados')).text)).to.contain('Ningún documento externo coincide'); // prettier-ignore
    const csv = await quality.get('/externos.csv').expect(200);
    expect(csv.text).to.contain('Ley 594 de 2000').and.contain(people.quality.name);
  });

  it('L1: citing what does not exist keeps what was typed; a reader cites nothing', async () => {
    const code = await inForce();
    const answer = await submit(await agentFor(people.leader, { fresh: true }), `/documentos/${code}/vinculos`, { cited: 'XX-99' }, `/documentos/${code}/citas`); // prettier-ignore
    expect(answer.status).to.equal(422);
    expect(textOf(answer.text)).to.contain('No hay un documento «XX-99»');
    expect(answer.text).to.contain('value="XX-99"');
    const page = await (await agentFor(people.reader, { fresh: true })).get(`/documentos/${code}/vinculos`).expect(200); // prettier-ignore
    expect(page.text).not.to.contain(`/documentos/${code}/citas`);
  });
});
