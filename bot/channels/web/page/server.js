// Talking to the server: one session, kept in the browser as long as it keeps anything.

const KEY = "jince.session";
const PATIENCE = 20000; // milliseconds until a server that says nothing counts as down
let session = read(KEY, null);

export function read(key, otherwise) {
  try { return JSON.parse(localStorage.getItem(key)) ?? otherwise; } catch { return otherwise; }
}
export function keep(key, value) {
  try {
    if (value === null) localStorage.removeItem(key);
    else localStorage.setItem(key, JSON.stringify(value));
  } catch { /* a browser that keeps nothing still chats until the page is closed */ }
}
export function newId() {
  return Array.from(crypto.getRandomValues(new Uint8Array(12)), (byte) => byte.toString(16).padStart(2, "0")).join("");
}
export async function call(method, path, body) {
  const answer = await fetch(path, {
    method,
    headers: body ? { "Content-Type": "application/json" } : {},
    body: body ? JSON.stringify(body) : undefined,
    signal: AbortSignal.timeout ? AbortSignal.timeout(PATIENCE) : undefined,
  });
  if (answer.status === 204) return null;
  if ([502, 503, 504].includes(answer.status)) throw new Error("away"); // said by a proxy: nobody answers behind it
  const data = await answer.json().catch(() => null);
  if (!answer.ok || !data) throw Object.assign(new Error((data && data.error) || "服务暂时没有回应，请稍后再试。"), { status: answer.status });
  return data;
}
export async function ask(text, id) {
  for (const attempt of [0, 1]) {
    if (!session) {
      session = (await call("POST", "/api/sessions")).session;
      keep(KEY, session);
    }
    try {
      return await call("POST", "/api/chat", { session, text, message_id: id });
    } catch (fault) {
      if (fault.status !== 404 || attempt) throw fault;
      session = null; // the server no longer knows the conversation: open another one
    }
  }
}
export function hasSession() {
  return Boolean(session);
}
export async function forget() {
  try {
    if (session) await call("DELETE", `/api/sessions/${encodeURIComponent(session)}`);
  } catch (fault) {
    if (fault.status !== 404) throw fault;
  }
  session = null;
  keep(KEY, null);
}
