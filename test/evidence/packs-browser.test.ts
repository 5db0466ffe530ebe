// A pack in the hands of a certifying body: its own page, in a real browser, without a network.
import { expect } from 'chai';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Document } from '../../server/documents/document.ts';
import { packsSettled } from '../../server/evidence/packs/jobs.ts';
import { Pack } from '../../server/evidence/packs/pack.ts';
import { act } from '../../server/platform/audit/act.ts';
import { fileStore } from '../../server/platform/files/index.ts';
import { openZip } from '../../server/platform/files/zips.ts';
import { link } from '../../server/platform/links/links.ts';
import { aDraft, bring, makeOffice } from '../documents/cast.ts';
import { agentFor } from '../support/app.ts';
import { axe, overflow, screenshot, withPage } from '../support/browser.ts';
import { submit } from '../support/pages.ts';
import { SETUP } from '../support/people.ts';
import { flipped, placeOf } from './checker.ts';

describe('evidence: a pack in a browser without a network', function () {
  this.timeout(90_000);

  it('L4: the pack of G1 is opened in verify.html off line: all green; one byte is flipped: the file is named', async () => {
    const people = await makeOffice();
    await aDraft(people.leader, { code: 'PR-G1' });
    await bring('PR-G1', 'in_force', people);
    const { _id } = (await Document.findOne({ code: 'PR-G1' }).lean())!;
    await act('documents.link', SETUP, () =>
      link({ kind: 'document', id: String(_id) }, 'governs', { kind: 'clause', id: 'G1' }),
    );
    const quality = await agentFor(people.quality);
    await submit(quality, '/evidencia/paquetes/nuevo', { sort: 'clause', clause: 'G1' }, '/evidencia/paquetes'); // prettier-ignore
    await packsSettled();
    const sha256 = (await Pack.findOne().lean())?.result?.sha256 ?? '';
    const zip = await fileStore().read(sha256);

    const folder = mkdtempSync(join(tmpdir(), 'vigente-pack-'));
    const [whole, changed, page] = ['whole.zip', 'changed.zip', 'verify.html'].map((name) => join(folder, name)) as [string, string, string]; // prettier-ignore
    writeFileSync(whole, zip);
    writeFileSync(changed, flipped(zip, placeOf(zip, 'evidencia/PR-G1/v1/texto.md') + 8));
    writeFileSync(page, openZip(zip).read('verify.html'));
    try {
      await withPage(async (tab) => {
        const asked: string[] = [];
        await tab.context().setOffline(true);
        tab.on('request', (request) => asked.push(request.url()));
        await tab.goto(`file://${page}`);
        await tab.setInputFiles('#zip', whole);
        await tab.waitForSelector('#resultado:not([hidden])');
        expect(await tab.textContent('#veredicto')).to.include('Todo coincide');
        expect(await tab.locator('#archivos td.bad').count()).to.equal(0);
        expect(await tab.locator('#archivos td.ok').count()).to.equal(openZip(zip).names.length);
        expect(await tab.textContent('#hash')).to.equal(sha256);
        await tab.fill('#publicada', sha256.toUpperCase());
        expect(await tab.textContent('#comparacion')).to.include('Es la misma huella');
        await tab.fill('#publicada', 'a'.repeat(64));
        expect(await tab.textContent('#comparacion')).to.include('No es la huella');
        expect(await axe(tab)).to.deep.equal([]);
        await screenshot(tab, 'evidence-verify');

        await tab.setInputFiles('#zip', changed);
        await tab.waitForSelector('#veredicto.bad');
        const faults = await tab.textContent('#faltas');
        expect(faults).to.include('evidencia/PR-G1/v1/texto.md');
        expect(await tab.locator('#archivos td.bad').count()).to.equal(1);
        await tab.setViewportSize({ width: 390, height: 800 });
        expect(await overflow(tab)).to.equal(0);
        await screenshot(tab, 'evidence-verify-changed');
        expect(asked.filter((url) => !url.startsWith('file:'))).to.deep.equal([]);
      });
    } finally {
      rmSync(folder, { recursive: true, force: true });
    }
  });
});
