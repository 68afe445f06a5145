// A button « Imprimer » in each [data-imprimer]; the print sheet decides what is printed.
(function () {
  Array.prototype.forEach.call(document.querySelectorAll('[data-imprimer]'), function (place) {
    var button = document.createElement('button');
    button.type = 'button';
    button.className = 'button button--quiet';
    button.textContent = place.getAttribute('data-imprimer') || 'Imprimer ces identifiants';
    button.addEventListener('click', function () { window.print(); });
    place.appendChild(button);
  });
})();
