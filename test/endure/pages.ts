// Opens every page as every role in the real browser, on a phone, and lists what axe finds and what scrolls sideways.
import { stopAll } from '../support/hooks.ts';
import { testApp } from '../support/app.ts';
import { closeBrowser } from '../support/browser.ts';
import { everyPage, faultsOf } from '../support/every-page.ts';

/** @returns how many pages were opened, and a line for each fault */
export async function run(): Promise<{ opened: number; templates: number; faults: string[] }> {
  try {
    await testApp();
    const { pages, principals } = await everyPage();
    const faults = await faultsOf(pages, principals);
    return { opened: pages.length, templates: new Set(pages.map(({ view }) => view)).size, faults };
  } finally {
    await closeBrowser();
    await stopAll();
  }
}
