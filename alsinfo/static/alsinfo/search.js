/* Suggestions under the search box: a combobox with a list, as ARIA 1.2 describes it.

   Brought along when somebody goes to the box, see site.js. Nothing is lost without it:
   the form works by itself, and when no answer comes the list just stays closed. The
   focus never leaves the box; choosing a suggestion opens its page. */

const PAUSE = 220; // milliseconds without a key before anything is asked
const LEAST = 2; // letters
const MOST_KEPT = 50; // answers that are not asked for again

const attached = new WeakSet();

export function attach(form) {
  if (attached.has(form)) return;
  attached.add(form);

  const input = form.querySelector("input");
  const said = form.querySelector("[role=status]");
  const list = makeList();
  const answers = new Map();
  let active = -1;
  let waiting = 0;
  let asking = null;
  let asked = "";

  function makeList() {
    const made = document.createElement("ul");
    made.id = `${input.id}-list`;
    made.setAttribute("role", "listbox");
    made.setAttribute("aria-label", said.dataset.list);
    made.hidden = true;
    // A list that scrolls would be a stop of its own for the Tab key.
    made.tabIndex = -1;
    input.after(made);
    const states = { role: "combobox", "aria-autocomplete": "list", "aria-expanded": "false", "aria-controls": made.id };
    for (const [name, value] of Object.entries(states)) input.setAttribute(name, value);
    input.autocomplete = "off";
    return made;
  }

  /* --- The list: open with suggestions, or closed and empty ------------------------- */

  function words() {
    return input.value.trim().replace(/\s+/g, " ");
  }

  function show(suggestions) {
    list.replaceChildren(...suggestions.map(option));
    const open = suggestions.length > 0;
    list.hidden = !open;
    input.setAttribute("aria-expanded", String(open));
    point(-1);
    const { none, one, many } = said.dataset;
    const count = suggestions.length;
    said.textContent = count === 0 ? none : count === 1 ? one : many.replace("%d", count);
  }

  function option({ name, kind, url }, index) {
    const made = document.createElement("li");
    made.id = `${list.id}-${index}`;
    made.setAttribute("role", "option");
    made.setAttribute("aria-selected", "false");
    made.dataset.url = url;
    for (const text of [name, kind]) {
      const part = document.createElement("span");
      part.textContent = text;
      made.append(part, " ");
    }
    return made;
  }

  function isOpen() {
    return !list.hidden;
  }

  function close() {
    forgetWaiting();
    list.hidden = true;
    list.replaceChildren();
    input.setAttribute("aria-expanded", "false");
    said.textContent = "";
    point(-1);
  }

  function point(index) {
    list.children[active]?.setAttribute("aria-selected", "false");
    active = index;
    const chosen = list.children[index];
    if (!chosen) {
      input.removeAttribute("aria-activedescendant");
      return;
    }
    chosen.setAttribute("aria-selected", "true");
    chosen.scrollIntoView({ block: "nearest" });
    input.setAttribute("aria-activedescendant", chosen.id);
  }

  /* From the box down the list and back into the box; -1 is the box. */
  function step(by) {
    const stops = list.children.length + 1;
    point(((active + 1 + by + stops) % stops) - 1);
  }

  function open(chosen) {
    const url = chosen?.dataset.url;
    if (!url?.startsWith("/") || url.startsWith("//")) return;
    close();
    location.assign(url);
  }

  /* --- Asking: once after a pause, and never two at a time -------------------------- */

  function forgetWaiting() {
    clearTimeout(waiting);
    asking?.abort();
    asking = null;
  }

  /* Who types is in the box again: what was pointed to is not meant any more. */
  function soon() {
    forgetWaiting();
    point(-1);
    asked = words();
    if (asked.length < LEAST) close();
    else waiting = setTimeout(ask, answers.has(asked) ? 0 : PAUSE, asked);
  }

  async function ask(query) {
    const mine = new AbortController();
    asking = mine;
    try {
      const suggestions = answers.get(query) ?? (await fetched(query, mine.signal));
      keep(query, suggestions);
      if (asking === mine && query === words() && hasFocus()) show(suggestions);
    } catch {
      // Offline, or overtaken by the next key: an old list must not stay.
      if (asking === mine) close();
    }
  }

  async function fetched(query, signal) {
    const address = `${form.dataset.suggest}?q=${encodeURIComponent(query.slice(0, 200))}`;
    const answer = await fetch(address, { signal, credentials: "omit" });
    if (!answer.ok) throw new Error(String(answer.status));
    return (await answer.json()).suggestions;
  }

  function keep(query, suggestions) {
    if (answers.size >= MOST_KEPT) answers.clear();
    answers.set(query, suggestions);
  }

  function hasFocus() {
    return document.activeElement === input;
  }

  /* --- Keys and fingers ------------------------------------------------------------- */

  const keys = {
    ArrowDown: () => (isOpen() ? step(1) : soon()),
    ArrowUp: () => (isOpen() ? step(-1) : soon()),
    Escape: () => isOpen() && (close(), true),
    Enter: () => isOpen() && active >= 0 && (open(list.children[active]), true),
  };

  input.addEventListener("keydown", (event) => {
    if (event.isComposing || event.ctrlKey || event.metaKey) return;
    const isArrow = event.key.startsWith("Arrow") && event.key in keys;
    if (keys[event.key]?.() || isArrow) event.preventDefault();
  });
  input.addEventListener("input", soon);
  form.addEventListener("submit", close);
  input.addEventListener("focusout", close);
  // The box keeps the focus, and the keyboard of a telephone stays.
  list.addEventListener("mousedown", (event) => event.preventDefault());
  list.addEventListener("click", ({ target }) => open(target.closest("[role=option]")));
  window.addEventListener("pagehide", close);
  if (hasFocus() && words() !== input.defaultValue.trim()) soon();
}
