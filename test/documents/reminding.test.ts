// Reminders: at most one mail per person and day, on the right days, in the right words; and at once when a step is due (G1b, G1d, G1f).
import { expect } from 'chai';
import { acknowledge, distribute } from '../../server/documents/distributing.ts';
import { jobs } from '../../server/documents/jobs.ts';
import { remindWhereDue } from '../../server/documents/reminding/index.ts';
import { isRemindedToday, remindsOn } from '../../server/documents/reminding/rules.ts';
import { DocumentType } from '../../server/documents/type.ts';
import { editType, type TypeInput } from '../../server/documents/typing.ts';
import { submit as submitVersion } from '../../server/documents/submitting.ts';
import { addDays, setClock, startOf, today, type Day } from '../../server/platform/clock.ts';
import { runJob } from '../../server/platform/jobs/jobs.ts';
import { keptLetters, type KeptLetter } from '../../server/platform/mail/outbox.ts';
import { mailSettled } from '../../server/platform/mail/soon.ts';
import { agentFor } from '../support/app.ts';
import { submit } from '../support/pages.ts';
import { PASSWORD, type People, type Person } from '../support/people.ts';
import { aDraft, bring, documentOf, makeOffice, versionOf, write } from './cast.ts';

const ALL = { everyone: true, areas: [], positions: [], acknowledge: true };

