"use strict";
// The chat page. Everything shown is set as text, never as markup.

const log = document.getElementById("log");
const form = document.getElementById("form");
const say = document.getElementById("say");
const send = document.getElementById("send");
const statusLine = document.getElementById("status");
const sheet = document.getElementById("sheet");
const KEY = "jince.session";
const PAST = "jince.past";
const KEPT = 60;
const HELLO = {
  kind: "notice",
  text: "您好，我是晋策。问政策、算奖补，直接说就行；答案带文件和条款，金额一步步算给您看。",
  quick_replies: [
    { label: "小巨人市里给多少", text: "国家级小巨人长治市里给多少" },
    { label: "链主认定奖多少", text: "链主认定奖多少" },
    { label: "帮我算成果转化补助", text: "帮我算成果转化补助" },
    { label: "医保卡能给我妈用吗", text: "医保卡能给我妈用吗" },
  ],
};
let past = read(PAST, []);
let busy = false;

function read(key, otherwise) {
  try { return JSON.parse(localStorage.getItem(key)) ?? otherwise; } catch { return otherwise; }
}
function keep(key, value) {
  try { localStorage.setItem(key, JSON.stringify(value)); } catch { /* a browser that keeps nothing still chats */ }
}
function make(tag, className, text) {
  const node = document.createElement(tag);
  if (className) node.className = className;
  if (text !== undefined) node.textContent = text;
  return node;
}

// ---- talking to the server

async function call(method, path, body) {
  const answer = await fetch(path, {
    method,
    headers: body ? { "Content-Type": "application/json" } : {},
    body: body ? JSON.stringify(body) : undefined,
  });
  if (answer.status === 204) return null;
  const data = await answer.json().catch(() => ({}));
  if (!answer.ok) throw Object.assign(new Error(data.error || "服务暂时没有回应"), { status: answer.status });
  return data;
}
async function session() {
  let held = read(KEY, null);
  if (!held) {
    held = (await call("POST", "/api/sessions")).session;
    keep(KEY, held);
  }
  return held;
}
async function ask(text, messageId) {
  try {
    return await call("POST", "/api/chat", { session: await session(), text, message_id: messageId });
  } catch (fault) {
    if (fault.status !== 404) throw fault;
    localStorage.removeItem(KEY); // the server no longer knows the conversation: open another one
    return call("POST", "/api/chat", { session: await session(), text, message_id: messageId });
  }
}

// ---- showing

function mine(text) {
  const turn = make("div", "turn me");
  turn.append(make("div", "bubble", text));
  log.append(turn);
  return turn;
}
function theirs(reply, live) {
  for (const old of log.querySelectorAll(".replies")) old.remove();
  const turn = make("div", "turn it");
  turn.append(reply.result ? card(reply) : make("div", reply.kind === "ask" ? "bubble question" : "bubble", reply.text));
  if (reply.sources && reply.sources.length) turn.append(sources(reply.sources));
  if (live && reply.quick_replies && reply.quick_replies.length) turn.append(replies(reply.quick_replies));
  log.append(turn);
  return turn;
}
function replies(options) {
  const group = make("div", "replies");
  group.setAttribute("role", "group");
  group.setAttribute("aria-label", "可以这样回答");
  for (const option of options) {
    const button = make("button", "", option.label);
    button.type = "button";
    button.addEventListener("click", () => submit(option.text));
    group.append(button);
  }
  return group;
}
function money(amount) {
  const value = Number(amount);
  for (const [unit, name] of [[1e8, "亿元"], [1e4, "万元"]]) {
    const scaled = value / unit;
    if (Math.abs(scaled) >= 1 && Number.isInteger(Math.round(scaled * 1e10) / 1e6)) return `${Number(scaled.toFixed(4))}${name}`;
  }
  return `${value.toLocaleString("zh-CN")}元`;
}
function heading(result) {
  const names = { computed: "能拿", ceiling: "最高", per_unit: "每单位系数" };
  if (result.range) return [`${money(result.range[0])} 到 ${money(result.range[1])}`, ""];
  if (result.amount !== null && names[result.status]) return [`${names[result.status]} ${money(result.amount)}`, ""];
  return [result.status === "table_missing" ? "附表不在资料里，算不出确切数" : "还够不上这项奖励", " none"];
}
function card(reply) {
  const result = reply.result;
  const box = make("article", "card");
  const head = make("header");
  const [, title] = reply.text.match(/【(.+?)】/) || [null, "测算结果"];
  head.append(make("h3", "", title));
  const [amount, none] = heading(result);
  head.append(make("p", `amount${none}`, amount));
  for (const limit of result.limits) head.append(make("p", "limit", limit));
  box.append(head);
  const steps = make("ol");
  for (const step of result.steps) {
    const line = make("li", "", step.label);
    line.append(" ", make("span", "clause", `（${step.clause}）`));
    steps.append(line);
  }
  box.append(steps);
  box.append(folded("前提和没定的", [...result.assumptions.map((t) => `前提：${t}`), ...result.unknown.map((t) => `没定：${t}`)].join("\n")));
  box.append(folded("完整说明", reply.text));
  return box;
}
function folded(title, text) {
  const details = make("details");
  details.append(make("summary", "", title), make("div", "", text));
  if (!text) details.hidden = true;
  return details;
}
function sources(list) {
  const line = make("div", "sources");
  for (const source of list) {
    const clause = source.clause ? ` 第${source.clause}条` : "";
    const button = make("button", "", `依据：${source.number || source.document}${clause}`);
    button.type = "button";
    button.addEventListener("click", () => open(source));
    line.append(button);
  }
  return line;
}
async function open(source) {
  const body = document.getElementById("sheet-body");
  document.getElementById("sheet-title").textContent = source.document;
  body.replaceChildren(make("p", "", "正在取……"));
  sheet.showModal();
  try {
    const policy = await call("GET", `/api/policies/${encodeURIComponent(source.policy)}`);
    const list = make("dl");
    const rows = [["文号", source.number], ["条款", source.clause], ["政策", policy.title], ["适用", policy.place], ["要点", policy.summary],
      ["条件", policy.conditions.map((c, n) => `${n + 1}. ${c.text}（${c.clause}）`).join("\n")],
      ["文件没写明的", policy.open.join("\n")], ["提醒", [policy.validity.past, policy.caution].filter(Boolean).join("\n")]];
    for (const [name, text] of rows) if (text) list.append(make("dt", "", name), make("dd", "", text));
    body.replaceChildren(list);
  } catch (fault) {
    body.replaceChildren(make("p", "", `没取到：${fault.message}`));
  }
}
function waiting() {
  const turn = make("div", "turn it");
  const bubble = make("div", "bubble");
  const dots = make("span", "dots");
  dots.setAttribute("aria-label", "正在想");
  dots.append(make("i"), make("i"), make("i"));
  bubble.append(dots);
  turn.append(bubble);
  log.append(turn);
  return turn;
}
function down(node) {
  requestAnimationFrame(() => {
    if (node && node.offsetHeight > log.clientHeight) node.scrollIntoView({ block: "start" });
    else log.scrollTop = log.scrollHeight;
  });
}

