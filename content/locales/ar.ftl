# Arabe. Traduction non relue par un locuteur.

## Les dates, les heures, les listes, les nombres

date = { $jour } { mois } { $annee }
date-proche = { $jour } { mois }
mois = { $mois ->
    [1] يناير
    [2] فبراير
    [3] مارس
    [4] أبريل
    [5] مايو
    [6] يونيو
    [7] يوليو
    [8] أغسطس
    [9] سبتمبر
    [10] أكتوبر
    [11] نوفمبر
   *[12] ديسمبر
}
semaine = { $semaine ->
    [1] الاثنين
    [2] الثلاثاء
    [3] الأربعاء
    [4] الخميس
    [5] الجمعة
    [6] السبت
   *[7] الأحد
}
date-chiffres = { $jour }/{ $mois }/{ $annee }
heure-juste = { $heures }:00
heure-minutes = { $heures }:{ $minutes }
heure-minuit = منتصف الليل
liste-fin = { $debut } و{ $dernier }
liste-suite = { $debut }، { $suivant }
poids-ko = { $nombre } كيلوبايت
poids-mo = { $nombre } ميغابايت

## Autour de chaque page

page-contenu = الانتقال إلى المحتوى
page-quitter = مغادرة هذه الصفحة
page-deconnexion = تسجيل الخروج
page-titre-erreur = خطأ: { $titre }
pied-nom = معلومات
pied-aide = مساعدة
pied-confidentialite = الخصوصية
pied-accessibilite = سهولة الاستخدام
pied-mentions = المعلومات القانونية
langue-menu = اللغة
langue-changer = تغيير اللغة
langue-non-relue = لم تتم مراجعة هذه الترجمة بعد.
avis-information = معلومة
avis-attention = تنبيه
avis-important = مهم

## Les formulaires

formulaire-a-corriger = يجب التصحيح
formulaire-erreur = خطأ:
formulaire-enregistrer = حفظ
formulaire-annuler = إلغاء
mot-de-passe-afficher = إظهار
mot-de-passe-masquer = إخفاء

## La page de connexion

connexion-titre = الدخول إلى صفحة بريدك
connexion-question = هل ينتظرك بريد؟
connexion-chapeau = انظر من هنا قبل أن تأتي.
connexion-identifiant = اسم الدخول
connexion-identifiant-aide = 8 أحرف لاتينية، مكتوبة في الرسالة التي سلّمها لك المركز
connexion-mot-de-passe = كلمة السر
connexion-partage = هذا الجهاز يستعمله أشخاص آخرون
connexion-partage-aide = إذا كان كذلك، يتم تسجيل خروجك بعد 10 دقائق دون استعمال.
connexion-bouton = دخول
oubli-titre = هل نسيت كلمة السر؟
oubli-texte = اسأل المركز، في الاستقبال أو بالهاتف. سيسلّمك رسالة جديدة فيها كلمة سر جديدة.
connexion-premiere = هذا أول دخول لي
connexion-structures = هل تعمل في مركز؟

refus-titre = تعذّر الدخول
refus-texte = تحقق من اسم الدخول وكلمة السر، ثم حاول مرة أخرى.
essais-titre = محاولات كثيرة
essais-minutes = للأمان، حاول مرة أخرى بعد { $nombre ->
    [zero] { $nombre } دقيقة
    [one] دقيقة واحدة
    [two] دقيقتين
    [few] { $nombre } دقائق
    [many] { $nombre } دقيقة
   *[other] { $nombre } دقيقة
}.
essais-heures = للأمان، حاول مرة أخرى بعد { $nombre ->
    [zero] { $nombre } ساعة
    [one] ساعة واحدة
    [two] ساعتين
    [few] { $nombre } ساعات
    [many] { $nombre } ساعة
   *[other] { $nombre } ساعة
}.
acces-ferme-titre = الدخول مغلق
acces-ferme-texte = تم إغلاق دخولك إلى هذه الصفحة. اسأل استقبال المركز.
temporaire-expire-titre = انتهت كلمة السر المؤقتة
temporaire-expire-texte = هي صالحة لمدة 30 يومًا فقط. اطلب واحدة جديدة من استقبال المركز.
session-finie = تم تسجيل خروجك. يمكنك إغلاق هذه الصفحة.
session-expiree = انتهى اتصالك. لم يضع شيء: ادخل من جديد.

