# Arabe. Traduction non relue par un locuteur.

date = { $jour } { $mois ->
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
} { $annee }

objet-courrier = لديك بريد في انتظارك
objet-echeance = ينتهي توطينك البريدي قريبًا
objet-absence = مرّ علينا للاحتفاظ بعنوانك
bonjour = مرحبًا { $prenom }،
courrier = لديك بريد في انتظارك لدى { $structure }. مرّ على الاستقبال لأخذه.
echeance = ينتهي توطينك البريدي في { $jour }. للاحتفاظ بعنوانك، اطلب التجديد من الاستقبال قبل هذا اليوم.
# « reste » : ce qui reste de « jours » au-delà de cent, dont l’arabe tire l’accord. La bibliothèque qui connaît les
# pluriels (intl_pluralrules 7.0) l’oublie ; sur « reste », elle a raison. Il n’y a jamais moins de 60 jours.
absence = مرّ على آخر زيارة لك { $reste ->
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
