# Roumain. Traduction non relue par un locuteur.

## Les dates, les heures, les listes, les nombres

date = { $jour } { mois } { $annee }
date-proche = { $jour } { mois }
mois = { $mois ->
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
}
semaine = { $semaine ->
    [1] luni
    [2] marți
    [3] miercuri
    [4] joi
    [5] vineri
    [6] sâmbătă
   *[7] duminică
}
date-chiffres = { $jour }.{ $mois }.{ $annee }
heure-juste = { $heures }:00
heure-minutes = { $heures }:{ $minutes }
heure-minuit = miezul nopții
liste-fin = { $debut } și { $dernier }
liste-suite = { $debut }, { $suivant }
poids-ko = { $nombre } KB
poids-mo = { $nombre } MB

## Autour de chaque page

page-contenu = Mergeți la conținut
page-quitter = Ieșiți repede din pagină
page-deconnexion = Deconectare
page-titre-erreur = Eroare: { $titre }
pied-nom = Informații
pied-aide = Ajutor
pied-confidentialite = Confidențialitate
pied-accessibilite = Accesibilitate
pied-mentions = Mențiuni legale
langue-menu = Limba
langue-changer = Schimbați limba
langue-non-relue = Această traducere nu a fost încă verificată.
avis-information = Informație
avis-attention = Atenție
avis-important = Important

## Les formulaires

formulaire-a-corriger = De corectat
formulaire-erreur = Eroare:
formulaire-enregistrer = Salvați
formulaire-annuler = Anulați
mot-de-passe-afficher = Arată
mot-de-passe-masquer = Ascunde

## La page de connexion

connexion-titre = Intrați în pagina dumneavoastră de corespondență
connexion-question = Aveți scrisori de ridicat?
connexion-chapeau = Uitați-vă aici, înainte să vă deplasați.
connexion-identifiant = Identificatorul dumneavoastră
connexion-identifiant-aide = 8 litere, pe scrisoarea primită de la centrul dumneavoastră
connexion-mot-de-passe = Parola
connexion-partage = Acest calculator este folosit de mai multe persoane
connexion-partage-aide = Dacă da, pagina se închide după 10 minute în care nu faceți nimic.
connexion-bouton = Conectare
oubli-titre = Ați uitat parola?
oubli-texte = Întrebați la centrul dumneavoastră, la recepție sau prin telefon. Veți primi o scrisoare nouă, cu o parolă nouă.
connexion-premiere = Intru pentru prima dată
connexion-structures = Lucrați într-un centru?

refus-titre = Nu se poate intra
refus-texte = Verificați identificatorul și parola, apoi încercați din nou.
essais-titre = Prea multe încercări
essais-minutes = Pentru siguranță, încercați din nou peste { $nombre ->
    [one] { $nombre } minut
    [few] { $nombre } minute
   *[other] { $nombre } de minute
}.
essais-heures = Pentru siguranță, încercați din nou peste { $nombre ->
    [one] { $nombre } oră
    [few] { $nombre } ore
   *[other] { $nombre } de ore
}.
acces-ferme-titre = Acces închis
acces-ferme-texte = Accesul dumneavoastră la această pagină a fost închis. Întrebați la recepția centrului dumneavoastră.
temporaire-expire-titre = Parola temporară a expirat
temporaire-expire-texte = Este valabilă doar 30 de zile. Cereți una nouă la recepția centrului dumneavoastră.
session-finie = Ați ieșit din contul dumneavoastră. Puteți închide această pagină.
session-expiree = Conexiunea s-a închis. Nimic nu s-a pierdut: intrați din nou.

## Choisir son mot de passe

