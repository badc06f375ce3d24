"use strict";
// The chat page. Everything shown is set as text, never as markup.

const log = document.getElementById("log");
const form = document.getElementById("form");
const say = document.getElementById("say");
const send = document.getElementById("send");
const statusLine = document.getElementById("status");
const sheet = document.getElementById("sheet");
const sure = document.getElementById("sure");
const KEY = "jince.session";
const PAST = "jince.past";
const KEPT = 60; // turns shown again after a reload
const PATIENCE = 20000; // milliseconds until a server that says nothing counts as down
let session = read(KEY, null);
let past = read(PAST, []); // {me, id, done} and {it}, in the order shown
let busy = false;
let cited = ""; // the documents named last: a dialogue does not repeat them under each question

function read(key, otherwise) {
  try { return JSON.parse(localStorage.getItem(key)) ?? otherwise; } catch { return otherwise; }
}
function keep(key, value) {
  try {
    if (value === null) localStorage.removeItem(key);
    else localStorage.setItem(key, JSON.stringify(value));
  } catch { /* a browser that keeps nothing still chats until the page is closed */ }
}
function remember() {
  past = past.slice(-KEPT);
  keep(PAST, past);
}
function make(tag, className, text) {
  const node = document.createElement(tag);
  if (className) node.className = className;
  if (text !== undefined) node.textContent = text;
  return node;
}
function pressable(className, text, act) {
  const button = make("button", className, text);
  button.type = "button";
  button.addEventListener("click", act);
  return button;
}
function newId() {
  return Array.from(crypto.getRandomValues(new Uint8Array(12)), (byte) => byte.toString(16).padStart(2, "0")).join("");
}

// ---- talking to the server

