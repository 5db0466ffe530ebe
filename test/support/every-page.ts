// Every page of the application in the real browser: which address draws which template for whom, and what is wrong with how it looks.
import express from 'express';
import type { Page } from 'playwright-core';
import { ROLES, type Role } from '../../server/platform/access/roles.ts';
import { slices } from '../../server/slices.ts';
import { addressOf, example, sampleOf, type Principals } from '../repository/samples.ts';
import { agentFor, testOrigin, visitor } from './app.ts';
import { axe, overflow, withPage } from './browser.ts';
import { signIn } from './journey.ts';

export type Who = Role | 'visitor';

/** Who sees most stands first. */
export const WHO: readonly Who[] = ['quality', 'admin', ...ROLES.filter((role) => role !== 'quality' && role !== 'admin'), 'visitor']; // prettier-ignore

export interface Seen {
  address: string;
  who: Who;
  /** The template that drew it, e.g. `documents/show`. */
  view: string;
}

/** Makes one of everything, asks for every page as every role, and says which template answered. */
export async function everyPage(): Promise<{ pages: Seen[]; principals: Principals }> {
  const principals = await example();
  const pages: Seen[] = [];
  const views = watchViews();
  try {
    for (const { path, method } of slices.flatMap(({ routes }) => routes)) {
      if (method !== 'get') continue;
      const address = addressOf(path, await sampleOf(path));
      for (const who of WHO) {
        const agent = who === 'visitor' ? await visitor() : await agentFor(principals[who]);
        views.splice(0);
        const answer = await agent.get(address).redirects(0);
        const [view] = views;
        if (answer.status === 200 && answer.type === 'text/html' && view) pages.push({ address, who, view });
      }
    }
  } finally {
    views.stop();
  }
  return { pages, principals };
}

/** Opens these pages on a phone of 390 pixels, one sign-in per person; one line for each fault that axe finds or that makes it scroll sideways. */
export async function faultsOf(pages: readonly Seen[], principals: Principals): Promise<string[]> {
  const origin = await testOrigin();
  const faults: string[] = [];
  for (const [who, own] of Map.groupBy(pages, (one) => one.who)) {
    await withPage(
      async (page) => {
        if (who !== 'visitor') await signIn(page, principals[who]);
        for (const one of own) faults.push(...(await faultsAt(page, origin, one)));
      },
      { width: 390 },
    );
  }
  return faults;
}

async function faultsAt(page: Page, origin: string, { address, who, view }: Seen): Promise<string[]> {
  await page.goto(origin + address, { waitUntil: 'load' });
  const wider = await overflow(page);
  const found = await axe(page);
  if (wider > 0) found.push(`scrolls sideways by ${wider} pixels`);
  return found.map((says) => `${view} (${address} as ${who}): ${says}`);
}

/** The names of the templates that answers are drawn with from now on. */
function watchViews(): string[] & { stop: () => void } {
  const names: string[] = [];
  const response = express.response as unknown as { render: (view: string, ...rest: unknown[]) => void };
  const { render } = response;
  response.render = function (this: unknown, view, ...rest) {
    names.push(view);
    render.call(this, view, ...rest);
  };
  return Object.assign(names, { stop: () => void (response.render = render) });
}
