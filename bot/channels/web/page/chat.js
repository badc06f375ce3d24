// The chat page: sending, waiting, what is kept of the conversation, keys and buttons.

import { answer, offer, startAfresh } from "./answer.js";
import { make, pressable, turnOf } from "./dom.js";
import { ask, forget, hasSession, keep, newId, read } from "./server.js";

const log = document.getElementById("log");
const form = document.getElementById("form");
const say = document.getElementById("say");
const send = document.getElementById("send");
const statusLine = document.getElementById("status");
const sure = document.getElementById("sure");
const PAST = "jince.past";
const KEPT = 60; // turns shown again after a reload
const LONGEST = 2000; // characters of one message
const TRIES = 6; // times that a message is sent again by itself
let past = read(PAST, []); // {me, id, done} and {it}, in the order shown
let busy = false;
let tries = 0;
let again = 0; // the timer of the next try

function remember() {
  past = past.slice(-KEPT);
  keep(PAST, past);
}
function tell(text) {
  statusLine.textContent = text;
}

// ---- a turn

function mine(entry) {
  const turn = turnOf("您说", "me");
  turn.append(make("div", "bubble", entry.me));
  log.append(turn);
  return turn;
}
function theirs(reply) {
  const turn = answer(reply);
  log.append(turn);
  return turn;
}
function failed(turn, entry) {
  turn.classList.add("failed");
  turn.append(pressable("retry", "没发出去，点这里重发", () => submit(entry.me, entry, turn)));
}
function waiting() {
  const turn = make("div", "turn it waiting");
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
function setAside(now) { // the answers offered before, while another one is on its way
  for (const old of log.querySelectorAll(".replies")) old.hidden = now;
  for (const old of log.querySelectorAll(".several:has(> button)")) old.disabled = now;
}
function settled(turn) {
  for (const old of log.querySelectorAll(".replies, .several > button")) if (!turn.contains(old)) old.remove();
}
async function submit(text, entry, turn) {
  text = text.trim();
  if (!text || busy) return;
  occupied(true);
  clearTimeout(again);
  const fine = document.activeElement === say || matchMedia("(pointer: fine)").matches; // else a keyboard would jump up
  tell("");
  log.querySelector(".welcome")?.remove();
  setAside(true);
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
    tries = 0;
    dots.remove();
    const shown = theirs(reply);
    shown.classList.add("new");
    settled(shown);
    offer(shown, reply, submit);
    down(shown, true);
  } catch (fault) {
    dots.remove();
    failed(turn, entry);
    setAside(false);
    tell(fault.status ? fault.message : "连不上服务。恢复了会自动重发，也可以点“重发”。");
    if (!fault.status) tryLater();
    down(null, true);
  } finally {
    occupied(false);
    if (fine) say.focus({ preventScroll: true });
  }
}

// ---- when the server is away

function resend() {
  if (!busy) log.querySelector(".turn.me.failed:last-child .retry")?.click();
}
function tryLater() {
  if (tries === TRIES) return;
  again = setTimeout(async () => {
    const there = await fetch("/healthz").then((health) => health.ok, () => false);
    if (there) resend();
    else if (!busy) tryLater();
  }, 1000 * 2 ** tries);
  tries += 1;
}
window.addEventListener("online", resend);

// ---- what was said before

function begin() {
  log.replaceChildren();
  startAfresh();
  if (!past.length) {
    log.append(document.getElementById("welcome").content.cloneNode(true));
    for (const button of log.querySelectorAll("[data-say]")) button.addEventListener("click", () => submit(button.dataset.say));
  }
  past.forEach((entry, place) => {
    if (entry.it) {
      const turn = theirs(entry.it);
      if (place === past.length - 1) offer(turn, entry.it, submit);
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

function tooMuch() { // how many characters more than can be taken
  return [...say.value.trim()].length - LONGEST;
}
function fit() {
  say.style.height = "auto";
  say.style.height = `${Math.min(say.scrollHeight + 2, 140)}px`;
  const over = tooMuch();
  say.setAttribute("aria-invalid", String(over > 0));
  if (over > 0) tell(`太长了，一条最多${LONGEST}个字，现在多了${over}个。请删掉些，或者分几条发。`);
  else if (statusLine.textContent.startsWith("太长了")) tell("");
}
form.addEventListener("submit", (event) => {
  event.preventDefault();
  const text = say.value;
  if (!text.trim() || busy || tooMuch() > 0) return;
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
  tell("");
  try {
    if (hasSession() && past.length) {
      await ask("取消", newId()); // in the middle of a calculation, 重新开始 would only begin that one again
      await ask("重新开始", newId());
    }
    startOver();
  } catch (fault) {
    tell(fault.status ? fault.message : "连不上服务，稍后再试。");
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
    await forget();
  } catch {
    tell("没删成，请检查网络再试一次。");
    return;
  } finally {
    occupied(false);
  }
  startOver();
  tell("已经全部删除。");
});
for (const dialog of document.querySelectorAll("dialog")) {
  dialog.addEventListener("click", (event) => {
    if (event.target === dialog) dialog.close(); // beside it
  });
}
begin();
