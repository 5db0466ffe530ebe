// The cut-off of an engagement over audits, findings, nonconformities and actions: what is read later is what was there on that day (L3).
import { expect } from 'chai';
import { actionKind, nonconformityKind } from '../../server/actions/kinds.ts';
import { annul, close } from '../../server/actions/closing.ts';
import { complete } from '../../server/actions/executing.ts';
import { openByClause } from '../../server/actions/queries/by-clause.ts';
import { board } from '../../server/actions/queries/figures.ts';
import { everyRecord, listActions, listRecords } from '../../server/actions/queries/listing.ts';
import { actionsFor, loadAction, loadRecord } from '../../server/actions/queries/loading.ts';
import { recordResult } from '../../server/actions/treating.ts';
import { verify } from '../../server/actions/verifying.ts';
import { answerFinding } from '../../server/audits/answering.ts';
import { closeAudit, reportFacts, reportHash } from '../../server/audits/closing.ts';
import { openFollowUp } from '../../server/audits/following.ts';
import { auditKind, findingKind } from '../../server/audits/kinds.ts';
import { createAudit } from '../../server/audits/planning.ts';
import { openFindings } from '../../server/audits/queries/by-clause.ts';
import { listAudits, listFindings } from '../../server/audits/queries/listing.ts';
import { loadAudit, loadFinding } from '../../server/audits/queries/loading.ts';
import { Finding } from '../../server/audits/finding.ts';
import { findingsOf, followUpsOf, progressOf, sectionsOf } from '../../server/audits/queries/reading.ts';
import { recordFinding } from '../../server/audits/recording.ts';
import { closeEngagement, openEngagement } from '../../server/evidence/room/engaging.ts';
import { EngagementModel } from '../../server/evidence/room/engagement.ts';
import { orphansOf } from '../../server/evidence/trace/orphans.ts';
import { requiredLinks } from '../../server/platform/links/required.ts';
import { matrixOf } from '../../server/evidence/matrix/weighing.ts';
import { closeFor } from '../../server/platform/access/engagement.ts';
import { act } from '../../server/platform/audit/act.ts';
import type { User } from '../../server/platform/access/roles.ts';
import { addDays, setClock, today, type Day } from '../../server/platform/clock.ts';
import { actionsOf, aNonconformity, bring, evidence, onDay } from '../actions/cast.ts';
import { anAudit, auditOf, findingOf, linesOf, makeAuditOffice, mark, planFor, signNow, type Office } from '../audits/cast.ts'; // prettier-ignore
import { ensureDefaultTypes } from '../../server/documents/index.ts';
import { documentKind } from '../../server/documents/kinds.ts';
import { governClause, leaveClause } from '../../server/documents/governing.ts';
import { governingOf } from '../../server/requirements/index.ts';
import { aDraft, bring as bringDocument } from '../documents/cast.ts';
import { agentFor } from '../support/app.ts';
import { textOf } from '../support/pages.ts';
import { PASSWORD, SETUP } from '../support/people.ts';

const FIRST = '2026-03-02';
const ANY = { state: null, process: null, responsible: null, overdue: false, sort: '', page: 1 };

