// Hashes of passwords: their strength, their salt, and what a check tells.
import { hash } from '@node-rs/argon2';
import { expect } from 'chai';
import { checkPassword, hashPassword } from '../../../server/platform/access/passwords.ts';

describe('passwords', () => {
  it('are kept as argon2id of full strength, each with its own salt', async () => {
    const [one, two] = await Promise.all([hashPassword('la misma frase'), hashPassword('la misma frase')]);
    expect(one).to.match(/^\$argon2id\$v=19\$m=47104,t=2,p=1\$/);
    expect(one).to.not.equal(two);
  });

  it('are right only as they were typed: spaces, accents and case count', async () => {
    const stored = await hashPassword(' Ñandú feliz ');
    const right = async (typed: string): Promise<boolean> => (await checkPassword(stored, typed)).right;
    expect(await right(' Ñandú feliz ')).to.be.true;
    for (const typed of ['Ñandú feliz', ' ñandú feliz ', ' Nandu feliz ', ''])
      expect(await right(typed), typed).to.be.false;
  });

  it('nothing is right for an account without one', async () => {
    expect(await checkPassword(null, '')).to.deep.equal({ right: false, weak: false });
    expect(await checkPassword(null, 'anything')).to.deep.equal({ right: false, weak: false });
  });

  it('a right one with a weak hash asks for a new hash; a wrong one does not', async () => {
    const weak = await hash('frase', { memoryCost: 19_456, timeCost: 2, parallelism: 1 });
    const other = await hash('frase', { memoryCost: 65_536, timeCost: 3, parallelism: 1, algorithm: 1 });
    expect(await checkPassword(weak, 'frase')).to.deep.equal({ right: true, weak: true });
    expect(await checkPassword(other, 'frase')).to.deep.equal({ right: true, weak: true });
    expect(await checkPassword(weak, 'otra')).to.deep.equal({ right: false, weak: false });
    expect(await checkPassword(await hashPassword('frase'), 'frase')).to.deep.equal({
      right: true,
      weak: false,
    });
  });
});
