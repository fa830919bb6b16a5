/* The stylesheet, swapped without loading the page. */

/* The names of assets bear a hash: `briefing.1a2b3c4d.css`. */
function withoutHash(path) {
  return path.replace(/\.[0-9a-f]{8}(?=\.css$)/, "");
}

function restyle(address) {
  if (!address) {
    return;
  }
  const wanted = new URL(address, location.href);
  const links = Array.from(document.querySelectorAll('link[rel~="stylesheet"][href]'));
  const ours = links.filter((link) => {
    const known = new URL(link.href);
    return known.origin === wanted.origin && withoutHash(known.pathname) === withoutHash(wanted.pathname);
  });
  const others = ours.filter((link) => new URL(link.href).pathname !== wanted.pathname);
  if (ours.length > others.length) {
    others.forEach((link) => link.remove());
  } else if (others.length > 0) {
    const fresh = others[0].cloneNode();
    fresh.href = wanted.pathname;
    /* The old one stays until the new one is there, so that nothing flashes. */
    fresh.addEventListener("load", () => fresh.isConnected && others.forEach((link) => link.remove()));
    fresh.addEventListener("error", () => fresh.remove());
    others.at(-1).after(fresh);
  }
}
