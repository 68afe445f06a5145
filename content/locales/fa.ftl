# Persan. Traduction non relue par un locuteur.

## Les dates, les heures, les listes, les nombres

date = { $jour } { mois } { $annee }
date-proche = { $jour } { mois }
mois = { $mois ->
    [1] ژانویه
    [2] فوریه
    [3] مارس
    [4] آوریل
    [5] مه
    [6] ژوئن
    [7] ژوئیه
    [8] اوت
    [9] سپتامبر
    [10] اکتبر
    [11] نوامبر
   *[12] دسامبر
}
semaine = { $semaine ->
    [1] دوشنبه
    [2] سه‌شنبه
    [3] چهارشنبه
    [4] پنج‌شنبه
    [5] جمعه
    [6] شنبه
   *[7] یکشنبه
}
date-chiffres = { $jour }/{ $mois }/{ $annee }
heure-juste = { $heures }:۰۰
heure-minutes = { $heures }:{ $minutes }
heure-minuit = نیمه‌شب
liste-fin = { $debut } و { $dernier }
liste-suite = { $debut }، { $suivant }
poids-ko = { $nombre } کیلوبایت
poids-mo = { $nombre } مگابایت

## Autour de chaque page

page-contenu = رفتن به محتوا
page-quitter = ترک این صفحه
page-deconnexion = خروج
page-titre-erreur = خطا: { $titre }
pied-nom = اطلاعات
pied-aide = راهنما
pied-confidentialite = حریم خصوصی
pied-accessibilite = دسترس‌پذیری
pied-mentions = اطلاعات حقوقی
langue-menu = زبان
langue-changer = تغییر زبان
langue-non-relue = این ترجمه هنوز بازبینی نشده است.
avis-information = اطلاع
avis-attention = توجه
avis-important = مهم

## Les formulaires

formulaire-a-corriger = باید اصلاح شود
formulaire-erreur = خطا:
formulaire-enregistrer = ذخیره
formulaire-annuler = انصراف
mot-de-passe-afficher = نمایش
mot-de-passe-masquer = پنهان

## La page de connexion

connexion-titre = ورود به صفحهٔ نامه‌های شما
connexion-question = آیا نامه‌ای در انتظار شماست؟
connexion-chapeau = پیش از آمدن، از اینجا ببینید.
connexion-identifiant = شناسهٔ شما
connexion-identifiant-aide = 8 حرف لاتین، روی نامه‌ای که مرکز به شما داده است
connexion-mot-de-passe = رمز عبور
connexion-partage = این دستگاه مشترک است
connexion-partage-aide = اگر بله، پس از 10 دقیقه بی‌فعالیتی خارج می‌شوید.
connexion-bouton = ورود
oubli-titre = رمز عبور را فراموش کرده‌اید؟
oubli-texte = از مرکز خود بخواهید، در پذیرش یا با تلفن. نامه‌ای تازه با رمز عبور جدید به شما می‌دهند.
connexion-premiere = این اولین ورود من است
connexion-structures = در یک مرکز کار می‌کنید؟

refus-titre = ورود ممکن نیست
refus-texte = شناسه و رمز عبور را بررسی کنید و دوباره امتحان کنید.
essais-titre = تلاش‌های زیاد
essais-minutes = برای امنیت، { $nombre ->
    [one] { $nombre } دقیقه
   *[other] { $nombre } دقیقه
} دیگر دوباره امتحان کنید.
essais-heures = برای امنیت، { $nombre ->
    [one] { $nombre } ساعت
   *[other] { $nombre } ساعت
} دیگر دوباره امتحان کنید.
acces-ferme-titre = دسترسی بسته است
acces-ferme-texte = دسترسی شما به این صفحه بسته شده است. از پذیرش مرکز خود بپرسید.
temporaire-expire-titre = رمز عبور موقت تمام شده است
temporaire-expire-texte = فقط 30 روز اعتبار دارد. رمز جدیدی از پذیرش مرکز خود بخواهید.
session-finie = شما خارج شدید. می‌توانید این صفحه را ببندید.
session-expiree = شما دیگر وارد نیستید. چیزی از دست نرفته است: دوباره وارد شوید.

