# Amharique. Traduction non relue par un locuteur.

## Les dates, les heures, les listes, les nombres

date = { $jour } { mois } { $annee }
date-proche = { $jour } { mois }
mois = { $mois ->
    [1] ጃንዩወሪ
    [2] ፌብሩወሪ
    [3] ማርች
    [4] ኤፕሪል
    [5] ሜይ
    [6] ጁን
    [7] ጁላይ
    [8] ኦገስት
    [9] ሴፕቴምበር
    [10] ኦክቶበር
    [11] ኖቬምበር
   *[12] ዲሴምበር
}
semaine = { $semaine ->
    [1] ሰኞ
    [2] ማክሰኞ
    [3] ረቡዕ
    [4] ሐሙስ
    [5] ዓርብ
    [6] ቅዳሜ
   *[7] እሑድ
}
date-chiffres = { $jour }/{ $mois }/{ $annee }
# Les heures de France : en Éthiopie, on les compte depuis le lever du soleil. Les phrases qui le peuvent le disent.
heure-juste = { $heures }:00
heure-minutes = { $heures }:{ $minutes }
heure-minuit = እኩለ ሌሊት
liste-fin = { $debut } እና { $dernier }
liste-suite = { $debut }፣ { $suivant }
poids-ko = { $nombre } ኪባ
poids-mo = { $nombre } ሜባ

## Autour de chaque page

page-contenu = ወደ ገጹ ጽሑፍ ይሂዱ
page-quitter = ይህን ገጽ ይልቀቁ
page-deconnexion = ከገጽዎ ይውጡ
page-titre-erreur = ስህተት፦ { $titre }
pied-nom = መረጃ
pied-aide = እርዳታ
pied-confidentialite = የግል መረጃ ጥበቃ
pied-accessibilite = ተደራሽነት
pied-mentions = ሕጋዊ መረጃ
langue-menu = ቋንቋ
langue-changer = ቋንቋ ይቀይሩ
langue-non-relue = ይህን ትርጉም ቋንቋውን የሚናገር ሰው ገና አላረመውም።
avis-information = መረጃ
avis-attention = ይጠንቀቁ
avis-important = አስፈላጊ

## Les formulaires

formulaire-a-corriger = መታረም ያለበት
formulaire-erreur = ስህተት፦
formulaire-enregistrer = ያስቀምጡ
formulaire-annuler = ይተዉት
mot-de-passe-afficher = አሳይ
mot-de-passe-masquer = ደብቅ

## La page de connexion

connexion-titre = ወደ ደብዳቤ ገጽዎ ይግቡ
connexion-question = ደብዳቤ መጥቶልዎታል?
connexion-chapeau = ከመሄድዎ በፊት እዚህ ይመልከቱ።
connexion-identifiant = የመለያ ስምዎ
connexion-identifiant-aide = 8 ፊደላት፣ ድርጅትዎ በሰጠዎት ደብዳቤ ላይ ያሉ
connexion-mot-de-passe = የይለፍ ቃል
connexion-partage = ይህን ኮምፒውተር ሌሎች ሰዎችም ይጠቀሙበታል
connexion-partage-aide = አዎ ከሆነ፣ ለ10 ደቂቃ ምንም ካልሠሩ ገጽዎ ይዘጋል።
connexion-bouton = ይግቡ
oubli-titre = የይለፍ ቃልዎን ረሱ?
oubli-texte = ድርጅትዎን በመቀበያው ወይም በስልክ ይጠይቁ። አዲስ የይለፍ ቃል ያለበት አዲስ ደብዳቤ ይሰጥዎታል።
connexion-premiere = ስገባ ይህ የመጀመሪያ ጊዜዬ ነው
connexion-structures = በድርጅት ውስጥ ይሠራሉ?