## Choisir son mot de passe

choix-titre-page = اختيار كلمة سر جديدة
choix-titre = اختر كلمة السر
choix-chapeau = هذا أول دخول لك، اختر كلمة سر جديدة:
choix-changer = تغيير كلمة السر
choix-actuel = كلمة السر الحالية
choix-nouveau = كلمة السر الجديدة
choix-confirmation = تأكيد كلمة السر
choix-confirmation-aide = اكتبها مرة ثانية.
choix-enregistrer = حفظ كلمة السر الجديدة
choix-secret = كلمة السر هذه لك وحدك. لن يطلبها منك أحد في المركز.
regles-titre = كلمة السر:
regle-temporaire = تختلف عن كلمة السر المؤقتة
regle-actuel = تختلف عن كلمة السر الحالية
regle-longueur = 8 رموز على الأقل
regle-chiffre = رقم واحد على الأقل
regle-majuscule = حرف لاتيني كبير واحد على الأقل
regle-minuscule = حرف لاتيني صغير واحد على الأقل
regles-compte = الشروط المستوفاة: { $respectees } من { $total }
erreur-actuel = هذه ليست كلمة السر الحالية.
erreur-different = اختر كلمة سر تختلف عن التي استعملتها الآن.
erreur-longueur = يجب أن تكون 8 رموز على الأقل.
erreur-trop-long = لا تتجاوز { $nombre ->
    [zero] { $nombre } رمز
    [one] رمزًا واحدًا
    [two] رمزين
    [few] { $nombre } رموز
    [many] { $nombre } رمزًا
   *[other] { $nombre } رمز
}.
erreur-chiffre = أضف رقمًا واحدًا على الأقل.
erreur-majuscule = أضف حرفًا لاتينيًا كبيرًا واحدًا على الأقل.
erreur-minuscule = أضف حرفًا لاتينيًا صغيرًا واحدًا على الأقل.
erreur-confirmation = كلمتا السر ليستا متطابقتين.
choix-fait = تم تغيير كلمة السر.

## L’accueil : le courrier

accueil-titre = صفحة بريدك
accueil-bonjour = مرحبًا { $prenom }!
accueil-bienvenue = أهلًا بك في صفحة متابعة بريدك
courrier-oui = لديك بريد!
courrier-non = ليس لديك بريد جديد
courrier-non-texte = يحدّث المركز هذه الصفحة. عُد إليها متى شئت.
courrier-lettres = { $nombre ->
    [zero] لا رسائل
    [one] رسالة واحدة
    [two] رسالتان
    [few] { $nombre } رسائل
    [many] { $nombre } رسالة
   *[other] { $nombre } رسالة
}
courrier-avis = { $nombre ->
    [zero] لا إشعارات من البريد
    [one] إشعار واحد من البريد
    [two] إشعاران من البريد
    [few] { $nombre } إشعارات من البريد
    [many] { $nombre } إشعارًا من البريد
   *[other] { $nombre } إشعار من البريد
}
courrier-colis = { $nombre ->
    [zero] لا طرود
    [one] طرد واحد
    [two] طردان
    [few] { $nombre } طرود
    [many] { $nombre } طردًا
   *[other] { $nombre } طرد
}
courrier-ou = يمكنك أخذه من المركز الذي يستقبل بريدك
courrier-avis-urgent = إشعار البريد مستعجل: خذه من هنا، ثم اذهب بسرعة إلى مكتب البريد (La Poste). يحتفظ بالرسالة 15 يومًا فقط.
courrier-depuis = منذ { $semaine } { $date }

## L’accueil : quand revenir, et jusqu’à quand

