# Roumain. Traduction non relue par un locuteur.

date = { $jour } { $mois ->
    [1] ianuarie
    [2] februarie
    [3] martie
    [4] aprilie
    [5] mai
    [6] iunie
    [7] iulie
    [8] august
    [9] septembrie
    [10] octombrie
    [11] noiembrie
   *[12] decembrie
} { $annee }

objet-courrier = Aveți corespondență de ridicat
objet-echeance = Domicilierea dumneavoastră se termină în curând
objet-absence = Treceți pe la noi ca să vă păstrați adresa
bonjour = Bună ziua { $prenom },
courrier = Aveți corespondență de ridicat la { $structure }. Treceți pe la recepție ca să o luați.
echeance = Domicilierea dumneavoastră se termină pe { $jour }. Ca să vă păstrați adresa, cereți reînnoirea la recepție înainte de această zi.
absence = Ultima dumneavoastră vizită a fost acum { $jours ->
    [one] o zi
    [few] { $jours } zile
   *[other] { $jours } de zile
}.
absence-avant = Treceți sau telefonați înainte de { $jour } ca să vă păstrați adresa.
absence-vite = Treceți sau telefonați cât mai repede ca să vă păstrați adresa.
ferme-ouvre-a = Astăzi este închis. Deschidem pe { $jour } la { $heure }.
ferme-ouvre = Astăzi este închis. Deschidem pe { $jour }.
ou = Unde: { $adresse }
bouton = Pagina mea
lien = Dacă butonul nu merge, copiați această adresă:
pourquoi = Primiți acest mesaj pentru că ați cerut la { $structure } să fiți anunțat prin e-mail.
automatique = Acest mesaj este trimis automat: nu răspundeți.
arret = Nu mai vreau aceste mesaje

sms-courrier = aveți corespondență de ridicat.
sms-echeance = domicilierea se termină pe { $jour }, cereți reînnoirea.
sms-absence = treceți sau sunați înainte de { $jour } ca să vă păstrați adresa.
sms-absence-vite = treceți sau sunați repede ca să vă păstrați adresa.
sms-ferme = Deschis pe { $jour }.
sms-arret = Pentru oprire: la recepție sau pe pagina dvs.

page-titre = Nu mai vreau e-mailuri
page-texte = { $structure } nu vă va mai anunța prin e-mail.
page-bouton = Nu mai vreau e-mailuri
page-fait = Gata: { $structure } nu vă va mai trimite e-mailuri.
page-reprendre = Ca să le primiți din nou, cereți la recepție sau mergeți pe pagina dumneavoastră.
