// The server's side of the bench: answers questions of the measuring process over IPC.
import { monitorEventLoopDelay } from 'node:perf_hooks';
import type { Usage } from './child.ts';

/** Says where it listens, then answers `usage` and whatever `answers` knows, until told to stop. */
export function serveBench(
  origin: string,
  stop: () => Promise<void>,
  answers: Record<string, () => Promise<unknown>> = {},
  facts: Record<string, string> = {},
): void {
  const loop = monitorEventLoopDelay({ resolution: 5 });
  loop.enable();
  const usage = (): Promise<Usage> => {
    const { user, system } = process.cpuUsage();
    const held = loop.max / 1e6;
    loop.reset();
    return Promise.resolve({ cpu: (user + system) / 1000, rss: process.memoryUsage.rss() / 1e6, held });
  };
  const known: Record<string, () => Promise<unknown>> = { usage, ...answers };
  process.on('message', (said: 'stop' | { id: number; question: string }) => {
    if (said === 'stop') return void stop().then(() => process.exit(0));
    const answer = known[said.question];
    if (!answer) return void process.send?.({ id: said.id, error: `No answer to ${said.question}` });
    answer().then(
      (given) => process.send?.({ id: said.id, answer: given }),
      (error: unknown) => process.send?.({ id: said.id, error: String(error) }),
    );
  });
  process.send?.({ origin, facts });
}