passage-avant = الزيارة القادمة قبل { $semaine } { $date }
passage-pourquoi = مرّ علينا أو اتصل قبل هذا التاريخ للاحتفاظ بعنوانك.
passage-reste = بقي لك { $nombre ->
    [zero] { $nombre } يوم
    [one] يوم واحد
    [two] يومان
    [few] { $nombre } أيام
    [many] { $nombre } يومًا
   *[other] { $nombre } يوم
}. مرّ علينا أو اتصل للاحتفاظ بعنوانك.
passage-demain = الموعد غدًا. مرّ علينا أو اتصل للاحتفاظ بعنوانك.
passage-aujourdhui = الموعد اليوم. مرّ علينا أو اتصل للاحتفاظ بعنوانك.
passage-depasse = مضى هذا التاريخ. اذهب بسرعة إلى المركز كي لا تفقد عنوانك.
fin-passee = انتهى توطينك البريدي في { $date }
fin-passee-texte = اذهب بسرعة إلى المركز لطلب التجديد. بريدك لم يضع.
fin-aujourdhui = ينتهي توطينك البريدي اليوم
fin-aujourdhui-texte = اذهب إلى المركز اليوم لطلب التجديد.
fin-proche = ينتهي توطينك البريدي { $semaine } { $date }
fin-proche-texte = اطلب التجديد من المركز قبل هذا التاريخ.
renouvellement-tard-texte = طلب التجديد قيد الدراسة. اسأل الاستقبال إن كان ينقص شيء. بريدك لم يضع.
renouvellement-valable = يبقى عنوانك صالحًا حتى { $semaine } { $date }
renouvellement-texte = طلب التجديد قيد الدراسة. سيخبرك المركز بقراره. حتى ذلك الحين لا يتغير شيء في بريدك.

## L’accueil : une décision, et ce que l’on peut faire

recours-renouvellement = رُفض طلب التجديد
recours-renouvellement-texte = يبقى عنوانك صالحًا حتى { $semaine } { $date }: تعال لأخذ بريدك حتى ذلك اليوم.
recours-refus = رُفض طلبك
recours-refus-texte = يجب على المركز أن يشرح لك قراره كتابةً وأن يدلّك على مركز آخر يمكنه استقبال بريدك.
recours-radiation = انتهى توطينك البريدي
recours-radiation-texte = تعال لأخذ البريد الذي ينتظرك، وأخبر الجهات التي تراسلك. يمكنك تقديم طلب جديد.
recours-motif = السبب: { $motif }.
motif-non-precise = غير محدد
motif-hors-agrement = لا يشمله اعتماد المركز
motif-pas-de-lien = لا صلة بالبلدية
motif-saturation = لا مكان في المركز
motif-votre-demande = بطلب منك
motif-plus-de-lien = لم تعد هناك صلة بالبلدية
motif-fin = انتهاء التوطين البريدي
motif-absence = لا حضور ولا اتصال منذ أكثر من 3 أشهر
motif-reglement = عدم احترام النظام الداخلي
motif-logement = الحصول على سكن
motif-autre = سبب آخر
recours-parler = تحدث أولًا مع الاستقبال: قد يُصحَّح الخطأ فورًا.
recours-ecrire = يمكنك أن تكتب إلى المركز لتطلب مراجعة قراره، خلال شهرين.
recours-tribunal = يمكنك أيضًا اللجوء إلى المحكمة الإدارية خلال شهرين. يساعدك «المدافع عن الحقوق» (Défenseur des droits) مجانًا: { $telephone }.

## L’accueil : où aller

ou-titre = إلى أين تذهب
porte-ouverte = مفتوح
porte-ouverte-heure = مفتوح، يغلق على الساعة { $heure }
porte-ouverte-demain = مفتوح، يغلق غدًا على الساعة { $heure }
porte-ouverte-jour = مفتوح، يغلق { $semaine } { $date } على الساعة { $heure }
porte-fermee = مغلق
porte-fermee-heure = مغلق، يفتح على الساعة { $heure }
porte-fermee-demain = مغلق، يفتح غدًا على الساعة { $heure }
porte-fermee-jour = مغلق، يفتح { $semaine } { $date } على الساعة { $heure }
fermeture-jour = مغلق { $semaine } { $date }
fermeture-jours = مغلق من { $semaine } { $date } إلى { $semaineFin } { $dateFin }
fermeture-motif = { $fermeture }: { $motif }
horaires-ligne = { $jours }: { $heures }
horaires-deux-jours = { $premier } و{ $dernier }
horaires-plusieurs-jours = من { $premier } إلى { $dernier }
horaires-tous-les-jours = كل يوم
horaires-plage = { $debut } – { $fin }
horaires-ferme = مغلق
horaires-feries = أيام العطل الرسمية
ou-courrier = عنوانك البريدي: { $adresse }

