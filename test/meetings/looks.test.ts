// Meetings, disposal and holds in a real browser, wide and on a phone, with the example's own session and inventory.
import { expect } from 'chai';
import { slices } from '../../server/slices.ts';
import { examplePeople, EXAMPLE_PASSWORD } from '../../server/people/index.ts';
import { BodySession } from '../../server/meetings/session.ts';
import { Disposal } from '../../server/records/disposing/disposal.ts';
import { publishDisposal } from '../../server/records/disposing/publishing.ts';
import { testApp, testOrigin } from '../support/app.ts';
import { axe, overflow, screenshot, withPage } from '../support/browser.ts';
import { emptyDatabase } from '../support/database.ts';

/** What the pages of these two rooms stand on. */
const UP_TO_MEETINGS = slices.slice(0, slices.findIndex(({ name }) => name === 'meetings') + 1);

describe('meetings and disposal in a browser', function () {
  this.timeout(180_000);
  let origin: string;
  let email: string;
  let pages: [name: string, path: string][];
  before(async () => {
    await testApp();
    await emptyDatabase();
    for (const slice of UP_TO_MEETINGS) await slice.seed?.();
    origin = await testOrigin();
    const { quality } = await examplePeople();
    email = quality.email;
    const coming = await BodySession.findOne({ state: 'convened' }).lean();
    const held = await BodySession.findOne({ state: 'signed' }).lean();
    const disposal = await Disposal.findOne({ state: 'approved' }).lean();
    if (!coming || !held || !disposal)
      throw new Error('The example lacks a coming session, a held one or a disposal that it approved');
    await publishDisposal(disposal.code, quality);
    pages = [
      ['organos', '/organos'],
      ['organo', '/organos/ORG-CD'],
      ['integrante', '/organos/ORG-CD/integrantes'],
      ['sesiones', '/sesiones'],
      ['sesion', `/sesiones/${held.code}`],
      ['punto', `/sesiones/${coming.code}/puntos`],
      ['convocatoria', '/organos/ORG-CD/convocatoria'],
      ['disposicion', '/disposicion'],
      ['eliminacion', `/disposicion/${disposal.code}`],
      ['vencimientos', '/transferencias/vencimientos?fecha=2035-01-01'],
      ['publico', `/eliminaciones/${disposal.code}`],
    ];
  });

  for (const width of [1360, 390]) {
    it(`hold at ${width} pixels without scrolling sideways and without a fault that axe finds`, async () => {
      await withPage(
        async (page) => {
          await page.goto(`${origin}/ingreso`);
          await page.fill('[name=email]', email);
          await page.fill('[name=password]', EXAMPLE_PASSWORD);
          await page.press('[name=password]', 'Enter');
          await page.waitForURL(`${origin}/`);
          for (const [name, path] of pages) {
            await page.goto(origin + path);
            await screenshot(page, `${name}-${width}`);
            expect(await overflow(page), `${path} scrolls sideways`).to.equal(0);
            expect(await axe(page), path).to.deep.equal([]);
          }
        },
        { width },
      );
    });
  }
});
