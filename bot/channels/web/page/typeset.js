// The lines of a plain text, each set as what it is: a heading, an item, a condition that is met or not.

import { make } from "./dom.js";

const MARKS = { "√": ["met", "满足"], "×": ["unmet", "不满足"], "？": ["open", "还不知道"] };
const PAPER = /(?:https?:\/\/\S*?)?\/(checkup|sheets)\/([0-9A-Z]{5}-[0-9A-Z]{5})(?![\w./-])/;

// The lines of a reply without those that only name a paper (体检报告, 测算单), and the papers.
export function parted(text) {
  const papers = [];
  const lines = text.split("\n").filter((line) => {
    const found = line.match(PAPER);
    if (found) papers.push({ kind: found[1], code: found[2] });
    return !found;
  });
  return { lines, papers };
}
export function numbered(line) {
  const found = line.match(/^(\d{1,2})\. ?(.+)$/);
  return found && { number: found[1], label: found[2] };
}
export function typeset(lines, question = -1) {
  const block = document.createDocumentFragment();
  lines.forEach((line, place) => block.append(set(line, place === question)));
  return block;
}
function set(line, asked) {
  const [name, said] = MARKS[line[0]] ?? [];
  if (name) {
    const row = make("div", `line marked ${name}`);
    const mark = make("span", "mark", line[0]);
    mark.setAttribute("role", "img");
    mark.setAttribute("aria-label", said);
    row.append(mark, line.slice(1).trimStart());
    return row;
  }
  if (asked) {
    const row = make("div", "line");
    row.append(make("strong", "", line));
    return row;
  }
  const kind = line.startsWith("· ") ? "item" : numbered(line) ? "item numbered" : isHeading(line) ? "heading" : "";
  return make("div", `line ${kind}`.trim(), line || "\u00a0");
}
export function isHeading(line) {
  return line.endsWith("：") && line.length <= 20 && !/^[·√×？]/.test(line);
}
