// Packs held against what was stored: each ready one has its ZIP, each says what its state needs.
import { fileStore } from '../../platform/files/index.ts';
import type { FaultWord } from '../../platform/errors.ts';
import type { Fault } from '../../platform/http/slice.ts';
import { Pack, type PackRecord } from './pack.ts';

export async function* packFaults(): AsyncGenerator<Fault> {
  for await (const pack of Pack.find().lean<PackRecord>().cursor() as AsyncIterable<PackRecord>) {
    const fault = (says: FaultWord): Fault => ({ check: 'pack', subject: pack.code, says });
    if ((pack.state === 'ready') !== (pack.result !== null)) yield fault('evidence.pack.fault.state');
    if (pack.result && !(await fileStore().has(pack.result.sha256)))
      yield fault('evidence.pack.fault.missing');
  }
}

/** Hashes of the ZIPs, so that the sweep leaves them. */
export async function* packFiles(): AsyncGenerator<string> {
  for await (const pack of Pack.find({ state: 'ready' }).lean<PackRecord>().cursor() as AsyncIterable<PackRecord>)
    if (pack.result) yield pack.result.sha256;
} // prettier-ignore
