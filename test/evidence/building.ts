// A pack asked for on its page and built by its job, and the text of a PDF page by page.
import { expect } from 'chai';
import { packsSettled } from '../../server/evidence/packs/jobs.ts';
import { Pack, type PackRecord } from '../../server/evidence/packs/pack.ts';
import type { Agent } from '../support/app.ts';
import { submit, textOf } from '../support/pages.ts';

/** @param fields of the form: `{ sort: 'clause', clause: 'G1' }` */
export async function builtPack(agent: Agent, fields: Record<string, string>): Promise<PackRecord> {
  const answer = await submit(agent, '/evidencia/paquetes/nuevo', fields, '/evidencia/paquetes');
  expect(answer.status, textOf(answer.text)).to.equal(303);
  await packsSettled();
  const code = answer.headers.location?.split('/').at(-1);
  return (await Pack.findOne({ code }).lean<PackRecord>())!;
}

export async function pdfPages(bytes: Uint8Array): Promise<string[]> {
  const { getDocumentProxy, extractText } = await import('unpdf');
  const { text } = await extractText(await getDocumentProxy(new Uint8Array(bytes)), { mergePages: false });
  return text;
}
