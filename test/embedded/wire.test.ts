// The wire protocol below the driver: messages in pieces, the old handshake, what is no message, retries word for word.
import { expect } from 'chai';
import { Binary, deserialize, Long, serialize, UUID, type Document } from 'bson';
import { once } from 'node:events';
import { connect, type Socket } from 'node:net';
import { join } from 'node:path';
import { opened, type Opened } from './opened.ts';

describe('embedded: the wire', () => {
  let store: Opened;
  let socket: Socket;

  before(async () => (store = await opened()));
  after(() => store.close());
  beforeEach(async () => {
    socket = connect(join(store.folder, 's.sock'));
    await once(socket, 'connect');
  });
  afterEach(() => socket.destroy());

  it('answers a message that comes byte by byte, and two that come at once', async () => {
    const bytes = message({ ping: 1, $db: 'admin' });
    for (const byte of bytes) socket.write(Buffer.from([byte]));
    expect(await answer(socket)).to.deep.equal({ ok: 1 });
    socket.write(Buffer.concat([bytes, bytes]));
    expect(await answers(socket, 2)).to.deep.equal([{ ok: 1 }, { ok: 1 }]);
  });

  it('answers the old handshake with OP_REPLY', async () => {
    const query = Buffer.concat([
      Buffer.alloc(4),
      Buffer.from('admin.$cmd\0'),
      Buffer.alloc(8),
      serialize({ ismaster: 1, helloOk: true }),
    ]);
    socket.write(framed(2004, query));
    const [reply] = (await once(socket, 'data')) as [Buffer];
    expect(reply.readInt32LE(12)).to.equal(1);
    const hello = deserialize(reply.subarray(36));
    expect(hello).to.include({
      helloOk: true,
      isWritablePrimary: true,
      setName: 'embedded',
      logicalSessionTimeoutMinutes: 30,
      ok: 1,
    });
    expect(hello).to.not.have.property('topologyVersion');
  });

  it('hangs up on what is no message', async () => {
    socket.write(Buffer.from('GET / HTTP/1.1\r\n\r\n'));
    await once(socket, 'close');
  });

  it('refuses unknown commands and unknown fields by name', async () => {
    socket.write(message({ shardCollection: 'a.b', $db: 'admin' }));
    expect(await answer(socket)).to.include({
      ok: 0,
      code: 59,
      errmsg: "no such command: 'shardCollection'",
    });
    socket.write(message({ find: 'docs', filtre: {}, $db: 'test' }));
    expect(await answer(socket)).to.include({
      ok: 0,
      code: 40415,
      errmsg: "BSON field 'find.filtre' is an unknown field.",
    });
    socket.write(message({ find: 'docs', collation: { locale: 'es' }, $db: 'test' }));
    expect(await answer(socket)).to.include({ ok: 0, code: 238 });
  });

  it('writes once when the same retryable write comes again, at the same time and later', async () => {
    const lsid = { id: new Binary(new UUID().buffer, 4) };
    const insert = message({
      insert: 'once',
      documents: [{ a: 1 }],
      lsid,
      txnNumber: Long.fromNumber(1),
      $db: 'test',
    });
    const other = connect(join(store.folder, 's.sock'));
    socket.write(insert);
    other.write(insert);
    const both = await Promise.all([answer(socket), answer(other)]);
    socket.write(insert);
    expect([...both, await answer(socket)]).to.deep.equal([1, 2, 3].map(() => ({ n: 1, ok: 1 })));
    expect(await store.client.db('test').collection('once').countDocuments()).to.equal(1);
    socket.write(
      message({ insert: 'once', documents: [{ a: 1 }], lsid, txnNumber: Long.fromNumber(0), $db: 'test' }),
    );
    expect(await answer(socket)).to.include({ ok: 0, code: 225 });
    other.destroy();
  });

  it('remembers the answer to a retryable write over a restart, when told to', async () => {
    const kept = await opened({ keepRetries: true });
    const lsid = { id: new Binary(new UUID().buffer, 4) };
    const update = message({
      ...{ update: 'kept', updates: [{ q: { _id: 1 }, u: { $inc: { n: 1 } }, upsert: true }] },
      ...{ lsid, txnNumber: Long.fromNumber(3), $db: 'test' },
    });
    const ask = async (): Promise<Document> => {
      const own = connect(join(kept.folder, 's.sock'));
      own.write(update);
      const answered = await answer(own);
      own.destroy();
      return answered;
    };
    const first = await ask();
    await kept.reopen();
    expect(await ask()).to.deep.equal(first);
    expect(await kept.client.db('test').collection('kept').findOne()).to.deep.equal({ _id: 1, n: 1 });
    await kept.close();
  });

  it('takes documents from a section beside the body, and answers nothing to what wants no answer', async () => {
    const section = Buffer.concat([Buffer.from('documents\0'), serialize({ _id: 1 }), serialize({ _id: 2 })]);
    const length = Buffer.alloc(4);
    length.writeInt32LE(section.length + 4);
    const body = serialize({ insert: 'beside', $db: 'test', writeConcern: { w: 0 } });
    const flags = Buffer.from([2, 0, 0, 0]);
    socket.write(
      framed(2013, Buffer.concat([flags, Buffer.from([0]), body, Buffer.from([1]), length, section])),
    );
    socket.write(message({ count: 'beside', $db: 'test' }));
    expect(await answer(socket)).to.deep.equal({ n: 2, ok: 1 });
  });
});

function framed(operation: number, rest: Buffer): Buffer {
  const header = Buffer.alloc(16);
  header.writeInt32LE(16 + rest.length, 0);
  header.writeInt32LE(7, 4);
  header.writeInt32LE(operation, 12);
  return Buffer.concat([header, rest]);
}

function message(body: Document): Buffer {
  return framed(2013, Buffer.concat([Buffer.alloc(4), Buffer.from([0]), serialize(body)]));
}

async function answer(socket: Socket): Promise<Document> {
  return (await answers(socket, 1))[0] as Document;
}

async function answers(socket: Socket, wanted: number): Promise<Document[]> {
  const found: Document[] = [];
  let bytes = Buffer.alloc(0);
  while (found.length < wanted) {
    bytes = Buffer.concat([bytes, ...((await once(socket, 'data')) as Buffer[])]);
    while (bytes.length >= 4 && bytes.length >= bytes.readInt32LE(0)) {
      const length = bytes.readInt32LE(0);
      found.push(deserialize(bytes.subarray(21, length)));
      bytes = bytes.subarray(length);
    }
  }
  return found;
}
