// Results as cards: an amount, a check-up, a verdict.

import { folded, list, make } from "./dom.js";
import { money } from "./money.js";
import { isHeading, typeset } from "./typeset.js";

const OPEN_PARTS = /^(现在能拿|差一点|只能选一项)/;

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
function framed(title, ...head) {
  const box = make("article", "card");
  const header = make("header");
  header.append(make("h3", "", title), ...head);
  box.append(header);
  return box;
}
function part(name, content) {
  const section = make("section");
  section.append(make("h4", "", name), content);
  return section;
}
export function calculated(reply, lines) {
  const result = reply.result;
  const text = lines.join("\n");
  const title = text.match(/【(.+?)】/);
  const box = framed(title ? title[1] : "测算结果", headline(result));
  if (result.steps.length) {
    const steps = make("ol");
    for (const step of result.steps) {
      const line = make("li", "", step.label);
      if (step.clause) line.append(" ", make("span", "clause", `第${step.clause}条`));
      steps.append(line);
    }
    box.append(part("怎么算的", steps));
  }
  if (result.limits.length) box.append(part("限制", list(result.limits)));
  for (const name of ["您说的", "下一步"]) {
    const line = text.match(new RegExp(`^${name}：(.+)$`, "m"));
    if (line) box.append(part(name, make("p", "", line[1])));
  }
  const open = [...result.assumptions.map((said) => `前提：${said}`), ...result.unknown.map((said) => `没定：${said}`)];
  if (open.length) box.append(folded("前提和没定的", open.join("\n")));
  box.append(folded("完整说明", text));
  return box;
}
// A check-up or a verdict, from its lines: what stands in 【…】 is the title. Null where there is none.
export function checked(reply, lines) {
  const start = lines.findIndex((line) => line.startsWith("【"));
  const found = start < 0 ? null : lines[start].match(/^【(.+?)】(.+)$/);
  if (!found) return null;
  const rest = lines.slice(start + 1);
  const whole = reply.calculator === "checkup";
  const box = whole ? framed(found[1], ...total(found[2], rest.shift() ?? "")) : framed(found[1], verdict(found[2]));
  if (start) box.append(plain(lines.slice(0, start)));
  if (whole) box.append(...parts(rest));
  else if (rest.length) box.append(plain(rest));
  return box;
}
function verdict(said) {
  const line = make("p", "verdict", said);
  line.classList.add(said.startsWith("符合") ? "met" : said.startsWith("不符合") ? "unmet" : "open");
  return line;
}
function total(counts, said) {
  const sum = said.match(/^金额能定的合计([^；。]+)[；。](.*)$/);
  const line = make("p", sum ? "amount" : "amount none");
  if (sum) line.append(make("small", "", "现在能拿"), sum[1]);
  else line.append(said);
  const under = [sum && sum[2], counts].filter(Boolean).map((text) => make("p", "under", text));
  return [line, ...under];
}
function parts(lines) {
  const found = [];
  for (const line of lines) {
    if (isHeading(line)) found.push({ name: line.slice(0, -1), lines: [] });
    else if (found.length && line.startsWith("· ")) found.at(-1).lines.push(line);
    else found.push({ name: "", lines: [line] });
  }
  return found.map(({ name, lines: inside }) => {
    if (!name) return plain(inside);
    if (OPEN_PARTS.test(name)) return part(name, typeset(inside));
    return folded(name, typeset(inside));
  });
}
function plain(lines) {
  const section = make("section");
  section.append(typeset(lines));
  return section;
}
