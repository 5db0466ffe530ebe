// Every template once, as the role that sees most, on a phone, in the real browser. Every page as every role: `npm run endure -- pages`.
import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { expect } from 'chai';
import { testApp } from '../support/app.ts';
import { everyPage, faultsOf, type Seen } from '../support/every-page.ts';
import type { Principals } from './samples.ts';
import { root } from './sources.ts';

/** Drawn only after something was sent, in another state of the example, or by a script: their slices' own tests open them. */
const NOT_BY_ADDRESS = new Set([
  'admin/setup', 'errors/show', 'documents/preview', 'people/handed-link', 'documents/start', 'evidence/room_shut',
  'complaints/slip', 'portal/received', 'portal/petition',
]); // prettier-ignore

describe('every template', function () {
  this.timeout(300_000);
  let pages: Seen[];
  let principals: Principals;
  before(async () => {
    await testApp();
    ({ pages, principals } = await everyPage());
  });

  it('is drawn by some address for somebody', () => {
    const drawn = new Set(pages.map(({ view }) => view));
    expect(templates().filter((name) => !drawn.has(name) && !NOT_BY_ADDRESS.has(name))).to.deep.equal([]);
  });

  it('holds at 390 pixels without scrolling sideways and without a fault that axe finds', async () => {
    const once = [...new Map(pages.toReversed().map((page) => [page.view, page])).values()];
    expect(once.length).to.be.above(50);
    expect(await faultsOf(once, principals)).to.deep.equal([]);
  });
});

/** Templates that are pages: no parts, no frames. */
function templates(): string[] {
  return readdirSync(join(root, 'views'), { recursive: true, encoding: 'utf8' })
    .filter((path) => path.endsWith('.hbs') && !/(?:^|\/)_|^(?:layouts|shared)\//.test(path))
    .map((path) => path.slice(0, -'.hbs'.length));
}
