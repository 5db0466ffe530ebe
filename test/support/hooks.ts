// Around the whole run: nothing starts before a test asks for it, and all that was started is stopped, the last first.
import { setClock } from '../../server/platform/clock.ts';

const closings: (() => Promise<void>)[] = [];

/** Says what must be stopped after the last test. */
export function atEnd(close: () => Promise<void>): void {
  closings.push(close);
}

/** Stops all that was started, the last first. */
export async function stopAll(): Promise<void> {
  for (const close of closings.splice(0).reverse()) await close();
}

export const mochaHooks = {
  afterEach() {
    setClock(null);
  },
  async afterAll(this: Mocha.Context) {
    this.timeout(30_000);
    await stopAll();
  },
};
