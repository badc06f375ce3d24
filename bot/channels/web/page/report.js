"use strict";
// Printing needs a script; without one the button stays hidden.
const print = document.getElementById("print");
print.hidden = false;
print.addEventListener("click", () => window.print());
