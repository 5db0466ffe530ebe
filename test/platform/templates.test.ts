// Templates read as text: what none of them may do, and that all they call exists.
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect } from 'chai';
import handlebars from 'handlebars';
import { createAssets } from '../../server/platform/pages/assets.ts';
import { helpersWith } from '../../server/platform/pages/engine.ts';

const views = join(import.meta.dirname, '../../views');

describe('templates', () => {
  it('never print unescaped text outside the list of clean places', () => {
    const clean = new Set(['layouts/main.hbs body', 'layouts/public.hbs body', 'layouts/plain.hbs body']);
    const found = templates().flatMap(([path, source]) => unescaped(source).map((name) => `${path} ${name}`));
    clean.add('documents/_content.hbs html'); // documents/text/html.ts: Markdown with raw HTML off
    // Drawings are made by platform/charts, document text is cleaned before it is stored: names that end so are allowed.
    const suspect = found.filter(
      (place) => !clean.has(place) && !/ [\w.]*(svg|Svg|cleanHtml|CleanHtml)$/.test(place),
    );
    expect(suspect).to.deep.equal([]);
  });

  it('call only helpers and parts that exist', () => {
    const sheets = templates();
    const parts = new Set(sheets.map(([path]) => path.replace(/\.hbs$/, '').replace(/^shared\//, '')));
    const helpers = new Set([
      'if',
      'unless',
      'each',
      'with',
      'lookup',
      'log',
      ...Object.keys(helpersWith(createAssets(join(views, 'assets'), true))),
    ]);
    const wrong = sheets.flatMap(([path, source]) => {
      const called = callsIn(source);
      return [
        ...called.helpers.filter((name) => !helpers.has(name)).map((name) => `${path}: helper ${name}`),
        ...called.parts.filter((name) => !parts.has(name)).map((name) => `${path}: part ${name}`),
      ];
    });
    expect(wrong).to.deep.equal([]);
  });

  it('hold no inline style, script or event handler', () => {
    for (const [path, source] of templates()) {
      expect(source, path).not.to.match(/\sstyle=|\son[a-z]+="|<script(?![^>]*(\ssrc=|application\/json))/);
    }
  });

  it('allow no access to prototypes', () => {
    const sources = readdirSync(join(views, '../server'), { recursive: true, encoding: 'utf8' }).filter(
      (name) => name.endsWith('.ts'),
    );
    const lax = sources.filter((name) =>
      /allowProto(Methods|Properties)ByDefault/.test(readFileSync(join(views, '../server', name), 'utf8')),
    );
    expect(lax).to.deep.equal([]);
  });
});

function templates(): [path: string, source: string][] {
  const names = readdirSync(views, { recursive: true, encoding: 'utf8' }).filter((name) =>
    name.endsWith('.hbs'),
  );
  return names.map((name) => [name.replaceAll('\\', '/'), readFileSync(join(views, name), 'utf8')]);
}

function unescaped(source: string): string[] {
  const names: string[] = [];
  class Finder extends handlebars.Visitor {
    override MustacheStatement(mustache: hbs.AST.MustacheStatement): void {
      if (!mustache.escaped) names.push(nameOf(mustache.path));
      super.MustacheStatement(mustache);
    }
  }
  new Finder().accept(handlebars.parse(source));
  return names;
}

function callsIn(source: string): { helpers: string[]; parts: string[] } {
  const [helpers, parts]: [string[], string[]] = [[], []];
  const note = (call: { path: hbs.AST.Node; params: hbs.AST.Expression[]; hash?: hbs.AST.Hash }) => {
    if (call.params.length > 0 || call.hash) helpers.push(nameOf(call.path));
  };
  class Finder extends handlebars.Visitor {
    override MustacheStatement(call: hbs.AST.MustacheStatement): void {
      note(call);
      super.MustacheStatement(call);
    }
    override BlockStatement(call: hbs.AST.BlockStatement): void {
      note(call);
      super.BlockStatement(call);
    }
    override SubExpression(call: hbs.AST.SubExpression): void {
      helpers.push(nameOf(call.path));
      super.SubExpression(call);
    }
    override PartialStatement(call: hbs.AST.PartialStatement): void {
      if (nameOf(call.name) !== '@partial-block') parts.push(nameOf(call.name));
      super.PartialStatement(call);
    }
    override PartialBlockStatement(call: hbs.AST.PartialBlockStatement): void {
      parts.push(nameOf(call.name));
      super.PartialBlockStatement(call);
    }
  }
  new Finder().accept(handlebars.parse(source));
  return { helpers, parts };
}

function nameOf(path: hbs.AST.Node): string {
  return 'original' in path ? String(path.original) : '?';
}