// ---- a turn

async function submit(text, again) {
  text = text.trim();
  if (!text || busy) return;
  busy = true;
  send.disabled = true;
  statusLine.textContent = "";
  const messageId = again ? again.id : crypto.randomUUID ? crypto.randomUUID() : String(Math.random()).slice(2);
  const turn = again ? again.turn : mine(text);
  turn.classList.remove("failed");
  turn.querySelector(".retry")?.remove();
  const dots = waiting();
  down();
  try {
    const reply = await ask(text, messageId);
    dots.remove();
    past.push({ me: text }, { it: reply });
    past = past.slice(-KEPT);
    keep(PAST, past);
    down(theirs(reply, true));
  } catch (fault) {
    dots.remove();
    turn.classList.add("failed");
    const retry = make("button", "retry", "没发出去，点这里重发");
    retry.type = "button";
    retry.addEventListener("click", () => submit(text, { id: messageId, turn }));
    turn.append(retry);
    statusLine.textContent = fault.status ? fault.message : "连不上服务，检查网络后重发。";
    down();
  } finally {
    busy = false;
    send.disabled = false;
    say.focus({ preventScroll: true });
  }
}
function fit() {
  say.style.height = "auto";
  say.style.height = `${Math.min(say.scrollHeight + 2, 140)}px`;
}
function begin() {
  log.replaceChildren();
  if (!past.length) theirs(HELLO, true);
  past.forEach((entry, place) => (entry.me ? mine(entry.me) : theirs(entry.it, place === past.length - 1)));
  down();
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
  if (event.key === "Enter" && !event.shiftKey && !event.isComposing) {
    event.preventDefault();
    form.requestSubmit();
  }
});
say.addEventListener("input", fit);
document.getElementById("fresh").addEventListener("click", async () => {
  past = [];
  keep(PAST, past);
  begin();
  statusLine.textContent = "";
  if (read(KEY, null)) await ask("重新开始").catch(() => { statusLine.textContent = "连不上服务，稍后再试。"; });
  say.focus();
});
document.getElementById("forget").addEventListener("click", () => document.getElementById("sure").showModal());
document.getElementById("sure").addEventListener("close", async (event) => {
  if (event.target.returnValue !== "yes") return;
  event.target.returnValue = "";
  const held = read(KEY, null);
  try {
    if (held) await call("DELETE", `/api/sessions/${encodeURIComponent(held)}`);
  } catch (fault) {
    if (fault.status !== 404) {
      statusLine.textContent = "没删成，请检查网络再试一次。";
      return;
    }
  }
  localStorage.removeItem(KEY);
  localStorage.removeItem(PAST);
  past = [];
  begin();
  statusLine.textContent = "已经全部删除。";
});
begin();