## L’accueil : la domiciliation, les informations, les documents

domiciliation-titre = توطينك البريدي
domiciliation-dossier = ملفك
domiciliation-statut = الحالة
domiciliation-debut = البداية
domiciliation-echeance = النهاية
domiciliation-passage = آخر زيارة
statut-instruction = قيد الدراسة
statut-attente = في انتظار القرار
statut-actif = سارٍ
statut-refuse = مرفوض
statut-radie = منتهٍ
statut-renouvellement = التجديد جارٍ
informations-titre = معلوماتك
informations-sans-telephone = لا يوجد رقم هاتف
informations-sans-email = لا يوجد بريد إلكتروني
informations-erreur = هل هناك خطأ؟ أخبر المركز: سيصححه.
annonce-de = إعلان من المركز
documents-titre = وثائقك
document-image = صورة { $format }
mouvements-titre = في الفترة الأخيرة
mouvement-recu = وصل: { $quoi }
mouvement-remis = سُلّم: { $quoi }
mouvement-retour = أُعيد إلى المرسل: { $quoi }
mouvement-transfert = أُرسل إلى عنوان آخر: { $quoi }
mouvement-appel = مكالمة هاتفية
mouvement-visite = زيارة
accueil-messages = اختيار طريقة الإشعار

## « Mes messages » : e-mails et SMS

messages-titre = رسائلي
messages-chapeau = يمكن أن تُخبرك { $structure }: ينتظرك بريد، أو ينتهي توطينك البريدي، أو لم تأتِ منذ مدة طويلة.
messages-fermes = لا يرسل المركز رسائل حاليًا. اختيارك محفوظ.
messages-refuse-titre = لم تعد رسائل SMS تُرسل
messages-refuse-texte = رُفض رقمك. أخبر الاستقبال: سيصححه المركز.
messages-question = كيف تريد أن يصلك الإشعار؟
messages-aucune = لا شيء
messages-email = بالبريد الإلكتروني
messages-sms = برسالة SMS
messages-les-deux = بالبريد الإلكتروني وبرسالة SMS
messages-adresse = البريد الإلكتروني: { $email }
messages-sans-adresse = البريد الإلكتروني: لا يوجد. أعطه للاستقبال.
messages-mobile = الهاتف المحمول: { $numero }
messages-sans-mobile = الهاتف المحمول: لا يوجد. أعطه للاستقبال.
messages-choisir = اختر من القائمة.
messages-fait = تم حفظ اختيارك.
messages-retour = العودة إلى صفحتي

## Quand une page ne peut pas être montrée