## Choisir son mot de passe

choix-titre-page = انتخاب رمز عبور جدید
choix-titre = رمز عبور خود را انتخاب کنید
choix-chapeau = این اولین ورود شماست، یک رمز عبور جدید انتخاب کنید:
choix-changer = تغییر رمز عبور من
choix-actuel = رمز عبور فعلی
choix-nouveau = رمز عبور جدید
choix-confirmation = تکرار رمز عبور
choix-confirmation-aide = آن را بار دوم بنویسید.
choix-enregistrer = ذخیرهٔ رمز عبور جدید
choix-secret = این رمز عبور فقط برای شماست. هیچ‌کس در مرکز آن را از شما نمی‌خواهد.
regles-titre = رمز عبور شما:
regle-temporaire = با رمز عبور موقت فرق دارد
regle-actuel = با رمز عبور فعلی فرق دارد
regle-longueur = دست‌کم 8 نویسه
regle-chiffre = دست‌کم 1 رقم
regle-majuscule = دست‌کم یک حرف بزرگ لاتین
regle-minuscule = دست‌کم یک حرف کوچک لاتین
regles-compte = شرط‌های رعایت‌شده: { $respectees } از { $total }
erreur-actuel = این رمز عبور فعلی شما نیست.
erreur-different = رمزی متفاوت از آنچه هم‌اکنون به کار بردید انتخاب کنید.
erreur-longueur = دست‌کم 8 نویسه لازم است.
erreur-trop-long = حداکثر { $nombre ->
    [one] { $nombre } نویسه
   *[other] { $nombre } نویسه
} انتخاب کنید.
erreur-chiffre = دست‌کم یک رقم اضافه کنید.
erreur-majuscule = دست‌کم یک حرف بزرگ لاتین اضافه کنید.
erreur-minuscule = دست‌کم یک حرف کوچک لاتین اضافه کنید.
erreur-confirmation = دو رمز عبور یکسان نیستند.
choix-fait = رمز عبور شما تغییر کرد.

## L’accueil : le courrier

accueil-titre = صفحهٔ نامه‌های شما
accueil-bonjour = سلام { $prenom }!
accueil-bienvenue = به صفحهٔ پیگیری نامه‌های خود خوش آمدید
courrier-oui = شما نامه دارید!
courrier-non = نامهٔ جدیدی ندارید
courrier-non-texte = این صفحه را مرکز شما به‌روز می‌کند. هر وقت خواستید برگردید.
courrier-lettres = { $nombre ->
    [one] { $nombre } نامه
   *[other] { $nombre } نامه
}
courrier-avis = { $nombre ->
    [one] { $nombre } برگهٔ اطلاع پست
   *[other] { $nombre } برگهٔ اطلاع پست
}
courrier-colis = { $nombre ->
    [one] { $nombre } بسته
   *[other] { $nombre } بسته
}
courrier-ou = می‌توانید آن را از مرکزی که نامه‌هایتان را می‌گیرد بردارید
courrier-avis-urgent = برگهٔ اطلاع پست فوری است: آن را از اینجا بگیرید و زود به ادارهٔ پست (La Poste) بروید. پست نامه را فقط 15 روز نگه می‌دارد.
courrier-depuis = از { $semaine } { $date }

## L’accueil : quand revenir, et jusqu’à quand

