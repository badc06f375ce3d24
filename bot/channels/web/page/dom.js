// Small makers of elements. Everything shown is set as text, never as markup.

export function make(tag, className, text) {
  const node = document.createElement(tag);
  if (className) node.className = className;
  if (text !== undefined) node.textContent = text;
  return node;
}
// A turn of the conversation; who speaks is told to a screen reader, which does not see the side it stands on.
export function turnOf(who, className) {
  const turn = make("div", `turn ${className}`);
  turn.setAttribute("role", "group");
  turn.setAttribute("aria-label", who);
  return turn;
}
export function pressable(className, text, act) {
  const button = make("button", className, text);
  button.type = "button";
  button.addEventListener("click", act);
  return button;
}
export function list(texts, tag = "ul") {
  const node = make(tag);
  for (const text of texts) node.append(make("li", "", text));
  return node;
}
export function folded(title, content) {
  const details = make("details");
  const inside = make("div");
  inside.append(content);
  details.append(make("summary", "", title), inside);
  return details;
}
