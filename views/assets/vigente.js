// Comfort for those whose browser runs scripts: every page and form works without this file.

/** Gives a part of the page its comforts; called for the whole page, and again for parts that were replaced around `kept`. */
function enhance(root, kept = null) {
  for (const form of root.querySelectorAll('form[data-auto]')) if (form !== kept) refreshOnChange(form);
  for (const form of root.querySelectorAll('form[method="post"]')) {
    guard(form);
    if (form.getAttribute('enctype') === 'multipart/form-data') showProgress(form);
  }
  for (const rows of root.querySelectorAll('[data-rows]')) growRows(rows);
  for (const field of root.querySelectorAll('[data-preview]')) preview(field);
  for (const part of root.querySelectorAll('[data-follow]')) follow(part);
  root.querySelector('.errsum')?.focus();
}

// A link of the error summary goes into its field, so that one can type at once.
document.addEventListener('click', (event) => {
  const link = event.target.closest?.('.errsum a');
  const field = link && document.querySelector(link.hash);
  if (!field) return;
  event.preventDefault();
  field.focus();
  (field.closest('.field') ?? field).scrollIntoView({ block: 'center' });
});

// A changed filter fetches the list anew and replaces what stands around the form (the list, but also links above it
// that carry the filter); the chosen field keeps the focus.
function refreshOnChange(form) {
  let latest = 0;
  form.addEventListener('change', async (event) => {
    if (!event.target.matches('select, input[type=checkbox], input[type=radio]')) return;
    const turn = (latest += 1);
    const url = new URL(form.action);
    url.search = new window.URLSearchParams(
      [...new FormData(form)].filter(([, value]) => value !== ''),
    ).toString();
    const other = parse(await textOf(url)).querySelector(
      `form[data-auto][aria-label="${form.getAttribute('aria-label')}"]`,
    );
    if (turn !== latest) return;
    if (!other) return form.requestSubmit();
    while (form.previousSibling) form.previousSibling.remove();
    while (form.nextSibling) form.nextSibling.remove();
    while (other.previousSibling) form.parentNode.prepend(other.previousSibling);
    while (other.nextSibling) form.parentNode.append(other.nextSibling);
    form.querySelector('a.btn')?.remove();
    form.append(...other.querySelectorAll('a.btn'));
    enhance(form.parentNode, form);
    window.history.replaceState(null, '', url);
    announce(form.parentNode.querySelector('[data-count], caption, .empty h2')?.textContent ?? '');
  });
}

// Leaving a form with unsaved words asks first. Small forms (a button, a password) are left alone.
const unsaved = new Set();
function guard(form) {
  const fields = form.querySelectorAll('textarea, input:not([type=hidden]), select');
  if (form.dataset.guard === 'off' || (fields.length < 3 && !form.querySelector('textarea'))) return;
  form.addEventListener('input', () => unsaved.add(form));
  form.addEventListener('submit', () => unsaved.delete(form));
}

// Shows how much of a file has been sent, then the page that answers.
function showProgress(form) {
  form.addEventListener('submit', (event) => {
    const files = [...form.querySelectorAll('input[type=file]')].flatMap((field) => [...field.files]);
    if (files.length === 0 || event.defaultPrevented) return;
    event.preventDefault();
    if (form.getAttribute('aria-busy') === 'true') return;
    form.setAttribute('aria-busy', 'true');
    const { bar, words } = progressIn(form);
    const body = new FormData(form, event.submitter);
    const request = new window.XMLHttpRequest();
    // A button without an address of its own answers with the page's, which is not the form's.
    const own = event.submitter?.hasAttribute('formaction');
    const address = new URL(
      (own && event.submitter.getAttribute('formaction')) || form.getAttribute('action') || location.href,
      location.href,
    ).href;
    request.open('POST', address);
    request.setRequestHeader('Accept', 'text/html');
    request.upload.addEventListener(
      'progress',
      (now) => (bar.value = now.total ? now.loaded / now.total : 0),
    );
    // A form that comes again stays at the address of its page: that which it was sent to may not be one to open.
    request.addEventListener('load', () =>
      show(request.responseText, request.responseURL === address ? location.href : request.responseURL),
    );
    request.addEventListener('error', () => {
      form.removeAttribute('aria-busy');
      unsaved.add(form);
      bar.remove();
      words.textContent = document.body.dataset.uploadFailed;
    });
    request.send(body);
  });
}

function progressIn(form) {
  form.querySelector('.progress')?.remove();
  const box = document.createElement('p');
  const [words, bar] = [document.createElement('span'), document.createElement('progress')];
  box.className = 'progress';
  box.setAttribute('role', 'status');
  words.textContent = document.body.dataset.uploading;
  bar.setAttribute('aria-label', words.textContent);
  box.append(words, bar);
  form.append(box);
  return { bar, words };
}