refus-titre = መግባት አልተቻለም
refus-texte = የመለያ ስምዎንና የይለፍ ቃልዎን ያረጋግጡ፣ ከዚያ እንደገና ይሞክሩ።
essais-titre = ብዙ ጊዜ ሞክረዋል
essais-minutes = ለደህንነት ሲባል፣ ከ{ $nombre ->
    [one] { $nombre } ደቂቃ
   *[other] { $nombre } ደቂቃዎች
} በኋላ እንደገና ይሞክሩ።
essais-heures = ለደህንነት ሲባል፣ ከ{ $nombre ->
    [one] { $nombre } ሰዓት
   *[other] { $nombre } ሰዓታት
} በኋላ እንደገና ይሞክሩ።
acces-ferme-titre = መግቢያው ተዘግቷል
acces-ferme-texte = ወደዚህ ገጽ መግቢያዎ ተዘግቷል። የድርጅትዎን መቀበያ ያነጋግሩ።
temporaire-expire-titre = የጊዜያዊው የይለፍ ቃል ጊዜ አልፏል
temporaire-expire-texte = የሚሠራው ለ30 ቀናት ብቻ ነው። በድርጅትዎ መቀበያ አዲስ ይጠይቁ።
session-finie = ከገጽዎ ወጥተዋል። ይህን ገጽ መዝጋት ይችላሉ።
session-expiree = ገጽዎ ተዘግቷል። ምንም አልጠፋም፦ እንደገና ይግቡ።

## Choisir son mot de passe

choix-titre-page = አዲስ የይለፍ ቃል መምረጥ
choix-titre = የይለፍ ቃልዎን ይምረጡ
choix-chapeau = ሲገቡ ይህ የመጀመሪያ ጊዜዎ ነው፣ እባክዎ አዲስ የይለፍ ቃል ይምረጡ፦
choix-changer = የይለፍ ቃሌን መቀየር
choix-actuel = የአሁኑ የይለፍ ቃል
choix-nouveau = አዲስ የይለፍ ቃል
choix-confirmation = አዲሱ የይለፍ ቃል እንደገና
choix-confirmation-aide = ለሁለተኛ ጊዜ ይጻፉት።
choix-enregistrer = አዲሱን የይለፍ ቃል ያስቀምጡ
choix-secret = ይህ የይለፍ ቃል የእርስዎ ብቻ ነው። ከድርጅትዎ ማንም ሰው አይጠይቅዎትም።
regles-titre = የይለፍ ቃልዎ፦
regle-temporaire = ከጊዜያዊው የይለፍ ቃል የተለየ
regle-actuel = ከአሁኑ የይለፍ ቃል የተለየ
regle-longueur = ቢያንስ 8 ፊደላት፣ ቁጥሮች ወይም ምልክቶች
regle-chiffre = ቢያንስ 1 ቁጥር
regle-majuscule = ቢያንስ አንድ ትልቅ የላቲን ፊደል (እንደ A)
regle-minuscule = ቢያንስ አንድ ትንሽ የላቲን ፊደል (እንደ a)
regles-compte = የተሟሉ ደንቦች፦ ከ{ $total } ውስጥ { $respectees }
erreur-actuel = ይህ የአሁኑ የይለፍ ቃልዎ አይደለም።
erreur-different = አሁን ከተጠቀሙበት የተለየ የይለፍ ቃል ይምረጡ።
erreur-longueur = ቢያንስ 8 ፊደላት፣ ቁጥሮች ወይም ምልክቶች ያስፈልጋሉ።
erreur-trop-long = ቢበዛ { $nombre ->
    [one] { $nombre } ፊደል፣ ቁጥር ወይም ምልክት
   *[other] { $nombre } ፊደላት፣ ቁጥሮች ወይም ምልክቶች
} ይምረጡ።
erreur-chiffre = ቢያንስ አንድ ቁጥር ይጨምሩ።
erreur-majuscule = ቢያንስ አንድ ትልቅ የላቲን ፊደል (እንደ A) ይጨምሩ።
erreur-minuscule = ቢያንስ አንድ ትንሽ የላቲን ፊደል (እንደ a) ይጨምሩ።
erreur-confirmation = ሁለቱ የይለፍ ቃሎች አንድ ዓይነት አይደሉም።
choix-fait = የይለፍ ቃልዎ ተቀይሯል።

