// A second press on a slow network does not send the form twice. The page shown again by « Back » starts afresh.
// « une-fois »: the answer is the only one that shows a password; a second press, however late, would make the browser drop it.
(function () {
  var forms = document.querySelectorAll('[data-envoi-unique]');
  Array.prototype.forEach.call(forms, function (form) {
    var sent = false;
    form.addEventListener('submit', function (event) {
      if (sent) { event.preventDefault(); return; }
      sent = true;
      form.setAttribute('aria-busy', 'true');
      if (form.getAttribute('data-envoi-unique') === 'une-fois') { return; }
      // A form that got no answer may be sent again.
      setTimeout(function () { sent = false; form.removeAttribute('aria-busy'); }, 10000);
    });
    window.addEventListener('pageshow', function () { sent = false; form.removeAttribute('aria-busy'); });
  });
})();
