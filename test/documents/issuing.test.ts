// Issue, effect, withdrawal and review: dates, one version in force, and what happens by itself at midnight (G1a, G1b, G1c, G1g).
import { expect } from 'chai';
import { callBack, issue, takeEffect } from '../../server/documents/issuing.ts';
import { Copy } from '../../server/documents/copy.ts';
import { makeCopy } from '../../server/documents/copying.ts';
import { startVersion } from '../../server/documents/drafting.ts';
import { jobs } from '../../server/documents/jobs.ts';
import { documentFaults } from '../../server/documents/proving.ts';
import { listAsOf, listDocuments, type ListFilter } from '../../server/documents/queries/listing.ts';
import { Review } from '../../server/documents/review.ts';
import { openExternalReview, reviewWithoutChange } from '../../server/documents/reviewing.ts';
import { documentForChange } from '../../server/documents/changing.ts';
import { Version } from '../../server/documents/version.ts';
import { approveWithdrawal, dropWithdrawal, proposeWithdrawal } from '../../server/documents/withdrawing.ts';
import { act } from '../../server/platform/audit/act.ts';
import { historyOf } from '../../server/platform/audit/history.ts';
import { addDays, addMonths, setClock, startOf, today, type Day } from '../../server/platform/clock.ts';
import { nativeCollection } from '../../server/platform/db/connection.ts';
import { catchUp } from '../../server/platform/jobs/jobs.ts';
import { sayFault } from '../../server/platform/integrity/saying.ts';
import { PASSWORD, SETUP, type People } from '../support/people.ts';
import { aDraft, bring, documentOf, makeOffice, signed, TEXT, versionOf, write } from './cast.ts';
import { refusalOf } from '../support/refusal.ts';

const NO_FILTER: ListFilter = {
  words: '',
  type: null,
  process: null,
  owner: null,
  clause: '',
  state: null,
  overdue: false,
  sort: '',
  page: 1,
};

