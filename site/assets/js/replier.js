// The « Admin » menu is open without a script; on a narrow screen it starts closed.
(function () {
  var menu = document.querySelector('[data-replier]');
  if (menu && window.matchMedia && matchMedia('(max-width: 56.24em)').matches) { menu.removeAttribute('open'); }
})();
