/* A site that is opened from disk: a browser lists a folder there instead of its index.html. */
(function () {
  "use strict";
  if (location.protocol !== "file:") {
    return;
  }
  function mend(link) {
    var href = link.getAttribute("href");
    var match = /^([^?#]*)([?#].*)?$/.exec(href);
    if (!match || /^[a-z][a-z0-9+.-]*:|^\/\//i.test(href)) {
      return;
    }
    var path = match[1];
    if (/(^|\/)\.{1,2}$/.test(path)) {
      path += "/";
    }
    if (path.slice(-1) === "/") {
      link.setAttribute("href", path + "index.html" + (match[2] || ""));
    }
  }
  document.querySelectorAll("a[href]").forEach(mend);
})();