/** Puts the main part of an answered page in place of this one. */
function show(html, url) {
  const answer = parse(html);
  const next = answer.querySelector('main');
  if (!next) return location.assign(url);
  document.title = answer.title;
  document.querySelector('main').replaceWith(next);
  for (const place of ['nav.side', 'footer.foot']) {
    const fresh = answer.querySelector(place);
    if (fresh) document.querySelector(place)?.replaceWith(fresh);
  }
  const sprite = answer.querySelector('body > svg.vh');
  if (sprite) document.body.append(sprite);
  if (url !== location.href) window.history.pushState({ replaced: true }, '', url);
  window.scrollTo(0, 0);
  next.focus();
  enhance(next);
}
window.addEventListener('popstate', () => location.reload());

// Work under way: the part asks for itself again until its page has none any more, then the whole page is shown.
function follow(part) {
  setTimeout(async () => {
    if (!part.isConnected) return;
    const next = parse(await textOf(location.href)).querySelector(`#${part.id}`);
    if (!next) return location.reload();
    part.replaceWith(next);
    follow(next);
  }, Number(part.dataset.follow));
}

// Repeated rows: one more copy of the last, or one less. Without scripts the page offers some empty rows.
function growRows(rows) {
  const add = button(document.body.dataset.addRow, () => {
    const last = rows.querySelector('[data-row]:last-of-type');
    const copy = last.cloneNode(true);
    copy.querySelector('.drop')?.remove();
    emptied(copy, rows.querySelectorAll('[data-row]').length);
    last.after(copy);
    droppable(copy, rows);
    copy.querySelector('input:not([type=hidden]), select, textarea')?.focus();
  });
  rows.after(add);
  for (const row of rows.querySelectorAll('[data-row]')) droppable(row, rows);
}

function droppable(row, rows) {
  const drop = button(document.body.dataset.removeRow, () => {
    if (rows.querySelectorAll('[data-row]').length > 1) row.remove();
    else emptied(row, 0);
    rows.querySelector('input:not([type=hidden]), select, textarea')?.focus();
  });
  drop.classList.add('drop');
  row.append(drop);
}

function emptied(row, place) {
  for (const field of row.querySelectorAll('input, select, textarea')) {
    if (field.type === 'checkbox' || field.type === 'radio') field.checked = false;
    else field.value = '';
    field.removeAttribute('aria-invalid');
  }
  for (const message of row.querySelectorAll('.msg')) message.remove();
  for (const wrong of row.querySelectorAll('.err')) wrong.classList.remove('err');
  // Each copy gets ids of its own, so that its labels and hints point to its own fields.
  const renew = (element, name) => {
    const value = element.getAttribute(name);
    if (value)
      element.setAttribute(
        name,
        value
          .split(' ')
          .map((id) => `${id.replace(/_\d+$/, '')}_${place}`)
          .join(' '),
      );
  };
  for (const element of row.querySelectorAll('[id], [for], [aria-describedby]')) {
    for (const name of ['id', 'for', 'aria-describedby']) renew(element, name);
  }
}

function button(words, act) {
  const made = document.createElement('button');
  made.type = 'button';
  made.className = 'btn sec';
  made.textContent = words;
  made.addEventListener('click', act);
  return made;
}

// A field with data-preview="/address" sends its form there while one writes; the answer is shown in data-into="#id".
function preview(field) {
  let timer;
  field.addEventListener('input', () => {
    clearTimeout(timer);
    timer = setTimeout(async () => {
      const sent = new window.URLSearchParams(
        [...new FormData(field.form)].filter(
          ([name, value]) => typeof value === 'string' && name !== '_once',
        ),
      );
      const answer = await fetch(field.dataset.preview, { method: 'POST', body: sent });
      const place = document.querySelector(field.dataset.into);
      if (answer.ok && place) place.replaceChildren(...parse(await answer.text()).body.childNodes);
    }, 500);
  });
}

async function textOf(url) {
  const answer = await fetch(url, { headers: { Accept: 'text/html' } });
  return answer.ok ? answer.text() : '';
}

function parse(html) {
  return new window.DOMParser().parseFromString(html, 'text/html');
}

/** Says something to screen readers without moving anything. */
function announce(words) {
  let place = document.querySelector('#aviso');
  if (!place) {
    place = document.createElement('p');
    place.id = 'aviso';
    place.className = 'vh';
    place.setAttribute('role', 'status');
    document.querySelector('main').append(place);
  }
  place.textContent = words;
}

window.addEventListener('beforeunload', (event) => {
  if (unsaved.size > 0) event.preventDefault();
});
// A second press of the same button while the first is on its way does nothing.
document.addEventListener('submit', (event) => {
  const form = event.target;
  // By attribute: a field of the name would stand for the property.
  if (form.getAttribute('method') !== 'post' || event.defaultPrevented) return;
  if (form.dataset.sent) event.preventDefault();
  form.dataset.sent = 'yes';
});
window.addEventListener('pageshow', () => {
  for (const form of document.querySelectorAll('form[data-sent]')) delete form.dataset.sent;
});

enhance(document);
