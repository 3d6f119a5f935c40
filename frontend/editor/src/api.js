// Questions to the workbench. A Problem comes back as an Error with its message and the answer itself.
const root = () => document.getElementById("editor");
const token = () => document.querySelector("[name=csrfmiddlewaretoken]").value;

async function told(answer) {
  const body = await answer.json().catch(() => ({}));
  if (answer.ok) return body;
  throw Object.assign(new Error(body.message || String(answer.status)), { status: answer.status, body });
}

export const address = (name) => root().dataset[name];
export const ask = async (name, query = "") =>
  told(await fetch(address(name) + query, { credentials: "same-origin", headers: { Accept: "application/json" } }));
export const tell = async (name, body) =>
  told(await fetch(address(name), {
    method: "POST", credentials: "same-origin",
    headers: { "Content-Type": "application/json", Accept: "application/json", "X-CSRFToken": token() },
    body: JSON.stringify(body),
  }));
export async function upload(name, file) {
  const body = new FormData();
  body.append("picture", file);
  return told(await fetch(address(name), {
    method: "POST", credentials: "same-origin", headers: { Accept: "application/json", "X-CSRFToken": token() }, body,
  }));
}
