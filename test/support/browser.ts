// One real Chromium for all browser tests: pages, screenshots, and accessibility checks.
import { existsSync, mkdirSync, mkdtempSync, readFileSync, renameSync, rmSync } from 'node:fs';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Browser, Page } from 'playwright-core';

const output = join(import.meta.dirname, '../output');
const require = createRequire(import.meta.url);
let started: Promise<Browser> | undefined;

export interface PageOptions {
  width?: number;
  height?: number;
  /** False shows what people without scripts get. */
  javaScript?: boolean;
}

/**
 * Runs `work` with a new page in a context of its own (own cookies) and closes both. Anything that the
 * browser reports as an error on that page (a script error, a refused style or script) makes it fail.
 */
export async function withPage<T>(work: (page: Page) => Promise<T>, options: PageOptions = {}): Promise<T> {
  const browser = await (started ??= launch());
  const context = await browser.newContext({
    viewport: { width: options.width ?? 1360, height: options.height ?? 900 },
    javaScriptEnabled: options.javaScript ?? true,
    locale: 'es-CO',
    timezoneId: 'America/Bogota',
    acceptDownloads: true,
  });
  try {
    const page = await context.newPage();
    const complaints: string[] = [];
    page.on('pageerror', (error) => complaints.push(error.message));
    page.on('console', (message) => {
      if (message.type() === 'error' && /Content Security Policy|Refused/.test(message.text()))
        complaints.push(message.text());
    });
    const result = await work(page);
    if (complaints.length > 0) throw new Error(`the browser complained: ${complaints.join('; ')}`);
    return result;
  } finally {
    await context.close();
  }
}

/** Saves a picture of the whole page as `test/output/<name>.png` and returns its path. */
export async function screenshot(page: Page, name: string): Promise<string> {
  mkdirSync(output, { recursive: true });
  const path = join(output, `${name}.png`);
  await page.evaluate('document.fonts.ready.then(() => true)');
  await page.screenshot({ path, fullPage: true });
  return path;
}

/** Axe's violations of WCAG 2.2 A and AA and of good practice, one line each; empty is what a test wants. */
export async function axe(page: Page): Promise<string[]> {
  // Handed over as text to evaluate, so that the page's own security policy stays in force.
  await page.evaluate(readFileSync(require.resolve('axe-core/axe.min.js'), 'utf8'));
  const found = await page.evaluate<{ id: string; help: string; nodes: { html: string }[] }[]>(
    "axe.run(document, { resultTypes: ['violations'] }).then((result) => result.violations)",
  );
  return found.map(({ id, help, nodes }) => `${id}: ${help} (${nodes.length}) ${nodes[0]?.html ?? ''}`);
}

/** How many pixels the page is wider than its window: above 0 it scrolls sideways. */
export async function overflow(page: Page): Promise<number> {
  return page.evaluate('document.documentElement.scrollWidth - document.documentElement.clientWidth');
}

/** Closes the browser if one was started; runs by itself after the last test. */
export async function closeBrowser(): Promise<void> {
  const browser = await started?.catch(() => undefined);
  started = undefined;
  await browser?.close();
}

async function launch(): Promise<Browser> {
  const { default: chromium } = await import('@sparticuz/chromium');
  const { chromium: playwright } = await import('playwright-core');
  return playwright.launch({
    executablePath: await unpacked(() => chromium.executablePath()),
    // With a single process, closing one page ends the browser.
    args: chromium.args.filter((argument) => argument !== '--single-process'),
    headless: true,
  });
}

/**
 * Unpacks Chromium into a folder of this version only: the package runs whatever lies in the temporary
 * folder, even another version's copy. Renaming makes it whole for tests that start at the same time.
 */
async function unpacked(executablePath: () => Promise<string>): Promise<string> {
  const description = join(import.meta.dirname, '../../node_modules/@sparticuz/chromium/package.json');
  const { version } = JSON.parse(readFileSync(description, 'utf8')) as { version: string };
  const [usual, home] = [process.env.TMPDIR, join(tmpdir(), `vigente-chromium-${version}`)];
  try {
    if (!existsSync(home)) {
      process.env.TMPDIR = mkdtempSync(`${home}-`);
      await executablePath();
      if (existsSync(home)) rmSync(process.env.TMPDIR, { recursive: true });
      else renameSync(process.env.TMPDIR, home);
    }
    process.env.TMPDIR = home;
    return await executablePath();
  } finally {
    if (usual === undefined) delete process.env.TMPDIR;
    else process.env.TMPDIR = usual;
  }
}

// Loaded by a test file this is a root hook; loaded from anywhere else there is no `after`.
if (typeof after === 'function') after(closeBrowser);
