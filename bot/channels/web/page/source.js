// The document behind an answer, in a dialog.

import { list, make } from "./dom.js";
import { call } from "./server.js";

const sheet = document.getElementById("sheet");

export async function openSource(source) {
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
