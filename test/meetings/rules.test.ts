// Quorum, votes and terms as tables.
import { expect } from 'chai';
import {
  mustAddUp,
  mustHaveQuorum,
  neededFor,
  overlaps,
  quorumOf,
  sessionCode,
} from '../../server/meetings/rules.ts';

describe('meetings: rules', () => {
  const NEEDED = [
    ['majority', null, 5, 3], ['majority', null, 4, 3], ['majority', null, 1, 1], ['majority', null, 0, 1],
    ['two_thirds', null, 6, 4], ['two_thirds', null, 7, 5], ['number', 3, 9, 3],
  ] as const; // prettier-ignore
  for (const [rule, number, voters, needed] of NEEDED)
    it(`of ${voters} with the rule ${rule} ${number ?? ''} a session needs ${needed}`, () => {
      expect(neededFor({ rule, number }, voters)).to.equal(needed);
    });

  const members = [
    { person: 'a', votes: true, from: '2026-01-01', until: null },
    { person: 'b', votes: true, from: '2026-01-01', until: '2026-06-30' },
    { person: 'c', votes: true, from: '2026-07-01', until: null },
    { person: 'd', votes: true, from: '2026-01-01', until: null },
    { person: 's', votes: false, from: '2026-01-01', until: null },
  ];

  it('the quorum counts members in force on the day of the session, with a vote, who are there', () => {
    const quorum = { rule: 'majority', number: null } as const;
    const inJune = quorumOf(quorum, members, ['a', 'b', 's'], '2026-06-30');
    expect(inJune).to.deep.equal({ voters: 3, present: 2, needed: 2, met: true });
    const inJuly = quorumOf(quorum, members, ['a', 'b', 's'], '2026-07-01');
    expect(inJuly).to.deep.equal({ voters: 3, present: 1, needed: 2, met: false });
  });

  it('nothing is decided without a quorum', () => {
    expect(() => mustHaveQuorum(null)).to.throw('meetings.refusal.no_quorum');
    expect(() => mustHaveQuorum({ voters: 5, present: 2, needed: 3, met: false })).to.throw('no_quorum');
    expect(() => mustHaveQuorum({ voters: 5, present: 3, needed: 3, met: true })).not.to.throw();
  });

  const VOTES = [
    ['approved', 3, 1, 1, true], ['approved', 2, 2, 1, false], ['rejected', 2, 3, 0, true], ['rejected', 3, 2, 0, false],
    ['postponed', 0, 0, 5, true], ['approved', 5, 1, 0, false],
  ] as const; // prettier-ignore
  for (const [outcome, inFavour, against, abstained, holds] of VOTES)
    it(`of five present, ${inFavour} for, ${against} against and ${abstained} abstained ${holds ? 'is' : 'is not'} ${outcome}`, () => {
      const vote = () => mustAddUp({ for: inFavour, against, abstained }, 5, outcome);
      if (holds) expect(vote).not.to.throw();
      else expect(vote).to.throw('errors.invalid');
    });

  it('two terms overlap on a shared day and not on the day after', () => {
    const first = { from: '2026-01-01', until: '2026-06-30' };
    expect(overlaps(first, { from: '2026-06-30', until: null })).to.equal(true);
    expect(overlaps(first, { from: '2026-07-01', until: null })).to.equal(false);
    expect(overlaps({ from: '2026-01-01', until: null }, { from: '2030-01-01', until: null })).to.equal(true);
  });

  it('G8: a session has one code', () => {
    expect(sessionCode(2026, 7)).to.equal('SES-2026-007');
  });
});