describe('evidence: audits and the improvement loop as of the cut-off', function () {
  this.timeout(120_000);
  let office: Office;
  let audit = '';
  let finding = '';
  let treatment = '';
  let other = '';
  let governed = '';
  /** What a certifier read at the end of each day, while it was that day. */
  const then = new Map<Day, unknown>();

  before(async () => {
    onDay(FIRST);
    office = await makeAuditOffice();
    const { people } = office;
    const day = async (after: number, work: () => Promise<unknown>): Promise<void> => {
      onDay(addDays(FIRST, after));
      await work();
      then.set(today(), await readBy(certifierOf(today())));
    };
    await day(1, async () => (audit = await anAudit(office, 'planned', { from: addDays(FIRST, 1), until: addDays(FIRST, 6) })));
    await day(2, async () => {
      other = await aNonconformity(people, { clause: 'T63' });
      await governClause(await procedure(), 'T63', people.quality);
    });
    await day(3, () => begin(audit));
    await day(4, () => mark(audit, lines[0]!, 'conforming', people.auditor));
    await day(5, async () => {
      await mark(audit, lines[1]!, 'nonconforming', people.auditor);
      await mark(audit, lines[2]!, 'not_applicable', people.auditor);
      await recordFinding(audit, { grade: 'minor', process: office.process, clause: 'T63', requirement: '', statement: 'Dos visitas sin acta', evidence: 'Carpeta', line: String(lines[1]!._id) }, people.auditor);
    });
    await day(6, async () => {
      await signNow(audit, people.auditor);
      finding = `${audit}-H01`;
      treatment = (await findingOf(finding)).nonconformity?.code ?? '';
    });
    await day(7, () => bring(treatment, 'analysing', people));
    await day(8, () => bring(treatment, 'acting', people));
    await day(9, () => answerFinding(audit, 1, { accepts: true, text: 'De acuerdo', correction: 'Se firmaron' }, people.leader));
    await day(10, async () => {
      const record = await auditOf(audit);
      await closeAudit(audit, { conclusion: 'Conforme salvo lo dicho', sha256: reportHash(record, await findingsOf(record._id)), password: PASSWORD }, people.auditor);
    });
    await day(11, () => openFollowUp(audit, { title: 'Seguimiento', objective: 'Verificar', method: 'on_site', remote: '', from: today(), until: today() }, people.quality));
    await day(12, async () => {
      await annul(other, { reason: 'Se registró por error' }, people.quality);
      await leaveClause(governed, 'T63', people.quality);
    });
    await day(13, () => createAudit(planFor(office, { agenda: [], title: 'Posterior', from: addDays(FIRST, 2), until: addDays(FIRST, 3) }), people.quality));
    await day(14, async () => {
      const [{ code } = { code: '' }] = await actionsOf(treatment);
      await complete(code, { on: today(), text: 'Acordado', evidence: await evidence() }, people.leader);
      await recordResult(treatment, { text: 'Se acordó' }, people.leader);
    });
    await day(60, () => verify(treatment, { effective: true, findings: 'Se cumplió', evidence: [] }, people.auditor));
    await day(61, () => close(treatment, { note: '' }, people.quality));
    await day(62, settle);
    onDay(addDays(FIRST, 100));
  }); // prettier-ignore
  after(() => setClock(null));

  it('L3: with a cut-off on any day, lists, pages, links and counts are those of that day', async () => {
    const kinds = new Set<string>();
    for (const [day, read] of then) {
      const later = await readBy(certifierOf(day));
      expect(later, `as of ${day}`).to.deep.equal(read);
      kinds.add(JSON.stringify(read));
    }
    expect(kinds.size, 'each day something else was seen').to.equal(then.size);
  });

  it('L3: what was begun after the cut-off does not exist, even under a date of before', async () => {
    const user = certifierOf(addDays(FIRST, 12));
    const titles = (await listAudits({ ...ANY, year: null, origin: null }, user)).rows.map(
      (row) => row.title,
    );
    expect(titles).to.have.members(['Auditoría a los PMI', 'Seguimiento']);
  });

  it('L3: a document found by its code or words has the state of that day', async () => {
    onDay(addDays(FIRST, 20));
    const code = await aDraft(office.people.leader, { code: 'PR-NUEVO' });
    onDay(addDays(FIRST, 22));
    await bringDocument(code, 'in_force', office.people);
    onDay(addDays(FIRST, 100));
    for (const [after, state] of [[21, 'new'], [22, 'in_force']] as const) {
      const user = certifierOf(addDays(FIRST, after));
      const found = [await documentKind.byCode(code, user), ...(await documentKind.find(code, user, 5))];
      expect(found.map((one) => one?.state?.key), String(after)).to.deep.equal(Array(2).fill(`documents.state.${state}`));
    }
  }); // prettier-ignore

  it('L3: the pages and the matrix of a certifying body say the state of that day', async () => {
    const day = addDays(FIRST, 8);
    await engageUntil(day);
    const agent = await agentFor(office.people.certifier, { fresh: true });
    const page = textOf((await agent.get(`/auditorias/${audit}`).expect(200)).text);
    expect(page).to.include('Hallazgos firmados').and.not.include('Conforme salvo lo dicho');
    const list = textOf((await agent.get('/auditorias?estado=signed').expect(200)).text);
    expect(list).to.include(audit);
    expect(textOf((await agent.get('/auditorias?estado=closed').expect(200)).text)).not.to.include(audit);
    const found = textOf((await agent.get(`/auditorias/${audit}/hallazgos/1`).expect(200)).text);
    expect(found).not.to.include('Se firmaron');
    const record = textOf((await agent.get(`/no-conformidades/${treatment}`).expect(200)).text);
    expect(record).to.include('En ejecución').and.not.include('Se cumplió');
    expect(textOf((await agent.get(`/auditorias/${audit}/historial`).expect(200)).text)).not.to.include('Cerró');
    await agent.get('/no-conformidades/analisis').expect(403);
    const row = (await matrixOf({ set: null, process: null, period: '' }, certifierOf(day))).find((one) => one.clause.id === 'T63');
    expect([row?.findings, row?.nonconformities]).to.deep.equal([1, 2]);
    const cells = textOf((await agent.get('/matriz/T63').expect(200)).text);
    expect(cells).to.include(finding).and.include(treatment).and.include(other).and.include(governed);
  }); // prettier-ignore

  it('L3: the page of a clause names the findings that were open at the cut-off, and no others', async () => {
    for (const [after, open] of [[5, false], [6, true], [62, false]] as const) {
      await engageUntil(addDays(FIRST, after));
      const agent = await agentFor(office.people.certifier, { fresh: true });
      const cells = textOf((await agent.get('/matriz/T63').expect(200)).text);
      expect(cells.includes(finding), String(after)).to.equal(open);
    }
  }); // prettier-ignore

  /** As a follow-up that finds it settled leaves the finding. */
  async function settle(): Promise<void> {
    await act('audits.sign', SETUP, async () => {
      const found = await Finding.findOne({ code: finding });
      found?.set({ open: false });
      await found?.save();
    });
  }

  /** A certifier of an engagement that shows everything of the year up to a day. */
  function certifierOf(cutOff: Day): User {
    const engagement = { id: '', code: '', sets: null, processes: null, from: '2026-01-01', until: '2026-12-31', cutOff }; // prettier-ignore
    return { ...office.people.certifier, engagement };
  }

  /** A document in force. Returns its code. */
  async function procedure(): Promise<string> {
    await ensureDefaultTypes();
    governed = await aDraft(office.people.leader);
    await bringDocument(governed, 'in_force', office.people);
    return governed;
  }

  let lines: Awaited<ReturnType<typeof linesOf>> = [];
  async function begin(code: string): Promise<void> {
    const { acceptPlan, proposePlan, startAudit } = await import('../../server/audits/accepting.ts');
    const { planHash } = await import('../../server/audits/audit.ts');
    const { compose } = await import('../../server/audits/composing.ts');
    const { people } = office;
    await proposePlan(code, people.quality);
    await acceptPlan(code, { sha256: planHash(await auditOf(code)), note: '' }, people.leader);
    await startAudit(code, people.auditor);
    await compose(code, { clauses: [], activities: [], template: null, section: 'Apoyo', own: ['¿Hay plan?', '¿Se califican?', '¿Se verifican?'] }, 'es', people.auditor); // prettier-ignore
    lines = await linesOf(code);
  }

  async function engageUntil(cutOff: Day): Promise<void> {
    const open = await EngagementModel.findOne({ closed: null }).lean();
    if (open) await closeEngagement(open.code, 'Cambia de alcance', SETUP);
    await openEngagement(
      { body: 'Certificadora', purpose: 'Etapa 2', accounts: [office.people.certifier.id], sets: null, processes: null, from: '2026-01-01', until: '2026-12-31', cutOff, expires: addDays(today(), 30) },
      SETUP,
    );
  } // prettier-ignore

  /** Everything that a certifier reads of both slices, as data. */
  async function readBy(user: User): Promise<unknown> {
    const before = closeFor(user);
    const seen = await loadAudit({ code: audit }, user).catch(() => null);
    const of = seen?.audit._id;
    const read = {
      audit: seen?.audit ?? null,
      audits: (await listAudits({ ...ANY, year: null, origin: null }, user)).rows.map(({ code, state }) => ({ code, state })),
      going: (await listAudits({ ...ANY, state: 'in_progress', year: null, origin: null }, user)).total,
      findings: of ? await findingsOf(of, before) : [],
      finding: await loadFinding({ code: audit, number: '1' }, user).then((one) => one.finding, () => null),
      listed: (await listFindings({ grade: null, process: null, open: true, page: 1 }, user)).rows.map(({ code, answer }) => ({ code, answer })),
      sections: of ? await sectionsOf(of, before) : [],
      progress: of ? await progressOf(of, before) : null,
      followUps: of ? (await followUpsOf(of, before)).map(({ code, state }) => ({ code, state })) : [],
      report: seen ? await factsOf(seen.audit, before) : null,
      records: (await listRecords({ ...ANY, nature: null, grade: null, source: null }, user)).rows.map(({ code, state, nextDue }) => ({ code, state, nextDue })),
      exported: (await Array.fromAsync(everyRecord({ ...ANY, state: 'open', nature: null, grade: null, source: null }, user))).map(({ code, cycles }) => ({ code, cycles })),
      late: (await listRecords({ ...ANY, overdue: true, nature: null, grade: null, source: null }, user)).total,
      board: (await board(user)).map(({ state, total }) => ({ state, total })),
      treatment: await loadRecord({ code: treatment }, user).catch(() => null),
      actions: (await listActions({ ...ANY, kind: null }, user)).rows.map(({ code, state, due }) => ({ code, state, due })),
      shown: await Promise.all([auditKind, findingKind, nonconformityKind].map(async (kind) => kind.byCode({ audit, finding, nonconformity: treatment }[kind.name] || 'NADA', user))),
      governing: (await governingOf('T63', user)).map(({ document, version, by }) => ({ code: document.code, state: document.state, version, by })),
      governed: (await matrixOf({ set: 'technical-specification', process: null, period: '' }, user)).find(({ clause }) => clause.id === 'T63')?.documents,
      ungoverned: (await orphansOf(requiredLinks().find(({ kind, meaning }) => kind === 'clause' && meaning === 'governs')!, 1, user)).total,
      openFindings: (await openFindings(null, before)).length,
      openRecords: (await openByClause(null, before)).length,
    };
    return plain({ ...read, done: await actionsSeen(read.treatment, user) });
  } // prettier-ignore

  async function factsOf(of: Parameters<typeof reportFacts>[0], before: Date | null): Promise<unknown> {
    const { findings, samples, followed, treatments } = await reportFacts(of, before);
    return { findings: findings.length, samples: samples.length, followed: followed.length, treatments: [...treatments.values()] }; // prettier-ignore
  }

  async function actionsSeen(
    record: Awaited<ReturnType<typeof loadRecord>> | null,
    user: User,
  ): Promise<unknown> {
    const own = record ? await actionsFor(record, user) : [];
    const pages = await Promise.all(own.map(async ({ code }) => (await loadAction({ code }, user)).action));
    const shown = await actionKind.show(own.map(({ _id }) => String(_id)), user); // prettier-ignore
    return { own, pages, shown };
  }
});

/** As it would be written down: without what the storage counts for itself. */
function plain(value: unknown): unknown {
  return JSON.parse(
    JSON.stringify(value, (key, one: unknown) => (key === '__v' ? undefined : one)),
  ) as unknown;
}
