// People at work in the real browser: they sign in, open pages, press buttons and sign; what is wrong with how pages look is gathered.
import { expect } from 'chai';
import type { Page } from 'playwright-core';
import { testOrigin } from './app.ts';
import { axe, overflow, screenshot, withPage, type PageOptions } from './browser.ts';
import { PASSWORD } from './people.ts';

/** Whoever has an account. */
export interface Account {
  email: string;
  password: string;
}

/** Signs in through the real form. */
export async function signIn(page: Page, { email, password }: Account): Promise<void> {
  const origin = await testOrigin();
  await page.goto(`${origin}/ingreso`);
  await page.fill('[name=email]', email);
  await page.fill('[name=password]', password);
  await page.press('[name=password]', 'Enter');
  await page.waitForURL(`${origin}/`);
}

/** Runs `work` with a page of its own on which this person is signed in. */
export function as<T>(
  person: Account,
  work: (page: Page) => Promise<T>,
  options: PageOptions = {},
): Promise<T> {
  return withPage(async (page) => {
    page.setDefaultTimeout(30_000);
    await signIn(page, person);
    return work(page);
  }, options);
}

/**
 * Opens these pages one after the other; one line for each that does not answer, scrolls sideways or has a fault that axe finds.
 * @param picture takes a picture of each, with this behind its name: `inicio-1360`
 */
export async function faultsOf(
  page: Page,
  pages: readonly (readonly [name: string, path: string])[],
  picture?: number,
): Promise<string[]> {
  const faults: string[] = [];
  for (const [name, path] of pages) {
    faults.push(...(await answers(page, path)));
    if (picture) await screenshot(page, `${name}-${picture}`);
    faults.push(...(await looksOf(page, path)));
  }
  return faults;
}

/** The steps of a journey over many pages, and what was wrong on its way, to be told at its end. */
export function journey(name: string) {
  const faults: string[] = [];
  let pictures = 0;

  /** At both widths, ending with the wide one. */
  async function check(page: Page, place: string, also?: (width: number) => Promise<unknown>): Promise<void> {
    for (const width of [390, 1360]) {
      await page.setViewportSize({ width, height: 900 });
      await also?.(width);
      if ((await overflow(page)) > 0) faults.push(`${place} scrolls sideways at ${width}`);
    }
    faults.push(...(await axe(page)).map((fault) => `${place}: ${fault}`));
  }

  return {
    faults,
    check,
    /** @param path of this application, or a whole address of it */
    open: async (page: Page, path: string): Promise<void> => {
      faults.push(...(await answers(page, path)));
    },
    /** `check` with pictures. */
    look: async (page: Page, place: string): Promise<void> => {
      pictures += 1;
      const picture = `${name}-${String(pictures).padStart(2, '0')}-${place}`;
      await check(page, picture, (width) => screenshot(page, `${picture}-${width}`));
    },
  };
}

/** Presses a button of the page; what comes back has no summary of errors. */
export async function press(page: Page, name: string): Promise<void> {
  await page.getByRole('main').getByRole('button', { name, exact: true }).click();
  await page.waitForLoadState();
  expect(await page.locator('.errsum').allInnerTexts(), name).to.deep.equal([]);
}

/** Signs with the password of the people of tests. */
export async function sign(page: Page, button: string): Promise<void> {
  await page.fill('[name=password]', PASSWORD);
  await press(page, button);
}

export async function says(page: Page, words: string): Promise<void> {
  expect(await page.getByRole('main').innerText()).to.contain(words);
}

/** The PDF at this path, asked for by the person who is signed in on the page. */
export async function pdfAt(page: Page, path: string): Promise<Uint8Array> {
  const answer = await page.request.get((await testOrigin()) + path);
  expect(answer.status(), path).to.equal(200);
  return new Uint8Array(await answer.body());
}

async function answers(page: Page, path: string): Promise<string[]> {
  const answer = await page.goto(path.startsWith('http') ? path : (await testOrigin()) + path);
  return answer?.status() === 200 ? [] : [`${path} answers ${answer?.status()}`];
}

async function looksOf(page: Page, place: string): Promise<string[]> {
  const wider = await overflow(page);
  const found = (await axe(page)).map((fault) => `${place}: ${fault}`);
  return wider > 0 ? [`${place} scrolls sideways by ${wider} pixels`, ...found] : found;
}