incident-numero = خطأ { $status }
incident-intact = لم يتغير شيء.
incident-incomplet = هذا الطلب غير كامل
incident-incomplet-texte = عُد إلى الوراء وحاول مرة أخرى.
incident-deconnecte = انتهى اتصالك
incident-deconnecte-texte = ادخل، ثم أعد المحاولة.
incident-interdit = لا يمكنك فتح هذه الصفحة
incident-autre-site = هذا الطلب آتٍ من موقع آخر
incident-autre-site-texte = للأمان، لم يُنفَّذ. افتح الصفحة من Escale وأعد المحاولة.
incident-introuvable = هذه الصفحة غير موجودة
incident-introuvable-texte = ربما هناك خطأ في العنوان، أو حُذفت الصفحة.
incident-action = هذا غير ممكن هنا
incident-action-texte = عُد إلى الصفحة السابقة.
incident-conflit = سبقك شخص آخر
incident-conflit-texte = تغيرت كلمة السر أو تغير دخولك للتو. ادخل من جديد.
incident-lourd = الحجم كبير جدًا
incident-lourd-texte = ما أرسلته يتجاوز الحجم المسموح.
incident-trop = طلبات كثيرة في الوقت نفسه
incident-trop-texte = انتظر { $nombre ->
    [zero] { $nombre } ثانية
    [one] ثانية واحدة
    [two] ثانيتين
    [few] { $nombre } ثوانٍ
    [many] { $nombre } ثانية
   *[other] { $nombre } ثانية
}، ثم حاول مرة أخرى.
incident-absent = الخدمة غير متاحة حاليًا
incident-absent-texte = حاول مرة أخرى بعد بضع دقائق.
incident-interne = حدث خطأ من جانبنا
incident-interne-texte = تم تسجيله. حاول مرة أخرى؛ إذا تكرر، أعطِ الرقم أدناه لمن يساعدك.
incident-demande = إذا طلبت المساعدة، أعطِ هذا الرقم:
incident-courrier = بريدك
incident-connexion = صفحة الدخول

## Un lien reçu par e-mail qui ne sert plus

lien-titre = هذا الرابط لم يعد صالحًا
lien-inconnu = هو غير كامل، أو حلّ محله رابط آخر. تحقق من أنك فتحت الرابط كله.
lien-servi = سبق استعماله، أو حلّ محله رابط آخر. إذا وصلتك عدة رسائل، افتح الأحدث.
lien-passe = كان صالحًا لمدة محدودة، وقد مضت.
lien-disparu = ما كان يؤدي إليه لم يعد موجودًا.
lien-arret-conseil = لإيقاف الرسائل الإلكترونية، اطلب ذلك من استقبال المركز، أو افتح صفحتك.
lien-arret-page = فتح صفحتي

## L’aide « Première connexion », page courte

aide-titre = أول دخول
aide-resume = برسالة المركز، تختار كلمة السر في بضع دقائق.
aide-lettre-titre = ما تحتاج إليه
aide-lettre = الرسالة التي سلّمها لك المركز. فيها اسم الدخول (8 أحرف) وكلمة سر مؤقتة (8 أرقام). كلمة السر هذه صالحة لمدة 30 يومًا.
aide-sans-lettre = ليست لديك رسالة؟ اطلب الدخول إلى الصفحة من استقبال المركز.
aide-etapes-titre = خطوة بخطوة
aide-etape-ouvrir = افتح صفحة الدخول.
aide-etape-code = بالهاتف، يمكنك أيضًا توجيه الكاميرا نحو المربع الأسود والأبيض في الرسالة.
aide-etape-identifiant = تحت «{ connexion-identifiant }»، اكتب الأحرف الثمانية. كبيرة أو صغيرة، لا يهم.
aide-etape-mot-de-passe = تحت «{ connexion-mot-de-passe }»، اكتب أرقام الرسالة الثمانية.
aide-etape-partage = هل تستعمل هاتفك الخاص؟ تأكد من أن الخانة «{ connexion-partage }» فارغة.
aide-etape-bouton = اضغط على «{ connexion-bouton }».
aide-etape-choisir = اختر كلمة سر جديدة. اكتبها تحت «{ choix-nouveau }»، ثم مرة ثانية تحت «{ choix-confirmation }».
aide-etape-fin = اضغط على «{ connexion-bouton }». تفتح صفحتك.
aide-bon-titre = اختيار كلمة سر جيدة
aide-bon = 8 رموز على الأقل، فيها رقم وحرف لاتيني كبير وحرف لاتيني صغير. كلمتان أو ثلاث تتذكرها مع رقم تكفي. احتفظ بها لنفسك.
aide-probleme-titre = إذا لم ينجح الأمر
aide-probleme-lettres = تحقق من كل حرف من اسم الدخول في رسالتك.
aide-probleme-attendre = بعد 5 محاولات فاشلة متتالية، يجب الانتظار قليلًا. تقول لك الصفحة كم من الوقت.
aide-probleme-lettre = هل نسيت كلمة السر أو ضاعت الرسالة؟ اطلب رسالة جديدة من الاستقبال. بريدك باقٍ في مكانه.
aide-partage-titre = على جهاز يستعمله آخرون
aide-partage = اترك الخانة «{ connexion-partage }» مختارة. عندما تنتهي، اضغط على «{ page-deconnexion }» في أعلى الصفحة.

