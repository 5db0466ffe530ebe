// A mail before it is sent: plain words and the same as simple HTML; nothing in it can add a header.
import { BadShape } from '../errors.ts';

export interface Message {
  /** Addresses, without names. */
  to: string | readonly string[];
  subject: string;
  /** Paragraphs parted by empty lines; addresses that begin with http(s) become links. */
  text: string;
  replyTo?: string;
}

/** As it goes out, and as an outbox keeps it. */
export interface Letter {
  to: string[];
  subject: string;
  text: string;
  html: string;
  replyTo?: string;
}

const ADDRESS = /^[^\s@<>"(),:;[\]\\]{1,64}@[^\s@<>"(),:;[\]\\]{1,190}$/;
const MOST_RECIPIENTS = 50;

/**
 * Checks and completes a message.
 * @throws BadShape for line ends in a header, a wrong address, or none, or more than 50
 */
export function letterOf({ to, subject, text, replyTo }: Message): Letter {
  const addresses = typeof to === 'string' ? [to] : [...to];
  if (addresses.length === 0 || addresses.length > MOST_RECIPIENTS) throw new BadShape('mail.recipients');
  for (const address of replyTo === undefined ? addresses : [...addresses, replyTo])
    if (!ADDRESS.test(address)) throw new BadShape('mail.address');
  // A line end in a subject would begin a new header.
  if (/[\p{Cc}\u2028\u2029]/u.test(subject) || subject.trim() === '') throw new BadShape('mail.subject');
  return {
    to: addresses,
    subject: subject.slice(0, 200),
    text,
    html: htmlOf(text),
    ...(replyTo !== undefined && { replyTo }),
  };
}

/** The same words with paragraphs and links. */
export function htmlOf(text: string): string {
  const paragraphs = text
    .trim()
    .split(/\n{2,}/)
    .map((paragraph) => `<p>${linked(paragraph).replaceAll('\n', '<br>')}</p>`);
  return `<!doctype html><html lang="es"><body style="font-family:sans-serif;font-size:16px;line-height:1.5;color:#1b2430">${paragraphs.join('')}</body></html>`;
}

function linked(text: string): string {
  return text
    .split(/(https?:\/\/[^\s<>"']+)/)
    .map((part, i) => (i % 2 === 0 ? escaped(part) : `<a href="${escaped(part)}">${escaped(part)}</a>`))
    .join('');
}

function escaped(text: string): string {
  return text.replace(/[&<>"']/g, (mark) => `&#${mark.charCodeAt(0)};`);
}
