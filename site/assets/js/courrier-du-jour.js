// « Courrier du jour »: a few letters, Enter takes the first person, Enter again records one letter, and so on.
// What is recorded is handed to envois.js as an event; here is only what is typed (ARIA combobox, then a small form).
(function () {
  const place = document.querySelector('[data-courrier-du-jour]');
  if (!place || !window.fetch) { return; }
  const form = place.querySelector('form');
  const input = form.querySelector('#q');
  const state = place.querySelector('[data-etat]');
  const found = place.querySelector('[data-trouves]');
  const model = place.querySelector('template[data-fiche]').content.firstElementChild;
  const list = document.createElement('ul');
  let people = [];      // whom the last answer named
  let answered = null;  // for what text
  let active = -1;      // which of them Enter would take
  let wanted = null;    // the text for which Enter was pressed before its answer came
  let asking = null;    // the question on its way
  let timer;

  form.querySelector('button').hidden = true;
  place.querySelector('[data-mode-d-emploi]').hidden = false;
  list.id = 'q-choix';
  list.className = 'morning__list';
  list.setAttribute('role', 'listbox');
  list.setAttribute('aria-label', 'Personnes trouvées');
  list.hidden = true;
  form.appendChild(list);
  const roles = { role: 'combobox', 'aria-autocomplete': 'list', 'aria-controls': list.id, 'aria-expanded': 'false' };
  Object.keys(roles).forEach(function (name) { input.setAttribute(name, roles[name]); });

  const say = function (words) { state.textContent = words; };

  function point(index) {
    active = index;
    Array.prototype.forEach.call(list.children, function (option, i) { option.setAttribute('aria-selected', String(i === index)); });
    if (index < 0) { input.removeAttribute('aria-activedescendant'); } else { input.setAttribute('aria-activedescendant', 'q-choix-' + index); }
  }

  function detail(person) {
    return (person.surnom ? 'alias ' + person.surnom + ', ' : '') + 'n°\u00a0' + person.numero + ', naissance le ' + person.naissance;
  }

  function tag(element, person) {
    element.className = 'tag tag--' + person.statut_code.toLowerCase();
    element.textContent = person.statut;
  }

  function show(answer) {
    people = answer;
    list.textContent = '';
    people.forEach(function (person, index) {
      const option = document.createElement('li');
      const name = document.createElement('strong');
      const more = document.createElement('span');
      const statut = document.createElement('span');
      option.id = 'q-choix-' + index;
      option.className = 'morning__option';
      option.setAttribute('role', 'option');
      name.textContent = person.nom;
      more.textContent = ' ' + detail(person) + ' ';
      tag(statut, person);
      option.append(name, more, statut);
      // Before the box loses the focus.
      option.addEventListener('mousedown', function (event) { event.preventDefault(); });
      option.addEventListener('click', function () { take(person); });
      list.appendChild(option);
    });
    list.hidden = people.length === 0;
    input.setAttribute('aria-expanded', String(people.length > 0));
    point(people.length > 0 ? 0 : -1);
  }

  function forget() {
    if (asking) { asking.abort(); }
    clearTimeout(timer);
    asking = null;
    answered = wanted = null;
    show([]);
  }

  function ask() {
    const text = input.value.trim();
    clearTimeout(timer);
    if (asking) { asking.abort(); }
    if (text === '') { forget(); say(''); return; }
    const question = asking = new AbortController();
    fetch('/gestion/receptions/recherche?q=' + encodeURIComponent(text), { signal: question.signal, redirect: 'manual' })
      .then(function (response) {
        if (response.type === 'opaqueredirect') { say('Vous n’êtes plus connecté. Connectez-vous dans un autre onglet, puis continuez ici : rien n’est perdu.'); return; }
        if (!response.ok) { throw new Error(String(response.status)); }
        return response.json().then(function (answer) {
          if (question !== asking) { return; }
          asking = null;
          answered = text;
          show(answer);
          say(answer.length ? answer.length + (answer.length < 2 ? ' personne' : ' personnes') : 'Personne ne correspond à « ' + text + ' ».');
          if (wanted === text && people.length) { take(people[0]); }
          wanted = null;
        });
      })
      .catch(function () {
        if (question !== asking) { return; }
        say('Le réseau ne répond pas. Ce que vous avez écrit est gardé ; la recherche reprendra seule.');
        timer = setTimeout(ask, 2000);
      });
  }

  function take(person) {
    const sheet = model.cloneNode(true);
    const count = sheet.querySelector('[name=nombre]');
    const anyway = sheet.querySelector('[data-alerte]');
    sheet.querySelector('[data-nom]').textContent = person.nom;
    sheet.querySelector('[data-precisions]').textContent = detail(person);
    tag(sheet.querySelector('[data-statut]'), person);
    if (person.alerte) { anyway.querySelector('.alert__title + p').textContent = person.alerte; } else { anyway.remove(); }
    sheet.addEventListener('submit', function (event) {
      event.preventDefault();
      const genre = sheet.querySelector('[name=genre]:checked').value;
      document.dispatchEvent(new CustomEvent('escale:reception', { detail: { personne: person, genre: genre, nombre: Number(count.value) } }));
      back('');
    });
    sheet.addEventListener('keydown', function (event) { if (event.key === 'Escape') { back(input.value); } });
    sheet.querySelector('[data-changer]').addEventListener('click', function () { back(input.value); });
    forget();
    say('');
    found.textContent = '';
    found.appendChild(sheet);
    if (person.alerte) { sheet.querySelector('[type=checkbox]').focus(); } else { count.focus(); count.select(); }
  }

  function back(text) {
    found.textContent = '';
    input.value = text;
    input.focus();
    input.select();
    ask();
  }

  function enter(event) {
    event.preventDefault();
    const text = input.value.trim();
    if (text === '') { return; }
    if (answered === text) {
      if (active >= 0) { take(people[active]); }
      return;
    }
    wanted = text;
    ask();
  }

  form.addEventListener('submit', enter);
  input.addEventListener('input', function () {
    found.textContent = '';
    answered = wanted = null;
    clearTimeout(timer);
    timer = setTimeout(ask, 60);
  });
  input.addEventListener('keydown', function (event) {
    const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
    if (step && people.length) {
      event.preventDefault();
      point((active + step + people.length) % people.length);
    } else if (event.key === 'Escape' && input.value !== '') {
      event.preventDefault();
      back('');
    }
  });
  window.addEventListener('online', function () { if (asking || wanted) { ask(); } });
})();
