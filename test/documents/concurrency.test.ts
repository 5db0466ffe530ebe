// Many at once, through the real forms: nobody decides twice, nothing is overwritten, a form that is sent fifty times acts once.
import { randomUUID } from 'node:crypto';
import { expect } from 'chai';
import { submit } from '../../server/documents/submitting.ts';
import { createType } from '../../server/documents/typing.ts';
import { Document } from '../../server/documents/document.ts';
import { createUser } from '../../server/people/index.ts';
import { hashPassword } from '../../server/platform/access/passwords.ts';
import { act } from '../../server/platform/audit/act.ts';
import { historyOf } from '../../server/platform/audit/history.ts';
import { visitor, type Answer, type Visitor } from '../endure/office/visitor.ts';
import { testOrigin } from '../support/app.ts';
import { PASSWORD, SETUP, type People } from '../support/people.ts';
import { aDraft, documentOf, makeOffice, signed, typeNamed, versionOf } from './cast.ts';
import { raceApprovals } from './racing.ts';

const APPROVERS = Array.from({ length: 20 }, (_, index) => `firma${index + 1}`);
/** Tabs in which each of them presses the button at the same moment. */
const TABS = 5;

describe('documents: many at once', () => {
  let people: People;
  let origin: string;
  let ids: string[];

  before(async function () {
    this.timeout(60_000);
    people = await makeOffice();
    origin = await testOrigin();
    const passwordHash = await hashPassword(PASSWORD);
    ids = await act('people.create_user', SETUP, async () => {
      const made: string[] = [];
      for (const name of APPROVERS)
        made.push(
          await createUser(
            { name, email: `${name}@valle-alto.example`, roles: ['committee'], passwordHash },
            SETUP,
          ),
        );
      return made;
    });
    await typeOf('TD', ids, 0);
    await typeOf('UN', [people.quality2.id], 1);
  });

  async function typeOf(code: string, persons: string[], needs: number): Promise<void> {
    const participants = persons.map((id) => ({ kind: 'person' as const, id, name: id }));
    const route = [{ stage: 'approval' as const, needs, participants }];
    await createType(
      { code, name: code, pattern: '{type}-{nn}', isForm: false, reviewMonths: 12, route, active: true },
      people.quality,
    );
  }

  /** Each at an address of their own, as in an office; signed in by the real form. */
  async function signedIn(names: readonly string[]): Promise<Visitor[]> {
    const visitors = names.map((name, index) =>
      visitor(name, process.platform === 'darwin' ? '127.0.0.1' : `127.0.2.${index + 1}`, () => origin),
    );
    await Promise.all(visitors.map((one) => one.signIn()));
    return visitors;
  }

  it('C16: of 100 parallel approvals of a version by 20 people each person decides once, and no decision is lost', async () => {
    const code = await aDraft(people.leader, { type: await typeNamed('TD') });
    await submit(code, 1, people.leader);
    const visitors = await signedIn(APPROVERS);
    const path = `/documentos/${code}/versiones/1/aprobacion`;
    const { sha256 } = await signed(code);
    const form = (who: Visitor) => ({
      _csrf: who.csrf(),
      _once: randomUUID(),
      sha256,
      password: PASSWORD,
      comment: '',
    });
    const answers = await Promise.all(
      visitors.flatMap((who) =>
        Array.from({ length: TABS }, async () => ({
          who: who.name,
          answer: await who.post(path, form(who)),
        })),
      ),
    );
    const taken = answers.filter(({ answer }) => answer.status === 303).map(({ who }) => who);
    expect(taken.sort()).to.deep.equal([...APPROVERS].sort());
    expect(
      new Set(answers.filter(({ answer }) => answer.status !== 303).map(({ answer }) => answer.status)),
    ).to.deep.equal(new Set([409]));
    const version = await versionOf(code);
    expect(version.state).to.equal('approved');
    expect(version.decisions.map((one) => one.person).sort()).to.deep.equal([...ids].sort());
    const trail = await historyOf(`document:${String((await documentOf(code))._id)}`);
    expect(trail.filter((one) => one.act === 'documents.approve').length).to.equal(20);
  }).timeout(120_000);

  it('C11: a form sent 50 times at once has one effect and one answer', async () => {
    const [leader] = await signedIn(['leader']);
    const code = `UNA-${Date.now()}`;
    const fields = {
      _csrf: leader!.csrf(), _once: randomUUID(), type: await typeNamed('IN'), process: '', code, title: 'Una sola vez',
      owner: '', label: '1', start: 'text', procedure: '', recordKind: '',
    }; // prettier-ignore
    const answers = await Promise.all(Array.from({ length: 50 }, () => leader!.post('/documentos', fields)));
    expect(new Set(answers.map(said))).to.deep.equal(new Set([`303 /documentos/${code}/versiones/1/editar`]));
    expect(await Document.countDocuments({ code })).to.equal(1);
    expect((await historyOf(`document:${String((await documentOf(code))._id)}`)).length).to.equal(1);
  }).timeout(60_000);

  it('C11: a form sent again after its effect took the right to send it gets the first answer; whoever comes too late is told', async () => {
    const code = await aDraft(people.leader, { type: await typeNamed('UN') });
    await submit(code, 1, people.leader);
    const [approver] = await signedIn(['quality2']);
    const path = `/documentos/${code}/versiones/1/aprobacion`;
    const { sha256 } = await signed(code);
    const fields = { _csrf: approver!.csrf(), _once: randomUUID(), sha256, password: PASSWORD, comment: '' };
    const first = await approver!.post(path, fields);
    expect(said(first)).to.equal(`303 /documentos/${code}/versiones/1`);
    // No longer asked for anything, and all the same no stranger.
    expect(said(await approver!.post(path, fields))).to.equal(said(first));
    const late = await approver!.post(path, { ...fields, _once: randomUUID() });
    expect(late.status).to.equal(409);
    expect((await versionOf(code)).decisions.length).to.equal(1);
  });

  it('C17: 50 approvals against changes of mind: approved bytes are the bytes seen', async () => {
    const races = await raceApprovals(people, 50, 17, 'UN');
    expect(races.mismatches).to.deep.equal([]);
    expect(races.approved + races.takenBack).to.be.greaterThan(0);
    expect(races.refused).to.be.greaterThan(0);
  }).timeout(120_000);
});

function said({ status, location }: Answer): string {
  return `${status} ${location}`;
}
