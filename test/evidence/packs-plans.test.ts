// Packs of plans of improvement: what is linked with the plan, and with each of its items in their order (L4, G8).
import { expect } from 'chai';
import { PDFDocument } from 'pdf-lib';
import { EXAMPLE_SCHOOLS, registerEstablishment } from '../../server/establishments/index.ts';
import { addItem, beginPlan, enablePlan } from '../../server/pam/index.ts';
import { setWithdrawn } from '../../server/pam/planning.ts';
import { addPmiItem, beginPmi } from '../../server/pmi/index.ts';
import { act } from '../../server/platform/audit/act.ts';
import { addDays, setClock, today } from '../../server/platform/clock.ts';
import { fileStore } from '../../server/platform/files/index.ts';
import { openZip } from '../../server/platform/files/zips.ts';
import { recordByCode } from '../../server/platform/links/kinds.ts';
import { link, type Meaning } from '../../server/platform/links/links.ts';
import { bookmarksOf } from '../../server/platform/pdf/bookmarks.ts';
import { itemsAt } from '../../server/pam/plans/queries.ts';
import { pmiRegister } from '../../server/pmi/register.ts';
import { aDraft, bring, makeOffice } from '../documents/cast.ts';
import { ensureStartingTable } from '../../server/records/tabling.ts';
import { aRecord } from '../records/cast.ts';
import { agentFor, type Agent } from '../support/app.ts';
import { SETUP, type People } from '../support/people.ts';
import { builtPack, pdfPages } from './building.ts';
import { checkPack, type Manifest } from './checker.ts';

