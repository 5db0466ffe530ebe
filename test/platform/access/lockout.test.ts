// Throttling of wrong passwords: shared limits, windows that pass, and strangers who keep nobody out.
import { expect } from 'chai';
import {
  ensureLockoutIndexes,
  forgetFailures,
  takeAttempt,
  TRIES,
} from '../../../server/platform/access/lockout.ts';
import { nativeCollection } from '../../../server/platform/db/connection.ts';
import { setClock } from '../../../server/platform/clock.ts';
import { TooMany } from '../../../server/platform/errors.ts';
import { emptyDatabase } from '../../support/database.ts';

const account = 'lucia@valle-alto.example';
const home = { account, address: '203.0.113.7' };

/** How many of these tries are let through. */
async function through(attempts: { account: string; address: string }[]): Promise<number> {
  const outcomes = await Promise.allSettled(attempts.map((attempt) => takeAttempt(attempt)));
  for (const one of outcomes) if (one.status === 'rejected') expect(one.reason).to.be.instanceOf(TooMany);
  return outcomes.filter((one) => one.status === 'fulfilled').length;
}

const fromEverywhere = (count: number) =>
  Array.from({ length: count }, (_, n) => ({ account, address: `198.51.${n >> 8}.${n & 255}` }));

describe('throttling of passwords', () => {
  beforeEach(async () => {
    await emptyDatabase();
    await ensureLockoutIndexes();
  });

  it('fifty tries at once share one limit', async () => {
    expect(await through(Array.from({ length: 50 }, () => home))).to.equal(TRIES.pair);
  });

  it('one account from many addresses is limited as a whole', async () => {
    expect(await through(fromEverywhere(100))).to.equal(TRIES.account);
  });

  it('many accounts from one address are limited as a whole', async () => {
    const attempts = Array.from({ length: 1_000 }, (_, n) => ({
      account: `p${n}@valle-alto.example`,
      address: home.address,
    }));
    expect(await through(attempts)).to.equal(TRIES.address);
  });

  it('strangers cannot keep a person out of an address from which they signed in', async () => {
    await takeAttempt(home);
    await forgetFailures(home);
    await through(fromEverywhere(200));
    expect(await through([{ account, address: '192.0.2.1' }])).to.equal(0);
    expect(await through([home])).to.equal(1);
  });

  it('a known address has its own limit, and is forgotten after a month', async () => {
    await takeAttempt(home);
    await forgetFailures(home);
    expect(await through(Array.from({ length: 30 }, () => home))).to.equal(TRIES.pair);
    setClock(() => new Date(Date.now() + 31 * 86_400_000));
    await through(fromEverywhere(100));
    expect(await through([home])).to.equal(0);
  });

  it('the window passes, and a right password clears the person’s own count', async () => {
    expect(await through(Array.from({ length: 20 }, () => home))).to.equal(TRIES.pair);
    setClock(() => new Date(Date.now() + 15 * 60_000 + 1));
    expect(await through([home])).to.equal(1);
    await forgetFailures(home);
    expect(await through(Array.from({ length: 20 }, () => home))).to.equal(TRIES.pair);
  });

  it('one household of IPv6 addresses is one address', async () => {
    const attempts = Array.from({ length: 40 }, (_, n) => ({
      account,
      address: `2001:db8:1:2::${n.toString(16)}`,
    }));
    expect(await through(attempts)).to.equal(TRIES.pair);
  });

  it('holds no e-mail address', async () => {
    await takeAttempt(home);
    expect(JSON.stringify(await nativeCollection('login_failures').find().toArray())).to.not.contain('lucia');
  });
});
