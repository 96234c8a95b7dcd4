/* Reading help and definitions in place. Every page works without this file.

   A plain script in the head, not a module: a module runs after the first paint, and
   whoever chose dark or large text would see each page flash. It asks for nothing and
   writes one key, in this browser only. Its words stand in the templates of the page. */

(() => {
  "use strict";

  const KEY = "alsinfo-reading";
  const GAP = 16; // pixels between a definition and its word, and the window's edge
  // The first of each is the usual one, which leaves no trace on the page.
  const CHOICES = {
    text: ["usual", "large", "larger", "largest"],
    spacing: ["usual", "wide", "widest"],
    colours: ["usual", "light", "dark"],
    definitions: ["usual", "off"],
  };
  const page = document.documentElement;
  let chosen = read();

  /* --- Choices: whatever the browser kept, only what we offer is taken ------------- */

  function read() {
    let kept = null;
    try {
      kept = JSON.parse(localStorage.getItem(KEY));
    } catch {
      // Storage is forbidden, or holds what we did not write.
    }
    return among(kept);
  }

  function among(kept) {
    const entries = Object.entries(CHOICES).map(([name, offered]) => [
      name,
      offered.includes(kept?.[name]) ? kept[name] : offered[0],
    ]);
    return Object.fromEntries(entries);
  }

  function keep() {
    try {
      localStorage.setItem(KEY, JSON.stringify(chosen));
      return true;
    } catch {
      return false;
    }
  }

  function apply() {
    for (const [name, [usual]] of Object.entries(CHOICES)) {
      if (chosen[name] === usual) delete page.dataset[name];
      else page.dataset[name] = chosen[name];
    }
  }

  apply();

  /* --- The menu: a button and a panel in the flow of the page ---------------------- */

  function put(name) {
    const template = document.querySelector(`template.${name}`);
    const made = template ? [...template.content.cloneNode(true).children] : [];
    template?.replaceWith(...made);
    return made;
  }

  function makeMenu() {
    const [button, panel] = put("reading-help");
    if (!button) return () => {};
    const unkept = panel.querySelector(".unkept");

    function open(yes) {
      panel.hidden = !yes;
      button.setAttribute("aria-expanded", String(yes));
    }

    function close() {
      open(false);
      button.focus();
    }

    function show() {
      for (const input of panel.querySelectorAll("input")) {
        input.checked = chosen[input.dataset.choice] === input.value;
      }
    }

    function choose(next) {
      chosen = among(next);
      unkept.textContent = keep() ? "" : unkept.dataset.sentence;
      refresh();
    }

    function leave(event) {
      if (event.key === "Escape" && !panel.hidden) close();
    }

    button.addEventListener("click", () => open(panel.hidden));
    button.addEventListener("keydown", leave);
    panel.addEventListener("keydown", leave);
    panel.addEventListener("change", ({ target }) => {
      choose({ ...chosen, [target.dataset.choice]: target.value });
    });
    panel.querySelector(".reset").addEventListener("click", () => choose({}));
    panel.querySelector(".close").addEventListener("click", close);
    return show;
  }

  /* --- Definitions in place: a link becomes a button with a popover ---------------- */

  const explained = new Map(); // button -> the link that it stands for
  const popovers = new Map(); // slug -> its popover
  let pressed = null; // the button that was pressed last

  function makePopover(entry, address) {
    const template = document.querySelector("template.definition-help");
    const popover = template.content.cloneNode(true).firstElementChild;
    const closer = popover.querySelector(".close");
    popover.setAttribute("aria-label", words(entry.querySelector("dt")));
    say(popover.querySelector(".definition-name"), entry.querySelector("dt"));
    say(popover.querySelector(".definition-words"), entry.querySelector("dd"));
    popover.querySelector("a").href = address;
    closer.popoverTargetElement = popover;
    closer.popoverTargetAction = "hide";
    popover.addEventListener("beforetoggle", place);
    popover.addEventListener("toggle", takeBack);
    template.before(popover);
    // Only now: an element that brings it along asks for the focus when it comes.
    popover.autofocus = true;
    return popover;
  }

  function words(element) {
    return element?.textContent.trim() ?? "";
  }

  /* The same words, in the language and direction of the list. */
  function say(line, source) {
    line.textContent = words(source);
    if (source.lang) line.lang = source.lang;
    if (source.dir) line.dir = source.dir;
  }

  function isPressed(popover) {
    return pressed?.popoverTargetElement === popover;
  }

  function place({ target, newState }) {
    if (!isPressed(target)) return;
    pressed.setAttribute("aria-expanded", String(newState === "open"));
    // Only what is shown can be measured; a frame later nobody has seen it yet.
    if (newState === "open") requestAnimationFrame(() => settle(target, pressed));
  }

  /* The sheet keeps off the word that it explains: at the foot of the window, or at its
     head. Where neither has room for all of it, it lies on the page, beneath the word,
     and is read by scrolling the page as ever. */
  function settle(sheet, word) {
    const { top, bottom } = word.getBoundingClientRect();
    const below = window.innerHeight - bottom;
    sheet.classList.remove("high", "long");
    const isLong = sheet.scrollHeight + 2 * GAP > Math.max(top, below);
    sheet.classList.toggle("long", isLong);
    sheet.classList.toggle("high", !isLong && top > below);
    if (!isLong) return;
    sheet.style.setProperty("--from", `${window.scrollY + bottom}px`);
    if (sheet.getBoundingClientRect().bottom <= window.innerHeight) return;
    // Of a word that takes several lines of a low window the last one is enough.
    const last = [...word.getClientRects()].at(-1).top;
    const seen = bottom - top > window.innerHeight / 4 ? last : top;
    window.scrollBy({ top: seen - GAP / 2, behavior: "instant" });
  }

  /* Whoever was in the sheet is taken back to the word, not to the top of the page. */
  function takeBack({ target, newState }) {
    if (!isPressed(target) || newState !== "closed") return;
    const lost = [document.body, null].includes(document.activeElement);
    if (lost) pressed.focus({ preventScroll: true });
    const isLeft = document.activeElement === pressed;
    if (isLeft && target.classList.contains("long")) pressed.scrollIntoView({ block: "nearest" });
  }

  function explain(link) {
    const slug = link.dataset.term;
    const entry = document.querySelector(`.words > [data-term="${CSS.escape(slug)}"]`);
    if (!words(entry?.querySelector("dd"))) return;
    if (!popovers.has(slug)) popovers.set(slug, makePopover(entry, link.href));
    const button = document.createElement("button");
    button.type = "button";
    button.className = link.className;
    button.dataset.term = slug;
    button.setAttribute("aria-haspopup", "dialog");
    button.setAttribute("aria-expanded", "false");
    button.append(...link.childNodes);
    link.replaceWith(button);
    button.popoverTargetElement = popovers.get(slug);
    button.addEventListener("click", () => {
      pressed?.setAttribute("aria-expanded", "false");
      pressed = button;
    });
    explained.set(button, link);
    keepTogether(button);
  }

  /* A line may break between a button and a comma; between a word and a comma, never. */
  function keepTogether(button) {
    const [before, after] = [button.previousSibling, button.nextSibling];
    const opening = edge(before, /[([{“‘"'«]{1,3}$/u);
    const closing = edge(after, /^[.,;:!?)\]}”’"'»…]{1,3}/u);
    if (!opening && !closing) return;
    const span = document.createElement("span");
    span.className = "together";
    button.before(span);
    if (opening) before.data = before.data.slice(0, -opening.length);
    if (closing) after.data = after.data.slice(closing.length);
    span.append(opening, button, closing);
  }

  function edge(node, pattern) {
    return node?.nodeType === Node.TEXT_NODE ? (pattern.exec(node.data) ?? [""])[0] : "";
  }

  function unexplain(button, link) {
    link.append(...button.childNodes);
    button.replaceWith(link);
  }

  function showDefinitions() {
    if (!("popover" in HTMLElement.prototype)) return;
    if (chosen.definitions === "off") {
      for (const popover of popovers.values()) popover.hidePopover();
      for (const [button, link] of explained) unexplain(button, link);
      explained.clear();
    } else {
      for (const link of document.querySelectorAll("a.term[data-term]")) explain(link);
    }
  }

  /* A popover is not left open behind somebody who has gone on with the keyboard. */
  function follow({ target }) {
    for (const popover of popovers.values()) {
      const stays = popover.contains(target) || target === pressed;
      if (popover.matches(":popover-open") && !stays) popover.hidePopover();
    }
  }

  /* --- Search: suggestions come along when somebody goes to the box ----------------- */

  function suggest({ target }) {
    const form = target.closest?.("form[data-script]");
    // Without them the box is a form like any other.
    if (form) import(form.dataset.script).then(({ attach }) => attach(form), () => {});
  }

  /* --- Paper: what is folded on the screen is not folded there --------------------- */

  let unfolded = [];

  function unfold() {
    unfolded = [...document.querySelectorAll("details:not([open])")];
    for (const details of unfolded) details.open = true;
  }

  function fold() {
    for (const details of unfolded.splice(0)) details.open = false;
  }

  /* --- Beginning ------------------------------------------------------------------- */

  let showMenu = () => {};

  function refresh() {
    apply();
    showMenu();
    showDefinitions();
  }

  function look() {
    chosen = read();
    refresh();
  }

  document.addEventListener("DOMContentLoaded", () => {
    showMenu = makeMenu();
    refresh();
    document.addEventListener("focusin", follow);
  });
  document.addEventListener("focusin", suggest);
  window.addEventListener("storage", look); // another tab chose
  window.addEventListener("pageshow", ({ persisted }) => persisted && look());
  window.addEventListener("beforeprint", unfold);
  window.addEventListener("afterprint", fold);
})();
