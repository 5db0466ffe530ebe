// Draws a view and its frame with Handlebars; shared parts see only what they are given.
import { join } from 'node:path';
import { ExpressHandlebars } from 'express-handlebars';
import handlebars from 'handlebars';
import { now } from '../clock.ts';
import type { Assets } from './assets.ts';
import { errorLines, type FieldArguments, type FieldModel, fieldModel, withLabels } from './field.ts';
import * as logic from './helpers/logic.ts';
import * as markup from './helpers/markup.ts';
import * as wording from './helpers/words.ts';
import type { FormState, Layout } from './layout.ts';
import { type ListPage, pagerOf, sortLink } from './pager.ts';
import { formOf, pageOf, type Runtime, textOf } from './runtime.ts';

type Callback = (error: unknown, html?: string) => void;
type Helper = (...args: unknown[]) => unknown;
type Partials = Record<string, handlebars.TemplateDelegate>;

/** What `res.render(view, data)` may say beside the data of the page. */
interface RenderOptions extends Record<string, unknown> {
  layout?: Layout | false;
  form?: FormState;
}

const layouts = new Set<unknown>(['main', 'public', 'plain']);

/** The engine that Express calls: one view, then its layout (`main` unless the data says otherwise). */
export function createEngine(viewsDir: string, cache: boolean, assets: Assets) {
  const handlebarsOfPages = new ScopedHandlebars({
    extname: '.hbs',
    defaultLayout: false,
    partialsDir: { dir: viewsDir, rename: partialName } as never,
    compilerOptions: { preventIndent: true }, // a textarea inside an indented part would gain spaces
    helpers: helpersWith(assets),
  });
  let kept: Promise<Partials> | undefined;
  const partialsNow = () =>
    kept && cache ? kept : (kept = handlebarsOfPages.getPartials({ cache }) as Promise<Partials>);

  async function draw(view: string, options: RenderOptions): Promise<string> {
    const { layout = 'main', settings: _settings, _locals, cache: _cache, ...context } = options;
    if (layout !== false && !layouts.has(layout)) throw new Error(`no layout '${String(layout)}'`);
    // View and layout share the set of icons, so that the page carries each symbol that it uses once.
    const labels = new Map<string, string>();
    const data = { icons: new Set<string>(), labels, nothing: {} };
    const shared = { cache, data, partials: await partialsNow() };
    const drawn = await handlebarsOfPages.render(view, context, shared);
    const body = context.form?.general?.size ? withLabels(drawn, labels) : drawn;
    if (layout === false) return body;
    return handlebarsOfPages.render(join(viewsDir, 'layouts', `${layout}.hbs`), { ...context, body }, shared);
  }
  return (view: string, options: object, done: Callback): void => {
    draw(view, options as RenderOptions).then((html) => done(null, html), done);
  };
}

/**
 * Compiles templates so that `{{> _part a=1}}` gets `a` alone and never inherits a value from around it.
 * Each is read when it is first drawn, and its tree let go: hundreds of trees would take more memory than the pages.
 */
class ScopedHandlebars extends ExpressHandlebars {
  override _compileTemplate(template: string, options: CompileOptions): handlebars.TemplateDelegate {
    let drawn: handlebars.TemplateDelegate | undefined;
    return (context: unknown, runtime) => {
      if (drawn) return drawn(context, runtime);
      const program = handlebars.parse(template.trim());
      new PartScope().accept(program);
      const compiled = handlebars.compile(program, options);
      const html = compiled(context, runtime);
      program.body.length = 0;
      drawn = compiled;
      return html;
    };
  }
}

/** Gives each call of a shared part without context the empty one (`@nothing`). Parts with a block keep theirs. */
class PartScope extends handlebars.Visitor {
  override PartialStatement(partial: hbs.AST.PartialStatement): void {
    const name = 'original' in partial.name ? textOf(partial.name.original) : '';
    if (!name.startsWith('_') || partial.params.length > 0) return;
    const parsed = handlebars.parse('{{@nothing}}').body[0] as hbs.AST.MustacheStatement;
    partial.params.push(parsed.path);
  }
}

/** `shared/_field.hbs` is called `_field`; a part of a slice keeps its folder: `documents/_version`. */
function partialName(path: string): string {
  return path.replace(/\.hbs$/, '').replace(/^shared\//, '');
}

/** Every helper by its name. */
export function helpersWith(assets: Assets) {
  const plain: Record<string, Helper> = {
    nonce: markup.nonce as Helper,
    sprite: markup.sprite as Helper,
    hasBlock: logic.hasBlock,
    errorLines: (runtime) => errorLines(formOf(runtime as Runtime)),
    today: () => now(),
  };
  const given: Record<string, Helper> = {
    ...(logic as Record<string, Helper>),
    ...(wording as Record<string, Helper>),
    ...(markup as Record<string, Helper>),
    asset: (name) => assets.address(textOf(name)),
    place: (index) => (typeof index === 'number' ? index + 1 : ''),
    scale: (share) => (typeof share === 'number' ? Math.round(Math.min(1, Math.max(0, share)) * 100) : 0),
    field: (args, runtime) =>
      labelled(
        fieldModel(args as FieldArguments, formOf(runtime as Runtime)),
        args as FieldArguments,
        runtime as Runtime,
      ),
    pager: (list, runtime) => pagerOf(list as ListPage, pageOf(runtime as Runtime).path),
    sortLink: (key, runtime) => sortLink(textOf(key), pageOf(runtime as Runtime).path),
  };
  const named = Object.entries(given).map(([name, helper]) => [name, orField(name, helper)]);
  return { ...(Object.fromEntries(named) as Record<string, Helper>), ...plain };
}

/** Notes the field's label for the summary of errors above it. */
function labelled(model: FieldModel, { label }: FieldArguments, { data }: Runtime): FieldModel {
  data.labels?.set(model.id, handlebars.escapeExpression(textOf(label)));
  return model;
}

/** A helper written without arguments, as `{{number}}`, means the record's own field of that name. */
function orField(name: string, helper: Helper): Helper {
  return function (this: unknown, ...args: unknown[]): unknown {
    const runtime = args.at(-1) as Runtime;
    if (args.length > 1 || Object.keys(runtime.hash).length > 0) return helper(...args);
    return typeof this === 'object' && this !== null && Object.hasOwn(this, name)
      ? (this as Record<string, unknown>)[name]
      : undefined;
  };
}
