/* What the other parts are made with: memory, and nodes, which are made of texts alone, never of HTML. */

/* Storage may be forbidden; then nothing is remembered. */
function remember(key, value) {
  try {
    sessionStorage.setItem(key, JSON.stringify(value));
  } catch { /* Nothing depends on it. */ }
}

function remembered(key) {
  try {
    return JSON.parse(sessionStorage.getItem(key));
  } catch {
    return null;
  }
}

function make(name, attributes, ...children) {
  const made = document.createElement(name);
  for (const [key, value] of Object.entries(attributes)) {
    made.setAttribute(key, value);
  }
  made.append(...children.filter((child) => child !== null));
  return made;
}

function button(label, action, kind) {
  const made = make("button", { type: "button", class: kind }, label);
  made.addEventListener("click", () => action(made));
  return made;
}
