// Words typed into a form are kept in this tab until the site has answered it, so that
// a lost session or connection loses none. Nothing is sent, nothing outlives the tab,
// and nothing comes back into the form unless somebody presses a button.
//
// What is put back includes what the writer had seen: the site then notices by itself
// when somebody else has saved meanwhile.

const PREFIX = "alsinfo-kept ";
const KEPT_HIDDEN = /(^|-)seen$/;
const offered = document.querySelector("template.kept-words");
const person = offered?.dataset.person;
let isLeaving = false;

// accounts/leaving.js clears what is kept when somebody signs out: nothing comes after.
document.addEventListener("submit", ({ target }) => {
  isLeaving ||= target.matches("form[action$='/logout/']");
});

/* --- What stands in a form --------------------------------------------------------- */

function isKept(field) {
  if (!field.name || field.name.startsWith("term-")) return false;
  if (field.type === "hidden") return KEPT_HIDDEN.test(field.name);
  return !["file", "password", "submit", "button"].includes(field.type);
}

function valueOf(field) {
  if (field.type === "checkbox" || field.type === "radio") return field.checked;
  if (field.tagName !== "SELECT") return field.value;
  return [...field.selectedOptions].map(({ value, text }) => [value, text]);
}

function identityOf(field) {
  const several = field.type === "checkbox" || field.type === "radio";
  return several ? `${field.name}=${field.value}` : field.name;
}

function read(form) {
  const fields = [...form.elements].filter(isKept);
  return Object.fromEntries(fields.map((field) => [identityOf(field), valueOf(field)]));
}

function write(form, values) {
  for (const field of [...form.elements].filter(isKept)) {
    const value = values[identityOf(field)];
    if (value === undefined) continue;
    if (typeof value === "boolean") field.checked = value;
    else if (Array.isArray(value)) choose(field, value);
    else field.value = value;
    field.dispatchEvent(new Event("change", { bubbles: true }));
  }
}

function choose(select, pairs) {
  const chosen = new Set(pairs.map(([value]) => value));
  const known = new Set([...select.options].map(({ value }) => value));
  for (const [value, text] of pairs) {
    if (!known.has(value)) select.add(new Option(text, value));
  }
  for (const option of select.options) option.selected = chosen.has(option.value);
}

/* --- What this tab keeps ----------------------------------------------------------- */

const key = PREFIX + location.pathname;

function kept() {
  try {
    return JSON.parse(sessionStorage.getItem(key));
  } catch {
    return null;
  }
}

function keep(values, submitted) {
  try {
    const draft = { person, at: Date.now(), submitted, values };
    sessionStorage.setItem(key, JSON.stringify(draft));
  } catch {
    // No room, or storage is forbidden: the form works as it always did.
  }
}

/** The site has answered: the form that led here is not needed any more. */
function forgetAnswered() {
  const from = document.referrer && new URL(document.referrer);
  if (!from || from.origin !== location.origin) return;
  const name = PREFIX + from.pathname;
  const draft = JSON.parse(sessionStorage.getItem(name) ?? "null");
  if (draft?.submitted && !isRefused()) sessionStorage.removeItem(name);
}

function forgetOthers() {
  for (const name of Object.keys(sessionStorage)) {
    if (!name.startsWith(PREFIX)) continue;
    if (JSON.parse(sessionStorage.getItem(name)).person !== person) {
      sessionStorage.removeItem(name);
    }
  }
}

/** The form came back with what was typed, and with what is wrong. */
function isRefused() {
  return document.querySelector(".errornote, .errorlist") !== null;
}

/* --- One form ---------------------------------------------------------------------- */

function watch(form) {
  const before = JSON.stringify(read(form));
  const refused = isRefused();
  let timer = 0;
  let sent = false;

  function now() {
    clearTimeout(timer);
    if (sent || isLeaving) return;
    const values = read(form);
    if (refused || JSON.stringify(values) !== before) keep(values, false);
    else sessionStorage.removeItem(key);
  }

  form.addEventListener("input", () => {
    clearTimeout(timer);
    sent = false;
    timer = setTimeout(now, 300);
  });
  form.addEventListener("change", now);
  window.addEventListener("pagehide", now);
  form.addEventListener("submit", ({ submitter }) => {
    if ((submitter?.getAttribute("formtarget") ?? form.target) === "_blank") return;
    clearTimeout(timer);
    sent = true;
    keep(read(form), true);
  });
  if (refused) now();
}

function offer(form, draft) {
  const box = offered.content.firstElementChild.cloneNode(true);
  const heading = box.querySelector("h2");
  box.querySelector(".when").textContent = new Date(draft.at).toLocaleString(document.documentElement.lang);
  box.addEventListener("click", ({ target }) => {
    const choice = target.dataset.kept;
    if (!choice) return;
    sessionStorage.removeItem(key);
    watch(form);
    if (choice === "back") {
      write(form, draft.values);
      const said = box.querySelector("[role=status]");
      said.textContent = said.dataset.done;
      box.querySelector("ul").remove();
      heading.focus();
    } else {
      box.remove();
      document.querySelector("#content h1, #content h2").tabIndex = -1;
      document.querySelector("#content h1, #content h2").focus();
    }
  });
  form.before(box);
  heading.focus();
}

if (offered && person) {
  forgetOthers();
  forgetAnswered();
  const form = document.querySelector("#content-main form[method='post']:has(textarea)");
  const draft = form && kept();
  const differs = draft && JSON.stringify(draft.values) !== JSON.stringify(read(form));
  if (differs && !isRefused()) offer(form, draft);
  else if (form) watch(form);
}
