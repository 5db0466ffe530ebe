// The bare page: Express and Handlebars and nothing else, drawing 25 rows. Every other figure is a multiple of it.
import { mkdtempSync, writeFileSync } from 'node:fs';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import express from 'express';
import { engine } from 'express-handlebars';
import { serveBench } from './answering.ts';

const views = mkdtempSync(join(tmpdir(), 'vigente-bare-'));
writeFileSync(
  join(views, 'list.hbs'),
  '<!doctype html><html lang="es"><head><title>{{title}}</title></head><body><h1>{{title}}</h1><table><tbody>' +
    '{{#each rows}}<tr><td><a href="/d/{{code}}">{{code}}</a></td><td>{{name}}</td><td>{{state}}</td></tr>{{/each}}' +
    '</tbody></table></body></html>',
);
const app = express();
app.engine('.hbs', engine({ extname: '.hbs', defaultLayout: false }));
app.set('view engine', 'hbs');
app.set('views', views);
app.set('view cache', true);
const rows = Array.from({ length: 25 }, (_, index) => ({
  code: `PR-${index}`,
  name: `Procedimiento ${index}`,
  state: 'Vigente',
}));
app.get('/', (_req, res) => res.render('list', { title: 'Listado', rows }));
const server = app.listen(0, '127.0.0.1', () => {
  const { port } = server.address() as AddressInfo;
  serveBench(`http://127.0.0.1:${port}`, () => new Promise((resolve) => server.close(() => resolve())));
});