choix-titre-page = Alegeți o parolă nouă
choix-titre = Alegeți parola dumneavoastră
choix-chapeau = Intrați pentru prima dată. Vă rugăm să alegeți o parolă nouă:
choix-changer = Schimb parola
choix-actuel = Parola de acum
choix-nouveau = Parola nouă
choix-confirmation = Parola nouă, încă o dată
choix-confirmation-aide = Scrieți-o a doua oară.
choix-enregistrer = Salvați parola nouă
choix-secret = Această parolă este numai a dumneavoastră. Nimeni de la centru nu v-o va cere.
regles-titre = Parola dumneavoastră:
regle-temporaire = Este diferită de parola temporară
regle-actuel = Este diferită de parola de acum
regle-longueur = Cel puțin 8 caractere
regle-chiffre = Cel puțin 1 cifră
regle-majuscule = Cel puțin o literă mare
regle-minuscule = Cel puțin o literă mică
regles-compte = Reguli respectate: { $respectees } din { $total }
erreur-actuel = Aceasta nu este parola dumneavoastră de acum.
erreur-different = Alegeți o parolă diferită de cea pe care tocmai ați folosit-o.
erreur-longueur = Trebuie cel puțin 8 caractere.
erreur-trop-long = Alegeți cel mult { $nombre ->
    [one] { $nombre } caracter
    [few] { $nombre } caractere
   *[other] { $nombre } de caractere
}.
erreur-chiffre = Adăugați cel puțin o cifră.
erreur-majuscule = Adăugați cel puțin o literă mare.
erreur-minuscule = Adăugați cel puțin o literă mică.
erreur-confirmation = Cele două parole nu sunt la fel.
choix-fait = Parola dumneavoastră a fost schimbată.

## L’accueil : le courrier

accueil-titre = Pagina dumneavoastră de corespondență
accueil-bonjour = Bună ziua, { $prenom }!
accueil-bienvenue = Bine ați venit pe pagina unde vă urmăriți corespondența
courrier-oui = Aveți corespondență!
courrier-non = Nu aveți corespondență nouă
courrier-non-texte = Centrul dumneavoastră ține această pagină la zi. Reveniți oricând doriți.
courrier-lettres = { $nombre ->
    [one] { $nombre } scrisoare
    [few] { $nombre } scrisori
   *[other] { $nombre } de scrisori
}
courrier-avis = { $nombre ->
    [one] { $nombre } aviz de la poștaș (scrisoare recomandată sau pachet la poștă)
    [few] { $nombre } avize de la poștaș (scrisori recomandate sau pachete la poștă)
   *[other] { $nombre } de avize de la poștaș (scrisori recomandate sau pachete la poștă)
}
courrier-colis = { $nombre ->
    [one] { $nombre } colet
    [few] { $nombre } colete
   *[other] { $nombre } de colete
}
courrier-ou = Puteți lua corespondența de la centrul unde aveți adresa
courrier-avis-urgent = Un aviz de la poștaș este urgent: luați-l de aici, apoi mergeți repede la poștă (La Poste). Poșta păstrează scrisoarea doar 15 zile.
courrier-depuis = De { $semaine }, { $date }

## L’accueil : quand revenir, et jusqu’à quand

passage-avant = Următoarea vizită înainte de { $semaine }, { $date }
passage-pourquoi = Treceți sau telefonați înainte de această dată ca să vă păstrați adresa.
passage-reste = Mai aveți { $nombre ->
    [one] { $nombre } zi
    [few] { $nombre } zile
   *[other] { $nombre } de zile
}. Treceți sau telefonați ca să vă păstrați adresa.
passage-demain = Este mâine. Treceți sau telefonați ca să vă păstrați adresa.
passage-aujourdhui = Este astăzi. Treceți sau telefonați ca să vă păstrați adresa.
passage-depasse = Această dată a trecut. Mergeți repede la centrul dumneavoastră ca să nu pierdeți adresa.
fin-passee = Domicilierea dumneavoastră (adresa pentru corespondență) s-a terminat pe { $date }
fin-passee-texte = Mergeți repede la centrul dumneavoastră ca să cereți reînnoirea. Corespondența dumneavoastră nu s-a pierdut.
fin-aujourdhui = Domicilierea dumneavoastră (adresa pentru corespondență) se termină astăzi
fin-aujourdhui-texte = Mergeți astăzi la centrul dumneavoastră ca să cereți reînnoirea.
fin-proche = Domicilierea dumneavoastră (adresa pentru corespondență) se termină { $semaine }, { $date }
fin-proche-texte = Cereți reînnoirea la centrul dumneavoastră înainte de această dată.
renouvellement-tard-texte = Cererea dumneavoastră de reînnoire este în studiu. Întrebați la recepție dacă lipsește ceva. Corespondența dumneavoastră nu s-a pierdut.
renouvellement-valable = Adresa dumneavoastră este valabilă până { $semaine }, { $date }
renouvellement-texte = Cererea dumneavoastră de reînnoire este în studiu. Centrul vă va spune ce a hotărât. Până atunci, nu se schimbă nimic pentru corespondență.

## L’accueil : une décision, et ce que l’on peut faire