passage-avant = مراجعهٔ بعدی پیش از { $semaine } { $date }
passage-pourquoi = برای حفظ نشانی خود، پیش از این تاریخ بیایید یا تلفن کنید.
passage-reste = { $nombre ->
    [one] { $nombre } روز
   *[other] { $nombre } روز
} باقی مانده است. برای حفظ نشانی خود بیایید یا تلفن کنید.
passage-demain = فرداست. برای حفظ نشانی خود بیایید یا تلفن کنید.
passage-aujourdhui = امروز است. برای حفظ نشانی خود بیایید یا تلفن کنید.
passage-depasse = این تاریخ گذشته است. زود به مرکز بروید تا نشانی خود را از دست ندهید.
fin-passee = نشانی پستی شما در { $date } پایان یافت
fin-passee-texte = برای درخواست تمدید زود به مرکز بروید. نامه‌هایتان از دست نرفته است.
fin-aujourdhui = نشانی پستی شما امروز پایان می‌یابد
fin-aujourdhui-texte = امروز برای درخواست تمدید به مرکز بروید.
fin-proche = نشانی پستی شما { $semaine } { $date } پایان می‌یابد
fin-proche-texte = پیش از این تاریخ از مرکز تمدید بخواهید.
renouvellement-tard-texte = درخواست تمدید شما در حال بررسی است. از پذیرش بپرسید آیا چیزی کم است. نامه‌هایتان از دست نرفته است.
renouvellement-valable = نشانی شما تا { $semaine } { $date } معتبر است
renouvellement-texte = درخواست تمدید شما در حال بررسی است. مرکز تصمیم خود را به شما می‌گوید. تا آن زمان چیزی برای نامه‌هایتان تغییر نمی‌کند.

## L’accueil : une décision, et ce que l’on peut faire

recours-renouvellement = تمدید شما رد شد
recours-renouvellement-texte = نشانی شما تا { $semaine } { $date } معتبر است: تا آن روز برای گرفتن نامه‌هایتان بیایید.
recours-refus = درخواست شما رد شد
recours-refus-texte = مرکز باید تصمیم خود را کتبی توضیح دهد و مرکز دیگری را که می‌تواند به شما نشانی بدهد معرفی کند.
recours-radiation = نشانی پستی شما پایان یافت
recours-radiation-texte = برای گرفتن نامه‌هایی که منتظر شماست بیایید و به اداره‌هایی که به شما نامه می‌نویسند خبر دهید. می‌توانید درخواست تازه‌ای بدهید.
recours-motif = دلیل: { $motif }.
motif-non-precise = ذکر نشده
motif-hors-agrement = خارج از مجوز مرکز
motif-pas-de-lien = نداشتن پیوند با شهرداری
motif-saturation = نبود جا در مرکز
motif-votre-demande = به درخواست شما
motif-plus-de-lien = دیگر پیوندی با شهرداری نیست
motif-fin = پایان نشانی پستی
motif-absence = بیش از 3 ماه بدون مراجعه یا تماس
motif-reglement = رعایت نکردن مقررات
motif-logement = گرفتن مسکن
motif-autre = دلیل دیگر
recours-parler = نخست با پذیرش صحبت کنید: ممکن است خطا فوراً اصلاح شود.
recours-ecrire = می‌توانید ظرف 2 ماه به مرکز بنویسید و بخواهید تصمیم خود را بازبینی کند.
recours-tribunal = همچنین می‌توانید ظرف 2 ماه به دادگاه اداری شکایت کنید. «مدافع حقوق» (Défenseur des droits) رایگان کمک می‌کند: { $telephone }.

## L’accueil : où aller

ou-titre = کجا بروید
porte-ouverte = باز است
porte-ouverte-heure = باز است، ساعت { $heure } بسته می‌شود
porte-ouverte-demain = باز است، فردا ساعت { $heure } بسته می‌شود
porte-ouverte-jour = باز است، { $semaine } { $date } ساعت { $heure } بسته می‌شود
porte-fermee = بسته است
porte-fermee-heure = بسته است، ساعت { $heure } باز می‌شود
porte-fermee-demain = بسته است، فردا ساعت { $heure } باز می‌شود
porte-fermee-jour = بسته است، { $semaine } { $date } ساعت { $heure } باز می‌شود
fermeture-jour = { $semaine } { $date } بسته است
fermeture-jours = از { $semaine } { $date } تا { $semaineFin } { $dateFin } بسته است
fermeture-motif = { $fermeture }: { $motif }
horaires-ligne = { $jours }: { $heures }
horaires-deux-jours = { $premier } و { $dernier }
horaires-plusieurs-jours = { $premier } تا { $dernier }
horaires-tous-les-jours = هر روز
horaires-plage = { $debut } – { $fin }
horaires-ferme = بسته
horaires-feries = روزهای تعطیل رسمی
ou-courrier = نشانی پستی شما: { $adresse }