## L’accueil : le courrier

accueil-titre = የደብዳቤ ገጽዎ
accueil-bonjour = ሰላም { $prenom }!
accueil-bienvenue = ደብዳቤዎን ወደሚከታተሉበት ገጽ እንኳን ደህና መጡ
courrier-oui = ደብዳቤ መጥቶልዎታል!
courrier-non = አዲስ ደብዳቤ የለዎትም
courrier-non-texte = ይህን ገጽ ድርጅትዎ ወቅታዊ ያደርገዋል። በፈለጉት ጊዜ ተመልሰው ይመልከቱ።
courrier-lettres = { $nombre ->
    [one] { $nombre } ደብዳቤ
   *[other] { $nombre } ደብዳቤዎች
}
# Le papier du facteur : « papier d’avis de la poste ».
courrier-avis = { $nombre ->
    [one] { $nombre } የፖስታ ቤት ማሳወቂያ ወረቀት
   *[other] { $nombre } የፖስታ ቤት ማሳወቂያ ወረቀቶች
}
courrier-colis = { $nombre ->
    [one] { $nombre } የፖስታ ጥቅል
   *[other] { $nombre } የፖስታ ጥቅሎች
}
courrier-ou = የፖስታ አድራሻ በሰጠዎት ድርጅት መውሰድ ይችላሉ
courrier-avis-urgent = የፖስታ ቤት ማሳወቂያ ወረቀት (avis de passage) አስቸኳይ ነው፦ ወረቀቱን ከዚህ ይውሰዱ፣ ከዚያ ቶሎ ወደ ፖስታ ቤት (La Poste) ይሂዱ። ፖስታ ቤቱ ደብዳቤውን የሚያቆየው ለ15 ቀናት ብቻ ነው።
courrier-depuis = ከ{ $semaine }፣ { $date } ጀምሮ

## L’accueil : quand revenir, et jusqu’à quand

passage-avant = ከ{ $semaine }፣ { $date } በፊት ይምጡ
passage-pourquoi = አድራሻዎን እንዳያጡ ከዚህ ቀን በፊት ይምጡ ወይም ይደውሉ።
passage-reste = { $nombre ->
    [one] { $nombre } ቀን ይቀርዎታል
   *[other] { $nombre } ቀናት ይቀሩዎታል
}። አድራሻዎን እንዳያጡ ይምጡ ወይም ይደውሉ።
passage-demain = ነገ ነው። አድራሻዎን እንዳያጡ ይምጡ ወይም ይደውሉ።
passage-aujourdhui = ዛሬ ነው። አድራሻዎን እንዳያጡ ይምጡ ወይም ይደውሉ።
passage-depasse = ይህ ቀን አልፏል። አድራሻዎን እንዳያጡ ቶሎ ወደ ድርጅትዎ ይሂዱ።
fin-passee = የፖስታ አድራሻዎ ጊዜ በ{ $date } አብቅቷል
fin-passee-texte = እድሳት ለመጠየቅ ቶሎ ወደ ድርጅትዎ ይሂዱ። ደብዳቤዎ አልጠፋም።
fin-aujourdhui = የፖስታ አድራሻዎ ጊዜ ዛሬ ያበቃል
fin-aujourdhui-texte = እድሳት ለመጠየቅ ዛሬ ወደ ድርጅትዎ ይሂዱ።
fin-proche = የፖስታ አድራሻዎ ጊዜ በ{ $semaine }፣ { $date } ያበቃል
fin-proche-texte = ከዚህ ቀን በፊት ድርጅትዎን እድሳት ይጠይቁ።
renouvellement-tard-texte = የእድሳት ጥያቄዎ እየታየ ነው። የጎደለ ነገር ካለ በመቀበያው ይጠይቁ። ደብዳቤዎ አልጠፋም።
renouvellement-valable = አድራሻዎ እስከ { $semaine }፣ { $date } ድረስ ይሠራል
renouvellement-texte = የእድሳት ጥያቄዎ እየታየ ነው። ድርጅትዎ ውሳኔውን ይነግርዎታል። እስከዚያ ድረስ በደብዳቤዎ ላይ ምንም አይቀየርም።

