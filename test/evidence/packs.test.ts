// Evidence packs: built by a job, whole, checked without us; what is damaged is named and never given out (L4).
import { expect } from 'chai';
import { rmSync, writeFileSync, readFileSync, chmodSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { PDFDocument } from 'pdf-lib';
import { Document } from '../../server/documents/document.ts';
import { startVersion } from '../../server/documents/drafting.ts';
import { packFaults } from '../../server/evidence/packs/proving.ts';
import { Pack, type PackRecord } from '../../server/evidence/packs/pack.ts';
import { packsSettled } from '../../server/evidence/packs/jobs.ts';
import { EngagementModel } from '../../server/evidence/room/engagement.ts';
import { act } from '../../server/platform/audit/act.ts';
import { entries as trailEntries } from '../../server/platform/audit/trail.ts';
import { addDays, setClock, today } from '../../server/platform/clock.ts';
import { fileStore } from '../../server/platform/files/index.ts';
import { openZip } from '../../server/platform/files/zips.ts';
import { link } from '../../server/platform/links/links.ts';
import { ensureStartingTable } from '../../server/records/tabling.ts';
import { aRecord } from '../records/cast.ts';
import { aDraft, bring, makeOffice } from '../documents/cast.ts';
import { agentFor, visitor, type Agent } from '../support/app.ts';
import { bookmarksOf } from '../../server/platform/pdf/bookmarks.ts';
import { submit, textOf } from '../support/pages.ts';
import { SETUP, type People } from '../support/people.ts';
import { builtPack, pdfPages } from './building.ts';
import { checkPack, flipped, placeOf, type Checked } from './checker.ts';

describe('evidence: packs', function () {
  this.timeout(60_000);
  let people: People;
  let quality: Agent;
  let stored: string;
  let zip: Buffer;
  let pack: PackRecord;
  let checked: Checked;

  before(async () => {
    people = await makeOffice();
    quality = await agentFor(people.quality);
    stored = (await fileStore().put(Buffer.from(await aPdf(3)))).sha256;
    const file = { kind: 'file', sha256: stored, name: 'Manual ñ.pdf', type: 'application/pdf', bytes: 1, pages: 3, text: '' } as const;
    await provenBy('PR-TEXTO', 'G1a');
    await provenBy('MA-ARCHIVO', 'G1b', file);
    await provenBy('PR-OTRO', 'G2a');
    pack = await built({ sort: 'clause', clause: 'g1' });
    expect(pack.failure, JSON.stringify(pack.failure)).to.equal(null);
    zip = await fileStore().read(pack.result?.sha256 ?? '');
    checked = await checkPack(zip);
  }); // prettier-ignore
  after(() => setClock(null));

  async function provenBy(
    code: string,
    clause: string,
    content?: Parameters<typeof aDraft>[1] extends infer C ? (C extends { content?: infer K } ? K : never) : never,
  ): Promise<void> {
    await aDraft(people.leader, { code, ...(content ? { content } : {}) });
    await bring(code, 'in_force', people);
    const { _id } = (await Document.findOne({ code }).lean())!;
    await act('documents.link', SETUP, () =>
      link({ kind: 'document', id: String(_id) }, 'governs', { kind: 'clause', id: clause }),
    );
  } // prettier-ignore

  const built = (fields: Record<string, string>): Promise<PackRecord> => builtPack(quality, fields);

  it('L4: the quality office asks for a pack of G1; its page shows how far it is until the ZIP is there', async () => {
    const refused = await submit(quality, '/evidencia/paquetes/nuevo', { sort: 'clause', clause: 'G99' }, '/evidencia/paquetes');
    expect(refused.status).to.equal(422);
    expect(textOf(refused.text)).to.include('No hay nada con el código G99');
    expect(refused.text).to.include('value="G99"');
    const answer = await submit(quality, '/evidencia/paquetes/nuevo', { sort: 'clause', clause: 'g1' }, '/evidencia/paquetes');
    const path = answer.headers.location ?? '';
    const waiting = await quality.get(path).expect(200);
    if (waiting.headers.refresh) expect(textOf(waiting.text)).to.include('se está armando');
    await packsSettled();
    const ready = await quality.get(path).expect(200);
    expect(ready.headers).not.to.have.property('refresh');
    const answered = await quality.get(`${path}/archivo`).buffer(true).parse((res, done) => {
      const chunks: Buffer[] = [];
      res.on('data', (chunk: Buffer) => chunks.push(chunk)).on('end', () => done(null, Buffer.concat(chunks)));
    });
    const taken = await checkPack(answered.body as Buffer);
    expect(taken.faults).to.deep.equal([]);
    expect(ready.text).to.include(taken.hash);
  }); // prettier-ignore

  it('L4: it holds the clauses with their evidence, the originals, and nothing of another clause', () => {
    expect(checked.faults).to.deep.equal([]);
    expect(checked.hash).to.equal(pack.result?.sha256);
    const { manifest } = checked;
    const codes = manifest?.evidence.map(({ code }) => code);
    expect(codes).to.have.members(['PR-TEXTO', 'MA-ARCHIVO']);
    expect(manifest?.chapters.map(({ code }) => code)).to.include.members(['G1', 'G1a', 'G1b', 'G1g']);
    const archive = openZip(zip);
    expect(archive.names.slice(0, 3)).to.deep.equal(['manifest.json', 'index.pdf', 'verify.html']);
    expect(archive.read('evidencia/MA-ARCHIVO/v1/Manual-n.pdf')).to.deep.equal(
      Buffer.from(readFileSync(storedAt(stored))),
    );
    expect(archive.read('evidencia/PR-TEXTO/v1/texto.md').toString()).to.include('## Objetivo');
    expect(archive.read('verify.html').toString()).not.to.match(/(?:src|href)="?http|<link|import\(/);
  });

  it('L4: index.pdf has cover, contents, chapters, signatures, and the stamped copies with bookmarks and page numbers', async () => {
    const bytes = openZip(zip).read('index.pdf');
    const pages = await pdfPages(bytes);
    const all = pages.join('\n');
    expect(pages.length).to.equal(pack.result?.pages);
    expect(pages[0]).to.include(pack.code);
    for (const words of ['Contenido', 'Requisito por requisito', 'Firmas', 'Aprobó', people.committee.name, 'MA-ARCHIVO'])
      expect(all, words).to.include(words);
    pages.forEach((page, i) => expect(page).to.include(`${pack.code} · ${i + 1} de ${pages.length}`));
    const marks = bookmarksOf(await PDFDocument.load(bytes));
    const copy = marks.find(({ title }) => title === 'MA-ARCHIVO v1');
    expect(copy?.page).to.be.greaterThan(1);
    expect(pages[copy?.page ?? 0]).to.include('página original 1');
    const listed = new RegExp(`MA-ARCHIVO[^\\n]*?\\s${(copy?.page ?? 0) + 1}\\b`);
    expect(pages.slice(0, copy?.page).join(' ').replace(/\s+/g, ' ')).to.match(listed);
  }); // prettier-ignore

  it('L4: a changed byte is named, wherever it lies', async () => {
    for (const { path } of openZip(zip).names.map((name) => ({ path: name }))) {
      const { faults } = await checkPack(flipped(zip, placeOf(zip, path) + 5));
      expect(faults.map((fault) => fault.path), path).to.include(path);
    }
    const step = Math.floor(zip.length / 60);
    for (let at = 0; at < zip.length; at += step)
      expect((await checkPack(flipped(zip, at))).faults, `byte ${at}`).not.to.deep.equal([]);
    const directory = zip.length - 22 - 10;
    expect((await checkPack(flipped(zip, directory))).faults.map(({ key }) => key)).to.satisfy((keys: string[]) => keys.length > 0);
    expect((await checkPack(zip.subarray(0, zip.length - 30))).faults[0]?.key).to.equal('no_zip');
  }); // prettier-ignore

  it('L4: an entry of the trail, a seal or a signed hash that was rewritten in the manifest is named', async () => {
    const { trailFaults } = (await import(
      join(import.meta.dirname, '../../views/evidence/verifier/proof.js')
    )) as { trailFaults: (trail: unknown) => { key: string }[] };
    interface Trail {
      chains: { subject: string; entries: { reason: string | null; hash: string; seq: number }[] }[];
      seals: { at: string }[];
    }
    const trail = (): Trail => structuredClone(checked.manifest?.trail) as unknown as Trail;
    expect(trailFaults(trail())).to.deep.equal([]);
    const changes: [string, (one: Trail) => void][] = [
      ['entry', (one) => void (one.chains[0]!.entries[0]!.reason = 'Otra razón')],
      ['entry', (one) => void one.chains.find(({ entries }) => entries.length > 1)!.entries.splice(0, 1)],
      ['leaf', (one) => void (one.chains[1]!.entries.at(-1)!.hash = 'a'.repeat(64))],
      ['seal', (one) => void (one.seals.at(-1)!.at = '2020-01-01T00:00:00.000Z')],
    ];
    for (const [key, change] of changes) {
      const changed = trail();
      change(changed);
      expect(trailFaults(changed).map((fault) => fault.key), key).to.include(key);
    }
  }); // prettier-ignore

  it('L4: its hash is in the trail and on a public page that says nothing else', async () => {
    const trail = await trailEntries().find({ subject: `pack:${String(pack._id)}` }).toArray(); // prettier-ignore
    expect(JSON.stringify(trail)).to.include(checked.hash);
    const page = await (await visitor()).get(`/paquetes/${pack.code}`).expect(200);
    const words = textOf(page.text);
    expect(words).to.include(pack.code).and.include(checked.hash);
    for (const secret of ['G1', 'PR-TEXTO', people.quality.name]) expect(words).not.to.include(secret);
    await (await visitor()).get('/paquetes/PAQ-2020-001').expect(404);
    await (await visitor()).get(`/evidencia/paquetes/${pack.code}/archivo`).expect(303);
  });

  it('L4: a certifier takes the packs handed to its own room and no other', async () => {
    const certifier = await agentFor(people.certifier);
    await certifier.get(`/evidencia/paquetes/${pack.code}`).expect(404);
    await certifier.get(`/evidencia/paquetes/${pack.code}/archivo`).expect(404);
    const { code } = (await EngagementModel.findOne().lean())!;
    const handed = await built({ sort: 'record', record: 'pr-texto', engagement: code });
    await certifier.get(`/evidencia/paquetes/${handed.code}/archivo`).expect(200);
    expect((await certifier.get(`/sala-de-lectura/${code}`)).text).to.include(handed.code);
    await (await agentFor(people.reader)).get('/evidencia/paquetes').expect(403);
  });

  it('L4: records go out with their files and stamped copies; one with personal data masked, without files, its trail as bare links', async () => {
    await ensureStartingTable(SETUP);
    const pdf = await fileStore().put(Buffer.from(await aPdf(2)));
    const acta = { sha256: pdf.sha256, name: 'Acta 7.pdf', type: 'application/pdf', size: pdf.bytes };
    const evidences = [{ kind: 'clause', id: 'G2b' }];
    const open = await aRecord(people.leader, { title: 'Acta abierta', files: [acta], evidences });
    const secret = await aRecord(people.leader, { title: 'Historia de Pepita', author: 'Pepita Suárez', personal: true, evidences });
    const { result, failure } = await built({ sort: 'clause', clause: 'G2b' });
    expect(failure).to.equal(null);
    const bytes = await fileStore().read(result?.sha256 ?? '');
    const { faults, manifest } = await checkPack(bytes);
    expect(faults).to.deep.equal([]);
    const [shown, masked] = [open, secret].map((code) => manifest?.evidence.find((one) => one.code === code));
    expect(shown?.versions.flatMap(({ files }) => files)).to.deep.equal([`evidencia/${open}/Acta-7.pdf`]);
    expect(masked).to.include({ personal: true });
    expect(masked?.versions.flatMap(({ files }) => files)).to.deep.equal([]);
    expect(JSON.stringify(manifest)).not.to.include('Pepita');
    const chain = manifest?.trail.chains.find(({ entries }) => entries.every(({ withheld }) => withheld));
    expect(chain?.subject).to.match(/^record:/);
    const text = (await pdfPages(openZip(bytes).read('index.pdf'))).join('\n');
    expect(text).to.include('página original 2').and.include('Acta abierta').and.not.include('Pepita');
  }); // prettier-ignore

  it('L4: a damaged or missing source file makes the pack fail and names it; mended, it can be tried again', async () => {
    const path = storedAt(stored);
    const whole = readFileSync(path);
    chmodSync(path, 0o600);
    writeFileSync(path, Buffer.concat([whole.subarray(0, -1), Buffer.from('x')]));
    const failed = await built({ sort: 'clause', clause: 'G1b' });
    expect(failed).to.include({ state: 'failed', result: null });
    const page = await quality.get(`/evidencia/paquetes/${failed.code}`).expect(200);
    expect(textOf(page.text)).to.include('El archivo «Manual ñ.pdf» de MA-ARCHIVO está dañado');
    expect((await quality.get('/pendientes')).text).to.include(failed.code);
    await quality.get(`/evidencia/paquetes/${failed.code}/archivo`).expect(409);
    await (await visitor()).get(`/paquetes/${failed.code}`).expect(404);
    rmSync(path);
    const missing = await built({ sort: 'clause', clause: 'G1b' });
    expect(missing.failure?.key).to.equal('evidence.pack.failure.missing');
    writeFileSync(path, whole);
    const again = await submit(quality, `/evidencia/paquetes/${failed.code}`, {}, `/evidencia/paquetes/${failed.code}/reintento`);
    expect(again.status).to.equal(303);
    await packsSettled();
    expect((await Pack.findOne({ code: failed.code }).lean())?.state).to.equal('ready');
  }); // prettier-ignore

  it('L4: a pack that lost its ZIP is not given out, and verify says so', async () => {
    expect(await Array.fromAsync(packFaults())).to.deep.equal([]);
    const path = storedAt(pack.result?.sha256 ?? '');
    const whole = readFileSync(path);
    rmSync(path);
    await quality.get(`/evidencia/paquetes/${pack.code}/archivo`).expect(409);
    expect((await Array.fromAsync(packFaults())).map(({ subject }) => subject)).to.deep.equal([pack.code]);
    writeFileSync(path, whole);
  });

  it('L4: what came after the cut-off stays behind: only the links of its chain go out', async () => {
    const later = new Date(Date.now() + 2 * 86_400_000);
    const cutOff = today();
    setClock(() => later);
    // A session does not live two days.
    quality = await agentFor(people.quality, { fresh: true });
    try {
      await startVersion('PR-TEXTO', { reason: 'Cambió la norma' }, people.leader);
      await bring('PR-TEXTO', 'in_force', people, 2);
      const { result } = await built({ sort: 'record', record: 'PR-TEXTO', cutOff });
      const { faults, manifest } = await checkPack(await fileStore().read(result?.sha256 ?? ''));
      expect(faults).to.deep.equal([]);
      expect(manifest?.evidence[0]?.versions.map(({ label }) => label)).to.deep.equal(['1']);
      const chain = manifest?.trail.chains.find(({ subject }) => subject.startsWith('document:'));
      expect(chain?.entries.some(({ withheld }) => withheld)).to.equal(true);
      expect(JSON.stringify(manifest)).not.to.include('Cambió la norma');
    } finally {
      setClock(null);
      quality = await agentFor(people.quality, { fresh: true });
    }
    const ahead = await submit(quality, '/evidencia/paquetes/nuevo', { sort: 'clause', clause: 'G1', cutOff: addDays(today(), 1) }, '/evidencia/paquetes');
    expect(ahead.status).to.equal(422);
  }); // prettier-ignore
});

function storedAt(sha256: string): string {
  return join(dirname(fileStore().temporary), 'files', sha256.slice(0, 2), sha256);
}

async function aPdf(pages: number): Promise<Uint8Array> {
  const document = await PDFDocument.create();
  for (let i = 1; i <= pages; i += 1) document.addPage().drawText(`página original ${i}`, { x: 60, y: 500 });
  return document.save();
}
