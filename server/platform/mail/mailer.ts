// Sends mail by SMTP where a server is configured; what cannot go out is kept in an outbox and is not lost.
import { letterOf } from './message.ts';
import type { Letter, Message } from './message.ts';

export type { Letter, Message } from './message.ts';

export interface Outbox {
  /** @param reason why it did not go out; absent when no server is configured */
  keep(letter: Letter, reason?: string): Promise<void>;
}

export interface MailerOptions {
  /** `smtp://` or `smtps://`; undefined: everything is kept. */
  smtpUrl: string | undefined;
  outbox: Outbox;
  /** The sender's address. */
  from?: string;
  /** Whether a transaction is open where `send` is called: that is a mistake, and is told. */
  isInTransaction?: () => boolean;
}

export interface Mailer {
  /**
   * Sends, or keeps. Call it after the transaction of what it tells, never inside: a retried transaction would send it twice.
   * @throws BadShape when an address or the subject could forge headers
   */
  send(message: Message): Promise<'sent' | 'kept'>;
  /** Sends what an outbox kept. @throws what the server said */
  resend(letter: Letter): Promise<void>;
  close(): void;
}

const SECONDS = 1000;

export function createMailer({
  smtpUrl,
  outbox,
  from = 'no-responder@localhost',
  isInTransaction,
}: MailerOptions): Mailer {
  const transport = smtpUrl ? transportTo(smtpUrl, from) : null;
  const resend: Mailer['resend'] = async (letter) => {
    if (!transport) throw new Error('no mail server is configured (SMTP_URL)');
    await (await transport).sendMail(letter);
  };
  const send: Mailer['send'] = async (message) => {
    if (isInTransaction?.()) throw new Error('mail must be sent after the transaction, not inside');
    const letter = letterOf(message);
    if (!transport) return kept(outbox, letter);
    try {
      await resend(letter);
      return 'sent';
    } catch (error) {
      return kept(outbox, letter, error instanceof Error ? error.message : String(error));
    }
  };
  return { send, resend, close: () => void transport?.then((one) => one.close()) };
}

async function transportTo(url: string, from: string) {
  // Loaded only where a server is configured: it brings a whole client of the web into memory.
  const { createTransport } = await import('nodemailer');
  const waits = {
    connectionTimeout: 10 * SECONDS,
    greetingTimeout: 10 * SECONDS,
    socketTimeout: 30 * SECONDS,
  };
  // Attachments and pictures are never fetched for a text.
  const limits = { disableFileAccess: true, disableUrlAccess: true };
  return createTransport({ url, pool: true, maxConnections: 2, ...waits }, { from, ...limits });
}

async function kept(outbox: Outbox, letter: Letter, reason?: string): Promise<'kept'> {
  await outbox.keep(letter, reason);
  return 'kept';
}
