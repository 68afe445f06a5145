// A button « Copier » after each [data-copier].
(function () {
  if (!navigator.clipboard) { return; }
  Array.prototype.forEach.call(document.querySelectorAll('[data-copier]'), function (text) {
    var button = document.createElement('button');
    button.type = 'button';
    button.className = 'button button--small';
    button.textContent = 'Copier';
    button.setAttribute('aria-label', 'Copier l’identifiant');
    button.addEventListener('click', function () {
      navigator.clipboard.writeText(text.textContent).then(function () {
        button.textContent = 'Copié';
        button.setAttribute('aria-label', 'Identifiant copié');
      });
    });
    text.parentNode.appendChild(button);
  });
})();
