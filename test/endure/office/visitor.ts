// A person at a browser: signs in by the real form, keeps the cookie, has an address of their own, sends forms with and without files.
import { Agent, request, type IncomingMessage } from 'node:http';
import { formOf, type Fields } from '../../support/pages.ts';
import { emailOf, PASSWORD } from './cast.ts';

export interface Answer {
  status: number;
  location: string;
  text: string;
}

export interface SentFile {
  field: string;
  name: string;
  type: string;
  bytes: Uint8Array;
}

export interface Visitor {
  name: string;
  get: (path: string) => Promise<Answer>;
  /** The POST form of a page, with every field as the page gave it; null when the page does not come. */
  formAt: (path: string, action?: string) => Promise<Fields | null>;
  post: (path: string, fields: Fields, file?: SentFile) => Promise<Answer>;
  signIn: () => Promise<void>;
  /** Token of the session, for forms that are sent without looking at their page first. */
  csrf: () => string;
}

/** The line broke before an answer came: whether the act was done is not known. */
export class Broken extends Error {}

/** @param origin asked anew for each request, because a restarted application listens elsewhere */
export function visitor(name: string, address: string, origin: () => string): Visitor {
  const agent = new Agent({ keepAlive: true, localAddress: address, maxSockets: 200 });
  const jar = new Map<string, string>();
  let csrf = '';

  const send = (method: string, path: string, body?: Uint8Array, type?: string): Promise<Answer> =>
    new Promise((resolve, reject) => {
      const headers = {
        cookie: [...jar].map(([key, value]) => `${key}=${value}`).join('; '),
        ...(body ? { 'content-type': type, 'content-length': String(body.length) } : {}),
      };
      const broken = (error: Error): void => reject(new Broken(error.message));
      const take = (answer: IncomingMessage): void => {
        for (const line of answer.headers['set-cookie'] ?? []) keep(jar, line);
        const parts: Buffer[] = [];
        answer
          .on('data', (part: Buffer) => parts.push(part))
          .on('error', broken)
          .on('end', () =>
            resolve({
              status: answer.statusCode ?? 0,
              location: answer.headers.location ?? '',
              text: Buffer.concat(parts).toString(),
            }),
          );
      };
      request(new URL(path, origin()), { agent, method, headers }, take).on('error', broken).end(body);
    });

  const post: Visitor['post'] = async (path, fields, file) => {
    if (!file) return send('POST', path, Buffer.from(encoded(fields)), 'application/x-www-form-urlencoded');
    const { body, type } = await multipart(fields, file);
    return send('POST', path, body, type);
  };
  const formAt: Visitor['formAt'] = async (path, action) => {
    const page = await send('GET', path);
    return page.status === 200 ? formOf(page.text, action).fields : null;
  };
  return {
    name,
    get: (path) => send('GET', path),
    post,
    formAt,
    csrf: () => csrf,
    async signIn() {
      const form = await formAt('/ingreso', '/ingreso');
      const answer = await post('/ingreso', { ...form, email: emailOf(name), password: PASSWORD });
      if (answer.status !== 303) throw new Error(`${name} could not sign in: ${answer.status}`);
      csrf = String((await formAt('/mi-cuenta'))?._csrf);
    },
  };
}

function keep(jar: Map<string, string>, line: string): void {
  const [, key = '', value = ''] = /^([^=]+)=([^;]*)/.exec(line) ?? [];
  jar.set(key, value);
}

function encoded(fields: Fields): string {
  const body = new URLSearchParams();
  for (const [name, value] of Object.entries(fields))
    for (const one of [value].flat()) body.append(name, one);
  return body.toString();
}

/** The token stands first: the application wants it before any file. */
async function multipart(
  { _csrf = '', ...fields }: Fields,
  file: SentFile,
): Promise<{ body: Uint8Array; type: string }> {
  const form = new FormData();
  form.append('_csrf', String(_csrf));
  for (const [name, value] of Object.entries(fields))
    for (const one of [value].flat()) form.append(name, one);
  form.append(file.field, new File([Buffer.from(file.bytes)], file.name, { type: file.type }));
  const encoded = new Response(form);
  return {
    body: new Uint8Array(await encoded.arrayBuffer()),
    type: encoded.headers.get('content-type') ?? '',
  };
}
