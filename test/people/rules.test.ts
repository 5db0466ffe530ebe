// The pure rules about people, as tables.
import { expect } from 'chai';
import { commonPasswords } from '../../server/people/common-passwords.ts';
import {
  fold,
  isInForce,
  mustBeGoodPassword,
  mustBeSomeoneElse,
  mustEndWithin,
  mustLeaveAnAdmin,
  overlaps,
  searchFor,
  stateOn,
} from '../../server/people/rules.ts';
import type { AppError } from '../../server/platform/errors.ts';
import { Invalid } from '../../server/platform/errors.ts';
import { ownPath } from '../../server/platform/http/own-path.ts';

const june = { from: '2026-06-01', until: '2026-06-30' };

describe('people: rules', () => {
  it('a holding is in force on its first and last day', () => {
    const days = ['2026-05-31', '2026-06-01', '2026-06-30', '2026-07-01'];
    expect(days.map((day) => isInForce(june, day))).to.deep.equal([false, true, true, false]);
    expect(days.map((day) => stateOn(june, day))).to.deep.equal(['coming', 'current', 'current', 'past']);
    expect(isInForce({ from: '2026-06-01', until: null }, '2099-01-01')).to.be.true;
  });

  it('holdings overlap when they share one day', () => {
    expect(overlaps(june, { from: '2026-06-30', until: null })).to.be.true;
    expect(overlaps(june, { from: '2026-07-01', until: null })).to.be.false;
    expect(overlaps({ from: '2026-07-01', until: '2026-07-02' }, june)).to.be.false;
    expect(overlaps({ from: '2020-01-01', until: null }, june)).to.be.true;
  });

  it('a holding ends neither before it begins nor after its own end', () => {
    expect(() => mustEndWithin(june, '2026-05-31')).to.throw(Invalid);
    expect(() => mustEndWithin(june, '2026-07-01')).to.throw(Invalid);
    expect(() => mustEndWithin(june, '2026-06-15')).to.not.throw();
  });

  it('the last administrator stays', () => {
    expect(() => mustLeaveAnAdmin(0)).to.throw('people.refusal.last_admin');
    expect(() => mustLeaveAnAdmin(1)).to.not.throw();
  });

  it('nobody acts on their own roles', () => {
    expect(() => mustBeSomeoneElse('a', 'a', 'own_roles')).to.throw('people.refusal.own_roles');
    expect(() => mustBeSomeoneElse(null, 'a', 'own_roles')).to.not.throw();
  });

  it('folds names for order and search, and takes what is typed literally', () => {
    expect(fold('  Óscar  NIÑO ')).to.equal('oscar nino');
    expect(searchFor('a.*(b').test('xa.*(by')).to.be.true;
    expect(searchFor('.*').test('anything')).to.be.false;
    expect(() => searchFor('('.repeat(5000)).test('('.repeat(50_000))).to.not.throw();
  });
});

describe('people: passwords that are accepted', () => {
  const context = {
    common: commonPasswords(),
    words: ['Secretaría de Educación de Valle Alto', 'Valle Alto', 'Lucía Barrera', 'lucia.barrera'],
  };
  const verdict = (password: string): string => {
    try {
      mustBeGoodPassword(password, context);
      return 'ok';
    } catch (error) {
      const { key, status } = error as AppError;
      return error instanceof Invalid ? String(error.fields.password?.[0]?.key) : `${status} ${key}`;
    }
  };
  const table: [password: string, verdict: string][] = [
    ['corto7c', 'people.password.too_short'],
    ['7ñandues', 'ok'],
    ['x7'.repeat(3) + 'qv', 'ok'],
    ['una frase larga que nadie adivina nunca', 'ok'],
    ['mango verde con sal', 'ok'],
    ['  con espacios  ', 'ok'],
    ['ñandú 🦤 feliz', 'ok'],
    ['🦤🦤🦤a🦤z1', 'people.password.too_short'],
    ['q1 '.repeat(43).slice(0, 128) + 'z', '400 people.password.too_long'],
    ['z1'.repeat(100), '400 people.password.too_long'],
    ['12345678', 'people.password.common'],
    ['qwertyuiop', 'people.password.common'],
    ['Password1', 'people.password.common'],
    ['Contraseña2026', 'people.password.common'],
    ['CONTRASENA123', 'people.password.common'],
    ['colombia2026*', 'people.password.common'],
    ['jesusteamo', 'ok'],
    ['aaaaaaaaaa', 'people.password.common'],
    ['abababababab', 'people.password.common'],
    ['hgfedcba', 'people.password.common'],
    ['ValleAlto2026', 'people.password.context'],
    ['lucia.barrera.1', 'people.password.context'],
    ['LuciaBarrera99', 'people.password.context'],
  ];
  for (const [password, expected] of table)
    it(`${JSON.stringify(password.slice(0, 24))}: ${expected}`, () => {
      expect(verdict(password)).to.equal(expected);
    });

  it('no list of compositions: eight letters of one kind are enough', () => {
    expect(verdict('vjkqxwzp')).to.equal('ok');
  });

  it('knows well over three thousand common ones', () => {
    expect(commonPasswords().size).to.be.greaterThan(3_000);
  });
});

describe('people: where to go back to', () => {
  const table: [given: string | undefined, path: string][] = [
    ['/documentos?q=a&pagina=2', '/documentos?q=a&pagina=2'],
    [undefined, '/'],
    ['', '/'],
    ['//evil.example', '/'],
    ['/\\evil.example', '/'],
    ['\\\\evil.example', '/'],
    ['https:evil.example', '/'],
    ['https://evil.example/', '/'],
    ['javascript:alert(1)', '/'],
    ['/a\r\nSet-Cookie: x=1', '/'],
    ['/a\\b', '/'],
    ['/%2f%2fevil.example', '/%2f%2fevil.example'],
    ['/..//evil.example', '/'],
    ['/.//evil.example', '/'],
    [`/${'a'.repeat(3_000)}`, '/'],
  ];
  for (const [given, path] of table)
    it(`${JSON.stringify(given)?.slice(0, 40)} leads to ${path.slice(0, 40)}`, () => {
      expect(ownPath(given)).to.equal(path);
    });
});
