// Cite: the documents of external origin that a text names are registered and linked with it (G1f).
import { link } from '../platform/links/links.ts';
import type { DocumentDoc } from './document.ts';
import { parseText } from './text/index.ts';
import type { VersionDoc } from './version.ts';
import { findOrRegister } from './watching.ts';

/** Registers and links what the header of a version names as external references, inside the open act. */
export async function citeReferences(document: DocumentDoc, version: VersionDoc): Promise<void> {
  if (version.content.kind !== 'text') return;
  const { header } = parseText(version.content.markdown);
  for (const { name, about, issuer, date } of header?.references ?? []) {
    const distribution = { everyone: true, areas: [], positions: [] };
    const external = await findOrRegister({ name, about, issuer, edition: date, source: '', distribution });
    await link({ kind: 'document', id: String(document._id) }, 'cites', { kind: 'external', id: external });
  }
}
