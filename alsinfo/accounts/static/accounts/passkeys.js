// Passkeys: shows a form marked data-passkey and fills its field from the device.
// Each kind of form is one ceremony: "add" makes a key, "use" and "sign-in" show one.

const toBytes = (text) =>
  Uint8Array.from(atob(text.replace(/-/g, "+").replace(/_/g, "/")), (c) => c.charCodeAt(0));

const toText = (buffer) =>
  btoa(String.fromCharCode(...new Uint8Array(buffer)))
    .replace(/\+/g, "-").replace(/\//g, "_").replace(/=+$/, "");

const withBytes = (list = []) => list.map((one) => ({ ...one, id: toBytes(one.id) }));

const written = () => JSON.parse(document.getElementById("passkey-options").textContent);

async function create() {
  const { publicKey } = written().creation_options;
  return navigator.credentials.create({
    publicKey: {
      ...publicKey,
      challenge: toBytes(publicKey.challenge),
      user: { ...publicKey.user, id: toBytes(publicKey.user.id) },
      excludeCredentials: withBytes(publicKey.excludeCredentials),
    },
  });
}

async function show({ request_options: { publicKey } }) {
  return navigator.credentials.get({
    publicKey: {
      ...publicKey,
      challenge: toBytes(publicKey.challenge),
      allowCredentials: withBytes(publicKey.allowCredentials),
    },
  });
}

async function ask(form) {
  const answer = await fetch(form.action, { headers: { Accept: "application/json" } });
  if (!answer.ok) throw new Error("The site did not answer.");
  return show(await answer.json());
}

const ceremonies = { add: create, use: () => show(written()), "sign-in": ask };
const PARTS = ["clientDataJSON", "attestationObject", "authenticatorData", "signature", "userHandle"];

function asJson(credential) {
  const parts = PARTS.filter((name) => credential.response[name]);
  return JSON.stringify({
    id: credential.id,
    rawId: toText(credential.rawId),
    type: credential.type,
    authenticatorAttachment: credential.authenticatorAttachment,
    clientExtensionResults: credential.getClientExtensionResults(),
    response: Object.fromEntries(
      parts.map((name) => [name, toText(credential.response[name])]),
    ),
  });
}

async function begin(event) {
  const form = event.target;
  const field = form.elements.credential;
  const status = form.querySelector("[role=status]");
  event.preventDefault();
  status.textContent = "";
  try {
    field.value = asJson(await ceremonies[form.dataset.passkey](form));
    form.submit();
  } catch {
    status.textContent = form.dataset.sorry;
  }
}

if (window.PublicKeyCredential) {
  for (const form of document.querySelectorAll("form[data-passkey]")) {
    form.addEventListener("submit", begin);
    form.hidden = false;
  }
}