describe('evidence: packs of plans', function () {
  this.timeout(60_000);
  let people: People;
  let quality: Agent;
  const records: string[] = [];

  before(async () => {
    people = await makeOffice();
    quality = await agentFor(people.quality);
    await ensureStartingTable(SETUP);
    await aDraft(people.leader, { code: 'PR-PLAN' });
    await bring('PR-PLAN', 'in_force', people);
    for (const title of ['Acta del plan', 'Visita de la meta', 'Visita a dos renglones', 'De lo retirado'])
      records.push(await aRecord(people.leader, { title }));
  });
  after(() => setClock(null));

  it('L4: the pack of a PAM takes what is linked with its items, item by item', async () => {
    const [ofPlan = '', ofGoal = '', ofTwo = '', ofWithdrawn = ''] = records;
    await aPam('PAM-2026', 11);
    await setWithdrawn('PAM-2026.03', true, people.leader);
    await enablePlan('PAM-2026', { acta: 'Acta 1', day: today() }, people.committee);
    await tied(ofPlan, 'evidences', 'PAM-2026');
    await tied(ofGoal, 'evidences', 'PAM-2026.01');
    await tied('PR-PLAN', 'governs', 'PAM-2026.02');
    for (const item of ['02', '11']) await tied(ofTwo, 'evidences', `PAM-2026.${item}`);
    await tied(ofWithdrawn, 'evidences', 'PAM-2026.03');

    const { manifest, archive } = await packOf('PAM-2026');
    expect(chaptersOf(manifest)).to.deep.equal([
      ['PAM-2026', null, 'PAM-2026', ofPlan],
      ['PAM-2026.01', 'PAM-2026', ofGoal],
      ['PAM-2026.02', 'PAM-2026', 'PR-PLAN', ofTwo],
      ...[4, 5, 6, 7, 8, 9, 10].map((n) => [`PAM-2026.${String(n).padStart(2, '0')}`, 'PAM-2026']),
      ['PAM-2026.11', 'PAM-2026', ofTwo],
    ]);
    expect(manifest.evidence.map(({ code }) => code)).to.have.members(['PAM-2026', ofPlan, ofGoal, 'PR-PLAN', ofTwo]);
    for (const { code } of manifest.evidence.slice(1))
      expect(archive.names.some((name) => name.startsWith(`evidencia/${code}/`)), code).to.equal(true);
    const plan = manifest.evidence[0]?.subject;
    expect(manifest.trail.chains.find(({ subject }) => subject === plan)?.entries.length).to.be.greaterThan(11);

    const bytes = archive.read('index.pdf');
    const pages = (await pdfPages(bytes)).map((page) => page.replace(/\s+/g, ' '));
    const contents = pages.find((page) => page.includes('Contenido')) ?? '';
    for (const part of ['Vínculos y evidencia', 'PAM-2026.01 · Meta 1', 'PAM-2026.11 · Meta 11']) expect(contents).to.include(part);
    expect(contents.indexOf('PAM-2026.02')).to.be.lessThan(contents.indexOf('PAM-2026.10'));
    expect(pages.join(' ')).to.include('Visita a dos renglones').and.not.include('De lo retirado').and.not.include('Meta 3 ');
    const marks = bookmarksOf(await PDFDocument.load(bytes));
    const levelOf = (start: string) => marks.find(({ title }) => title.startsWith(start))?.level ?? 0;
    expect(levelOf('PAM-2026.01')).to.equal(levelOf('PAM-2026 ·') + 1);
  }); // prettier-ignore

  it('L4: the pack of a PMI does so too; an item added to a draft after the cut-off stays behind', async () => {
    const { dane, name } = EXAMPLE_SCHOOLS[0]!;
    await registerEstablishment({ dane, name, main: null, sector: 'official', zone: 'urban' }, SETUP);
    const earlier = new Date(Date.now() - 3 * 86_400_000);
    setClock(() => earlier);
    const code = await beginPmi({ dane, title: 'Plan', from: 2026, until: 2027 }, people.leader);
    setClock(null);
    await addPmiItem(code, { kind: 'goal', text: 'Leer mejor' }, people.leader);
    await tied(records[1] ?? '', 'evidences', `${code}.01`);
    const { manifest } = await packOf(code);
    expect(chaptersOf(manifest)).to.deep.equal([
      [code, null, code],
      [`${code}.01`, code, records[1]],
    ]);
    const before = await packOf(code, addDays(today(), -1));
    expect(chaptersOf(before.manifest)).to.deep.equal([[code, null, code]]);
    const { id } = (await recordByCode(code, people.quality))!;
    expect(await itemsAt(pmiRegister, id, addDays(today(), -1))).to.deep.equal([]);
    expect(await itemsAt(pmiRegister, id, today())).to.have.length(1);
  });

  it('L4: an item that is evidence by itself is proven by the chain of its plan', async () => {
    await aPam('PAM-2030', 1);
    await tied('PR-PLAN', 'governs', 'PAM-2030.01');
    const { manifest } = await packOf('PR-PLAN');
    const item = manifest.evidence.find(({ code }) => code === 'PAM-2030.01');
    const { id } = (await recordByCode('PAM-2030', people.quality))!;
    expect(item?.subject).to.equal(`pam:${id}`);
    expect(manifest.trail.chains.map(({ subject }) => subject)).to.include(`pam:${id}`);
  });

  async function aPam(code: string, goals: number): Promise<void> {
    await beginPlan({ code, title: 'Plan de apoyo', entity: 'Secretaría', from: 2026, until: 2029 }, people.leader); // prettier-ignore
    for (let n = 1; n <= goals; n += 1) await addItem(code, { kind: 'goal', text: `Meta ${n}` }, people.leader); // prettier-ignore
  }

  async function tied(from: string, meaning: Meaning, to: string): Promise<void> {
    const [one, other] = await Promise.all([from, to].map((code) => recordByCode(code, people.quality)));
    await act('tests.link', SETUP, () => link(one!, meaning, other!));
  }

  async function packOf(record: string, cutOff = today()): Promise<{ manifest: Manifest; archive: ReturnType<typeof openZip> }> {
    const { result, failure } = await builtPack(quality, { sort: 'record', record, cutOff });
    expect(failure).to.equal(null);
    const zip = await fileStore().read(result?.sha256 ?? '');
    const { faults, manifest } = await checkPack(zip);
    expect(faults).to.deep.equal([]);
    return { manifest: manifest!, archive: openZip(zip) };
  } // prettier-ignore
});

/** Each chapter: its code, the one that it is within, and the codes of its evidence by the alphabet. */
function chaptersOf({ chapters, evidence }: Manifest): (string | null | undefined)[][] {
  const codes = new Map(evidence.map(({ key, code }) => [key, code]));
  return chapters.map(({ code, within, evidence: rows }) => [
    code,
    within,
    ...rows.map(({ key }) => codes.get(key)).sort(),
  ]);
}
