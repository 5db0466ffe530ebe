// Reads one request: OP_MSG, and the OP_QUERY with which drivers begin their handshake.
import { decode, type Doc } from '../bson/index.ts';

const OP_REPLY = 1;
const OP_QUERY = 2004;
const OP_MSG = 2013;
const CHECKSUM_PRESENT = 1;
const MORE_TO_COME = 2;

/** A command as it came in. `sequences` hold the raw bytes of documents sent beside the body, by field. */
export interface Request {
  id: number;
  db: string;
  body: Doc;
  sequences: Map<string, Buffer[]>;
  /** False when the client waits for no answer (write concern 0). */
  answered: boolean;
  /** How to answer: with OP_MSG or, to an OP_QUERY, with OP_REPLY. */
  reply: 'message' | 'query';
}

/** @throws Error when the bytes are not a message that we read */
export function readRequest(bytes: Buffer): Request {
  const operation = bytes.readInt32LE(12);
  if (operation === OP_MSG) return readMessage(bytes);
  if (operation === OP_QUERY) return readQuery(bytes);
  throw new Error(`unknown wire operation ${operation}`);
}

function readMessage(bytes: Buffer): Request {
  const flags = bytes.readUInt32LE(16);
  const end = flags & CHECKSUM_PRESENT ? bytes.length - 4 : bytes.length;
  let at = 20;
  let body: Doc | null = null;
  const sequences = new Map<string, Buffer[]>();
  while (at < end) {
    const kind = bytes[at++];
    const length = bytes.readInt32LE(at);
    const section = bytes.subarray(at, at + length);
    if (kind === 0) body = decode(section);
    else if (kind === 1) sequences.set(...readSequence(section));
    else throw new Error(`unknown section kind ${kind}`);
    at += length;
  }
  if (!body) throw new Error('message without a body');
  const db = typeof body.$db === 'string' ? body.$db : '';
  return {
    id: bytes.readInt32LE(4),
    db,
    body,
    sequences,
    answered: !(flags & MORE_TO_COME),
    reply: 'message',
  };
}

function readSequence(section: Buffer): [string, Buffer[]] {
  const end = section.indexOf(0, 4);
  const documents: Buffer[] = [];
  for (let at = end + 1; at < section.length;) {
    const length = section.readInt32LE(at);
    if (length < 5 || at + length > section.length) throw new Error('document sequence out of bounds');
    documents.push(section.subarray(at, at + length));
    at += length;
  }
  return [section.toString('utf8', 4, end), documents];
}

function readQuery(bytes: Buffer): Request {
  const end = bytes.indexOf(0, 20);
  const query = decode(bytes.subarray(end + 9));
  const body = (query.$query as Doc | undefined) ?? query;
  const db = bytes.toString('utf8', 20, end).split('.')[0] ?? '';
  return { id: bytes.readInt32LE(4), db, body, sequences: new Map(), answered: true, reply: 'query' };
}

/** The bytes that precede an encoded document in an answer. */
export function replyHeader(request: Request, length: number): Buffer {
  const message = request.reply === 'message';
  const header = Buffer.alloc(message ? 21 : 36);
  header.writeInt32LE(header.length + length, 0);
  header.writeInt32LE(request.id, 8);
  header.writeInt32LE(message ? OP_MSG : OP_REPLY, 12);
  if (!message) {
    header.writeInt32LE(8, 16);
    header.writeInt32LE(1, 32);
  }
  return header;
}