## L’accueil : une décision, et ce que l’on peut faire

recours-renouvellement = የእድሳት ጥያቄዎ ተቀባይነት አላገኘም
recours-renouvellement-texte = አድራሻዎ እስከ { $semaine }፣ { $date } ድረስ ይሠራል፦ እስከዚያ ድረስ ደብዳቤዎን መጥተው ይውሰዱ።
recours-refus = ጥያቄዎ ተቀባይነት አላገኘም
recours-refus-texte = ድርጅቱ ውሳኔውን በጽሑፍ ሊያስረዳዎት፣ እና የፖስታ አድራሻ ሊሰጥዎት የሚችል ሌላ ድርጅት ሊጠቁምዎት ይገባል።
recours-radiation = የፖስታ አድራሻዎ አብቅቷል
recours-radiation-texte = የሚጠብቅዎትን ደብዳቤ መጥተው ይውሰዱ፣ ደብዳቤ ለሚልኩልዎ መሥሪያ ቤቶችም ይንገሩ። አዲስ ጥያቄ ማቅረብ ይችላሉ።
recours-motif = ምክንያት፦ { $motif }።
motif-non-precise = አልተገለጸም
motif-hors-agrement = የድርጅቱ ፈቃድ የእርስዎን ሁኔታ አይጨምርም
motif-pas-de-lien = ከከተማው (commune) ጋር ግንኙነት የለም
motif-saturation = በድርጅቱ ውስጥ ቦታ የለም
motif-votre-demande = በእርስዎ ጥያቄ
motif-plus-de-lien = ከከተማው (commune) ጋር ያለው ግንኙነት አብቅቷል
motif-fin = የፖስታ አድራሻው ጊዜ አብቅቷል
motif-absence = ከ3 ወር በላይ አልመጡም፣ አልደወሉምም
motif-reglement = የድርጅቱ ደንብ አልተከበረም
motif-logement = መኖሪያ ቤት ማግኘት
motif-autre = ሌላ
recours-parler = መጀመሪያ በመቀበያው ያነጋግሩ፦ ስህተት ካለ ወዲያውኑ ሊታረም ይችላል።
recours-ecrire = ድርጅቱ ውሳኔውን እንደገና እንዲያይ፣ በ2 ወር ውስጥ ሊጽፉለት ይችላሉ።
recours-tribunal = በ2 ወር ውስጥ ለአስተዳደር ፍርድ ቤት (tribunal administratif) ማመልከትም ይችላሉ። የመብት ጠባቂ ተቋም (Défenseur des droits) በነጻ ይረዳል፦ { $telephone }።

## L’accueil : où aller

ou-titre = የት እንደሚሄዱ
porte-ouverte = ክፍት ነው
porte-ouverte-heure = ክፍት ነው፣ በፈረንሳይ ሰዓት { $heure } ላይ ይዘጋል
porte-ouverte-demain = ክፍት ነው፣ ነገ በፈረንሳይ ሰዓት { $heure } ላይ ይዘጋል
porte-ouverte-jour = ክፍት ነው፣ { $semaine }፣ { $date } በፈረንሳይ ሰዓት { $heure } ላይ ይዘጋል
porte-fermee = ዝግ ነው
porte-fermee-heure = ዝግ ነው፣ በፈረንሳይ ሰዓት { $heure } ላይ ይከፈታል
porte-fermee-demain = ዝግ ነው፣ ነገ በፈረንሳይ ሰዓት { $heure } ላይ ይከፈታል
porte-fermee-jour = ዝግ ነው፣ { $semaine }፣ { $date } በፈረንሳይ ሰዓት { $heure } ላይ ይከፈታል
fermeture-jour = { $semaine }፣ { $date } ዝግ ነው
fermeture-jours = ከ{ $semaine }፣ { $date } እስከ { $semaineFin }፣ { $dateFin } ዝግ ነው
fermeture-motif = { $fermeture }፦ { $motif }
horaires-ligne = { $jours }፦ { $heures }
horaires-deux-jours = { $premier } እና { $dernier }
horaires-plusieurs-jours = ከ{ $premier } እስከ { $dernier }
horaires-tous-les-jours = በየቀኑ
horaires-plage = { $debut } – { $fin }
horaires-ferme = ዝግ
horaires-feries = የበዓል ቀናት
ou-courrier = የደብዳቤ አድራሻዎ፦ { $adresse }

