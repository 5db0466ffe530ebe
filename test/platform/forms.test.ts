// Forms: what no page of ours sends is refused (400), what a person typed wrong comes back named (422).
import { expect } from 'chai';
import {
  checkbox, choice, day, email, form, id, list, optionalChoice, optionalDay, optionalId, optionalText, pageNumber, password, sha256, text, whole,
} from '../../server/platform/forms/forms.ts'; // prettier-ignore
import { BadShape } from '../../server/platform/errors.ts';

const person = form({ name: text({ max: 10 }), role: choice(['reader', 'leader']), tags: list(text()) });
const valid = { name: 'Ana', role: 'reader' };

describe('forms: bad shapes (security rows 20, 35, 41, 42)', () => {
  const bad: [string, unknown][] = [
    ['an operator as a key', { ...valid, 'name[$ne]': '' }],
    ['an operator at the top', { ...valid, $where: '1' }],
    ['a nested object', { ...valid, name: { $ne: null } }],
    ['a repeated scalar (HPP)', { ...valid, name: ['Ana', 'Eva'] }],
    ['a dotted key', { ...valid, 'name.first': 'x' }],
    ['a number', { ...valid, name: 7 }],
    ['null', { ...valid, name: null }],
    ['an object in a list', { ...valid, tags: [{ $gt: '' }] }],
    ['__proto__', JSON.parse('{"name":"Ana","role":"reader","__proto__":{"admin":true}}')],
    ['constructor', { ...valid, constructor: 'x' }],
    ['prototype', { ...valid, prototype: 'x' }],
  ];
  for (const [name, body] of bad)
    it(`refuses ${name}`, () => expect(() => person.read(body)).to.throw(BadShape));

  it('leaves Object.prototype as it was', () => {
    expect(({} as Record<string, unknown>).admin).to.equal(undefined);
  });

  it('reads nothing from inherited properties', () => {
    expect(person.read(Object.create(valid))).to.have.property('ok', false);
  });

  it('drops fields that the page did not offer (mass assignment)', () => {
    expect(person.read({ ...valid, approvedBy: 'x', roles: 'admin' })).to.deep.equal({
      ok: true,
      value: { ...valid, tags: [] },
    });
  });

  it('takes nothing for an empty form, and says what is missing', () => {
    for (const body of [null, undefined, {}, 'text', 7]) {
      const read = person.read(body);
      expect(!read.ok && Object.keys(read.errors)).to.deep.equal(['name', 'role']);
    }
  });
});

describe('forms: fields', () => {
  const one = (field: Parameters<typeof form>[0][string], value: unknown): unknown => {
    const read = form({ field }).read(value === undefined ? {} : { field: value });
    return read.ok ? read.value.field : read.errors.field;
  };

  it('trims, composes, keeps line ends as \\n and drops NUL', () => {
    expect(one(text(), '  n\u0303andu\u0301\r\nb\u0000 ')).to.equal('ñandú\nb');
    expect(one(text(), '   ')).to.deep.equal([{ key: 'shared.form.required' }]);
    expect(one(text({ max: 3 }), 'abcd')).to.deep.equal([
      { key: 'shared.form.too_long', params: { max: 3 } },
    ]);
    expect(one(optionalText(), undefined)).to.equal('');
  });

  it('takes a password as typed', () => {
    expect(one(password(), '  con espacios ñ ')).to.equal('  con espacios ñ ');
    expect(one(password(), 'x'.repeat(1025))).to.deep.equal([{ key: 'shared.form.password_too_long' }]);
  });

  it('reads e-mail, dates, numbers, ids and hashes, or says what they should be', () => {
    expect(one(email(), ' Ana@Example.GOV.co ')).to.equal('ana@example.gov.co');
    expect(one(email(), 'ana@\r\nbcc: x@y.z')).to.deep.equal([{ key: 'shared.form.email' }]);
    expect(one(day(), '2026-02-29')).to.deep.equal([{ key: 'shared.form.date' }]);
    expect(one(optionalDay(), '')).to.equal(null);
    expect(one(optionalDay(), '2024-02-29')).to.equal('2024-02-29');
    expect(one(whole({ min: 1, max: 5 }), '5')).to.equal(5);
    for (const wrong of ['6', '0', '1.5', '1e3', '0x1', ''])
      expect(one(whole({ min: 1, max: 5 }), wrong), wrong).to.deep.equal([
        { key: 'shared.form.whole', params: { min: 1, max: 5 } },
      ]);
    expect(one(id(), '0123456789abcdef01234567')).to.equal('0123456789abcdef01234567');
    expect(one(id(), '../etc')).to.deep.equal([{ key: 'shared.form.choose' }]);
    expect(one(optionalId(), '')).to.equal(null);
    expect(one(sha256(), 'A'.repeat(64))).to.deep.equal([{ key: 'shared.form.hash' }]);
  });

  it('reads choices, boxes, lists and page numbers', () => {
    expect(one(choice(['a', 'b']), 'c')).to.deep.equal([{ key: 'shared.form.choose' }]);
    expect(one(choice(['a', 'b']), 'constructor')).to.deep.equal([{ key: 'shared.form.choose' }]);
    expect(one(optionalChoice(['a']), '')).to.equal(null);
    expect([one(checkbox(), 'on'), one(checkbox(), undefined), one(checkbox(), '')]).to.deep.equal([
      true,
      false,
      false,
    ]);
    expect(one(list(text()), 'uno')).to.deep.equal(['uno']);
    expect(one(list(text()), ['uno', 'dos'])).to.deep.equal(['uno', 'dos']);
    expect(one(list(text(), { max: 2 }), ['1', '2', '3'])).to.deep.equal([{ key: 'shared.form.too_many' }]);
    expect(['3', '-1', '1e9', 'x', undefined].map((value) => one(pageNumber(), value))).to.deep.equal([
      3, 1, 1, 1, 1,
    ]);
  });

  it('checks fields together and names the one that is wrong', () => {
    const term = form({ from: day(), until: day() }, ({ from, until }) =>
      until < from ? { until: [{ key: 'tests.order' }] } : null,
    );
    expect(term.read({ from: '2026-01-02', until: '2026-01-01' })).to.deep.equal({
      ok: false,
      errors: { until: [{ key: 'tests.order' }] },
    });
    expect(term.read({ from: '2026-01-02', until: '2026-01-03' })).to.have.property('ok', true);
  });

  it('row 43: a text of 50,000 characters is judged by every field', () => {
    const long = `${'a'.repeat(50_000)}!`;
    for (const field of [text(), email(), day(), whole({ min: 1, max: 9 }), id(), sha256()])
      expect(one(field, long)).to.be.an('array').that.is.not.empty;
    expect(one(pageNumber(), long)).to.equal(1);
  });
});
