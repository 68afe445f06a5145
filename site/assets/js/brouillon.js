// A draft is kept while somebody types, by its form's own POST. What can't be kept stays on the page, and is said. A file is
// sent with the part that has gone, and the form never overtakes what is being kept.
(function () {
  var form = document.querySelector('[data-brouillon]');
  if (!form || !window.fetch || !window.FormData || !window.URLSearchParams) { return; }
  var WAIT_MS = 1500;
  var said = form.querySelector('[data-garde-etat]');
  var version = form.querySelector('[name=version]');
  var progress = form.querySelector('[data-avancement]');
  var timer;
  var busy = null;      // what is being kept now
  var again = false;    // something was typed meanwhile
  var stopped = false;  // another window has written: only the form may go on

  function say(words, trouble) {
    said.textContent = words;
    said.className = 'faint draft__kept' + (trouble ? ' draft__kept--trouble' : '');
  }
  function fields() {
    var sent = new URLSearchParams();
    new FormData(form).forEach(function (value, name) {
      if (typeof value === 'string' && name !== 'action' && name !== 'retirer') { sent.append(name, value); }
    });
    sent.append('auto', 'oui');
    return sent;
  }
  function keep() {
    clearTimeout(timer);
    if (stopped) { return; }
    if (busy) { again = true; return; }
    busy = fetch(form.getAttribute('action'), { method: 'POST', body: fields(), credentials: 'same-origin', redirect: 'manual' })
      .then(function (answer) {
        if (answer.status === 401) { say('Vous n’êtes plus connecté : connectez-vous dans un autre onglet, sans fermer cette page.', true); return null; }
        if (answer.status !== 200 && answer.status !== 409) { throw new Error(answer.status); }
        return answer.json().then(function (kept) {
          if (answer.status === 409) {
            stopped = true;
            say('Ce brouillon a été modifié dans une autre fenêtre. Continuez : à l’enregistrement, les deux versions vous seront montrées.', true);
          } else {
            version.value = kept.version;
            say('Brouillon gardé le ' + kept.garde + '.', false);
          }
        });
      })
      .catch(function () { say('Le réseau ne répond pas : gardez cette page ouverte, le brouillon sera gardé dès son retour.', true); timer = setTimeout(keep, 5000); })
      .then(function () {
        busy = null;
        if (again) { again = false; keep(); }
      });
  }
  function soon() { clearTimeout(timer); timer = setTimeout(keep, WAIT_MS); }
  form.addEventListener('input', function (event) { if (event.target.type !== 'file') { soon(); } });
  form.addEventListener('change', function (event) { if (event.target.type !== 'file') { soon(); } });
  window.addEventListener('online', keep);

  // The form waits for what is being kept: two versions of the same window are no conflict.
  form.addEventListener('submit', function (event) {
    clearTimeout(timer);
    var button = event.submitter;
    if (busy) {
      event.preventDefault();
      event.stopImmediatePropagation();
      again = false;
      busy.then(function () { if (button && form.requestSubmit) { form.requestSubmit(button); } else { form.submit(); } });
      return;
    }
    var file = form.querySelector('[type=file]');
    if (!progress || !file || !file.files || !file.files.length || !window.XMLHttpRequest || !button) { return; }
    event.preventDefault();
    send(button);
  }, true);

  // With a file, so that its progress is seen; the answer is the page that the form would have shown.
  function send(button) {
    var body = new FormData(form);
    var request = new XMLHttpRequest();
    body.append(button.name, button.value);
    request.open('POST', form.getAttribute('action'));
    request.upload.addEventListener('progress', function (event) {
      if (event.lengthComputable) { progress.textContent = 'Envoi du fichier : ' + Math.round(100 * event.loaded / event.total) + ' %'; }
    });
    request.addEventListener('load', function () {
      if (request.status < 500) {
        document.open();
        document.write(request.responseText);
        document.close();
        if (request.responseURL) { history.replaceState(null, '', request.responseURL); }
      } else { failed(); }
    });
    request.addEventListener('error', failed);
    request.send(body);
  }
  function failed() {
    progress.textContent = 'L’envoi n’a pas abouti. Ce que vous avez écrit est toujours là : réessayez.';
    form.removeAttribute('aria-busy');
  }
})();
