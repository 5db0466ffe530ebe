// What administration does by itself: it seals and mails the anchor, checks, sweeps what nobody owns, and tries waiting mail again.
import { utimes, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { expect } from 'chai';
import { declareCopy } from '../../server/admin/index.ts';
import { jobs } from '../../server/admin/jobs.ts';
import { lastSeal } from '../../server/platform/audit/seals.ts';
import { nativeCollection } from '../../server/platform/db/connection.ts';
import { fileStore } from '../../server/platform/files/index.ts';
import { fileFaults } from '../../server/platform/integrity/files.ts';
import { lastRun } from '../../server/platform/integrity/runs.ts';
import { mailer, useMailer } from '../../server/platform/mail/current.ts';
import type { Mailer } from '../../server/platform/mail/mailer.ts';
import { letterOf, type Message } from '../../server/platform/mail/message.ts';
import { keptLetters, outbox } from '../../server/platform/mail/outbox.ts';
import { languages, translate } from '../../server/platform/words/index.ts';
import { slices } from '../../server/slices.ts';
import { testApp } from '../support/app.ts';
import { makePeople } from '../support/people.ts';

const run = async (name: string) => jobs.find((job) => job.name === name)?.run({ kind: 'system', job: name });
const copy = (mail: boolean) => declareCopy({ database: 'embedded', storageDir: '', url: '', mail });

describe('the jobs of administration', () => {
  let sent: Message[] = [];
  let isDown = false;
  let usual: Mailer;
  it('every job of the application is said in words on the page of the system', () => {
    const names = slices.flatMap((slice) => slice.jobs ?? []).map((job) => job.name);
    expect(names).to.include('documents.take_effect');
    for (const name of names)
      for (const language of languages)
        expect(translate(language, `admin.job.${name}`), name).to.contain(' ');
  });

  before(async () => {
    await testApp();
    usual = mailer();
    useMailer({
      send: async (message) => (sent.push(message), 'sent'),
      resend: async ({ to, subject, text }) => {
        if (isDown) throw new Error('connect ECONNREFUSED');
        sent.push({ to, subject, text });
      },
      close: () => undefined,
    });
  });
  after(() => useMailer(usual));
  beforeEach(async () => {
    await makePeople();
    sent = [];
    isDown = false;
    copy(true);
  });
  after(() => copy(false));

  it('the daily seal is mailed once to administrators and the quality office', async () => {
    await run('admin.seal');
    await run('admin.seal');
    const seal = await lastSeal();
    expect(sent.length).to.equal(1);
    expect(sent[0]?.to).to.deep.equal([
      'admin@valle-alto.example',
      'quality2@valle-alto.example',
      'quality@valle-alto.example',
    ]);
    expect(sent[0]?.text).to.contain(`${seal?._id}:${seal?.hash}`);
  });

  it('without a mail server the seal is made and nothing waits', async () => {
    copy(false);
    await run('admin.seal');
    expect([
      sent.length,
      (await lastSeal())?._id,
      (await keptLetters({ skip: 0, limit: 9 })).total,
    ]).to.deep.equal([0, 1, 0]);
  });

  it('G2b: the nightly check keeps its result', async () => {
    await run('admin.check_integrity');
    expect(await lastRun()).to.include({ by: 'system', found: 0, failure: null });
  });

  it('mail that waits is tried again, oldest first, until the server fails', async () => {
    for (const subject of ['Uno', 'Dos'])
      await outbox.keep(letterOf({ to: 'a@b.co', subject, text: 'x' }), 'timeout');
    isDown = true;
    await run('admin.resend_mail');
    expect(
      (await keptLetters({ skip: 0, limit: 9 })).rows.map((letter) => letter.reason).sort(),
    ).to.deep.equal(['connect ECONNREFUSED', 'timeout']);
    isDown = false;
    await run('admin.resend_mail');
    expect(sent.map((message) => message.subject)).to.deep.equal(['Uno', 'Dos']);
    expect((await keptLetters({ skip: 0, limit: 9 })).total).to.equal(0);
  });

  it('I4: files that nobody owns go after a day; those that any record mentions stay, and are no orphans', async () => {
    const old = new Date(Date.now() - 2 * 86_400_000);
    const put = async (text: string, at = old) => {
      const { sha256 } = await fileStore().put(Buffer.from(text));
      const path = join(fileStore().temporary, '..', 'files', sha256.slice(0, 2), sha256);
      await utimes(path, at, at);
      return { sha256, path };
    };
    const [orphan, mentioned, young] = [
      await put('huérfano'),
      await put('nombrado'),
      await put('reciente', new Date()),
    ];
    await nativeCollection('test_mentions').insertOne({ deep: [{ file: `sha256:${mentioned.sha256}` }] });
    const faults = async () => {
      const found: string[] = [];
      for await (const { subject, says } of fileFaults({ files: 0 })) found.push(`${says} ${subject}`);
      return found;
    };
    expect(await faults()).to.deep.equal([`integrity.file_orphan ${orphan.sha256}`]);
    await run('admin.sweep_files');
    const there = await Promise.all([orphan, mentioned, young].map(({ sha256 }) => fileStore().has(sha256)));
    expect(there).to.deep.equal([false, true, true]);
    await writeFile(mentioned.path, 'cambiado');
    expect(await faults()).to.deep.equal([`integrity.file_changed ${mentioned.sha256}`]);
    await nativeCollection('test_mentions').deleteMany({});
    await utimes(mentioned.path, old, old);
    await run('admin.sweep_files');
    await fileStore().sweep(async () => false, -1);
  });
});
