// Migrations: once, in order, repeatable after a crash, and never backwards (C42).
import { expect } from 'chai';
import {
  migrate,
  migrations,
  refuseNewer,
  schemaVersion,
} from '../../server/platform/db/migrations/index.ts';
import { emptyDatabase } from '../support/database.ts';

describe('migrations', () => {
  beforeEach(emptyDatabase);

  it('run once each, in order, and are remembered', async () => {
    const ran: string[] = [];
    const list = ['uno', 'dos'].map((name) => ({ name, run: async () => void ran.push(name) }));
    expect(await migrate(list)).to.deep.equal(['uno', 'dos']);
    expect(await migrate([...list, { name: 'tres', run: async () => void ran.push('tres') }])).to.deep.equal([
      'tres',
    ]);
    expect([ran, await schemaVersion()]).to.deep.equal([['uno', 'dos', 'tres'], 3]);
  });

  it('C42: one that failed is run again, and those before it are not', async () => {
    let fails = true;
    const ran: string[] = [];
    const list = [
      { name: 'uno', run: async () => void ran.push('uno') },
      { name: 'dos', run: async () => { ran.push('dos'); if (fails) throw new Error('corte'); } }, // prettier-ignore
    ];
    expect(await migrate(list).catch((error: Error) => error.message)).to.equal('corte');
    fails = false;
    expect(await migrate(list)).to.deep.equal(['dos']);
    expect(ran).to.deep.equal(['uno', 'dos', 'dos']);
  });

  it('refuse a storage that a newer version wrote', async () => {
    await migrate([...migrations, { name: 'futuro', run: async () => undefined }]);
    for (const open of [migrate, refuseNewer])
      expect(await open().catch((error: Error) => error.message)).to.contain('newer version');
  });

  it('the real ones run on an empty storage, twice without harm', async () => {
    expect((await migrate()).length).to.equal(migrations.length);
    for (const migration of migrations) await migration.run();
    expect(await migrate()).to.deep.equal([]);
  });
});
