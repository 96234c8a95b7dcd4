// Where a page that comes back from a form begins: at what is wrong with it, else at
// what was done. The words are in the page already; without this module nothing is lost.

const WRONG = ".errornote, .errorlist.nonfield, [aria-invalid='true']";
const SAID = ".messages, .said";

function begin() {
  const first = document.querySelector(WRONG) ?? document.querySelector(SAID);
  if (!first || location.hash) return;
  if (!first.matches("input, textarea, select")) first.tabIndex = -1;
  first.focus();
}

begin();
