//! Days and times as each language says them.

use super::{Filling, Language, Mistake, without_marks};

/// A day of the calendar.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Civil {
    /// The year.
    pub year: i32,
    /// The month, 1 to 12.
    pub month: u32,
    /// The day of the month.
    pub day: u32,
    /// The day of the week: 1 is Monday, 7 is Sunday.
    pub weekday: u32,
}

/// A time of day.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Time {
    /// 0 to 24; 24 is the midnight that ends the day.
    pub hours: u16,
    /// 0 to 59.
    pub minutes: u16,
}

impl Language {
    /// A day, as one writes it in this language: « 13 février 2027 ».
    ///
    /// # Errors
    /// As [`Language::say`].
    pub fn date(&self, day: impl Into<Civil>) -> Result<String, Mistake> {
        let day = day.into();
        let year = ("annee", self.digits(&day.year.to_string()).into());
        let [number, month] = day_and_month(day);
        self.say("date", &[number, month, year])
            .map(|said| without_marks(&said))
    }

    /// The same without its year, for a day that is near: « 13 février ».
    ///
    /// # Errors
    /// As [`Language::say`].
    pub fn date_near(&self, day: impl Into<Civil>) -> Result<String, Mistake> {
        self.say("date-proche", &day_and_month(day.into()))
            .map(|said| without_marks(&said))
    }

    /// The name of its day of the week: « samedi ».
    ///
    /// # Errors
    /// As [`Language::say`].
    pub fn weekday(&self, day: impl Into<Civil>) -> Result<String, Mistake> {
        self.weekday_of(i64::from(day.into().weekday))
    }

    /// The name of a day of the week: 1 is Monday, 7 is Sunday.
    ///
    /// # Errors
    /// As [`Language::say`].
    pub fn weekday_of(&self, number: i64) -> Result<String, Mistake> {
        self.say("semaine", &[("semaine", number.into())])
    }

    /// A day in digits, for facts and short lines: « 13/02/2027 ».
    ///
    /// # Errors
    /// As [`Language::say`].
    pub fn date_in_digits(&self, day: impl Into<Civil>) -> Result<String, Mistake> {
        let day = day.into();
        let two = |number: u32| Filling::from(self.digits(&format!("{number:02}")));
        let fillings = [
            ("jour", two(day.day)),
            ("mois", two(day.month)),
            ("annee", self.digits(&day.year.to_string()).into()),
        ];
        self.say("date-chiffres", &fillings)
            .map(|said| without_marks(&said))
    }

    /// The message `key`, which says a day with its name: its places `semaine` and `date` are filled.
    ///
    /// # Errors
    /// As [`Language::say`].
    pub fn dated(&self, key: &str, day: impl Into<Civil>) -> Result<String, Mistake> {
        let day = day.into();
        let named = [
            ("semaine", self.weekday(day)?.into()),
            ("date", self.date(day)?.into()),
        ];
        self.say(key, &named)
    }

    /// A time of day: « 9 h 30 », « 9 h », « minuit ».
    ///
    /// # Errors
    /// As [`Language::say`].
    pub fn time(&self, time: impl Into<Time>) -> Result<String, Mistake> {
        let Time { hours, minutes } = time.into();
        let hour = ("heures", self.digits(&hours.to_string()).into());
        let said = match (hours, minutes) {
            (24, 0) => self.say("heure-minuit", &[]),
            (_, 0) => self.say("heure-juste", &[hour]),
            _ => {
                let minutes = self.digits(&format!("{minutes:02}")).into();
                self.say("heure-minutes", &[hour, ("minutes", minutes)])
            }
        };
        said.map(|said| without_marks(&said))
    }
}

fn day_and_month(day: Civil) -> [(&'static str, Filling); 2] {
    [
        ("jour", i64::from(day.day).into()),
        ("mois", i64::from(day.month).into()),
    ]
}