## L’accueil : la domiciliation, les informations, les documents

domiciliation-titre = የፖስታ አድራሻዎ (domiciliation)
domiciliation-dossier = ፋይልዎ
domiciliation-statut = ሁኔታ
domiciliation-debut = የጀመረበት ቀን
domiciliation-echeance = የሚያበቃበት ቀን
domiciliation-passage = ለመጨረሻ ጊዜ የመጡበት ቀን
statut-instruction = ጥያቄው እየታየ ነው
statut-attente = ውሳኔ እየተጠበቀ ነው
statut-actif = ይሠራል
statut-refuse = ተቀባይነት አላገኘም
statut-radie = ተሰርዟል
statut-renouvellement = እየታደሰ ነው
informations-titre = የእርስዎ መረጃ
informations-sans-telephone = ስልክ አልተመዘገበም
informations-sans-email = ኢሜይል አልተመዘገበም
informations-erreur = ስህተት አለ? ለድርጅትዎ ይንገሩ፦ ያርመዋል።
annonce-de = ከድርጅትዎ የመጣ ማስታወቂያ
documents-titre = ሰነዶችዎ
document-image = ምስል { $format }
mouvements-titre = በቅርብ ጊዜ
mouvement-recu = የመጣ፦ { $quoi }
mouvement-remis = የወሰዱት፦ { $quoi }
mouvement-retour = ወደ ላኪው የተመለሰ፦ { $quoi }
mouvement-transfert = ወደ ሌላ አድራሻ የተላከ፦ { $quoi }
mouvement-appel = የስልክ ጥሪ
mouvement-visite = ወደ ድርጅቱ መምጣት
accueil-messages = መልእክት እንዴት እንዲደርስዎ እንደሚፈልጉ ይምረጡ

## « Mes messages » : e-mails et SMS

messages-titre = መልእክቶቼ
messages-chapeau = { $structure } መልእክት ሊልክልዎ ይችላል፦ ደብዳቤ ሲመጣልዎት፣ የፖስታ አድራሻዎ ጊዜ ሊያበቃ ሲል፣ ወይም ለረጅም ጊዜ ካልመጡ።
messages-fermes = ድርጅትዎ ለጊዜው መልእክት አይልክም። ምርጫዎ ተቀምጧል።
messages-refuse-titre = የስልክ መልእክቶች (SMS) መላክ አልተቻለም
messages-refuse-texte = ቁጥርዎ ተቀባይነት አላገኘም። በመቀበያው ይንገሩ፦ ድርጅትዎ ያርመዋል።
messages-question = መልእክት እንዴት እንዲደርስዎ ይፈልጋሉ?
messages-aucune = ምንም አልፈልግም
messages-email = በኢሜይል
messages-sms = በስልክ መልእክት (SMS)
messages-les-deux = በኢሜይል እና በስልክ መልእክት (SMS)
messages-adresse = ኢሜይል፦ { $email }
messages-sans-adresse = ኢሜይል፦ የለም። በመቀበያው ይስጡ።
messages-mobile = የሞባይል ስልክ፦ { $numero }
messages-sans-mobile = የሞባይል ስልክ፦ የለም። በመቀበያው ይስጡ።
messages-choisir = ከዝርዝሩ ይምረጡ።
messages-fait = ምርጫዎ ተቀምጧል።
messages-retour = ወደ ገጼ መመለስ

## Quand une page ne peut pas être montrée

