// « Refuser la demande »: the message follows the motives at once, as the button « Proposer un message » does without a
// script. What somebody wrote is never replaced unless they say so.
(function () {
  const form = document.querySelector('[data-motifs]');
  if (!form || !window.fetch || !window.URLSearchParams) { return; }
  const area = form.querySelector('[name=message]');
  const proposed = form.querySelector('[name=propose]');
  const kept = form.querySelector('[data-garde]');
  let latest = 0;

  function bare(text) { return text.split(/\s+/).filter(Boolean).join(' '); }
  function edited() { return bare(area.value) !== '' && bare(area.value) !== bare(proposed.value); }

  function put(message) {
    area.value = message;
    proposed.value = message;
    kept.textContent = '';
    area.dispatchEvent(new Event('change'));
  }

  function offer(message) {
    const words = document.createElement('p');
    const strong = document.createElement('strong');
    const place = document.createElement('p');
    const button = document.createElement('button');
    strong.textContent = 'Votre message est gardé tel que vous l’avez écrit.';
    words.append(strong, ' Le message proposé pour ces motifs n’y a pas été mis.');
    button.type = 'button';
    button.className = 'button button--quiet';
    button.textContent = 'Remplacer mon message par celui qui est proposé';
    button.addEventListener('click', function () { put(message); area.focus(); });
    place.appendChild(button);
    kept.textContent = '';
    kept.append(words, place);
  }

  function propose() {
    const query = new URLSearchParams();
    Array.prototype.forEach.call(form.querySelectorAll('[name=motif]:checked'), function (box) { query.append('motif', box.value); });
    const mine = ++latest;
    if (!query.toString()) {
      if (!edited()) { put(''); }
      return;
    }
    fetch(form.getAttribute('data-motifs') + '?' + query, { redirect: 'error' })
      .then(function (response) { if (!response.ok) { throw new Error(String(response.status)); } return response.json(); })
      .then(function (answer) {
        if (mine !== latest || !answer.message) { return; }
        if (edited()) { offer(answer.message); } else { put(answer.message); }
      })
      // The button does the same.
      .catch(function () { form.querySelector('[data-proposer]').hidden = false; });
  }

  form.querySelector('[data-proposer]').hidden = true;
  Array.prototype.forEach.call(form.querySelectorAll('[name=motif]'), function (box) { box.addEventListener('change', propose); });
})();