## La deuxième page de la lettre d’accès, imprimée dans la langue de la personne

lettre-titre = كيف تعرف إن كان لديك بريد
lettre-texte = تتيح لك هذه الرسالة الدخول إلى صفحة بريدك. الصفحة الأولى تقول الشيء نفسه بالفرنسية.
lettre-site = افتح هذا العنوان، أو وجّه كاميرا هاتفك نحو المربع:
lettre-identifiant = تحت «{ connexion-identifiant }»، اكتب:
lettre-mot-de-passe = تحت «{ connexion-mot-de-passe }»، اكتب كلمة السر المؤقتة:
lettre-choisir = اضغط على «{ connexion-bouton }»، ثم اختر كلمة السر الخاصة بك.
lettre-valable = كلمة السر المؤقتة صالحة حتى { $date }.
lettre-garder = احتفظ بهذه الرسالة في مكان آمن. لا تعطِ كلمة السر لأحد. إذا نسيتها، اطلب واحدة جديدة من الاستقبال.
lettre-adresse = المركز:

## Les messages que la structure envoie

objet-courrier = لديك بريد في انتظارك
objet-echeance = ينتهي توطينك البريدي قريبًا
objet-absence = مرّ علينا للاحتفاظ بعنوانك
bonjour = مرحبًا { $prenom }،
courrier = لديك بريد في انتظارك لدى { $structure }. مرّ على الاستقبال لأخذه.
echeance = ينتهي توطينك البريدي في { $jour }. للاحتفاظ بعنوانك، اطلب التجديد من الاستقبال قبل هذا اليوم.
absence = مرّ على آخر زيارة لك { $jours ->
    [zero] { $jours } يوم
    [one] { $jours } يوم
    [two] { $jours } يوم
    [few] { $jours } أيام
    [many] { $jours } يومًا
   *[other] { $jours } يوم
}.
absence-avant = مرّ علينا أو اتصل قبل { $jour } للاحتفاظ بعنوانك.
absence-vite = مرّ علينا أو اتصل في أقرب وقت للاحتفاظ بعنوانك.
ferme-ouvre-a = نحن مغلقون اليوم. نفتح في { $jour } على الساعة { $heure }.
ferme-ouvre = نحن مغلقون اليوم. نفتح في { $jour }.
ou = المكان: { $adresse }
bouton = صفحتي
lien = إذا لم يعمل الزر، انسخ هذا العنوان:
pourquoi = تصلك هذه الرسالة لأنك طلبت من { $structure } إعلامك بالبريد الإلكتروني.
automatique = أُرسلت هذه الرسالة تلقائيًا: لا تردّ عليها.
arret = إيقاف هذه الرسائل

sms-courrier = لديك بريد في انتظارك.
sms-echeance = ينتهي توطينك البريدي في { $jour }، اطلب التجديد.
sms-absence = مرّ علينا أو اتصل قبل { $jour } للاحتفاظ بعنوانك.
sms-absence-vite = مرّ علينا أو اتصل قريبًا للاحتفاظ بعنوانك.
sms-ferme = نفتح في { $jour }.
sms-arret = للإيقاف: في الاستقبال أو على صفحتك.

page-titre = إيقاف الرسائل الإلكترونية
page-texte = لن ترسل إليك { $structure } رسائل إلكترونية بعد الآن.
page-bouton = إيقاف الرسائل الإلكترونية
page-fait = تم: لن ترسل إليك { $structure } رسائل إلكترونية بعد الآن.
page-reprendre = لتلقيها من جديد، اطلب ذلك في الاستقبال أو ادخل إلى صفحتك.