incident-numero = ስህተት { $status }
incident-intact = ምንም አልተቀየረም።
incident-incomplet = ይህ ጥያቄ የተሟላ አይደለም
incident-incomplet-texte = ወደ ኋላ ይመለሱና እንደገና ይሞክሩ።
incident-deconnecte = ገጽዎ ተዘግቷል
incident-deconnecte-texte = ይግቡ፣ ከዚያ እንደገና ይጀምሩ።
incident-interdit = ይህን ገጽ ማየት አይችሉም
incident-autre-site = ይህ ጥያቄ የመጣው ከሌላ ድረ ገጽ ነው
incident-autre-site-texte = ለደህንነት ሲባል ጥያቄው አልተፈጸመም። ገጹን ከEscale ይክፈቱና እንደገና ይጀምሩ።
incident-introuvable = ይህ ገጽ የለም
incident-introuvable-texte = ምናልባት አድራሻው ስህተት አለው፣ ወይም ገጹ ተነስቷል።
incident-action = ይህን እዚህ ማድረግ አይቻልም
incident-action-texte = ወደ ቀድሞው ገጽ ይመለሱ።
incident-conflit = ሌላ ሰው ቀድሞዎታል
incident-conflit-texte = የይለፍ ቃልዎ ወይም መግቢያዎ አሁን ተቀይሯል። እንደገና ይግቡ።
incident-lourd = በጣም ትልቅ ነው
incident-lourd-texte = የላኩት ነገር ከተፈቀደው መጠን ይበልጣል።
incident-trop = በአንድ ጊዜ ብዙ ጥያቄዎች መጥተዋል
incident-trop-texte = { $nombre ->
    [one] { $nombre } ሰከንድ
   *[other] { $nombre } ሰከንዶች
} ይጠብቁ፣ ከዚያ እንደገና ይሞክሩ።
incident-absent = አገልግሎቱ ለጊዜው አይሠራም
incident-absent-texte = ከጥቂት ደቂቃዎች በኋላ እንደገና ይሞክሩ።
incident-interne = በእኛ በኩል ስህተት ተፈጥሯል
incident-interne-texte = ስህተቱ ተመዝግቧል። እንደገና ይሞክሩ፤ ስህተቱ ከተደገመ፣ ከታች ያለውን ቁጥር ለሚረዳዎት ሰው ይስጡ።
incident-demande = እርዳታ ከጠየቁ፣ ይህን ቁጥር ይስጡ፦
incident-courrier = ደብዳቤዎ
incident-connexion = የመግቢያ ገጽ

## Un lien reçu par e-mail qui ne sert plus

lien-titre = ይህ ሊንክ ከእንግዲህ አይሠራም
lien-inconnu = ሊንኩ ሙሉ አይደለም፣ ወይም በሌላ ተተክቷል። ሙሉውን ሊንክ እንደከፈቱ ያረጋግጡ።
lien-servi = ሊንኩ ከዚህ በፊት አገልግሏል፣ ወይም በሌላ ተተክቷል። ብዙ ኢሜይሎች ከደረሱዎት፣ የመጨረሻውን ይክፈቱ።
lien-passe = ሊንኩ የሚሠራው ለተወሰነ ጊዜ ብቻ ነበር፣ ጊዜውም አልፏል።
lien-disparu = ሊንኩ የሚያሳየው ነገር ከእንግዲህ የለም።
lien-arret-conseil = ከእንግዲህ ኢሜይል እንዳይደርስዎ፣ በድርጅትዎ መቀበያ ይጠይቁ፣ ወይም ገጽዎን ይክፈቱ።
lien-arret-page = ገጼን መክፈት

## L’aide « Première connexion », page courte

