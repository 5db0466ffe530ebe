// The start page, the tasks across slices, the search, and the notices that anyone may read.
import { expect } from 'chai';
import { may } from '../../server/platform/access/policy.ts';
import { setClock } from '../../server/platform/clock.ts';
import { declareDesk, figuresOf, tasksOf } from '../../server/platform/http/desk.ts';
import { seedProcesses } from '../../server/processes/index.ts';
import { agentFor, testApp, visitor } from '../support/app.ts';
import { textOf } from '../support/pages.ts';
import { makePeople, PEOPLE_NAMES, SETUP, type People } from '../support/people.ts';

const ON_THE_DAY = () => new Date('2026-11-20T14:00:00Z');
const task = (code: string, due: string | null, since: string) => ({
  href: `/procesos/${code}`,
  word: 'processes.flash.created',
  params: { code },
  since: new Date(since),
  due,
});

describe('the start page', () => {
  let people: People;
  before(async () => {
    await testApp();
    people = await makePeople();
    await seedProcesses(SETUP);
    // Stands for a slice that has work for one person: what it declares is what real slices declare.
    declareDesk({
      name: 'tests',
      tasks: (user) =>
        Promise.resolve(
          user.id === people.leader2.id
            ? [
                task('D03', null, '2026-11-01T15:00:00Z'),
                task('D02', '2026-11-30', '2026-11-10T15:00:00Z'),
                task('D01', '2026-11-18', '2026-11-02T15:00:00Z'),
                task('D00', '2026-11-20', '2026-11-02T15:00:00Z'),
              ]
            : [],
        ),
      figures: (user) =>
        Promise.resolve(
          user.id === people.leader2.id
            ? [{ word: 'processes.many', value: 1234, href: '/procesos', tone: 'ok' as const }]
            : [],
        ),
    });
  });

  it('sends a visitor to the sign-in page', async () => {
    const agent = await visitor();
    for (const path of ['/', '/pendientes', '/buscar']) {
      const answer = await agent.get(path).expect(303);
      expect(answer.headers.location, path).to.match(/^\/ingreso/);
    }
  });

  for (const name of PEOPLE_NAMES) {
    it(`greets ${name} and says what they come for`, async () => {
      const page = await (await agentFor(people[name])).get('/').expect(200);
      const text = textOf(page.text);
      expect(text).to.contain(people[name].name.split(' ')[0]);
      expect(page.text).to.contain('id="para"');
      expect(page.text.includes('class="btn" href="/documentos/nuevo"')).to.equal(
        may(people[name], 'documents.create'),
      );
    });
  }

  it('orders what waits by its last day, and says what is overdue', async () => {
    expect((await tasksOf(people.leader2)).map((one) => one.params.code)).to.deep.equal([
      'D01',
      'D00',
      'D02',
      'D03',
    ]);
    setClock(ON_THE_DAY);
    const agent = await agentFor(people.leader2, { fresh: true });
    const text = textOf((await agent.get('/')).text);
    expect(text).to.contain('Buenos días, Ramiro');
    expect(text).to.contain('Viernes, 20 de noviembre de 2026');
    expect(text).to.contain('Tiene 4 pendientes. 1 está vencido.');
    expect(text).to.contain('Hace 2 días').and.to.contain('Hoy').and.to.contain('En 10 días');
    expect(textOf((await agent.get('/pendientes')).text)).to.contain('Desde el 01/11/2026');
  });

  it('shows the figures of every slice as the language writes numbers', async () => {
    expect(await figuresOf(people.leader2)).to.have.length.above(0);
    const agent = await agentFor(people.leader2);
    expect(textOf((await agent.get('/')).text)).to.contain('1.234');
    expect(textOf((await agent.get('/').set('Accept-Language', 'en')).text)).to.contain('1,234');
  });

  it('tells whoever has nothing to do so', async () => {
    const text = textOf((await (await agentFor(people.reader)).get('/pendientes')).text);
    expect(text).to.contain('Nada espera por usted');
  });
});

describe('the search', () => {
  let people: People;
  before(async () => {
    await testApp();
    people = await makePeople();
    await seedProcesses(SETUP);
  });

  for (const [typed, location] of [
    ['D02.03', '/procesos/D02.03'],
    ['d02.03', '/procesos/D02.03'],
    [' G13.1 ', '/requisitos/G13.1'],
    ["t67c'", "/requisitos/T67c'"],
  ] as const) {
    it(`opens the record that bears the code «${typed}»`, async () => {
      const agent = await agentFor(people.reader);
      const answer = await agent.get('/buscar').query({ q: typed }).expect(303);
      expect(answer.headers.location).to.equal(location);
    });
  }

  it('looks for words in every kind of record, without regard to case or accents', async () => {
    const agent = await agentFor(people.quality);
    const text = textOf((await agent.get('/buscar').query({ q: 'AUTOEVALUACION' }).expect(200)).text);
    expect(text).to.contain('D01.03 · Orientar la autoevaluación institucional').and.to.contain('T63a');
  });

  it('says when nothing matches, and asks when nothing was typed', async () => {
    const agent = await agentFor(people.reader);
    expect(textOf((await agent.get('/buscar').query({ q: 'qzxqzx' }).expect(200)).text)).to.contain(
      'Nada coincide',
    );
    expect(textOf((await agent.get('/buscar').expect(200)).text)).to.contain(
      'Un código completo abre su registro',
    );
  });

  it('takes patterns, operators and long texts for what they are', async () => {
    const agent = await agentFor(people.reader);
    for (const q of ['(a+)+$', '.*', '\\', '<script>alert(1)</script>', '{{7*7}}', 'a'.repeat(199)]) {
      const page = await agent.get('/buscar').query({ q }).expect(200);
      expect(page.text).not.to.contain('<script>alert(1)');
    }
    await agent.get('/buscar?q[$ne]=x').expect(400);
    await agent.get('/buscar?q=a&q=b').expect(400);
  });

  it('does not show a reader what their role may not see', async () => {
    const name = people.auditor.name.split(' ')[0] ?? '';
    const text = async (who: keyof People) =>
      textOf((await (await agentFor(people[who])).get('/buscar').query({ q: name })).text);
    expect(await text('quality')).to.contain(people.auditor.name);
    expect(await text('reader')).not.to.contain(people.auditor.name);
  });
});

describe('the notices', () => {
  for (const [path, words] of [
    ['/accesibilidad', ['WCAG 2.2', 'JavaScript', 'teclado']],
    ['/datos-personales', ['Ley 1581 de 2012', '15', 'Superintendencia de Industria y Comercio']],
  ] as const) {
    it(`anyone reads ${path}, in both languages`, async () => {
      await testApp();
      const agent = await visitor();
      const text = textOf((await agent.get(path).expect(200)).text);
      for (const word of words) expect(text).to.contain(word);
      await agent.get(path).set('Accept-Language', 'en').expect(200);
    });
  }
});
