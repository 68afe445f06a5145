// How far a long work is, without loading the page again: what is marked is asked for anew until it says it is over.
(function () {
  if (!window.fetch || !window.DOMParser) { return; }
  function following() { return document.querySelector('[data-suivi="oui"]'); }
  function ask() {
    if (!following()) { return; }
    fetch(location.href, { credentials: 'same-origin' }).then(function (answer) {
      // The session has ended: the page that says so takes over.
      if (answer.redirected) { location.reload(); return ''; }
      if (!answer.ok) { throw new Error(answer.status); }
      return answer.text();
    }).then(function (html) {
      if (!html) { return; }
      var fresh = new DOMParser().parseFromString(html, 'text/html').querySelector('[data-suivi]');
      var old = following();
      if (!fresh || !old) { return; }
      old.parentNode.replaceChild(document.importNode(fresh, true), old);
      setTimeout(ask, 1000);
    }).catch(function () { setTimeout(ask, 5000); });
  }
  setTimeout(ask, 1000);
})();
