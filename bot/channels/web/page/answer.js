// One reply as a turn: its words or card, its papers, its sources, and what can be answered.

import { calculated, checked } from "./card.js";
import { make, pressable, turnOf } from "./dom.js";
import { openSource } from "./source.js";
import { numbered, parted, typeset } from "./typeset.js";

let cited = ""; // the documents named last: a dialogue does not repeat them under each question

export function startAfresh() {
  cited = "";
}
export function answer(reply) {
  const turn = turnOf("晋策说", "it");
  const { lines, papers } = parted(reply.text);
  const card = reply.result ? calculated(reply, lines) : reply.kind === "result" ? checked(reply, lines) : null;
  turn.append(card ?? bubble(reply, lines));
  if (papers.length) turn.append(handedOver(papers));
  const places = reply.sources || [];
  const now = places.map((source) => source.document).join();
  if (places.length && !(reply.kind === "ask" && now === cited)) turn.append(sources(places));
  cited = now;
  return turn;
}
function bubble(reply, all) {
  const box = make("div", "bubble");
  const lines = spoken(reply, all);
  const question = reply.kind === "ask" ? lines.findLastIndex((line) => line.includes("？") && !numbered(line)) : -1;
  box.append(typeset(lines, lines.length > 1 ? question : -1));
  return box;
}
// The words of a reply without what stands below them anyway: its sources and its numbered choices.
function spoken(reply, all) {
  const listed = reply.kind === "choices" ? reply.quick_replies.map((option, place) => `${place + 1}. ${option.label}`) : [];
  const lines = all.filter((line, place) => {
    if (place && reply.sources.length && /^(依据|来源)：/.test(line)) return false;
    return !listed.some((start) => line.startsWith(start));
  });
  return lines.length ? lines : all;
}
function handedOver(papers) {
  const row = make("div", "papers");
  const link = (text, href, aside) => {
    const anchor = make("a", "", text);
    anchor.href = href;
    if (aside) Object.assign(anchor, { target: "_blank", rel: "noopener" });
    row.append(anchor);
  };
  for (const { kind, code } of papers) {
    if (kind === "checkup") {
      link("看体检报告", `/checkup/${code}`, false);
      link("PDF", `/checkup/${code}.pdf`, true);
    } else {
      link("看测算单", `/sheets/${code}`, false);
      link("PDF", `/sheets/${code}.pdf`, true);
      link("图片", `/sheets/${code}.png`, true);
    }
  }
  return row;
}
function sources(places) {
  const line = make("div", "sources");
  for (const source of places) {
    const button = pressable("", "依据：", () => openSource(source));
    const name = make("span", "", source.document);
    if (source.clause) name.append(make("span", "clause", `第${source.clause}条`));
    button.append(name);
    line.append(button);
  }
  return line;
}

// ---- what can be answered

// Adds buttons, or boxes to tick where several may be named; `say` sends a text.
export function offer(turn, reply, say) {
  tickable(turn, reply, say);
  if (!reply.quick_replies.length) return;
  const group = make("div", "replies");
  group.setAttribute("role", "group");
  group.setAttribute("aria-label", "可以这样回答");
  reply.quick_replies.forEach((option, place) => {
    const label = reply.kind === "choices" ? `${place + 1}. ${option.label}` : option.label;
    group.append(pressable("", label, () => say(option.text)));
  });
  turn.append(group);
}
function tickable(turn, reply, say) {
  const rows = [...turn.querySelectorAll(".bubble .numbered")];
  const labels = new Set(reply.quick_replies.map((option) => option.label));
  const options = rows.map((row) => numbered(row.textContent));
  const several = reply.awaiting && labels.has("都没有") && options.length && !options.some(({ label }) => labels.has(label));
  if (!several) return;
  const group = make("fieldset", "several");
  group.append(make("legend", "hidden", "可以选几样"));
  const send = pressable("", "", () => say(ticked().join("、")));
  const ticked = () => [...group.querySelectorAll("input:checked")].map((box) => box.value);
  const count = () => {
    send.disabled = !ticked().length;
    send.textContent = ticked().length ? `选好了，发送这${ticked().length}项` : "有就点上，再发送";
  };
  rows[0].before(group);
  rows.forEach((row, place) => {
    const line = make("label");
    const box = Object.assign(make("input"), { type: "checkbox", value: options[place].number });
    box.addEventListener("change", count);
    line.append(box, make("span", "", row.textContent));
    group.append(line);
    row.remove();
  });
  group.append(send);
  count();
}