describe('documents: issue, effect, withdrawal, review', () => {
  let people: People;
  before(async () => {
    people = await makeOffice();
  });

  it('G1a: a version cannot be issued before it is approved', async () => {
    const code = await aDraft(people.leader);
    const input = { effective: today(), sha256: '0'.repeat(64) };
    expect(await refusalOf(issue(code, 1, input, people.quality))).to.equal('documents.refusal.state_draft');
    await bring(code, 'in_approval', people);
    expect(await refusalOf(issue(code, 1, { ...input, ...(await hashOf(code)) }, people.quality))).to.equal(
      'documents.refusal.state_in_approval',
    );
    expect((await documentOf(code)).state).to.equal('new');
  });

  it('G1a: what is issued is what was approved, not before its approval, and the hash is the one shown', async () => {
    const code = await aDraft(people.leader);
    await bring(code, 'approved', people);
    const { sha256 } = await hashOf(code);
    expect(
      await refusalOf(issue(code, 1, { effective: addDays(today(), -1), sha256 }, people.quality)),
    ).to.equal('documents.form.effective_before_approval');
    expect(
      await refusalOf(issue(code, 1, { effective: today(), sha256: '1'.repeat(64) }, people.quality)),
    ).to.equal('documents.refusal.snapshot');
    await tamper(code, 1, { 'content.markdown': 'otra cosa' });
    expect(await refusalOf(issue(code, 1, { effective: today(), sha256 }, people.quality))).to.equal(
      'documents.refusal.snapshot',
    );
    expect((await versionOf(code)).state).to.equal('approved');
    await tamper(code, 1, { 'content.markdown': TEXT });
  });

  it('G1c: an issue for today takes effect at once and is what everybody finds', async () => {
    const code = await aDraft(people.leader, { title: 'Instructivo de convivencia' });
    expect((await listDocuments({ ...NO_FILTER, words: 'convivencia' }, people.reader)).total).to.equal(0);
    await bring(code, 'in_force', people);
    expect(await documentOf(code)).to.include({
      state: 'in_force',
      working: null,
      nextReview: addMonths(today(), 24),
    });
    const found = await listDocuments({ ...NO_FILTER, words: 'convivencia' }, people.reader);
    expect(found.rows.map((row) => [row.code, row.shown?.label])).to.deep.equal([[code, '1']]);
  });

  it('G1g: at its date a version takes effect and the one before turns obsolete, in one act, once', async () => {
    const code = await aDraft(people.leader);
    await bring(code, 'in_force', people);
    await makeCopy(code, { holder: 'Rectoría', place: 'Cartelera' }, people.quality);
    const tomorrow = addDays(today(), 1);
    await nextVersion(code, tomorrow);
    expect((await versionOf(code, 2)).state).to.equal('issued');
    await runJobs();
    expect((await versionOf(code, 1)).state).to.equal('in_force');

    setClock(() => startOf(tomorrow));
    const seen = await listDocuments({ ...NO_FILTER, words: code }, people.reader);
    expect(
      seen.rows.find((row) => row.code === code)?.shown?.number,
      'readers go by the date, whether or not the job ran',
    ).to.equal(2);
    await runJobs();
    await runJobs();
    expect(await versionOf(code, 1)).to.include({
      state: 'obsolete',
      obsoleteFrom: tomorrow,
      supersededBy: String((await versionOf(code, 2))._id),
    });
    expect(await versionOf(code, 2)).to.include({ state: 'in_force', effective: tomorrow });
    expect((await documentOf(code)).current).to.include({ number: 2, state: 'in_force' });
    const copy = await Copy.findOne({ document: (await documentOf(code))._id }).lean();
    expect(copy?.recallSince, 'the copy on paper is asked for').to.be.an.instanceOf(Date);
    const acts = await historyOf(`document:${String((await documentOf(code))._id)}`);
    expect(acts.filter((one) => one.act === 'documents.take_effect').map((one) => one.actor)).to.deep.equal([
      { kind: 'system', job: 'documents.take_effect' },
    ]);
  });

  it('G1c: what was in force on a past day is answered from the versions', async () => {
    const code = await aDraft(people.leader);
    await bring(code, 'in_force', people);
    const later = addDays(today(), 40);
    const first = today();
    await nextVersion(code, later);
    setClock(() => startOf(addDays(later, 3)));
    await runJobs();
    const on = async (day: Day) =>
      (await listAsOf({ ...NO_FILTER, words: code }, day, people.quality)).rows.find(
        (row) => row.code === code,
      )?.shown?.number;
    expect(await on(addDays(first, -1))).to.equal(undefined);
    expect(await on(first)).to.equal(1);
    expect(await on(addDays(later, -1))).to.equal(1);
    expect(await on(later)).to.equal(2);
  });

  it('G1g: the database itself refuses a second version in force', async () => {
    const code = await aDraft(people.leader);
    await bring(code, 'in_force', people);
    const { _id, ...rest } = await versionOf(code);
    const twin = new Version({ ...rest, number: 7, token: 'ANOTHERTOKEN77' });
    const saving = act('documents.test', SETUP, async () => void (await twin.save()));
    expect(
      await saving.then(
        () => 'stored',
        (error: { code?: number }) => error.code,
      ),
    ).to.equal(11000);
    expect(String(_id)).to.have.length(24);
  });

  it('calls an issue back before its date, and not after', async () => {
    const code = await aDraft(people.leader);
    await bring(code, 'approved', people);
    await issue(code, 1, { effective: addDays(today(), 9), ...(await hashOf(code)) }, people.quality);
    await callBack(code, 1, { reason: 'La fecha no era' }, people.quality);
    expect(await versionOf(code)).to.include({ state: 'approved', effective: null, issued: null });
    await issue(code, 1, { effective: today(), ...(await hashOf(code)) }, people.quality);
    expect(await refusalOf(callBack(code, 1, { reason: 'x' }, people.quality))).to.equal(
      'documents.refusal.state_in_force',
    );
    await takeEffect(String((await versionOf(code))._id), SETUP);
    expect((await versionOf(code)).state).to.equal('in_force');
  });

  it('G1g: a withdrawal is proposed by one person and approved by another, and takes its copies with it', async () => {
    const code = await aDraft(people.leader);
    expect(await refusalOf(proposeWithdrawal(code, { reason: 'x', from: today() }, people.leader))).to.equal(
      'documents.refusal.none_in_force',
    );
    await bring(code, 'in_force', people);
    await makeCopy(code, { holder: 'Archivo', place: '' }, people.quality);
    expect(
      await refusalOf(proposeWithdrawal(code, { reason: 'x', from: addDays(today(), -1) }, people.leader)),
    ).to.equal('documents.form.from_past');
    const from = addDays(today(), 2);
    await proposeWithdrawal(code, { reason: 'El proceso ya no existe', from }, people.quality);
    expect(await refusalOf(startVersion(code, { reason: 'x' }, people.leader))).to.equal(
      'documents.refusal.withdrawn',
    );
    const { sha256 } = await hashOf(code);
    expect(await refusalOf(approveWithdrawal(code, { sha256, password: PASSWORD }, people.quality))).to.equal(
      'documents.refusal.proposer_approves',
    );
    expect(
      await refusalOf(
        approveWithdrawal(code, { sha256: '2'.repeat(64), password: PASSWORD }, people.committee),
      ),
    ).to.equal('documents.refusal.changed_since_shown');
    await approveWithdrawal(code, { sha256, password: PASSWORD }, people.committee);
    expect((await documentOf(code)).state).to.equal('in_force');
    setClock(() => startOf(from));
    await runJobs();
    await runJobs();
    expect(await documentOf(code)).to.include({ state: 'withdrawn', withdrawnAt: from, nextReview: null });
    expect(await versionOf(code)).to.include({ state: 'obsolete', obsoleteFrom: from });
    expect(
      (await Copy.findOne({ document: (await documentOf(code))._id }).lean())?.recallSince,
    ).to.be.an.instanceOf(Date);
    expect(await refusalOf(startVersion(code, { reason: 'x' }, people.leader))).to.equal(
      'documents.refusal.withdrawn',
    );
  });

  it('G1g: a withdrawal that is approved after its day counts from the approval, and one that is dropped leaves the document in force', async () => {
    const code = await aDraft(people.leader);
    await bring(code, 'in_force', people);
    await proposeWithdrawal(code, { reason: 'Ya no se usa', from: today() }, people.leader);
    await dropWithdrawal(code, { reason: 'Sí se usa' }, people.committee);
    expect((await documentOf(code)).withdrawal).to.equal(null);
    await proposeWithdrawal(code, { reason: 'Ya no se usa', from: today() }, people.leader);
    const later = addDays(today(), 4);
    setClock(() => startOf(later));
    await approveWithdrawal(code, { ...(await hashOf(code)), password: PASSWORD }, people.quality);
    expect(await documentOf(code)).to.include({ state: 'withdrawn', withdrawnAt: later });
    expect(await refusalOf(dropWithdrawal(code, { reason: 'x' }, people.quality))).to.equal(
      'documents.refusal.no_withdrawal',
    );
  });

  it('G1b: a review without change closes what was open and begins the period again; a new version does too', async () => {
    const code = await aDraft(people.leader);
    expect(await refusalOf(reviewWithoutChange(code, { note: 'x' }, people.leader))).to.equal(
      'documents.refusal.none_in_force',
    );
    await bring(code, 'in_force', people);
    const external = { id: '5'.repeat(24), name: 'Guía 34', edition: '2026' };
    const open = () =>
      act('documents.test', SETUP, async () =>
        openExternalReview(await documentForChange(code), external, addDays(today(), 30)),
      );
    await open();
    await open();
    const later = addDays(today(), 200);
    setClock(() => startOf(later));
    await reviewWithoutChange(code, { note: 'Sigue siendo adecuado' }, people.leader);
    const reviews = await Review.find({ document: (await documentOf(code))._id }).lean();
    expect(reviews.map((one) => one.closed?.outcome)).to.deep.equal(['no_change']);
    expect((await documentOf(code)).nextReview).to.equal(addMonths(later, 24));

    await act('documents.test', SETUP, async () =>
      openExternalReview(await documentForChange(code), { ...external, edition: '2027' }, later),
    );
    await startVersion(code, { reason: 'Nueva guía' }, people.leader);
    expect(await refusalOf(reviewWithoutChange(code, { note: 'x' }, people.leader))).to.equal(
      'documents.refusal.version_on_its_way',
    );
    await bring(code, 'in_force', people, 2);
    const closed = await Review.find({ document: (await documentOf(code))._id, closed: { $ne: null } })
      .sort({ openedAt: 1 })
      .lean();
    expect(closed.map((one) => one.closed?.outcome)).to.deep.equal(['no_change', 'new_version']);
  });

  it('proves every state from its decisions, and names what was changed behind its back', async () => {
    const faultsNow = async (language: 'es' | 'en' = 'en') =>
      Array.fromAsync(documentFaults(), (fault) => `${fault.subject}: ${sayFault(fault, language)}`);
    expect(await faultsNow()).to.deep.equal([]);
    const code = await aDraft(people.leader);
    await bring(code, 'in_force', people);
    await tamper(code, 1, { 'content.markdown': 'otra cosa' });
    expect(await faultsNow()).to.deep.equal([`${code} v1: its content is not the one that was signed`]);
    const hidden = await aDraft(people.leader);
    await bring(hidden, 'approved', people);
    await tamper(hidden, 1, { decisions: [] });
    expect(await faultsNow()).to.include.members([
      `${hidden} v1: step 1 lacks decisions`,
      `${hidden} v1: step 2 lacks decisions`,
    ]);
    const forced = await aDraft(people.leader);
    await tamper(forced, 1, { state: 'in_force' });
    expect(await faultsNow()).to.include.members([
      `${forced}: its state is “Not issued” with 1 version in force`,
      `${forced} v1: it was never approved`,
    ]);
    expect(await faultsNow('es')).to.include.members([
      `${forced}: su estado es «Sin emitir» con 1 versión vigente`,
      `${forced} v1: nunca se aprobó`,
    ]);
  });

  async function nextVersion(code: string, effective: Day): Promise<void> {
    const number = await startVersion(code, { reason: 'Mejora' }, people.leader);
    await write(code, number, `## Objetivo\n\nVersión ${number}.`, people.leader);
    await bring(code, 'approved', people, number);
    await issue(code, number, { effective, ...(await hashOf(code, number)) }, people.quality);
  }
});

async function hashOf(code: string, number = 1): Promise<{ sha256: string }> {
  return { sha256: (await signed(code, number)).sha256 };
}

/** Leases of earlier tests may lie in a future that the clock came back from. */
async function runJobs(): Promise<void> {
  await nativeCollection('job_leases').deleteMany({});
  await catchUp(jobs);
}

/** Changes a version as somebody would who writes into the database by hand. */
async function tamper(code: string, number: number, set: Record<string, unknown>): Promise<void> {
  const { _id } = await versionOf(code, number);
  await nativeCollection('document_versions').updateOne({ _id }, { $set: set });
}
