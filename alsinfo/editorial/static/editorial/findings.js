// From a finding to its words: a click selects the quotation in its box.
// Without this module the link still leads to the box.

function placeOf(box, quote, offset) {
  // The browser counts UTF-16 units, the server characters: look near the place.
  const near = Math.max(0, [...box.value].slice(0, offset).join("").length);
  const there = box.value.indexOf(quote, Math.max(0, near - 200));
  return there >= 0 ? there : box.value.indexOf(quote);
}

for (const link of document.querySelectorAll("a[data-finding]")) {
  link.addEventListener("click", (event) => {
    const box = document.querySelector(link.hash);
    const quote = link.dataset.finding;
    if (!box || !quote || !("setSelectionRange" in box)) return;
    const start = placeOf(box, quote, Number(link.dataset.offset));
    if (start < 0) return;
    event.preventDefault();
    box.focus();
    box.setSelectionRange(start, start + quote.length);
    const line = box.value.slice(0, start).split("\n").length;
    const lines = box.value.split("\n").length;
    box.scrollTop = (box.scrollHeight * (line - 1)) / lines - box.clientHeight / 3;
    box.scrollIntoView({ block: "center" });
  });
}
