// Who may import whom: the house's own law, read from the files and held against them.
import { expect } from 'chai';
import { slices } from '../../server/slices.ts';
import { UNTRAILED } from '../../server/platform/audit/untrailed.ts';
import { codeOf, filesIn, sourcesIn, type Import, type Source } from './sources.ts';

/** Rooms of the platform in the order in which each may use those before it. */
const PLATFORM = [
  'errors', 'clock', 'past', 'version', 'db', 'audit', 'access', 'settings', 'numbering', 'words', 'workers', 'files', 'tables', 'mail',
  'links', 'forms', 'pages', 'charts', 'pdf', 'search', 'jobs', 'http', 'integrity', 'backup', 'moving',
]; // prettier-ignore
/** What stands at the top of `server/`, above every slice. */
const ABOVE = /^server\/(?:[^/]+\.ts|commands\/.*)$/;
const order = slices.map((slice) => slice.name);

const server = sourcesIn('server');
const ofSlices = server.filter((source) => sliceOf(source.path));

describe('the architecture', () => {
  it('reads a house of some size', () => {
    expect(server.length).to.be.above(100);
    expect(ofSlices.length).to.be.above(30);
    expect(server.flatMap((source) => source.imports).length).to.be.above(300);
  });

  it('every slice stands in a folder of its name', () => {
    const folders = new Set(server.map(({ path }) => path.split('/')[1]));
    for (const name of order) expect(folders, name).to.include(name);
    expect(new Set(order).size).to.equal(order.length);
  });

  it('config imports nothing of ours', () => {
    const config = server.filter(({ path }) => path === 'server/config.ts');
    expect(offences(config, (_source, { file }) => file !== null)).to.deep.equal([]);
  });

  it('the platform imports itself alone, in the order of its rooms', () => {
    for (const { path } of server)
      if (path.startsWith('server/platform/')) expect(PLATFORM, path).to.include(roomOf(path));
    const platform = server.filter(({ path }) => path.startsWith('server/platform/'));
    expect(
      offences(platform, ({ path }, { file, typesOnly }) => {
        if (file === null || file === 'server/config.ts') return false;
        if (!file.startsWith('server/platform/')) return true;
        // A type runs nothing: rooms may know each other's shapes.
        return !typesOnly && PLATFORM.indexOf(roomOf(file)) > PLATFORM.indexOf(roomOf(path));
      }),
    ).to.deep.equal([]);
  });

  it('the embedded database imports nothing of ours', () => {
    const embedded = server.filter(({ path }) => path.startsWith('server/embedded/'));
    expect(embedded.length).to.be.above(10);
    expect(
      offences(embedded, (_source, { file }) => file !== null && !file.startsWith('server/embedded/')),
    ).to.deep.equal([]);
  });

  it('a slice imports the platform, itself, and earlier slices through their door', () => {
    expect(
      offences(ofSlices, ({ path }, { file }) => {
        if (file === null || file === 'server/config.ts' || file.startsWith('server/platform/')) return false;
        const [own, other] = [sliceOf(path), sliceOf(file)];
        if (own === other) return false;
        return (
          !other || file !== `server/${other}/index.ts` || order.indexOf(other) > order.indexOf(own ?? '')
        );
      }),
    ).to.deep.equal([]);
  });

  it('nothing but the top imports the top', () => {
    const below = server.filter(({ path }) => !ABOVE.test(path));
    expect(
      offences(
        below,
        (_source, { file }) => file !== null && file !== 'server/config.ts' && ABOVE.test(file),
      ),
    ).to.deep.equal([]);
  });

  it('only pages, and the gate of an empty copy, know request and response', () => {
    const others = ofSlices.filter(({ path }) => !/\/(?:pages\.ts|pages\/.*|gate\.ts)$/.test(path));
    const knowing = others.filter(
      ({ text }) => /\b(?:req|res)\b\s*[.,:)]/.test(codeOf(text)) || /from 'express'/.test(text),
    );
    expect(knowing.map(({ path }) => path)).to.deep.equal([]);
  });

  it('rules are pure: they import other rules, errors, time and words, and touch nothing', () => {
    const rules = ofSlices.filter(({ path }) => /\/rules(?:\.ts|\/.*)$/.test(path));
    expect(rules.length).to.be.above(2);
    const impure = (file: string | null, from: string): boolean =>
      file === null
        ? !/^node:(?:crypto|util)$/.test(from)
        : !(PURE.has(roomOf(file)) || /\/rules(?:\.ts|\/)/.test(file));
    expect(
      offences(rules, (_source, { file, from, typesOnly }) => !typesOnly && impure(file, from)),
    ).to.deep.equal([]);
    const doing = rules.filter(({ text }) =>
      /\bawait\b|\basync\b|\bnew Date\(\)|Math\.random/.test(codeOf(text)),
    );
    expect(doing.map(({ path }) => path)).to.deep.equal([]);
  });

  it('a policy touches no database', () => {
    const policies = ofSlices.filter(({ path }) => path.endsWith('/policy.ts'));
    expect(policies.length).to.be.above(2);
    const touching = policies.filter(
      ({ text, imports }) =>
        /\bawait\b|\basync\b|\.(?:find|findOne|findById|aggregate|countDocuments|exists)\(/.test(
          codeOf(text),
        ) || imports.some(({ from, file }) => from === 'mongoose' || file?.startsWith('server/platform/db/')),
    );
    expect(touching.map(({ path }) => path)).to.deep.equal([]);
  });

  const KEPT: readonly (readonly [what: string, inside: RegExp, uses: (source: Source) => boolean])[] = [
    ['zod', /^server\/platform\/forms\/|\/forms(?:\.ts|\/)/, uses('zod')],
    ['Handlebars', /^server\/platform\/pages\//, uses('handlebars', 'express-handlebars')],
    ['pdf-lib, fontkit and pdfmake', /^server\/platform\/(?:pdf\/|files\/pdf-inspection\.ts$)/, uses('pdf-lib', 'pdfmake', 'fontkit')],
    ['the driver', /^server\/(?:platform|embedded|commands)\//, uses('mongodb')],
    ['process.env', /^server\/config\.ts$/, ({ text }) => /\bprocess\.env\b/.test(codeOf(text))],
    ['a native collection', /^server\/(?:platform|embedded)\//, ({ text }) => /\.collection\(/.test(codeOf(text))],
    ['bulk writes', /^server\/(?:platform|embedded)\//, ({ text }) => /\.(?:bulkWrite|insertMany|updateMany|deleteMany)\(/.test(codeOf(text)) && !/nativeCollection/.test(text)],
    ['console', /^server\/(?:commands\/|main\.ts|start\.ts|platform\/(?:words|http|mail|workers)\/|embedded\/)/, ({ text }) => /\bconsole\./.test(codeOf(text))],
  ]; // prettier-ignore
  for (const [what, inside, isUsed] of KEPT) {
    it(`${what} stays where it belongs`, () => {
      const outside = server.filter((source) => !inside.test(source.path) && isUsed(source));
      expect(outside.map(({ path }) => path)).to.deep.equal([]);
    });
  }

  it('G2b: a slice keeps a collection without a trail only if it is on the list', () => {
    const names = ofSlices.flatMap(({ text }) =>
      [...text.matchAll(/nativeCollection(?:<[^(]*>)?\(\s*([^)]*?)\s*\)/g)].map(([, name = '']) => name),
    );
    for (const name of names) expect(Object.keys(UNTRAILED), name).to.include(name.replaceAll("'", ''));
  });

  it('every file says in its first line what it is for', () => {
    const silent = [...server, ...sourcesIn('test')].filter(
      ({ text }) => !/^(?:#!.*\n)?(?:\/\/ \S|\/\* )/.test(text),
    );
    expect(silent.map(({ path }) => path)).to.deep.equal([]);
  });

  it('no room is called utils, helpers, common, manager or base', () => {
    const named = [...filesIn('server', ''), ...filesIn('test', '')].filter((path) =>
      /(?:^|\/)(?:utils?|common|managers?|base)(?:\.ts)?(?:\/|$)/.test(path),
    );
    expect(named).to.deep.equal([]);
  });

  it('nothing switches the checks off', () => {
    const marks = ['eslint-' + 'disable', '@ts-' + 'ignore', '@ts-' + 'nocheck', '@ts-' + 'expect-error'];
    const off = [...server, ...sourcesIn('test')].filter(({ text }) =>
      marks.some((mark) => text.includes(mark)),
    );
    expect(off.map(({ path }) => path)).to.deep.equal([]);
  });
});

/** Rooms of the platform that rules may run. */
const PURE = new Set(['errors', 'clock', 'words', 'search', 'access']);

function sliceOf(path: string): string | null {
  const name = /^server\/([^/]+)\//.exec(path)?.[1] ?? null;
  return name && !['platform', 'embedded', 'commands'].includes(name) ? name : null;
}

function roomOf(path: string): string {
  return (/^server\/platform\/([^/]+)/.exec(path)?.[1] ?? '').replace(/\.ts$/, '');
}

/** `file imports file` for every import that the law forbids. */
function offences(
  sources: readonly Source[],
  isForbidden: (source: Source, one: Import) => boolean,
): string[] {
  return sources.flatMap((source) =>
    source.imports
      .filter((one) => isForbidden(source, one))
      .map((one) => `${source.path} imports ${one.file ?? one.from}`),
  );
}

function uses(...packages: string[]): (source: Source) => boolean {
  return ({ imports }) =>
    imports.some(
      ({ from, typesOnly }) =>
        !typesOnly && packages.some((name) => from === name || from.startsWith(`${name}/`)),
    );
}