## L’accueil : la domiciliation, les informations, les documents

domiciliation-titre = نشانی پستی شما
domiciliation-dossier = پروندهٔ شما
domiciliation-statut = وضعیت
domiciliation-debut = آغاز
domiciliation-echeance = پایان
domiciliation-passage = آخرین مراجعه
statut-instruction = در حال بررسی
statut-attente = در انتظار تصمیم
statut-actif = فعال
statut-refuse = رد شده
statut-radie = پایان یافته
statut-renouvellement = تمدید در جریان است
informations-titre = اطلاعات شما
informations-sans-telephone = شماره تلفن ثبت نشده است
informations-sans-email = ایمیل ثبت نشده است
informations-erreur = خطایی هست؟ به مرکز بگویید: آن را اصلاح می‌کند.
annonce-de = اعلان مرکز شما
documents-titre = مدارک شما
document-image = تصویر { $format }
mouvements-titre = این روزها
mouvement-recu = رسیده: { $quoi }
mouvement-remis = تحویل شده: { $quoi }
mouvement-retour = برگشت به فرستنده: { $quoi }
mouvement-transfert = فرستاده به نشانی دیگر: { $quoi }
mouvement-appel = تماس تلفنی
mouvement-visite = مراجعه
accueil-messages = انتخاب روش خبر دادن

## « Mes messages » : e-mails et SMS

messages-titre = پیام‌های من
messages-chapeau = { $structure } می‌تواند به شما خبر دهد: نامه‌ای در انتظار شماست، نشانی پستی شما پایان می‌یابد، یا مدت زیادی است نیامده‌اید.
messages-fermes = مرکز شما فعلاً پیام نمی‌فرستد. انتخاب شما نگه داشته می‌شود.
messages-refuse-titre = پیامک‌ها دیگر فرستاده نمی‌شوند
messages-refuse-texte = شمارهٔ شما رد شد. به پذیرش بگویید: مرکز آن را اصلاح می‌کند.
messages-question = چگونه می‌خواهید به شما خبر دهند؟
messages-aucune = هیچ‌کدام
messages-email = با ایمیل
messages-sms = با پیامک
messages-les-deux = با ایمیل و پیامک
messages-adresse = ایمیل: { $email }
messages-sans-adresse = ایمیل: ندارد. آن را به پذیرش بدهید.
messages-mobile = موبایل: { $numero }
messages-sans-mobile = موبایل: ندارد. آن را به پذیرش بدهید.
messages-choisir = از فهرست انتخاب کنید.
messages-fait = انتخاب شما ذخیره شد.
messages-retour = بازگشت به صفحهٔ من

## Quand une page ne peut pas être montrée