recours-renouvellement = Reînnoirea a fost refuzată
recours-renouvellement-texte = Adresa dumneavoastră este valabilă până { $semaine }, { $date }: până atunci, veniți să vă luați corespondența.
recours-refus = Cererea dumneavoastră a fost refuzată
recours-refus-texte = Centrul trebuie să vă explice hotărârea în scris și să vă spună alt centru care vă poate da o adresă pentru corespondență.
recours-radiation = Domicilierea dumneavoastră (adresa pentru corespondență) s-a terminat
recours-radiation-texte = Treceți să luați corespondența care vă așteaptă și anunțați instituțiile care vă scriu. Puteți face o cerere nouă.
recours-motif = Motiv: { $motif }.
motif-non-precise = nu este precizat
motif-hors-agrement = centrul nu poate primi această situație (acordul lui cu statul)
motif-pas-de-lien = nicio legătură cu comuna
motif-saturation = nu mai sunt locuri în centru
motif-votre-demande = la cererea dumneavoastră
motif-plus-de-lien = nu mai este o legătură cu comuna
motif-fin = sfârșitul domicilierii
motif-absence = nicio vizită și niciun telefon de peste 3 luni
motif-reglement = regulamentul nu a fost respectat
motif-logement = mutare într-o locuință
motif-autre = alt motiv
recours-parler = Vorbiți mai întâi la recepție: o greșeală se poate corecta pe loc.
recours-ecrire = Puteți scrie centrului, în cel mult 2 luni, ca să îi cereți să își revadă hotărârea.
recours-tribunal = Puteți și să vă adresați tribunalului administrativ, în cel mult 2 luni. Apărătorul drepturilor (Défenseur des droits) ajută gratuit: { $telephone }.

## L’accueil : où aller

ou-titre = Unde mergeți
porte-ouverte = Deschis
porte-ouverte-heure = Deschis, se închide la { $heure }
porte-ouverte-demain = Deschis, se închide mâine la { $heure }
porte-ouverte-jour = Deschis, se închide { $semaine }, { $date }, la { $heure }
porte-fermee = Închis
porte-fermee-heure = Închis, se deschide la { $heure }
porte-fermee-demain = Închis, se deschide mâine la { $heure }
porte-fermee-jour = Închis, se deschide { $semaine }, { $date }, la { $heure }
fermeture-jour = Închis { $semaine }, { $date }
fermeture-jours = Închis de { $semaine }, { $date }, până { $semaineFin }, { $dateFin }
fermeture-motif = { $fermeture }: { $motif }
horaires-ligne = { $jours }: { $heures }
horaires-deux-jours = { $premier } și { $dernier }
horaires-plusieurs-jours = de { $premier } până { $dernier }
horaires-tous-les-jours = în fiecare zi
horaires-plage = { $debut } – { $fin }
horaires-ferme = închis
horaires-feries = sărbători legale
ou-courrier = Adresa dumneavoastră pentru corespondență: { $adresse }

## L’accueil : la domiciliation, les informations, les documents

domiciliation-titre = Domicilierea dumneavoastră (adresa pentru corespondență)
domiciliation-dossier = Dosarul dumneavoastră
domiciliation-statut = Situație
domiciliation-debut = Început
domiciliation-echeance = Sfârșit
domiciliation-passage = Ultima vizită
statut-instruction = Dosar în studiu
statut-attente = Se așteaptă hotărârea
statut-actif = Activă
statut-refuse = Refuzată
statut-radie = Încheiată
statut-renouvellement = Reînnoire în curs
informations-titre = Datele dumneavoastră
informations-sans-telephone = Fără număr de telefon
informations-sans-email = Fără adresă de e-mail
informations-erreur = O greșeală? Spuneți la centrul dumneavoastră: o va corecta.
annonce-de = Anunț de la centrul dumneavoastră
documents-titre = Documentele dumneavoastră
document-image = Imagine { $format }
mouvements-titre = În ultima vreme
mouvement-recu = Primit: { $quoi }
mouvement-remis = Predat: { $quoi }
mouvement-retour = Trimis înapoi la expeditor: { $quoi }
mouvement-transfert = Trimis mai departe: { $quoi }
mouvement-appel = Telefon
mouvement-visite = Vizită
accueil-messages = Alegeți cum primiți vești

## « Mes messages » : e-mails et SMS

