// Twenty people at work: authors write and upload, six approvers race for each version, the office issues and numbers copies.
import { createHash, randomUUID } from 'node:crypto';
import { setTimeout as wait } from 'node:timers/promises';
import { today } from '../../../server/platform/clock.ts';
import { pick, upTo, type Random } from '../../embedded/random.ts';
import { odt, onePage } from '../../support/hostile-files/index.ts';
import type { Fields } from '../../support/pages.ts';
import { PASSWORD, WRITERS, type Work } from './cast.ts';
import { acknowledge, type Card, type Deed, type DeedKind, type Ledger } from './ledger.ts';
import { Broken, visitor, type SentFile, type Visitor } from './visitor.ts';

/** A form that is about to be sent; kept until its answer came. */
interface Sending {
  path: string;
  fields: Fields;
  file?: SentFile;
  deed: Deed;
}

export interface Writer {
  work: Work;
  visitor: Visitor;
  pending: Sending | null;
  /** Versions on which this person has tried to decide, so that nobody tries twice. */
  seen: Set<string>;
  next: Random;
}

export interface Office {
  ledger: Ledger;
  writers: Writer[];
  /** Id of the type of their documents. */
  type: string;
  /** False from the moment of the kill: nobody begins anything more. */
  open: boolean;
}

/** The people, not yet signed in. @param origin where the application listens now */
export function newOffice(ledger: Ledger, next: Random, origin: () => string): Office {
  const people = (Object.keys(WRITERS) as Work[]).flatMap((work) =>
    WRITERS[work].map((name) => ({ work, name })),
  );
  const writers = people.map(({ work, name }, index) => ({
    work,
    // Each has an address, as in life: the limits on wrong passwords count by address.
    visitor: visitor(name, process.platform === 'darwin' ? '127.0.0.1' : `127.0.1.${index + 1}`, origin),
    pending: null,
    seen: new Set<string>(),
    next,
  }));
  return { ledger, writers, type: '', open: false };
}

/** Works until the application is gone or the office closes. */
export async function work(office: Office, writer: Writer): Promise<void> {
  try {
    while (office.open) {
      const again = writer.pending !== null;
      writer.pending ??= await NEXT[writer.work](office, writer);
      if (writer.pending) await send(office, writer, writer.pending, again);
      else await wait(20);
    }
  } catch (error) {
    if (!(error instanceof Broken)) throw error;
  }
}

async function send({ ledger }: Office, writer: Writer, sending: Sending, again: boolean): Promise<void> {
  const { status, location, text } = await writer.visitor.post(sending.path, sending.fields, sending.file);
  writer.pending = null;
  const { kind, person, code } = sending.deed;
  if (again) ledger.resent += 1;
  if (status === 303 && !location.startsWith('/ingreso')) acknowledge(ledger, sending.deed);
  else if (status === 409) ledger.refused += 1;
  else ledger.unexpected.push(`${person} ${kind} ${code}: ${status} ${location} ${text.slice(0, 200)}`);
}

const NEXT: Record<Work, (office: Office, writer: Writer) => Promise<Sending | null>> = {
  author: nextOfAuthor,
  approver: nextOfApprover,
  issuer: nextOfIssuer,
  copier: nextOfCopier,
};

const MOST_DOCUMENTS = 6;

function nextOfAuthor(office: Office, writer: Writer): Promise<Sending | null> {
  const mine = [...office.ledger.cards.values()].filter((card) => card.author === writer.visitor.name);
  const movable = mine.filter((card) => card.phase === 'draft' || card.phase === 'in_force');
  const card = movable.length > 0 ? pick(writer.next, movable) : undefined;
  if (!card || (mine.length < MOST_DOCUMENTS && upTo(writer.next, 3) === 0))
    return mine.length < MOST_DOCUMENTS || !card
      ? Promise.resolve(creation(office, writer, mine.length))
      : Promise.resolve(null);
  if (card.phase === 'in_force') return start(office, writer, card);
  return card.saves > 0 && upTo(writer.next, 3) === 0
    ? simple(office, writer, card, 'submit', 'envio')
    : save(office, writer, card);
}

