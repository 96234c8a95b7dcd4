// Who signs out leaves no words behind: what the editors' forms kept in this tab goes.

const LEAVING = "form[action$='/logout/']";

document.addEventListener("submit", ({ target }) => {
  if (!target.matches(LEAVING)) return;
  for (const key of Object.keys(sessionStorage)) {
    if (key.startsWith("alsinfo-kept ")) sessionStorage.removeItem(key);
  }
});
