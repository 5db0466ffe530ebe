// One-time form keys: one effect for a form that is sent twice, fifty times at once, or again tomorrow (C11).
import { expect } from 'chai';
import { act, withOrigin } from '../../server/platform/audit/act.ts';
import { AlreadyDone, settleKey, spentKey } from '../../server/platform/audit/once.ts';
import { emptyDatabase } from '../support/database.ts';
import { ana, Ledger } from './ledger.ts';

const KEY = '11111111-2222-4333-8444-555555555555';
const send = (once: string | null = KEY, fails = false) =>
  withOrigin({ request: 'r', address: '127.0.0.1', once }, () =>
    act('ledgers.open', ana, async () => {
      await new Ledger({ title: 'Una vez' }).save();
      if (fails) throw new Error('stop');
    }),
  );

describe('one-time keys', () => {
  beforeEach(emptyDatabase);

  it('C11: of 50 parallel sendings one has its effect, and 49 are told that it was done', async () => {
    const sent = await Promise.allSettled(Array.from({ length: 50 }, () => send()));
    expect(sent.filter((one) => one.status === 'fulfilled').length).to.equal(1);
    for (const one of sent) if (one.status === 'rejected') expect(one.reason).to.be.instanceOf(AlreadyDone);
    expect(await Ledger.countDocuments()).to.equal(1);
  });

  it('is not spent by an act that failed', async () => {
    await send(KEY, true).catch(() => undefined);
    expect(await spentKey(KEY)).to.equal(null);
    await send();
    expect(await Ledger.countDocuments()).to.equal(1);
  });

  it('remembers where the first result went', async () => {
    await send();
    expect(await spentKey(KEY)).to.include({ act: 'ledgers.open', location: null });
    await settleKey(KEY, '/documentos/PR-01');
    expect((await spentKey(KEY))?.location).to.equal('/documentos/PR-01');
  });

  it('is spent by the first act of a request; a second act of the same request is no repeat', async () => {
    await withOrigin({ request: 'r', address: '127.0.0.1', once: KEY }, async () => {
      await act('ledgers.open', ana, () => new Ledger({ title: 'Uno' }).save());
      await act('ledgers.open', ana, () => new Ledger({ title: 'Dos' }).save());
    });
    expect(await Ledger.countDocuments()).to.equal(2);
    expect(await send().catch((error: Error) => error)).to.be.instanceOf(AlreadyDone);
  });

  it('lets work without a key be repeated', async () => {
    await Promise.all([send(null), send(null)]);
    expect(await Ledger.countDocuments()).to.equal(2);
  });
});