messages-titre = Mesajele mele
messages-chapeau = { $structure } vă poate anunța: aveți corespondență, domicilierea (adresa pentru corespondență) se termină sau nu ați mai venit de mult timp.
messages-fermes = Centrul dumneavoastră nu trimite mesaje deocamdată. Alegerea dumneavoastră este păstrată.
messages-refuse-titre = SMS-urile nu mai pleacă
messages-refuse-texte = Numărul dumneavoastră a fost refuzat. Spuneți la recepție: centrul îl va corecta.
messages-question = Cum doriți să vă anunțăm?
messages-aucune = Deloc
messages-email = Prin e-mail
messages-sms = Prin SMS
messages-les-deux = Prin e-mail și prin SMS
messages-adresse = E-mail: { $email }
messages-sans-adresse = E-mail: nu avem. Dați-l la recepție.
messages-mobile = Mobil: { $numero }
messages-sans-mobile = Mobil: nu avem. Dați-l la recepție.
messages-choisir = Alegeți din listă.
messages-fait = Alegerea dumneavoastră este salvată.
messages-retour = Înapoi la pagina mea

## Quand une page ne peut pas être montrée

incident-numero = Eroare { $status }
incident-intact = Nu s-a schimbat nimic.
incident-incomplet = Această cerere nu este completă
incident-incomplet-texte = Mergeți înapoi și încercați din nou.
incident-deconnecte = Conexiunea s-a închis
incident-deconnecte-texte = Intrați din nou, apoi reluați.
incident-interdit = Nu aveți acces la această pagină
incident-autre-site = Această cerere vine de pe alt site
incident-autre-site-texte = Pentru siguranță, nu a fost urmată. Deschideți pagina din Escale și reluați.
incident-introuvable = Această pagină nu există
incident-introuvable-texte = Poate adresa are o greșeală sau pagina a fost ștearsă.
incident-action = Acest lucru nu se poate face aici
incident-action-texte = Mergeți înapoi la pagina de dinainte.
incident-conflit = Altcineva a fost mai rapid
incident-conflit-texte = Parola sau accesul dumneavoastră tocmai s-a schimbat. Intrați din nou.
incident-lourd = Este prea mare
incident-lourd-texte = Ce ați trimis este mai mare decât este permis.
incident-trop = Prea multe cereri deodată
incident-trop-texte = Așteptați { $nombre ->
    [one] { $nombre } secundă
    [few] { $nombre } secunde
   *[other] { $nombre } de secunde
}, apoi încercați din nou.
incident-absent = Serviciul nu merge pentru moment
incident-absent-texte = Încercați din nou peste câteva minute.
incident-interne = A apărut o eroare la noi
incident-interne-texte = Eroarea a fost înregistrată. Încercați din nou; dacă apare iar, dați numărul de mai jos persoanei care vă ajută.
incident-demande = Dacă cereți ajutor, dați acest număr:
incident-courrier = Corespondența dumneavoastră
incident-connexion = Pagina de conectare

## Un lien reçu par e-mail qui ne sert plus

lien-titre = Acest link nu mai merge
lien-inconnu = Nu este întreg sau a fost înlocuit cu altul. Verificați că ați deschis linkul întreg.
lien-servi = A fost deja folosit sau a fost înlocuit cu altul. Dacă ați primit mai multe e-mailuri, deschideți-l pe cel mai nou.
lien-passe = Era valabil doar un timp, iar acel timp a trecut.
lien-disparu = Lucrul la care ducea nu mai există.
lien-arret-conseil = Ca să nu mai primiți e-mailuri, cereți la recepția centrului dumneavoastră sau deschideți pagina dumneavoastră.
lien-arret-page = Deschid pagina mea

## L’aide « Première connexion », page courte

