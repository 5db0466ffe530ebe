// The page around the check: the person picks the ZIP, and every finding is said in words.
/* global document */
import { checkPack } from './checking.js';

const words = JSON.parse(document.getElementById('palabras').textContent);
const byId = (id) => document.getElementById(id);
let last = null;

byId('zip').addEventListener('change', () => void check(byId('zip').files[0]));
byId('publicada').addEventListener('input', compare);

async function check(file) {
  if (!file) return;
  last = null;
  byId('resultado').hidden = true;
  const bar = byId('avance');
  bar.hidden = false;
  const result = await checkPack(file, (share) => void (bar.value = share)).catch((error) => ({
    hash: '',
    manifest: null,
    files: [],
    faults: [{ key: 'unreadable', says: String(error) }],
  }));
  bar.hidden = true;
  show(result);
}

function show(result) {
  last = result;
  const { hash, manifest, files, faults } = result;
  const verdict = byId('veredicto');
  verdict.className = faults.length === 0 ? 'ok' : 'bad';
  verdict.textContent = faults.length === 0 ? words.whole : words.broken;
  byId('faltas').replaceChildren(...faults.map((fault) => element('li', sentence(fault))));
  byId('hash').textContent = hash;
  byId('datos').replaceChildren(
    ...facts(manifest).flatMap(([name, value]) => [element('dt', name), element('dd', value)]),
  );
  byId('archivos').replaceChildren(...files.map(row));
  byId('resultado').hidden = false;
  compare();
}

function facts(manifest) {
  if (!manifest) return [];
  const { code, subject, entity, cutOff, trail } = manifest;
  const seals = trail.seals.map(({ number }) => number);
  const covered = seals.length > 0 ? `${seals[0]} – ${seals.at(-1)}` : words.none;
  return [
    [words.code, code],
    [words.subject, subject.title],
    [words.entity, entity],
    [words.cut_off, cutOff],
    [words.chains, String(trail.chains.length)],
    [words.seals, covered],
  ].filter(([, value]) => value);
}

function sentence(fault) {
  const said = words.faults[fault.key] ?? fault.key;
  return said.replace(/\{(\w+)\}/g, (_, name) => String(fault[name] ?? ''));
}

function row({ path, bytes, sha256, ok }) {
  const line = element('tr');
  const mark = element('td', ok ? words.ok : words.changed);
  mark.className = ok ? 'ok' : 'bad';
  line.append(mark, element('td', path), element('td', String(bytes)), element('td', sha256));
  return line;
}

/** The hash that the office publishes, typed or pasted, against that of the file that was picked. */
function compare() {
  const typed = byId('publicada').value.replace(/\s/g, '').toLowerCase();
  const said = byId('comparacion');
  said.textContent = '';
  if (!typed || !last) return;
  said.className = typed === last.hash ? 'ok' : 'bad';
  said.textContent = typed === last.hash ? words.same : words.different;
}

function element(name, text = '') {
  const made = document.createElement(name);
  made.textContent = text;
  return made;
}
