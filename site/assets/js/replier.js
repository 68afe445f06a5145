// What may be folded is open without a script; on a narrow screen it starts closed.
(function () {
  var narrow = window.matchMedia && matchMedia('(max-width: 56.24em)').matches;
  function fold() {
    Array.prototype.forEach.call(document.querySelectorAll('[data-replier]'), function (part) { part.removeAttribute('open'); });
  }
  if (narrow) {
    fold();
    document.addEventListener('resultats', fold);
  }
})();
