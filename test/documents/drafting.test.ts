// Registering and writing: codes for life, drafts that nobody loses, the edit lock, and what a submission freezes (G1b, G1c).
import { expect } from 'chai';
import { startVersion, discardDraft, saveDraft } from '../../server/documents/drafting.ts';
import { beginWriting, lockedByOther, takeLock, writing } from '../../server/documents/locking.ts';
import { createDocument, describeDocument } from '../../server/documents/registering.ts';
import { submit, takeBack } from '../../server/documents/submitting.ts';
import { approve } from '../../server/documents/approving.ts';
import { contentHash } from '../../server/documents/version.ts';
import { linksOf } from '../../server/platform/links/links.ts';
import { nextFreeCode } from '../../server/documents/coding.ts';
import { typeById } from '../../server/documents/queries/types.ts';
import { createProcess } from '../../server/processes/index.ts';
import { now, setClock } from '../../server/platform/clock.ts';
import { SETUP, type People } from '../support/people.ts';
import { aDraft, bring, documentOf, makeOffice, signed, TEXT, typeNamed, versionOf, write } from './cast.ts';
import { refusalOf } from '../support/refusal.ts';

describe('documents: registering and writing', () => {
  let people: People;
  before(async () => {
    people = await makeOffice();
  });

  it('G1c: a document begins with a unique code, one draft and its author', async () => {
    const code = await aDraft(people.leader, { code: 'ge-in-01' });
    expect(code).to.equal('GE-IN-01');
    const document = await documentOf(code);
    expect(document).to.include({
      state: 'new',
      current: null,
      typeName: 'Instructivo',
      ownerName: 'Líder de calidad educativa',
    });
    expect(document.working).to.include({ number: 1, state: 'draft', label: '1' });
    expect((await versionOf(code)).authors).to.deep.equal([
      { id: people.leader.id, name: people.leader.name, position: 'Líder de calidad educativa' },
    ]);
    expect(await refusalOf(aDraft(people.quality, { code: 'GE-IN-01' }))).to.equal(
      'documents.form.code_taken',
    );
    expect(await refusalOf(aDraft(people.quality, { code: 'con espacio' }))).to.equal('documents.form.code');
  });

  it('G1c: without a code it takes the next free one of its type and process, also when many register at once', async () => {
    const process = await createProcess(
      { code: 'D02', name: 'Mejoramiento', parent: await macro(), kind: null, leader: null },
      SETUP,
    );
    const codes = await Promise.all([1, 2, 3, 4].map(() => aDraft(people.leader, { code: '', process })));
    expect(codes.sort()).to.deep.equal(['D02-IN-01', 'D02-IN-02', 'D02-IN-03', 'D02-IN-04']);
    await aDraft(people.leader, { code: 'D02-IN-41', process });
    const type = await typeById(await typeNamed('IN'));
    expect(type && (await nextFreeCode(type, process))).to.equal('D02-IN-42');
    expect(await refusalOf(aDraft(people.leader, { code: '', process: null }))).to.equal(
      'documents.form.code_not_proposed',
    );
  });

  it('L1: a format names its procedure, is governed by it, and cannot do without it', async () => {
    const [first, second] = [await aDraft(people.leader), await aDraft(people.leader)];
    const [one, other] = [await documentOf(first), await documentOf(second)];
    const type = await typeNamed('FO');
    expect(await refusalOf(aDraft(people.leader, { type, code: 'FO-1' }))).to.equal('documents.form.form_of');
    await aDraft(people.leader, {
      type,
      code: 'FO-1',
      formOf: { procedure: String(one._id), recordKind: 'Acta' },
    });
    const form = await documentOf('FO-1');
    const governed = async () =>
      (await linksOf({ kind: 'document', id: String(form._id) })).map((link) => [link.from.id, link.meaning]);
    expect(await governed()).to.deep.equal([[String(one._id), 'governs']]);
    const facts = { title: 'Acta', process: null, owner: null };
    await describeDocument(
      'FO-1',
      { ...facts, formOf: { procedure: String(other._id), recordKind: 'Acta' } },
      people.quality,
    );
    expect(await governed()).to.deep.equal([[String(other._id), 'governs']]);
    expect(await refusalOf(describeDocument('FO-1', { ...facts, formOf: null }, people.quality))).to.equal(
      'documents.form.form_of',
    );
  });

  it('saves a draft, counts whoever writes as author, and never overwrites what another saved since', async () => {
    const code = await aDraft(people.leader);
    const before = await versionOf(code);
    await write(code, 1, '## Objetivo\n\nDos.', people.leader);
    const stale = {
      content: before.content,
      label: '1',
      reason: 'x',
      changedSections: [],
      savedAt: before.savedAt.getTime(),
    };
    expect(await refusalOf(saveDraft(code, 1, stale, people.leader))).to.equal(
      'documents.refusal.saved_by_other',
    );
    await takeLock(String(before._id), people.quality);
    await write(code, 1, '## Objetivo\n\nTres.', people.quality);
    expect((await versionOf(code)).authors.map((one) => one.id)).to.deep.equal([
      people.leader.id,
      people.quality.id,
    ]);
    expect((await documentOf(code)).writers).to.deep.equal([people.leader.id, people.quality.id]);
  });

  it('shows who is writing; the turn lapses by itself, and can be taken over', async () => {
    const code = await aDraft(people.leader);
    const id = String((await versionOf(code))._id);
    await write(code, 1, TEXT, people.leader);
    expect(await lockedByOther(id, people.quality)).to.include({ name: people.leader.name });
    expect(await refusalOf(write(code, 1, TEXT, people.quality))).to.equal('documents.refusal.locked');
    await takeLock(id, people.quality);
    expect(await refusalOf(write(code, 1, TEXT, people.leader))).to.equal('documents.refusal.locked');
    const later = new Date(now().getTime() + 21 * 60_000);
    setClock(() => later);
    expect(await lockedByOther(id, people.leader)).to.equal(null);
    await write(code, 1, TEXT, people.leader);
  });

  it('of many who begin at once one has the turn; it is kept by beginning again, and is free once it lapsed', async () => {
    const id = String((await versionOf(await aDraft(people.leader)))._id);
    const both = [people.leader, people.quality];
    const began = await Promise.all([...both, ...both, ...both].map((one) => beginWriting(id, one)));
    const lock = await writing(id);
    const [has, hasNot] = lock?.person === people.leader.id ? both : both.toReversed();
    expect(began.map((one, i) => one && both[i % 2] !== has)).to.not.include(true);
    expect(began).to.include(true);
    const soon = new Date(now().getTime() + 15 * 60_000);
    setClock(() => soon);
    expect([await beginWriting(id, hasNot!), await beginWriting(id, has!)]).to.deep.equal([false, true]);
    expect(await writing(id)).to.deep.include({ person: has!.id, since: lock?.since });
    const later = new Date(soon.getTime() + 15 * 60_000);
    setClock(() => later);
    expect(await beginWriting(id, hasNot!)).to.equal(false);
    const lapsed = new Date(soon.getTime() + 21 * 60_000);
    setClock(() => lapsed);
    expect(await beginWriting(id, hasNot!)).to.equal(true);
    expect(await writing(id)).to.deep.include({ person: hasNot!.id, since: lapsed });
  });

  it('G1b: a submission asks for a reason, a text without faults, and freezes both with their hash', async () => {
    const code = await aDraft(people.leader, { reason: '' });
    expect(await refusalOf(submit(code, 1, people.leader))).to.equal('documents.refusal.no_reason');
    const faulty = await aDraft(people.leader, {
      content: { kind: 'text', markdown: '---\ncode: X\n---\n\nNada' },
    });
    expect(await refusalOf(submit(faulty, 1, people.leader))).to.equal('documents.text.missing');
    await write(code, 1, TEXT, people.leader);
    await submit(code, 1, people.leader);
    const frozen = await versionOf(code);
    expect(frozen.state).to.equal('in_review');
    expect(frozen.sha256)
      .to.equal(contentHash(frozen))
      .and.match(/^[0-9a-f]{64}$/);
    expect(frozen.submitted).to.include({ by: people.leader.id, position: 'Líder de calidad educativa' });
    expect(await refusalOf(write(code, 1, 'otra cosa', people.leader))).to.equal(
      'documents.refusal.not_a_draft',
    );
    expect(await refusalOf(submit(code, 1, people.leader))).to.equal('documents.refusal.not_a_draft');
    expect(await lockedByOther(String(frozen._id), people.quality)).to.equal(null);
  });

  it('lets its author, and nobody else, take a submission back until it is issued', async () => {
    const code = await aDraft(people.leader);
    await bring(code, 'approved', people);
    expect(await refusalOf(takeBack(code, 1, { reason: 'x' }, people.quality))).to.equal(
      'documents.refusal.only_author_takes_back',
    );
    await takeBack(code, 1, { reason: 'Falta una actividad' }, people.leader);
    expect(await versionOf(code)).to.include({ state: 'draft', sha256: null, approvedAt: null });
    await bring(code, 'in_force', people);
    expect(await refusalOf(takeBack(code, 1, { reason: 'x' }, people.leader))).to.equal(
      'documents.refusal.state_in_force',
    );
  });

  it('G1b: a new version begins from the one in force, with a reason, one at a time', async () => {
    const code = await aDraft(people.leader, { label: '009' });
    expect(await refusalOf(startVersion(code, { reason: 'x' }, people.leader))).to.equal(
      'documents.refusal.version_on_its_way',
    );
    await bring(code, 'in_force', people);
    const attempts = await Promise.all(
      [people.leader, people.quality].map((user) =>
        refusalOf(startVersion(code, { reason: 'Nueva norma' }, user)),
      ),
    );
    expect(attempts.filter((said) => said === '')).to.have.length(1);
    const next = await versionOf(code, 2);
    expect(next).to.include({ state: 'draft', label: '010', reason: 'Nueva norma' });
    expect(next.content).to.deep.equal((await versionOf(code, 1)).content);
    expect((await documentOf(code)).current).to.include({ number: 1, state: 'in_force' });
  });

  it('keeps a discarded draft readable and its number used', async () => {
    const code = await aDraft(people.leader);
    await discardDraft(code, 1, { reason: 'Se duplicó' }, people.leader);
    expect((await documentOf(code)).working).to.equal(null);
    expect((await versionOf(code)).state).to.equal('discarded');
    expect(await startVersion(code, { reason: 'Se retoma' }, people.leader)).to.equal(2);
    await bring(code, 'in_review', people, 2);
    expect(await refusalOf(discardDraft(code, 2, { reason: 'x' }, people.leader))).to.equal(
      'documents.refusal.not_a_draft',
    );
  });

  it('stores nothing of an act that a rule refused half way', async () => {
    const type = await typeNamed('IN');
    const wrong = {
      code: 'NADA-1',
      title: 'Nada',
      type,
      process: null,
      owner: null,
      formOf: { procedure: '0'.repeat(24), recordKind: 'x' },
    };
    const input = { ...wrong, content: { kind: 'text' as const, markdown: TEXT }, label: '1', reason: 'x' };
    expect(await refusalOf(createDocument(input, people.leader))).to.equal('documents.form.form_of');
    expect(
      await refusalOf(
        documentOf('NADA-1').catch(() => Promise.reject(Object.assign(new Error(), { key: 'none' }))),
      ),
    ).to.equal('none');
  });

  it('asks for a favourable decision again after a draft was taken back', async () => {
    const code = await aDraft(people.leader);
    await submit(code, 1, people.leader);
    await approve(code, 1, await signed(code), people.quality);
    await takeBack(code, 1, { reason: 'Se corrige' }, people.leader);
    await submit(code, 1, people.leader);
    expect(await refusalOf(approve(code, 1, await signed(code), people.committee))).to.equal(
      'documents.refusal.not_your_step',
    );
    await approve(code, 1, await signed(code), people.quality);
    expect((await versionOf(code)).state).to.equal('in_approval');
  });

  let macroprocess: Promise<string> | undefined;
  async function macro(): Promise<string> {
    return (macroprocess ??= createProcess(
      { code: 'D', name: 'Calidad', parent: null, kind: 'mission', leader: null },
      SETUP,
    ));
  }
});
