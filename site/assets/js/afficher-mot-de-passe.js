// A button « Afficher » beside each password field. Made here, because without a script it could do nothing.
(function () {
  var boxes = document.querySelectorAll('[data-mot-de-passe]');
  Array.prototype.forEach.call(boxes, function (box) {
    var input = box.querySelector('input');
    var label = document.querySelector('label[for="' + input.id + '"]');
    var button = document.createElement('button');
    button.type = 'button';
    button.className = 'password__show';
    function say(shown) {
      input.type = shown ? 'text' : 'password';
      button.textContent = box.getAttribute(shown ? 'data-masquer' : 'data-afficher');
      button.setAttribute('aria-label', button.textContent + ' : ' + label.textContent);
      button.setAttribute('aria-controls', input.id);
    }
    button.addEventListener('click', function () { say(input.type === 'password'); });
    // A browser offers to keep a password only if the field is one when the form leaves.
    input.form.addEventListener('submit', function () { say(false); });
    box.className += ' password--script';
    box.appendChild(button);
    say(false);
  });
})();
