// Load over real sockets from the measuring process: keep-alive, fixed concurrency, every answer read and checked.
import { Agent, request, type IncomingMessage } from 'node:http';

export interface Shot {
  method: 'GET' | 'POST';
  path: string;
  headers?: Record<string, string>;
  body?: string;
  /** What the answer's status must be: a bench of error pages measures nothing. */
  expect: number;
}

export interface Result {
  requests: number;
  seconds: number;
  perSecond: number;
  p50: number;
  p99: number;
}

/** Sends `count` requests, `concurrency` at a time. Milliseconds. @throws Error when an answer is not the expected one */
export async function fire(
  origin: string,
  shots: (index: number) => Shot,
  count: number,
  concurrency: number,
): Promise<Result> {
  const agent = new Agent({ keepAlive: true, maxSockets: concurrency });
  const times: number[] = [];
  let next = 0;
  const began = performance.now();
  const worker = async (): Promise<void> => {
    while (next < count) {
      const shot = shots(next++);
      const at = performance.now();
      const status = await send(agent, origin, shot);
      times.push(performance.now() - at);
      if (status !== shot.expect)
        throw new Error(`${shot.method} ${shot.path} answered ${status}, not ${shot.expect}`);
    }
  };
  await Promise.all(Array.from({ length: concurrency }, worker));
  agent.destroy();
  return summary(times, (performance.now() - began) / 1000);
}

/** Sends at a steady rate for some seconds, whatever the answers take: latency under a given load. */
export async function pace(
  origin: string,
  shots: (index: number) => Shot,
  perSecond: number,
  seconds: number,
): Promise<Result> {
  const agent = new Agent({ keepAlive: true, maxSockets: 256 });
  const times: number[] = [];
  const sent: Promise<void>[] = [];
  const began = performance.now();
  const total = Math.floor(perSecond * seconds);
  for (let index = 0; index < total; index += 1) {
    const due = began + (index * 1000) / perSecond;
    const wait = due - performance.now();
    if (wait > 0) await new Promise((resolve) => setTimeout(resolve, wait));
    // From when it was due, not from when it was sent: a held sender must not hide a slow answer.
    sent.push(send(agent, origin, shots(index)).then(() => void times.push(performance.now() - due)));
  }
  await Promise.all(sent);
  agent.destroy();
  return summary(times, (performance.now() - began) / 1000);
}

function send(agent: Agent, origin: string, shot: Shot): Promise<number> {
  return new Promise((resolve, reject) => {
    const headers = {
      ...shot.headers,
      ...(shot.body ? { 'content-type': 'application/x-www-form-urlencoded' } : {}),
    };
    const sent = request(new URL(shot.path, origin), { agent, method: shot.method, headers }, (answer: IncomingMessage) => {
      answer.on('error', reject).on('end', () => resolve(answer.statusCode ?? 0)).resume();
    }); // prettier-ignore
    sent.on('error', reject).end(shot.body);
  });
}

function summary(times: number[], seconds: number): Result {
  const sorted = times.toSorted((a, b) => a - b);
  const at = (share: number): number =>
    sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))] ?? 0;
  return { requests: times.length, seconds, perSecond: times.length / seconds, p50: at(0.5), p99: at(0.99) };
}
