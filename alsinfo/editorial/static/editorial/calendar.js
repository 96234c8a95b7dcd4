// Django's calendar and list of hours, for those who use no mouse: Django hangs them at
// the end of the page and leaves the focus on the icon. Here the box stands beneath its
// field, takes the focus when it opens, and gives it back when it closes.

// What has the focus first: the chosen day, else today, else the first there is.
const DAYS = [".selected a", ".today a", "td a", ".timelist a"];

// Django's own styles for a narrow window insist on the middle of it.
const IN_PLACE = { position: "relative", inset: "auto", transform: "none" };

function boxOf(link) {
  const number = /^(calendar|clock)link(\d+)$/.exec(link.id);
  return number && document.getElementById(`${number[1]}box${number[2]}`);
}

function isOpen(box) {
  return box.style.display === "block";
}

function settle(link, box) {
  if (!isOpen(box)) return;
  for (const [name, value] of Object.entries(IN_PLACE)) box.style.setProperty(name, value, "important");
  if (box.previousElementSibling !== link.parentElement) link.parentElement.after(box);
  DAYS.map((day) => box.querySelector(day)).find(Boolean)?.focus();
  new MutationObserver((_, watch) => {
    if (isOpen(box)) return;
    watch.disconnect();
    // Who chose a day is in its field already.
    const { activeElement } = document;
    if (box.contains(activeElement) || activeElement === document.body) link.focus();
  }).observe(box, { attributes: true, attributeFilter: ["style"] });
}

// Django's own listener keeps the click to itself: this one comes before it, and looks
// when it is done.
document.addEventListener("click", ({ target }) => {
  const link = target.closest?.(".datetimeshortcuts a[id]");
  const box = link && boxOf(link);
  if (box) setTimeout(settle, 0, link, box);
}, true);