function creation(office: Office, writer: Writer, count: number): Sending {
  const { name, csrf } = writer.visitor;
  const withFile = WRITERS.author.indexOf(name) % 2 === 1;
  const code = `KX-${name.toUpperCase()}-${count + 1}`;
  const deed = newDeed(office, writer, 'create', { code, number: 1 });
  const fields = {
    _csrf: csrf(), _once: randomUUID(), type: office.type, process: '', code, title: `Documento ${code}`,
    owner: '', label: '1', start: withFile ? 'file' : 'text', procedure: '', recordKind: '',
  }; // prettier-ignore
  return { path: '/documentos', fields, deed, ...(withFile ? withAFile(deed) : {}) };
}

async function save(office: Office, writer: Writer, card: Card): Promise<Sending | null> {
  const path = `${pathOf(card)}/editar`;
  await writer.visitor.post(`${pathOf(card)}/turno`, { _csrf: writer.visitor.csrf() });
  const form = await writer.visitor.formAt(path, path);
  if (!form) return null;
  const deed = newDeed(office, writer, 'save', card);
  const fields: Fields = { ...form, reason: deed.marker };
  if (card.content === 'file') return { path, fields, deed, ...withAFile(deed) };
  fields.markdown = `## Objetivo\n\nAcompañar a cada establecimiento.\n\n## Alcance\n\n${deed.marker}`;
  return { path, fields, deed };
}

async function start(office: Office, writer: Writer, card: Card): Promise<Sending | null> {
  const path = `/documentos/${card.code}/versiones/nueva`;
  const form = await writer.visitor.formAt(path, path);
  if (!form) return null;
  const deed = newDeed(office, writer, 'start', { code: card.code, number: card.number + 1 });
  return { path, fields: { ...form, reason: deed.marker }, deed };
}

/** Everybody takes the newest submission first: they meet on the same version. */
async function nextOfApprover(office: Office, writer: Writer): Promise<Sending | null> {
  const due = [...office.ledger.cards.values()].filter(
    (card) => card.phase === 'submitted' && !writer.seen.has(`${card.code}/${card.number}`),
  );
  const card = due.at(-1);
  if (!card) return null;
  const sending = await simple(office, writer, card, 'approve', 'aprobacion', { password: PASSWORD });
  writer.seen.add(`${card.code}/${card.number}`);
  return sending;
}

function nextOfIssuer(office: Office, writer: Writer): Promise<Sending | null> {
  const due = [...office.ledger.cards.values()].filter((card) => card.phase === 'approved');
  if (due.length === 0) return Promise.resolve(null);
  return simple(office, writer, pick(writer.next, due), 'issue', 'emision', { effective: today() });
}

/** All number copies of the same two documents. */
function nextOfCopier(office: Office, writer: Writer): Promise<Sending | null> {
  const inForce = [...office.ledger.cards.values()].filter((card) => card.wasInForce).slice(0, 2);
  if (inForce.length === 0) return Promise.resolve(null);
  const deed = newDeed(office, writer, 'copy', pick(writer.next, inForce));
  const fields = { _csrf: writer.visitor.csrf(), _once: randomUUID(), holder: deed.marker, place: 'Archivo' };
  return Promise.resolve({ path: `/documentos/${deed.code}/copias`, fields, deed });
}

/** An act that its own page asks for; null when that page no longer offers it. */
async function simple(
  office: Office,
  writer: Writer,
  card: Card,
  kind: DeedKind,
  noun: string,
  fields: Fields = {},
): Promise<Sending | null> {
  const path = `${pathOf(card)}/${noun}`;
  const form = await writer.visitor.formAt(path, path);
  return form && { path, fields: { ...form, ...fields }, deed: newDeed(office, writer, kind, card) };
}

function newDeed(
  { ledger }: Office,
  writer: Writer,
  kind: DeedKind,
  { code, number }: { code: string; number: number },
): Deed {
  ledger.markers += 1;
  return { kind, person: writer.visitor.name, code, number, marker: `señal ${ledger.markers}` };
}

/** A small file that holds the deed's own words; its hash is noted. */
function withAFile(deed: Deed): { file: SentFile } {
  const isPdf = /[369]$/.test(deed.marker);
  const bytes = isPdf ? onePage({ trailer: `/Info <</Title (${deed.marker.slice(6)})>>` }) : odt(deed.marker);
  deed.sha256 = createHash('sha256').update(bytes).digest('hex');
  const [end, type] = isPdf ? ['pdf', 'application/pdf'] : ['odt', 'application/vnd.oasis.opendocument.text'];
  return { file: { field: 'file', name: `${deed.marker}.${end}`, type, bytes } };
}

function pathOf(card: Card): string {
  return `/documentos/${card.code}/versiones/${card.number}`;
}
