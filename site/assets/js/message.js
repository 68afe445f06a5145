// How many characters a message has left, counted as the server counts them; said aloud only near the end.
(function () {
  Array.prototype.forEach.call(document.querySelectorAll('[data-message-max]'), function (area) {
    const max = Number(area.getAttribute('data-message-max'));
    const said = document.createElement('p');
    said.className = 'field__hint';
    said.id = area.id + '-reste';
    function count() {
      const left = max - Array.from(area.value.trim()).length;
      const number = Math.abs(left) + (Math.abs(left) < 2 ? ' caractère' : ' caractères');
      said.textContent = left < 0 ? number + ' de trop' : number + (Math.abs(left) < 2 ? ' possible' : ' possibles');
      said.className = left < 0 ? 'field__error' : 'field__hint';
      if (left < 50) { said.setAttribute('aria-live', 'polite'); } else { said.removeAttribute('aria-live'); }
    }
    area.setAttribute('aria-describedby', ((area.getAttribute('aria-describedby') || '') + ' ' + said.id).trim());
    area.parentNode.appendChild(said);
    area.addEventListener('input', count);
    area.addEventListener('change', count);
    window.addEventListener('pageshow', count);
    count();
  });
})();
