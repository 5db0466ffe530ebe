// Reminders by mail: told once though two processes ask, and neither lost nor told twice when something fails.
import { execFile } from 'node:child_process';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { expect } from 'chai';
import mongoose from 'mongoose';
import { readOwner } from '../../server/embedded/store/lock.ts';
import { addDays, setClock, startOf } from '../../server/platform/clock.ts';
import { nativeCollection } from '../../server/platform/db/connection.ts';
import { useMailer } from '../../server/platform/mail/current.ts';
import { createMailer } from '../../server/platform/mail/mailer.ts';
import type { Message } from '../../server/platform/mail/message.ts';
import { outbox } from '../../server/platform/mail/outbox.ts';
import { claim, isClaimed, lastTold, sayTo, tellOnce } from '../../server/platform/mail/reminders.ts';
import { emptyDatabase, storageDir } from '../support/database.ts';

const READER = 'audits 7';
const DAY = '2026-03-02';
const ALL = ['AUD-1 2026-03-01', 'AUD-2 2026-03-01', 'AUD-3 2026-03-01'];
const same = (one: string): string => one;
const listing = (fresh: readonly string[]): Message => ({ to: 'ana@example.edu.co', subject: 'Pendientes', text: fresh.join(', ') }); // prettier-ignore
const tell = (due: readonly string[], write = listing): Promise<void> => tellOnce(READER, due, same, write);

describe('reminders by mail', () => {
  const mailer = createMailer({ smtpUrl: undefined, outbox });
  beforeEach(async () => {
    await emptyDatabase();
    useMailer(mailer);
    setClock(() => startOf(DAY));
  });
  after(() => setClock(null));

  it('tells what is fresh in one mail, each thing once, and nothing when nothing is', async () => {
    await tell(ALL.slice(0, 2));
    await tell(ALL);
    await tell(ALL);
    await tell([]);
    expect(await texts()).to.deep.equal([ALL.slice(0, 2).join(', '), ALL[2]]);
    await tellOnce('audits 8', ALL.slice(0, 1), same, listing);
    expect(await texts(), 'another reader hears it too').to.have.length(3);
  });

  it('tells each thing once though it is asked many times at once, in two processes', async () => {
    const many = Array.from({ length: 60 }, (_, i) => `AUD-${i} ${DAY}`);
    const other = inAnotherProcess(many);
    // From its first mail on the other is followed, caught up with, and raced.
    while ((await texts()).length === 0) await new Promise((resolve) => setImmediate(resolve));
    for (const one of many) await Promise.all([tell([one]), tell([one]), tell([one])]);
    await other;
    expect((await texts()).toSorted()).to.deep.equal(many.toSorted());
  });

  const failures: [what: string, fail: () => Promise<void>][] = [
    [
      'a mail that could neither go out nor be kept',
      () => {
        useMailer({ ...mailer, send: () => Promise.reject(new Error('the disk is full')) });
        return tell(ALL);
      },
    ],
    [
      'a mail that could not be written',
      () =>
        tell(ALL, () => {
          throw new Error('no words');
        }),
    ],
    [
      'a thing whose turn could not be taken',
      () =>
        tellOnce(READER, [...ALL, 'what?'], (one) => {
          if (one === 'what?') throw new Error('no key');
          return one;
        }, listing),
    ],
  ]; // prettier-ignore
  for (const [what, fail] of failures)
    it(`gives back ${what}, and only that: the next run tells it, once`, async () => {
      await tell(ALL.slice(0, 1));
      expect(await fail().catch((error: unknown) => error)).to.be.instanceOf(Error);
      useMailer(mailer);
      await tell(ALL);
      await tell(ALL);
      expect(await texts()).to.deep.equal([ALL[0], ALL.slice(1).join(', ')]);
    });

  it('knows what was taken, and the last day on which each reader was told', async () => {
    expect([await claim('*', DAY), await claim('*', DAY)]).to.deep.equal([true, false]);
    expect([await isClaimed('*', DAY), await isClaimed(READER, DAY)]).to.deep.equal([true, false]);
    setClock(() => startOf(addDays(DAY, 3)));
    await claim('*', addDays(DAY, 3));
    expect([...(await lastTold(14))]).to.deep.equal([['*', addDays(DAY, 3)]]);
    setClock(() => startOf(addDays(DAY, 30)));
    expect([...(await lastTold(14))]).to.deep.equal([]);
  });

  it('speaks the language of who reads, and Spanish to who chose none', () => {
    const hello = (language: 'es' | 'en' | null): string => sayTo({ language }, 'audits.mail.')('greeting', { name: 'Ana' }); // prettier-ignore
    expect(hello('en')).to.not.equal(hello('es'));
    expect(hello(null)).to.equal(hello('es'));
  });
});

/** What went out, in its order. */
async function texts(): Promise<string[]> {
  const letters = await nativeCollection<{ text: string }>('outbox').find().sort({ _id: 1 }).toArray();
  return letters.map((one) => one.text);
}

/** Tells each from a process of its own, through the same database. */
async function inAnotherProcess(due: readonly string[]): Promise<void> {
  const uri = process.env.MONGODB_URI ?? readOwner(join(storageDir, 'database'))?.uri;
  const server = join(import.meta.dirname, '../../server/platform');
  const program = `
    import { connect, disconnect } from '${server}/db/connection.ts';
    import { useMailer } from '${server}/mail/current.ts';
    import { createMailer } from '${server}/mail/mailer.ts';
    import { outbox } from '${server}/mail/outbox.ts';
    import { tellOnce } from '${server}/mail/reminders.ts';
    await connect(${JSON.stringify(uri)}, { dbName: ${JSON.stringify(mongoose.connection.name)} });
    useMailer(createMailer({ smtpUrl: undefined, outbox }));
    const write = (fresh) => ({ to: 'ana@example.edu.co', subject: 'Pendientes', text: fresh.join(', ') });
    for (const one of ${JSON.stringify(due)}) await tellOnce(${JSON.stringify(READER)}, [one], (one) => one, write);
    await disconnect();`;
  await promisify(execFile)(process.execPath, ['--input-type=module', '-e', program]);
}
