// Links never dangle (L1): both ends of every link still lead to a record.
import type { Fault } from '../http/slice.ts';
import { kindNamed } from '../links/kinds.ts';
import { Link, type LinkRecord } from '../links/links.ts';

const BATCH = 500;

export async function* linkFaults(): AsyncGenerator<Fault> {
  let batch: LinkRecord[] = [];
  for await (const link of Link.find().lean<LinkRecord>().cursor()) {
    if (batch.push(link) < BATCH) continue;
    yield* faultsOf(batch);
    batch = [];
  }
  yield* faultsOf(batch);
}

async function* faultsOf(links: readonly LinkRecord[]): AsyncGenerator<Fault> {
  const ends = links.flatMap((link) =>
    [link.from, link.to].map((end) => ({ link: String(link._id), kind: end.kind, id: end.id })),
  );
  for (const [kind, group] of Map.groupBy(ends, (end) => end.kind)) {
    const shown = (await kindNamed(kind)?.show([...new Set(group.map((end) => end.id))], null)) ?? [];
    const there = new Set(shown.map((one) => one.id));
    for (const { link, id } of group) {
      if (!there.has(id))
        yield {
          check: 'link',
          subject: `link:${link}`,
          says: 'integrity.link_dangles',
          params: { end: `${kind}:${id}` },
        };
    }
  }
}
