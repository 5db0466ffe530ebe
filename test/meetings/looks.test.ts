// Meetings, disposal and holds in a real browser, wide and on a phone, with the example's own session and inventory.
import { expect } from 'chai';
import { slices } from '../../server/slices.ts';
import { examplePeople, EXAMPLE_PASSWORD } from '../../server/people/index.ts';
import { BodySession } from '../../server/meetings/session.ts';
import { Disposal } from '../../server/records/disposing/disposal.ts';
import { publishDisposal } from '../../server/records/disposing/publishing.ts';
import { testApp } from '../support/app.ts';
import { emptyDatabase } from '../support/database.ts';
import { as, faultsOf } from '../support/journey.ts';

/** What the pages of these two rooms stand on. */
const UP_TO_MEETINGS = slices.slice(0, slices.findIndex(({ name }) => name === 'meetings') + 1);

describe('meetings and disposal in a browser', function () {
  this.timeout(180_000);
  let email: string;
  let pages: [name: string, path: string][];
  before(async () => {
    await testApp();
    await emptyDatabase();
    for (const slice of UP_TO_MEETINGS) await slice.seed?.();
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
      const account = { email, password: EXAMPLE_PASSWORD };
      expect(await as(account, (page) => faultsOf(page, pages, width), { width })).to.deep.equal([]);
    });
  }
});