aide-titre = ለመጀመሪያ ጊዜ መግባት
aide-resume = ድርጅትዎ በሰጠዎት ደብዳቤ፣ በጥቂት ደቂቃዎች ውስጥ የይለፍ ቃልዎን ይመርጣሉ።
aide-lettre-titre = የሚያስፈልግዎት
aide-lettre = ድርጅትዎ የሰጠዎት ደብዳቤ። የመለያ ስምዎ (8 ፊደላት) እና ጊዜያዊ የይለፍ ቃል (8 ቁጥሮች) አለበት። ይህ የይለፍ ቃል ለ30 ቀናት ይሠራል።
aide-sans-lettre = ደብዳቤው የለዎትም? በድርጅትዎ መቀበያ ወደዚህ ገጽ መግቢያ ይጠይቁ።
aide-etapes-titre = ደረጃ በደረጃ
aide-etape-ouvrir = የመግቢያ ገጹን ይክፈቱ።
aide-etape-code = ስልክ ካለዎት፣ በደብዳቤው ላይ ያለውን ጥቁርና ነጭ አራት ማዕዘን በስልክዎ ካሜራ ማንሳትም ይችላሉ።
aide-etape-identifiant = «{ connexion-identifiant }» ከሚለው ሥር 8ቱን ፊደላት ይጻፉ። ትልቅም ይሁን ትንሽ ፊደል፣ ለውጥ የለውም።
aide-etape-mot-de-passe = «{ connexion-mot-de-passe }» ከሚለው ሥር በደብዳቤው ላይ ያሉትን 8 ቁጥሮች ይጻፉ።
aide-etape-partage = በራስዎ ስልክ እየተጠቀሙ ነው? «{ connexion-partage }» የሚለው ሳጥን ምልክት እንደሌለበት ያረጋግጡ።
aide-etape-bouton = «{ connexion-bouton }» የሚለውን ይጫኑ።
aide-etape-choisir = አዲስ የይለፍ ቃል ይምረጡ። «{ choix-nouveau }» ከሚለው ሥር ይጻፉት፣ ከዚያ «{ choix-confirmation }» ከሚለው ሥር ለሁለተኛ ጊዜ ይጻፉት።
aide-etape-fin = «{ connexion-bouton }» የሚለውን ይጫኑ። ገጽዎ ይከፈታል።
aide-bon-titre = ጥሩ የይለፍ ቃል መምረጥ
aide-bon = ቢያንስ 8 ፊደላት፣ ቁጥሮች ወይም ምልክቶች፤ ከእነሱም 1 ቁጥር፣ 1 ትልቅ የላቲን ፊደል (እንደ A) እና 1 ትንሽ የላቲን ፊደል (እንደ a)። የሚያስታውሷቸው ሁለት ወይም ሦስት ቃላት ከአንድ ቁጥር ጋር ጥሩ የይለፍ ቃል ይሆናሉ። ለማንም አይንገሩት።
aide-probleme-titre = ካልሠራ
aide-probleme-lettres = የመለያ ስሙን እያንዳንዱን ፊደል በደብዳቤዎ ላይ ያረጋግጡ።
aide-probleme-attendre = በተከታታይ 5 ጊዜ ሞክረው ካልተሳካ፣ ትንሽ መጠበቅ ያስፈልጋል። ምን ያህል ጊዜ እንደሚጠብቁ ገጹ ይነግርዎታል።
aide-probleme-lettre = የይለፍ ቃልዎን ረሱ፣ ወይስ ደብዳቤው ጠፋብዎት? በመቀበያው አዲስ ደብዳቤ ይጠይቁ። የመጡልዎት ደብዳቤዎች እዚያው ይቆያሉ።
aide-partage-titre = ሌሎች ሰዎች በሚጠቀሙበት ኮምፒውተር
aide-partage = «{ connexion-partage }» በሚለው ሳጥን ላይ ያለውን ምልክት ይተዉት። ሲጨርሱ፣ ከገጹ በላይ በኩል ያለውን «{ page-deconnexion }» የሚለውን ይጫኑ።

## La deuxième page de la lettre d’accès, imprimée dans la langue de la personne