describe('documents: reminders', () => {
  describe('the days on which something is brought to mind', () => {
    const day = '2026-11-20';
    const due = (word: string, left: number) => ({ word: `documents.task.${word}`, since: startOf('2026-01-01'), due: addDays(day, left) }); // prettier-ignore
    const since = (word: string, days: number) => ({ word: `documents.task.${word}`, since: startOf(addDays(day, -days)), due: null }); // prettier-ignore
    const cases: [says: string, task: Parameters<typeof remindsOn>[0], expected: boolean][] = [
      ...[30, 7, 1, -1, -8, -15].map((left) => [`G1b: a review ${left} days before its date`, due('review_period', left), true] as never),
      ...[31, 29, 8, 2, 0, -2, -7].map((left) => [`G1b: a review ${left} days before its date`, due('review_external', left), false] as never),
      ...[3, 10, 17].map((days) => [`G1d: a document unread for ${days} days`, since('read', days), true] as never),
      ...[0, 1, 2, 4, 7].map((days) => [`G1d: a document unread for ${days} days`, since('read', days), false] as never),
      ...[1, 3, 7, 14].map((days) => [`G1a: a decision that waits for ${days} days`, since('approve', days), true] as never),
      ...[0, 2, 8].map((days) => [`G1a: a decision that waits for ${days} days`, since('review', days), false] as never),
      ...[0, -7].map((left) => [`G1f: an external document to check for ${-left} days`, due('check_external', left), true] as never),
      ...[1, -1, -6].map((left) => [`G1f: an external document ${left} days before its check`, due('check_external', left), false] as never),
      ['G1a: a draft that nobody waits for', since('finish', 7), false],
    ]; // prettier-ignore
    for (const [says, task, expected] of cases)
      it(`${says}: ${expected ? 'reminds' : 'does not remind'}`, () =>
        expect(remindsOn(task, day)).to.equal(expected));

    it('says later what a machine that slept did not say, once', () => {
      const slept = [since('read', 5)];
      expect(isRemindedToday(slept, null, day)).to.equal(true);
      expect(isRemindedToday(slept, addDays(day, -3), day)).to.equal(true);
      expect(isRemindedToday(slept, addDays(day, -2), day)).to.equal(false);
      expect(isRemindedToday(slept, day, day)).to.equal(false);
      expect(isRemindedToday([], null, day)).to.equal(false);
    });
  });

  describe('the mail of the day', () => {
    let people: People;
    beforeEach(async () => {
      people = await makeOffice();
    });

    const inForce = async (): Promise<string> => {
      const code = await aDraft(people.leader);
      await bring(code, 'in_force', people);
      return code;
    };
    const on = (day: Day): Promise<void> => {
      setClock(() => new Date(startOf(day).getTime() + 7 * 3_600_000));
      return remindWhereDue();
    };

    it('G1d: after three days and then weekly, whoever has not confirmed is reminded, and nobody else', async () => {
      const code = await inForce();
      await distribute(code, ALL, people.quality);
      await acknowledge(code, { sha256: (await versionOf(code)).sha256 ?? '' }, people.school);
      const start = today();
      const counts: number[] = [];
      for (const days of [0, 2, 3, 4, 9, 10]) {
        await on(addDays(start, days));
        counts.push((await lettersTo(people.reader)).length);
      }
      expect(counts).to.deep.equal([0, 0, 1, 1, 1, 2]);
      expect(await lettersTo(people.school)).to.deep.equal([]);
      expect(await lettersTo(people.certifier)).to.deep.equal([]);
    });

    it('writes at most once a day to a person, however often and however many at once it runs', async () => {
      const code = await inForce();
      await distribute(code, ALL, people.quality);
      const day = addDays(today(), 3);
      setClock(() => startOf(day));
      await Promise.all([remindWhereDue(), remindWhereDue(), remindWhereDue()]);
      await remindWhereDue();
      expect(await lettersTo(people.reader)).to.have.length(1);
      expect(await lettersTo(people.leader2)).to.have.length(1);
    });

    it('lists everything that waits in one mail, in the language of the person, with addresses', async () => {
      const [first, second] = [await inForce(), await inForce()];
      for (const code of [first, second]) await distribute(code, ALL, people.quality);
      const agent = await agentFor(people.reader, { fresh: true });
      await submit(agent, '/mi-cuenta', { language: 'en' }, '/idioma');
      await on(addDays(today(), 3));
      const [letter] = await lettersTo(people.reader);
      expect(letter?.subject).to.equal('2 things to do in document control');
      for (const code of [first, second]) expect(letter?.text).to.contain(`/documentos/${code}`);
      expect(letter?.text)
        .to.contain('/pendientes')
        .and.match(/^Nubia Forero Díaz:/);
      expect((await lettersTo(people.school))[0]?.subject).to.equal('2 pendientes de control de documentos');
    });

    it('G1b: the owner hears of a review before its date, and the quality office once it is late', async () => {
      const code = await inForce();
      const due = (await documentOf(code)).nextReview ?? '';
      await on(addDays(due, -30));
      expect((await lettersTo(people.leader))[0]?.text)
        .to.contain(`Revise ${code}`)
        .and.contain('Vence el');
      expect(await lettersTo(people.quality)).to.deep.equal([]);
      await on(addDays(due, 1));
      expect((await lettersTo(people.quality))[0]?.text)
        .to.contain(`Revise ${code}`)
        .and.contain('Venció el');
      expect(await lettersTo(people.leader)).to.have.length(2);
    });

    it('G1a: a decision that waits is brought to mind the day after', async () => {
      const code = await aDraft(people.leader);
      await submitVersion(code, 1, people.leader);
      await on(addDays(today(), 1));
      expect((await lettersTo(people.quality2))[0]?.text).to.contain(`Revise ${code}`);
      expect(await lettersTo(people.leader)).to.deep.equal([]);
    });

    it('is a job at seven in Bogotá that a start does not wait for', async () => {
      const job = jobs.find((one) => one.name === 'documents.remind');
      expect(job).to.include({ mayWait: true });
      expect(job?.at).to.match(/^0 7/);
      expect(job && (await runJob(job))).to.equal(true);
    });
  });

  describe('the mail at once', () => {
    let people: People;
    let code: string;
    beforeEach(async () => {
      people = await makeOffice();
      code = await aDraft(people.leader);
      const leader = await agentFor(people.leader, { fresh: true });
      expect((await submit(leader, `/documentos/${code}/versiones/1/envio`, {})).status).to.equal(303);
      await mailSettled();
    });

    const decide = async (who: Person, noun: string, fields: Record<string, string>): Promise<void> => {
      const agent = await agentFor(who, { fresh: true });
      const answer = await submit(agent, `/documentos/${code}/versiones/1/${noun}`, { password: PASSWORD, ...fields }); // prettier-ignore
      expect(answer.status).to.equal(303);
      await mailSettled();
    };

    it('G1a: the people of the step that is due are told, one step after the other, and never an author', async () => {
      expect((await lettersTo(people.quality2)).map((one) => one.subject)).to.deep.equal([`Revise ${code}, versión 1`]); // prettier-ignore
      expect((await lettersTo(people.quality2))[0]?.text).to.contain(`/documentos/${code}/versiones/1`);
      for (const who of [people.leader, people.committee, people.certifier, people.reader])
        expect(await lettersTo(who), who.name).to.deep.equal([]);
      await decide(people.quality2, 'aprobacion', {});
      expect((await lettersTo(people.committee)).map((one) => one.subject)).to.deep.equal([`Decida sobre ${code}, versión 1`]); // prettier-ignore
      await decide(people.committee, 'aprobacion', {});
      expect(await allLetters()).to.have.length(3);
    });

    it('G1a: nobody is told twice of a step in which others decide too, and no author of the role that it names', async () => {
      const type = await DocumentType.findOne({ code: 'IN' });
      const { name, pattern, isForm, reviewMonths, active, route = [] } = type?.toObject() ?? {};
      const both = route.map((step) => (step.stage === 'review' ? { ...step, needs: 0, participants: [people.quality, people.quality2].map(({ id, name }) => ({ kind: 'person' as const, id, name })) } : step));
      await editType(String(type?._id), { code: 'IN', name, pattern, isForm, reviewMonths, active, route: both } as TypeInput, people.quality);
      code = await aDraft(people.leader);
      const shared = await aDraft(people.leader);
      await write(shared, 1, '## Objetivo\n\nOtro.', people.quality2);
      for (const one of [code, shared])
        await submit(await agentFor(people.leader, { fresh: true }), `/documentos/${one}/versiones/1/envio`, {});
      await mailSettled();
      const about = async (person: Person, which: string) => (await lettersTo(person)).filter((one) => one.subject.includes(which)); // prettier-ignore
      expect(await about(people.quality, shared)).to.have.length(1);
      expect(await about(people.quality2, shared)).to.deep.equal([]);
      await decide(people.quality, 'aprobacion', {});
      expect(await about(people.quality, code)).to.have.length(1);
      expect(await about(people.quality2, code)).to.have.length(1);
      expect(await about(people.committee, code)).to.deep.equal([]);
    }); // prettier-ignore

    it('G1a: whoever wrote a version that comes back is told why', async () => {
      await decide(people.quality2, 'devolucion', { comment: 'Falta el alcance' });
      const [letter] = await lettersTo(people.leader);
      expect(letter?.subject).to.equal(`Le devolvieron ${code}, versión 1`);
      expect(letter?.text).to.contain('Falta el alcance').and.contain(people.quality2.name);
    });
  });
});

async function allLetters(): Promise<KeptLetter[]> {
  return (await keptLetters({ skip: 0, limit: 200 })).rows;
}

async function lettersTo(person: Person): Promise<KeptLetter[]> {
  return (await allLetters()).filter((one) => one.to.includes(person.email));
}
