// "1234567.50" -> "1,234,567.5元", "1200000.00" -> "120万元": digits only, never through a float.

export function money(amount) {
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