lettre-titre = ደብዳቤ እንደመጣልዎት እንዴት ማየት ይችላሉ
lettre-texte = ይህ ደብዳቤ ወደ ደብዳቤ ገጽዎ ለመግባት ያገለግላል። የመጀመሪያው ገጽ ተመሳሳይ ነገር በፈረንሳይኛ ይናገራል።
lettre-site = ይህን አድራሻ ይክፈቱ፣ ወይም አራት ማዕዘኑን በስልክዎ ካሜራ ያንሱ፦
lettre-identifiant = «{ connexion-identifiant }» ከሚለው ሥር ይህን ይጻፉ፦
lettre-mot-de-passe = «{ connexion-mot-de-passe }» ከሚለው ሥር ይህን ጊዜያዊ የይለፍ ቃል ይጻፉ፦
lettre-choisir = «{ connexion-bouton }» የሚለውን ይጫኑ፣ ከዚያ የራስዎን የይለፍ ቃል ይምረጡ።
lettre-valable = ጊዜያዊው የይለፍ ቃል እስከ { $date } ድረስ ይሠራል።
lettre-garder = ይህን ደብዳቤ በጥንቃቄ ያስቀምጡ። የይለፍ ቃልዎን ለማንም አይስጡ። ከረሱት፣ በመቀበያው አዲስ ይጠይቁ።
lettre-adresse = ድርጅትዎ፦

## Les messages que la structure envoie : e-mails

objet-courrier = ደብዳቤ መጥቶልዎታል
objet-echeance = የፖስታ አድራሻዎ ጊዜ በቅርቡ ያበቃል
objet-absence = አድራሻዎን እንዳያጡ ወደ እኛ ይምጡ
bonjour = ሰላም { $prenom }፣
courrier = { $structure } ውስጥ ደብዳቤ መጥቶልዎታል። በመቀበያው ይውሰዱ።
echeance = የፖስታ አድራሻዎ ጊዜ በ{ $jour } ያበቃል። አድራሻዎን እንዳያጡ፣ ከዚህ ቀን በፊት በመቀበያው እድሳት ይጠይቁ።
absence = ለመጨረሻ ጊዜ የመጡት ከ{ $jours ->
    [one] { $jours } ቀን
   *[other] { $jours } ቀናት
} በፊት ነው።
absence-avant = አድራሻዎን እንዳያጡ ከ{ $jour } በፊት ይምጡ ወይም ይደውሉ።
absence-vite = አድራሻዎን እንዳያጡ በተቻለ ፍጥነት ይምጡ ወይም ይደውሉ።
ferme-ouvre-a = ዛሬ ዝግ ነን። { $jour } በፈረንሳይ ሰዓት { $heure } ላይ እንከፍታለን።
ferme-ouvre = ዛሬ ዝግ ነን። { $jour } እንከፍታለን።
ou = ቦታው፦ { $adresse }
bouton = ገጼን ማየት
lien = ቁልፉ ካልሠራ፣ ይህን አድራሻ ይቅዱ፦
pourquoi = ይህ መልእክት የደረሰዎት { $structure } በኢሜይል እንዲያሳውቅዎት ስለጠየቁ ነው።
automatique = ይህ መልእክት በራሱ የሚላክ ነው፦ መልስ አይጻፉለት።
arret = እነዚህን መልእክቶች ማቆም

## Les mêmes en SMS : le plus court possible (avec le nom de la structure, deux SMS au plus)

sms-courrier = ደብዳቤ መጥቶልዎታል።
sms-echeance = የፖስታ አድራሻዎ በ{ $jour } ያበቃል፣ እድሳት ይጠይቁ።
sms-absence = አድራሻዎን እንዳያጡ ከ{ $jour } በፊት ይምጡ ወይም ይደውሉ።
sms-absence-vite = አድራሻዎን እንዳያጡ ቶሎ ይምጡ ወይም ይደውሉ።
sms-ferme = { $jour } ክፍት ነው።
sms-arret = ለማቆም፦ በመቀበያው ወይም በገጽዎ።

## La page qui arrête les e-mails

page-titre = ኢሜይል መቀበል ማቆም
page-texte = { $structure } ከእንግዲህ ማሳወቂያ ኢሜይል አይልክልዎትም።
page-bouton = ኢሜይል መቀበል ማቆም
page-fait = ተፈጽሟል፦ { $structure } ከእንግዲህ ኢሜይል አይልክልዎትም።
page-reprendre = እንደገና እንዲደርስዎ፣ በመቀበያው ይጠይቁ፣ ወይም ወደ ገጽዎ ይሂዱ።