incident-numero = خطای { $status }
incident-intact = چیزی تغییر نکرد.
incident-incomplet = این درخواست کامل نیست
incident-incomplet-texte = به عقب برگردید و دوباره امتحان کنید.
incident-deconnecte = شما دیگر وارد نیستید
incident-deconnecte-texte = وارد شوید و دوباره امتحان کنید.
incident-interdit = به این صفحه دسترسی ندارید
incident-autre-site = این درخواست از سایت دیگری آمده است
incident-autre-site-texte = برای امنیت انجام نشد. صفحه را از Escale باز کنید و دوباره امتحان کنید.
incident-introuvable = این صفحه وجود ندارد
incident-introuvable-texte = شاید نشانی خطا دارد، یا صفحه برداشته شده است.
incident-action = این کار اینجا ممکن نیست
incident-action-texte = به صفحهٔ قبل برگردید.
incident-conflit = کسی پیش از شما آمده است
incident-conflit-texte = رمز عبور یا دسترسی شما همین حالا تغییر کرد. دوباره وارد شوید.
incident-lourd = خیلی سنگین است
incident-lourd-texte = آنچه فرستادید از اندازهٔ مجاز بیشتر است.
incident-trop = درخواست‌های زیاد هم‌زمان
incident-trop-texte = { $nombre ->
    [one] { $nombre } ثانیه
   *[other] { $nombre } ثانیه
} صبر کنید و دوباره امتحان کنید.
incident-absent = سرویس فعلاً در دسترس نیست
incident-absent-texte = چند دقیقه دیگر دوباره امتحان کنید.
incident-interne = خطایی از طرف ما رخ داد
incident-interne-texte = ثبت شد. دوباره امتحان کنید؛ اگر تکرار شد، شمارهٔ زیر را به کسی که کمکتان می‌کند بدهید.
incident-demande = اگر کمک می‌خواهید، این شماره را بدهید:
incident-courrier = نامه‌های شما
incident-connexion = صفحهٔ ورود

## Un lien reçu par e-mail qui ne sert plus

lien-titre = این پیوند دیگر کار نمی‌کند
lien-inconnu = ناقص است، یا پیوند دیگری جای آن را گرفته است. ببینید آیا پیوند کامل را باز کرده‌اید.
lien-servi = پیش‌تر به کار رفته، یا پیوند دیگری جای آن را گرفته است. اگر چند ایمیل دارید، تازه‌ترین را باز کنید.
lien-passe = فقط مدتی اعتبار داشت و آن مدت گذشته است.
lien-disparu = آنچه به آن می‌رسید دیگر وجود ندارد.
lien-arret-conseil = برای نگرفتن ایمیل، از پذیرش مرکز بخواهید یا صفحهٔ خود را باز کنید.
lien-arret-page = باز کردن صفحهٔ من

## L’aide « Première connexion », page courte

aide-titre = اولین ورود
aide-resume = با نامهٔ مرکز، رمز عبور خود را در چند دقیقه انتخاب می‌کنید.
aide-lettre-titre = آنچه لازم دارید
aide-lettre = نامه‌ای که مرکز به شما داده است. روی آن شناسه (8 حرف) و یک رمز عبور موقت (8 رقم) هست. این رمز 30 روز اعتبار دارد.
aide-sans-lettre = نامه ندارید؟ دسترسی به صفحه را از پذیرش مرکز بخواهید.
aide-etapes-titre = گام به گام
aide-etape-ouvrir = صفحهٔ ورود را باز کنید.
aide-etape-code = با تلفن می‌توانید دوربین را به سوی مربع سیاه و سفید نامه بگیرید.
aide-etape-identifiant = زیر «{ connexion-identifiant }» 8 حرف را بنویسید. بزرگ یا کوچک فرقی ندارد.
aide-etape-mot-de-passe = زیر «{ connexion-mot-de-passe }» 8 رقم نامه را بنویسید.
aide-etape-partage = با تلفن خودتان هستید؟ ببینید که «{ connexion-partage }» علامت نخورده باشد.
aide-etape-bouton = «{ connexion-bouton }» را فشار دهید.
aide-etape-choisir = رمز عبور جدیدی انتخاب کنید. آن را زیر «{ choix-nouveau }» و بار دوم زیر «{ choix-confirmation }» بنویسید.
aide-etape-fin = «{ connexion-bouton }» را فشار دهید. صفحهٔ شما باز می‌شود.
aide-bon-titre = انتخاب رمز عبور خوب
aide-bon = دست‌کم 8 نویسه، با 1 رقم، 1 حرف بزرگ و 1 حرف کوچک لاتین. دو یا سه واژه که به یاد می‌سپارید، با یک رقم، رمز خوبی است. آن را برای خود نگه دارید.
aide-probleme-titre = اگر کار نکرد
aide-probleme-lettres = هر حرف شناسه را روی نامهٔ خود بررسی کنید.
aide-probleme-attendre = پس از 5 تلاش ناموفق پشت سر هم باید کمی صبر کنید. صفحه می‌گوید چه مدت.
aide-probleme-lettre = رمز را فراموش کرده یا نامه را گم کرده‌اید؟ نامهٔ تازه‌ای از پذیرش بخواهید. نامه‌های پستی شما سر جایشان هستند.
aide-partage-titre = روی دستگاه مشترک
aide-partage = علامت «{ connexion-partage }» را نگه دارید. وقتی تمام شد، «{ page-deconnexion }» را در بالای صفحه فشار دهید.