async function call(method, path, body) {
  const answer = await fetch(path, {
    method,
    headers: body ? { "Content-Type": "application/json" } : {},
    body: body ? JSON.stringify(body) : undefined,
    signal: AbortSignal.timeout ? AbortSignal.timeout(PATIENCE) : undefined,
  });
  if (answer.status === 204) return null;
  const data = await answer.json().catch(() => null);
  if (!answer.ok || !data) throw Object.assign(new Error((data && data.error) || "服务暂时没有回应，请稍后再试。"), { status: answer.status });
  return data;
}
async function ask(text, id) {
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

// ---- showing a turn

function mine(entry) {
  const turn = make("div", "turn me");
  turn.append(make("div", "bubble", entry.me));
  log.append(turn);
  return turn;
}
function failed(turn, entry) {
  turn.classList.add("failed");
  turn.append(pressable("retry", "没发出去，点这里重发", () => submit(entry.me, entry, turn)));
}
function theirs(reply) {
  const turn = make("div", "turn it");
  turn.append(reply.result ? card(reply) : bubble(reply));
  const places = reply.sources || [];
  const now = places.map((source) => source.document).join();
  if (places.length && !(reply.kind === "ask" && now === cited)) turn.append(sources(places));
  cited = now;
  log.append(turn);
  return turn;
}
function bubble(reply) {
  const box = make("div", "bubble");
  const lines = spoken(reply);
  const question = reply.kind === "ask" ? lines.findLastIndex((line) => line.includes("？")) : -1;
  lines.forEach((line, place) => {
    if (place) box.append("\n");
    box.append(place === question && lines.length > 1 ? make("strong", "", line) : line);
  });
  return box;
}
// The words of a reply without what stands below them anyway: its sources and its numbered choices.
function spoken(reply) {
  const listed = reply.kind === "choices" ? reply.quick_replies.map((option, place) => `${place + 1}. ${option.label}`) : [];
  const lines = reply.text.split("\n").filter((line, place) => {
    if (place && reply.sources.length && /^(依据|来源)：/.test(line)) return false;
    return !listed.some((start) => line.startsWith(start));
  });
  return lines.length ? lines : [reply.text];
}
function replies(options, numbered) {
  const group = make("div", "replies");
  group.setAttribute("role", "group");
  group.setAttribute("aria-label", "可以这样回答");
  options.forEach((option, place) => {
    group.append(pressable("", numbered ? `${place + 1}. ${option.label}` : option.label, () => submit(option.text)));
  });
  return group;
}
function offer(turn, reply) {
  if (reply.quick_replies.length) turn.append(replies(reply.quick_replies, reply.kind === "choices"));
}

// "1234567.50" -> "1,234,567.5元", "1200000.00" -> "120万元": digits only, never through a float.
function money(amount) {
  const [whole, fen] = amount.split(".");
  for (const [places, name] of [[8, "亿元"], [4, "万元"]]) {
    const rest = whole.slice(-places).replace(/0+$/, "");
    if (whole.length > places && fen === "00" && rest.length <= 4) return `${grouped(whole.slice(0, -places))}${rest && `.${rest}`}${name}`;
  }
  const part = fen.replace(/0+$/, "");
  return `${grouped(whole)}${part && `.${part}`}元`;
}
function grouped(digits) {
  return digits.replace(/\B(?=(\d{3})+$)/g, ",");
}
function headline(result) {
  const line = make("p", "amount");
  const names = { computed: "能拿", ceiling: "最高", per_unit: "每单位系数" };
  if (result.range) {
    line.append(make("small", "", "大约"), `${money(result.range[0])} – ${money(result.range[1])}`);
  } else if (result.amount !== null && names[result.status]) {
    line.append(make("small", "", names[result.status]), money(result.amount));
  } else {
    line.classList.add("none");
    line.append(result.status === "table_missing" ? "附表不在资料里，算不出确切数" : "还够不上这项奖励");
  }
  return line;
}
function card(reply) {
  const result = reply.result;
  const box = make("article", "card");
  const head = make("header");
  const title = reply.text.match(/【(.+?)】/);
  head.append(make("h3", "", title ? title[1] : "测算结果"), headline(result));
  box.append(head);
  const part = (name, content) => {
    const section = make("section");
    section.append(make("h4", "", name), content);
    box.append(section);
  };
  if (result.steps.length) {
    const steps = make("ol");
    for (const step of result.steps) {
      const line = make("li", "", step.label);
      if (step.clause) line.append(" ", make("span", "clause", `第${step.clause}条`));
      steps.append(line);
    }
    part("怎么算的", steps);
  }
  if (result.limits.length) part("限制", list(result.limits));
  for (const name of ["您说的", "下一步"]) {
    const line = reply.text.match(new RegExp(`^${name}：(.+)$`, "m"));
    if (line) part(name, make("p", "", line[1]));
  }
  const open = [...result.assumptions.map((text) => `前提：${text}`), ...result.unknown.map((text) => `没定：${text}`)];
  if (open.length) box.append(folded("前提和没定的", open.join("\n")));
  box.append(folded("完整说明", reply.text));
  return box;
}
function list(texts, tag = "ul") {
  const node = make(tag);
  for (const text of texts) node.append(make("li", "", text));
  return node;
}
function folded(title, text) {
  const details = make("details");
  details.append(make("summary", "", title), make("div", "", text));
  return details;
}

// ---- the document behind an answer

function sources(places) {
  const line = make("div", "sources");
  for (const source of places) {
    const button = pressable("", "依据：", () => open(source));
    const name = make("span", "", source.document);
    if (source.clause) name.append(make("span", "clause", `第${source.clause}条`));
    button.append(name);
    line.append(button);
  }
  return line;
}
async function open(source) {
  const body = document.getElementById("sheet-body");
  const waiting = make("p", "", "正在取……");
  document.getElementById("sheet-title").textContent = source.document;
  body.replaceChildren(waiting);
  sheet.showModal();
  let shown;
  try {
    shown = described(source, await call("GET", `/api/policies/${encodeURIComponent(source.policy)}`));
  } catch (fault) {
    shown = make("p", "", `没取到：${fault.status ? fault.message : "连不上服务，检查网络后再试。"}`);
  }
  if (waiting.isConnected) body.replaceChildren(shown); // else another document is open by now
}
function described(source, policy) {
  const rows = make("dl");
  const row = (name, content) => {
    if (!content || (Array.isArray(content) && !content.length)) return;
    const place = make("dd");
    place.append(Array.isArray(content) ? list(content, name === "条件" ? "ol" : "ul") : content);
    rows.append(make("dt", "", name), place);
  };
  row("文号", source.number);
  row("条款", source.clause && `第${source.clause}条`);
  row("政策", policy.title);
  row("适用", policy.place);
  row("要点", policy.summary);
  row("条件", policy.conditions.map((condition) => `${condition.text}（${condition.clause}）`));
  row("文件没写明的", policy.open);
  row("提醒", [policy.validity.past, policy.caution].filter(Boolean).join("\n"));
  return rows;
}

// ---- a turn

function waiting() {
  const turn = make("div", "turn it");
  const box = make("div", "bubble");
  const dots = make("span", "dots");
  dots.setAttribute("aria-hidden", "true");
  dots.append(make("i"), make("i"), make("i"));
  box.append(dots, make("span", "hidden", "正在想"));
  turn.append(box);
  log.append(turn);
  return turn;
}
function down(node, smooth) {
  const tall = node && node.offsetHeight > log.clientHeight;
  const top = tall ? node.offsetTop - log.offsetTop - 12 : log.scrollHeight;
  const still = matchMedia("(prefers-reduced-motion: reduce)").matches;
  log.scrollTo({ top, behavior: smooth && !still ? "smooth" : "instant" });
}
function occupied(now) {
  busy = now;
  send.disabled = now;
  log.setAttribute("aria-busy", String(now));
}
async function submit(text, entry, turn) {
  text = text.trim();
  if (!text || busy) return;
  occupied(true);
  const fine = document.activeElement === say || matchMedia("(pointer: fine)").matches; // else a keyboard would jump up
  statusLine.textContent = "";
  log.querySelector(".welcome")?.remove();
  const offered = [...log.querySelectorAll(".replies")];
  for (const old of offered) old.hidden = true;
  if (entry) {
    past = past.filter((other) => other !== entry);
    turn.classList.remove("failed");
    turn.querySelector(".retry").remove();
    log.append(turn);
  } else {
    entry = { me: text, id: newId() };
    turn = mine(entry);
    turn.classList.add("new");
  }
  past.push(entry);
  remember(); // a page closed now offers to send it again
  const dots = waiting();
  down(null, true);
  try {
    const reply = await ask(text, entry.id);
    entry.done = true;
    past.push({ it: reply });
    remember();
    for (const old of offered) old.remove();
    dots.remove();
    const answer = theirs(reply);
    answer.classList.add("new");
    offer(answer, reply);
    down(answer, true);
  } catch (fault) {
    dots.remove();
    failed(turn, entry);
    for (const old of offered) old.hidden = false;
    statusLine.textContent = fault.status ? fault.message : "连不上服务，检查网络后重发。";
    down(null, true);
  } finally {
    occupied(false);
    if (fine) say.focus({ preventScroll: true });
  }
}
function begin() {
  log.replaceChildren();
  cited = "";
  if (!past.length) {
    log.append(document.getElementById("welcome").content.cloneNode(true));
    for (const button of log.querySelectorAll("[data-say]")) button.addEventListener("click", () => submit(button.dataset.say));
  }
  past.forEach((entry, place) => {
    if (entry.it) {
      const turn = theirs(entry.it);
      if (place === past.length - 1) offer(turn, entry.it);
    } else {
      const turn = mine(entry);
      if (!entry.done) failed(turn, entry);
    }
  });
  if (past.length) down(log.lastElementChild);
}
function startOver() {
  past = [];
  keep(PAST, null);
  begin();
  say.focus({ preventScroll: true });
}

// ---- keys and buttons

function fit() {
  say.style.height = "auto";
  say.style.height = `${Math.min(say.scrollHeight + 2, 140)}px`;
}
form.addEventListener("submit", (event) => {
  event.preventDefault();
  const text = say.value;
  if (!text.trim() || busy) return;
  say.value = "";
  fit();
  submit(text);
});
say.addEventListener("keydown", (event) => {
  const composing = event.isComposing || event.keyCode === 229; // Enter that only takes a pinyin candidate
  if (event.key === "Enter" && !event.shiftKey && !composing) {
    event.preventDefault();
    form.requestSubmit();
  }
});
say.addEventListener("input", fit);
document.getElementById("fresh").addEventListener("click", async () => {
  if (busy) return;
  occupied(true);
  statusLine.textContent = "";
  try {
    if (session && past.length) {
      await ask("取消", newId()); // in the middle of a calculation, 重新开始 would only begin that one again
      await ask("重新开始", newId());
    }
    startOver();
  } catch (fault) {
    statusLine.textContent = fault.status ? fault.message : "连不上服务，稍后再试。";
  } finally {
    occupied(false);
  }
});
document.getElementById("forget").addEventListener("click", () => {
  sure.returnValue = "no";
  sure.showModal();
});
sure.addEventListener("close", async () => {
  if (sure.returnValue !== "yes" || busy) return;
  occupied(true);
  try {
    if (session) await call("DELETE", `/api/sessions/${encodeURIComponent(session)}`);
  } catch (fault) {
    if (fault.status !== 404) {
      statusLine.textContent = "没删成，请检查网络再试一次。";
      return;
    }
  } finally {
    occupied(false);
  }
  session = null;
  keep(KEY, null);
  startOver();
  statusLine.textContent = "已经全部删除。";
});
for (const dialog of [sheet, sure]) {
  dialog.addEventListener("click", (event) => {
    if (event.target === dialog) dialog.close(); // beside it
  });
}
begin();
