// The checklist in the field: what is written stays on this device until the server has it, and goes there by itself when the line returns.
const place = document.querySelector('[data-checklist]');
const words = place.dataset;
const NAMES = ['result', 'evidence', 'note', 'interviewee'];
const SIGNS = { conforming: 'ok', nonconforming: 'bad', observation: 'warn' };
const RETRY_MS = 20_000;

for (const form of place.querySelectorAll('form[data-line]')) {
  restore(form);
  form.addEventListener('input', () => keep(form, false));
}
// Before any other listener, and instead of a whole page for each line.
document.addEventListener('submit', save, true);
window.addEventListener('online', sendAll);
window.setInterval(sendAll, RETRY_MS);
sendAll();

function save(event) {
  const form = event.target.closest('form[data-line]');
  if (!form || !place.contains(form)) return;
  event.preventDefault();
  event.stopPropagation();
  keep(form, true);
  void send(form);
}

function keep(form, wanted) {
  const values = Object.fromEntries(NAMES.map((name) => [name, new FormData(form).get(name) ?? '']));
  const seen = field(form, 'seen').value;
  try {
    localStorage.setItem(keyOf(form), JSON.stringify({ values, seen, wanted }));
  } catch {
    // A device without room still sends; it only cannot keep.
  }
  if (!wanted) say(form, words.kept);
}

function draftOf(form) {
  return JSON.parse(localStorage.getItem(keyOf(form)) ?? 'null');
}

/** What was written here and never reached the server stands in its fields again. */
function restore(form) {
  const draft = draftOf(form);
  if (!draft) return;
  for (const name of NAMES) {
    const fields = form.querySelectorAll(`[name="${name}"]`);
    for (const one of fields) {
      if (one.type === 'radio') one.checked = one.value === draft.values[name];
      else one.value = draft.values[name];
    }
  }
  // Somebody else may have saved the line meanwhile: the server compares with what was known when this was written.
  field(form, 'seen').value = draft.seen;
  say(form, draft.wanted ? words.waiting : words.kept);
}

function sendAll() {
  for (const form of place.querySelectorAll('form[data-line]')) if (draftOf(form)?.wanted) void send(form);
}

const onTheirWay = new Set();

async function send(form) {
  if (onTheirWay.has(form)) return;
  onTheirWay.add(form);
  say(form, words.sending);
  try {
    const body = new FormData(form);
    body.append('terse', '1');
    const answer = await fetch(form.action, { method: 'POST', body, headers: { Accept: 'text/html' } });
    await settle(form, answer);
  } catch {
    const photos = [...form.querySelectorAll('input[type=file]')].some((one) => one.files.length > 0);
    say(form, photos ? words.photos : words.waiting);
  } finally {
    onTheirWay.delete(form);
  }
}

async function settle(form, answer) {
  if (answer.ok && answer.url.endsWith('/estado')) return settled(form, await answer.json());
  if (answer.url.includes('/ingreso')) return say(form, words.signIn);
  const page = new window.DOMParser().parseFromString(await answer.text(), 'text/html');
  const said = [...page.querySelectorAll('.errsum li')].map((one) => one.textContent);
  // Refused: it is not sent again until somebody changes it.
  keep(form, false);
  say(form, said.join(' ') || page.querySelector('h1')?.textContent || words.waiting, true);
}

function settled(form, now) {
  localStorage.removeItem(keyOf(form));
  field(form, 'seen').value = now.seen;
  field(form, '_once').value = now.once;
  tell(form.closest('section'), now);
  for (const one of form.querySelectorAll('input[type=file]')) one.value = '';
  say(form, words.saved);
}

/** What stood there before the line was saved: its result, the way to a finding, how far the list is. */
function tell(card, { said, result, finding, progress, share }) {
  const sign = card.querySelector('.cap .sym');
  sign.className = `sym ${SIGNS[result] ?? 'off'}`;
  sign.textContent = said;
  const door = card.querySelector('[data-finding]');
  door.hidden = finding === '';
  if (finding) door.querySelector('a').href = finding;
  const bar = document.querySelector('.prog .cover');
  bar.lastChild.textContent = progress;
  bar.querySelector('rect').setAttribute('width', share);
}

function say(form, text, isBad = false) {
  const said = form.querySelector('[data-said]');
  said.textContent = text;
  said.className = isBad ? 'bad due' : 'mut';
}

function field(form, name) {
  return form.querySelector(`[name="${name}"]`);
}

function keyOf(form) {
  return `lista/${words.checklist}/${form.dataset.line}`;
}
