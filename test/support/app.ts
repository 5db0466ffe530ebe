// The real application on the test database, and agents that signed in through its real form.
import { createServer, type Server } from 'node:http';
import supertest from 'supertest';
import { createApp, declareSlices } from '../../server/app.ts';
import { prepareStorage } from '../../server/opening.ts';
import { createLog } from '../../server/platform/http/log.ts';
import { useMailer } from '../../server/platform/mail/current.ts';
import { createMailer } from '../../server/platform/mail/mailer.ts';
import { outbox } from '../../server/platform/mail/outbox.ts';
import { mailSettled } from '../../server/platform/mail/soon.ts';
import { scaleLimits } from '../../server/platform/http/limits.ts';
import { whenWordIsMissing } from '../../server/platform/words/index.ts';
import { openDatabase } from './database.ts';
import { atEnd } from './hooks.ts';
import { submit } from './pages.ts';
import type { Person } from './people.ts';

export type Agent = ReturnType<typeof supertest.agent>;

let started: Promise<Server> | undefined;
/** Word keys and parameters that pages asked for in vain since the run began, as sentences. */
export const missingWords = new Set<string>();
const signedIn = new Map<string, Promise<Agent>>();

/** The application behind a real socket, started once for the whole run. */
export function testApp(): Promise<Server> {
  return (started ??= start());
}

/** Where the application listens, e.g. `http://127.0.0.1:41234`, for the browser. */
export async function testOrigin(): Promise<string> {
  const address = (await testApp()).address();
  if (address === null || typeof address === 'string') throw new Error('The test server has no port');
  return `http://127.0.0.1:${address.port}`;
}

/** An agent without a session: a visitor. */
export async function visitor(): Promise<Agent> {
  return supertest.agent(await testApp());
}

/** An agent that signed in as this person; the same one each time. `fresh` signs in anew, with a session of its own. */
export function agentFor(person: Person, options: { fresh?: boolean } = {}): Promise<Agent> {
  if (options.fresh) return signedInAs(person);
  const known = signedIn.get(person.id) ?? signedInAs(person);
  signedIn.set(person.id, known);
  return known;
}

export async function stopApp(): Promise<void> {
  const server = await started;
  started = undefined;
  signedIn.clear();
  if (!server) return;
  server.closeAllConnections();
  await mailSettled();
  await new Promise((resolve) => server.close(resolve));
}

async function signedInAs(person: Person): Promise<Agent> {
  const agent = await visitor();
  const answer = await submit(agent, '/ingreso', { email: person.email, password: person.password });
  if (answer.status !== 303) throw new Error(`${person.email} could not sign in: ${answer.status}`);
  return agent;
}

async function start(): Promise<Server> {
  await openDatabase();
  atEnd(stopApp);
  declareSlices();
  await prepareStorage();
  whenWordIsMissing((problem) => void missingWords.add(problem));
  // Tests knock often from one address; those that are about limits set their own factor.
  scaleLimits(1_000);
  // As on a copy without a mail server: what would go out is kept.
  useMailer(createMailer({ smtpUrl: undefined, outbox }));
  const app = createApp({
    log: createLog('error'),
    sessionSecret: 'a secret that only tests know, 32+',
    https: false,
  });
  const server = createServer(app);
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return server;
}
