// The session of a visitor: kept for half an hour.
import { expect } from 'chai';
import mongoose from 'mongoose';
import { visitor } from '../support/app.ts';
import { makePeople } from '../support/people.ts';

interface StoredSession {
  _id: string;
  expires: Date;
}

const stored = () => mongoose.connection.collection<StoredSession>('sessions');

describe("a visitor's session", () => {
  before(makePeople);

  it('ends after half an hour', async () => {
    const agent = await visitor();
    const before = new Set((await stored().find().toArray()).map((one) => one._id));
    await agent.get('/ingreso').expect(200);
    const made = (await stored().find().toArray()).find((one) => !before.has(one._id));
    const minutes = ((made?.expires.getTime() ?? 0) - Date.now()) / 60_000;
    expect(minutes).to.be.within(28, 31);
  });
});
