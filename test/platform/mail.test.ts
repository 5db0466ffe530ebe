// Mail over a real SMTP conversation: what arrives, what is kept when it cannot, and what is refused.
import { createServer } from 'node:net';
import type { AddressInfo, Server, Socket } from 'node:net';
import { expect } from 'chai';
import { BadShape } from '../../server/platform/errors.ts';
import { createMailer } from '../../server/platform/mail/mailer.ts';
import type { Letter, Mailer, Message } from '../../server/platform/mail/mailer.ts';
import { htmlOf } from '../../server/platform/mail/message.ts';

const message: Message = {
  to: 'rectora@example.edu.co',
  subject: 'Documento por aprobar: año 2026',
  text: 'Hay un documento por aprobar.\n\nVéalo en https://calidad.example.gov.co/documentos/PR-01?a=1&b=2',
};

describe('mail', () => {
  let server: Server;
  let received: string[];
  let says: string;
  let kept: { letter: Letter; reason?: string }[];
  let mailer: Mailer | undefined;
  const outbox = {
    keep: async (letter: Letter, reason?: string) => void kept.push({ letter, ...(reason && { reason }) }),
  };

  beforeEach(async () => {
    received = [];
    kept = [];
    says = '250 ok';
    server = createServer((socket) => converse(socket, received, () => says)).listen(0, '127.0.0.1');
    await new Promise((resolve) => server.once('listening', resolve));
  });
  afterEach(async () => {
    mailer?.close();
    await new Promise((resolve) => server.close(resolve));
  });
  const bySmtp = () =>
    (mailer = createMailer({
      smtpUrl: `smtp://127.0.0.1:${(server.address() as AddressInfo).port}`,
      outbox,
      from: 'calidad@example.gov.co',
    }));

  it('goes out as plain words and as HTML', async () => {
    expect(await bySmtp().send(message)).to.equal('sent');
    const [mail = ''] = received;
    expect(mail)
      .to.match(/^From: calidad@example\.gov\.co$/m)
      .and.match(/^To: rectora@example\.edu\.co$/m);
    expect(mail)
      .to.match(/^Content-Type: text\/plain; charset=utf-8$/m)
      .and.match(/^Content-Type: text\/html; charset=utf-8$/m);
    expect(mail).to.match(/^Subject: =\?UTF-8\?/m);
    expect(kept).to.deep.equal([]);
  });

  it('is kept when no server is configured', async () => {
    mailer = createMailer({ smtpUrl: undefined, outbox });
    expect(await mailer.send(message)).to.equal('kept');
    expect(kept).to.have.length(1);
    expect(kept[0]?.letter).to.deep.include({
      to: ['rectora@example.edu.co'],
      subject: message.subject,
      text: message.text,
    });
    expect(kept[0]).to.not.have.property('reason');
  });

  it('is kept with the reason when the server refuses it, and goes out later', async () => {
    says = '451 try later';
    expect(await bySmtp().send(message)).to.equal('kept');
    expect(kept[0]?.reason).to.match(/451/);
    says = '250 ok';
    await mailer!.resend(kept[0]!.letter);
    expect(received).to.have.length(1);
  });

  const forged: [string, Partial<Message>][] = [
    ['a line end in the subject', { subject: 'Hola\r\nBcc: otro@example.org' }],
    ['a bare line feed in the subject', { subject: 'Hola\nX: y' }],
    ['a line end in an address', { to: 'a@example.org\r\nBcc: b@example.org' }],
    ['two addresses in one', { to: 'a@example.org,b@example.org' }],
    ['a name with an address', { to: 'Otro <a@example.org>' }],
    ['a line end in the reply address', { replyTo: 'a@example.org\nX: y' }],
    ['no recipient', { to: [] }],
    ['a crowd', { to: Array.from({ length: 51 }, (_, i) => `p${i}@example.org`) }],
    ['no subject', { subject: '  ' }],
  ];
  for (const [what, part] of forged)
    it(`refuses ${what}`, async () => {
      const error = await bySmtp().send({ ...message, ...part }).then(() => null, (thrown: Error) => thrown); // prettier-ignore
      expect(error).to.be.instanceOf(BadShape);
      expect(received).to.deep.equal([]);
      expect(kept).to.deep.equal([]);
    });

  it('is not sent inside a transaction', async () => {
    mailer = createMailer({ smtpUrl: undefined, outbox, isInTransaction: () => true });
    const error = await mailer.send(message).then(() => null, (thrown: Error) => thrown); // prettier-ignore
    expect(error?.message).to.match(/after the transaction/);
    expect(kept).to.deep.equal([]);
  });

  it('shows markup as text and links only to web pages', () => {
    const html = htmlOf('<img src=x onerror=alert(1)> javascript:alert(1)\nhttps://e.org/"onclick="x\n\nfin');
    expect(html).to.include('&#60;img src=x onerror=alert(1)&#62; javascript:alert(1)<br>');
    expect(html).to.include('<a href="https://e.org/">https://e.org/</a>&#34;onclick=&#34;x</p><p>fin</p>');
  });
});

/** The least of SMTP that a sender needs; the answer to the letter itself is the test's. */
function converse(socket: Socket, received: string[], verdict: () => string): void {
  let inData = false;
  let letter = '';
  const say = (line: string) => socket.write(`${line}\r\n`);
  socket.on('error', () => undefined);
  say('220 here');
  socket.on('data', (chunk) => {
    for (const line of chunk.toString().split(/(?<=\r\n)/)) {
      if (inData && line === '.\r\n') {
        inData = false;
        if (verdict().startsWith('2')) received.push(letter.replaceAll('\r\n', '\n'));
        say(verdict());
      } else if (inData) letter += line;
      else if (/^(EHLO|HELO)/.test(line)) say('250 here');
      else if (line.startsWith('DATA')) {
        inData = true;
        letter = '';
        say('354 go on');
      } else if (line.startsWith('QUIT')) socket.end('221 bye\r\n');
      else if (line.trim() !== '') say('250 ok');
    }
  });
}