## La deuxième page de la lettre d’accès, imprimée dans la langue de la personne

lettre-titre = چگونه ببینید نامه دارید یا نه
lettre-texte = این نامه به شما دسترسی به صفحهٔ نامه‌هایتان می‌دهد. صفحهٔ اول همین را به فرانسوی می‌گوید.
lettre-site = این نشانی را باز کنید، یا دوربین تلفن خود را به سوی مربع بگیرید:
lettre-identifiant = زیر «{ connexion-identifiant }» بنویسید:
lettre-mot-de-passe = زیر «{ connexion-mot-de-passe }» رمز عبور موقت را بنویسید:
lettre-choisir = «{ connexion-bouton }» را فشار دهید، سپس رمز عبور خود را انتخاب کنید.
lettre-valable = رمز عبور موقت تا { $date } معتبر است.
lettre-garder = این نامه را در جای امن نگه دارید. رمز عبور خود را به کسی ندهید. اگر فراموش کردید، رمز جدیدی از پذیرش بخواهید.
lettre-adresse = مرکز شما:

## Les messages que la structure envoie

objet-courrier = نامه‌ای در انتظار شماست
objet-echeance = نشانی پستی شما به‌زودی پایان می‌یابد
objet-absence = برای حفظ نشانی خود پیش ما بیایید
bonjour = سلام { $prenom }،
courrier = نامه‌ای در { $structure } در انتظار شماست. برای گرفتن آن به پذیرش بیایید.
echeance = نشانی پستی شما در { $jour } پایان می‌یابد. برای حفظ آن، پیش از این روز در پذیرش تمدید بخواهید.
absence = آخرین مراجعهٔ شما { $jours ->
    [one] { $jours } روز
   *[other] { $jours } روز
} پیش بود.
absence-avant = برای حفظ نشانی خود پیش از { $jour } بیایید یا تلفن کنید.
absence-vite = برای حفظ نشانی خود هرچه زودتر بیایید یا تلفن کنید.
ferme-ouvre-a = امروز بسته‌ایم. { $jour } ساعت { $heure } باز می‌کنیم.
ferme-ouvre = امروز بسته‌ایم. { $jour } باز می‌کنیم.
ou = کجا: { $adresse }
bouton = دیدن صفحهٔ من
lien = اگر دکمه کار نمی‌کند، این نشانی را کپی کنید:
pourquoi = این پیام را می‌گیرید چون از { $structure } خواسته‌اید با ایمیل به شما خبر دهد.
automatique = این پیام خودکار فرستاده شده است: به آن پاسخ ندهید.
arret = دیگر این پیام‌ها را نمی‌خواهم

sms-courrier = نامه‌ای در انتظار شماست.
sms-echeance = نشانی شما { $jour } پایان می‌یابد، تمدید بخواهید.
sms-absence = پیش از { $jour } بیایید یا تلفن کنید.
sms-absence-vite = زود بیایید یا تلفن کنید.
sms-ferme = { $jour } باز است.
sms-arret = برای توقف: در پذیرش یا صفحهٔ شما.

page-titre = نگرفتن ایمیل
page-texte = { $structure } دیگر با ایمیل به شما خبر نخواهد داد.
page-bouton = نگرفتن ایمیل
page-fait = انجام شد: { $structure } دیگر به شما ایمیل نمی‌فرستد.
page-reprendre = برای گرفتن دوبارهٔ آن‌ها، از پذیرش بخواهید یا به صفحهٔ خود بروید.
