// Signing: the password once more, and what the signature says for ever.
import { expect } from 'chai';
import { assign, disableUser, people as slice } from '../../../server/people/index.ts';
import { TRIES } from '../../../server/platform/access/lockout.ts';
import { sign } from '../../../server/platform/access/signatures.ts';
import { setClock } from '../../../server/platform/clock.ts';
import { Invalid, TooMany } from '../../../server/platform/errors.ts';
import { makePeople, PASSWORD, personById, SETUP, type People } from '../../support/people.ts';

const SHA = 'a'.repeat(64);

describe('signatures', () => {
  let people: People;
  before(() => slice.register?.());
  beforeEach(async () => {
    people = await makePeople();
    await slice.prepare?.();
  });

  it('bind name, position, meaning, moment and content', async () => {
    const at = new Date('2026-06-15T15:00:00Z');
    setClock(() => at);
    expect(await sign(people.quality, PASSWORD, 'aprobo', SHA)).to.deep.equal({
      person: people.quality.id,
      name: people.quality.name,
      position: 'Profesional de calidad',
      acting: false,
      meaning: 'aprobo',
      at,
      sha256: SHA,
    });
  });

  it('say when the position is held by an acting post', async () => {
    const position = people.committee.positions[0]?.id ?? '';
    const post = {
      person: people.certifier.id,
      position,
      from: '2020-01-01',
      until: '2099-01-01',
      act: { number: 'R', date: '2019-12-20' },
    };
    await assign(post, SETUP);
    const acting = await sign(await personById(people.certifier.id), PASSWORD, 'aprobo', SHA);
    expect(acting).to.include({ position: 'Secretaria de despacho', acting: true });
  });

  it('can be made under any position held, and under no other', async () => {
    const position = people.committee.positions[0]?.id ?? '';
    const post = {
      person: people.leader.id,
      position,
      from: '2020-01-01',
      until: '2099-01-01',
      act: { number: 'R', date: '2019-12-20' },
    };
    await assign(post, SETUP);
    const leader = await personById(people.leader.id);
    expect(await sign(leader, PASSWORD, 'reviso', SHA)).to.include({
      position: 'Líder de calidad educativa',
      acting: false,
    });
    expect(await sign(leader, PASSWORD, 'aprobo', SHA, position)).to.include({
      position: 'Secretaria de despacho',
      acting: true,
    });
    const foreign = people.auditor.positions[0]?.id ?? '';
    expect(await sign(leader, PASSWORD, 'aprobo', SHA, foreign)).to.include({
      position: 'Líder de calidad educativa',
    });
  });

  it('are refused for a wrong password, somebody else’s, and a disabled account', async () => {
    const refused = async (password: string): Promise<unknown> =>
      sign(people.quality, password, 'aprobo', SHA).catch((error: unknown) => error);
    expect(await refused('no es esta'))
      .to.be.instanceOf(Invalid)
      .with.nested.property('fields.password[0].key', 'people.password.wrong');
    await disableUser(people.quality.id, 'Se fue', SETUP);
    expect(await refused(PASSWORD)).to.be.instanceOf(Invalid);
  });

  it('a person without a position signs without one', async () => {
    expect(await sign(people.certifier, PASSWORD, 'enterado', SHA)).to.include({
      position: null,
      acting: false,
    });
  });

  it('wrong passwords are counted: an open session is no way to guess', async () => {
    const outcomes = await Promise.allSettled(
      Array.from({ length: 30 }, () => sign(people.quality, 'no es esta', 'aprobo', SHA)),
    );
    const reasons = outcomes.map((one) => (one as PromiseRejectedResult).reason as unknown);
    expect(reasons.filter((reason) => reason instanceof Invalid)).to.have.length(TRIES.pair);
    expect(reasons.filter((reason) => reason instanceof TooMany)).to.have.length(30 - TRIES.pair);
    expect(
      await sign(people.quality, PASSWORD, 'aprobo', SHA).catch((error: unknown) => error),
    ).to.be.instanceOf(TooMany);
  });
});
