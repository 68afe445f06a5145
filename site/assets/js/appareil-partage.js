// The sign-in page takes a telephone for its owner's: « Cet ordinateur est partagé » starts unticked there.
(function () {
  var shared = document.querySelector('[data-suggere]');
  if (shared && window.matchMedia && matchMedia('(pointer: coarse)').matches) { shared.checked = false; }
})();