aide-titre = Prima conectare
aide-resume = Cu scrisoarea de la centrul dumneavoastră, vă alegeți parola în câteva minute.
aide-lettre-titre = Ce vă trebuie
aide-lettre = Scrisoarea primită de la centrul dumneavoastră. Pe ea se află identificatorul (8 litere) și o parolă temporară (8 cifre). Această parolă este valabilă 30 de zile.
aide-sans-lettre = Nu aveți scrisoarea? Cereți accesul la pagină la recepția centrului dumneavoastră.
aide-etapes-titre = Pas cu pas
aide-etape-ouvrir = Deschideți pagina de conectare.
aide-etape-code = Cu un telefon, puteți și să îndreptați camera foto spre pătratul alb-negru de pe scrisoare.
aide-etape-identifiant = Sub „{ connexion-identifiant }”, scrieți cele 8 litere. Mari sau mici, nu contează.
aide-etape-mot-de-passe = Sub „{ connexion-mot-de-passe }”, scrieți cele 8 cifre de pe scrisoare.
aide-etape-partage = Folosiți telefonul dumneavoastră? Verificați că la „{ connexion-partage }” căsuța nu este bifată.
aide-etape-bouton = Apăsați pe „{ connexion-bouton }”.
aide-etape-choisir = Alegeți o parolă nouă. Scrieți-o sub „{ choix-nouveau }”, apoi a doua oară sub „{ choix-confirmation }”.
aide-etape-fin = Apăsați pe „{ connexion-bouton }”. Se deschide pagina dumneavoastră.
aide-bon-titre = Cum alegeți o parolă bună
aide-bon = Cel puțin 8 caractere, cu 1 cifră, 1 literă mare și 1 literă mică. Două sau trei cuvinte pe care le țineți minte, cu o cifră, fac o parolă bună. Nu o spuneți nimănui.
aide-probleme-titre = Dacă nu merge
aide-probleme-lettres = Verificați pe scrisoare fiecare literă a identificatorului.
aide-probleme-attendre = După 5 încercări greșite la rând, trebuie să așteptați puțin. Pagina vă spune cât timp.
aide-probleme-lettre = Ați uitat parola sau ați pierdut scrisoarea? Cereți o scrisoare nouă la recepție. Corespondența dumneavoastră rămâne la locul ei.
aide-partage-titre = Pe un calculator folosit de mai multe persoane
aide-partage = Lăsați bifată căsuța „{ connexion-partage }”. Când ați terminat, apăsați pe „{ page-deconnexion }”, în partea de sus a paginii.

## La deuxième page de la lettre d’accès, imprimée dans la langue de la personne

lettre-titre = Cum vedeți dacă aveți corespondență
lettre-texte = Această scrisoare vă dă acces la pagina dumneavoastră de corespondență. Prima pagină spune același lucru în franceză.
lettre-site = Deschideți această adresă sau îndreptați camera foto a telefonului spre pătrat:
lettre-identifiant = Sub „{ connexion-identifiant }”, scrieți:
lettre-mot-de-passe = Sub „{ connexion-mot-de-passe }”, scrieți parola temporară:
lettre-choisir = Apăsați pe „{ connexion-bouton }”, apoi alegeți parola dumneavoastră.
lettre-valable = Parola temporară este valabilă până pe { $date }.
lettre-garder = Păstrați această scrisoare la loc sigur. Nu dați nimănui parola. Dacă o uitați, cereți una nouă la recepție.
lettre-adresse = Centrul dumneavoastră:

## Les messages que la structure envoie : e-mails

objet-courrier = Aveți corespondență de ridicat
objet-echeance = Domicilierea dumneavoastră se termină în curând
objet-absence = Treceți pe la noi ca să vă păstrați adresa
bonjour = Bună ziua { $prenom },
courrier = Aveți corespondență de ridicat la { $structure }. Treceți pe la recepție ca să o luați.
echeance = Domicilierea dumneavoastră (adresa pentru corespondență) se termină pe { $jour }. Ca să vă păstrați adresa, cereți reînnoirea la recepție înainte de această zi.
absence = Ultima dumneavoastră vizită a fost acum { $jours ->
    [one] { $jours } zi
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
pourquoi = Primiți acest mesaj pentru că ați cerut la { $structure } să primiți vești prin e-mail.
automatique = Acest mesaj este trimis automat: nu răspundeți.
arret = Nu mai vreau aceste mesaje

## Les mêmes en SMS

sms-courrier = aveți corespondență de ridicat.
sms-echeance = domicilierea se termină pe { $jour }, cereți reînnoirea.
sms-absence = treceți sau sunați înainte de { $jour } ca să vă păstrați adresa.
sms-absence-vite = treceți sau sunați repede ca să vă păstrați adresa.
sms-ferme = Deschis pe { $jour }.
sms-arret = Pentru oprire: la recepție sau pe pagina dvs.

## La page qui arrête les e-mails

page-titre = Nu mai vreau e-mailuri
page-texte = { $structure } nu vă va mai anunța prin e-mail.
page-bouton = Nu mai vreau e-mailuri
page-fait = Gata: { $structure } nu vă va mai trimite e-mailuri.
page-reprendre = Ca să le primiți din nou, cereți la recepție sau mergeți pe pagina dumneavoastră.
