"""Which days are a deadline in German."""

from typing import Final

from apps.agents.library.reading.cues import DayCues, pattern, words
from apps.agents.library.reading.de.counts import NUMBERS

EXAMPLES: Final = (
    ("Wir brauchen es bis zum 15. März.", "2027-03-15"),
    ("Es muss bis Ende Juni fertig sein.", "2027-06-30"),
    ("Abgabe spätestens am 12.5.2027.", "2027-05-12"),
    ("Wir brauchen die Dateien in zwei Wochen.", "2027-03-23"),
    ("Es muss Freitag nächster Woche fertig sein.", "2027-03-19"),
    ("Es sollte bis kommenden Freitag fertig sein.", "2027-03-12"),
    ("Am 3. Mai muss alles gedruckt vorliegen.", "2027-05-03"),
    ("Deadline: 1. April", "2027-04-01"),
    ("Die Druckerei braucht die Daten am 20.4.", "2027-04-20"),
    ("Die Website soll zum 1. Juli online gehen.", "2027-07-01"),
    ("Wir eröffnen am 3. Mai, bis dahin muss alles fertig sein.", "2027-05-03"),
    ("Das Fest ist am 12. Juni.", ""),
    ("Bitte schicken Sie Ihr Angebot bis zum 20. März.", ""),
    ("Wir möchten am 1. April starten.", ""),
    ("Erste Entwürfe bis zum 1. April wären schön.", ""),
    ("Wir brauchen es im Sommer.", ""),
    ("Können wir am Donnerstag telefonieren?", ""),
    ("Ich bin bis zum 20. März im Urlaub.", ""),
    ("Es muss bis nächsten Freitag fertig sein.", ""),
)

_MONTHS = (
    r"jan(?:uar)?\.?|j[äa]nner", r"feb(?:ruar)?\.?", r"m(?:ä|ae)r(?:z|\.)?",
    r"apr(?:il)?\.?", r"mai", r"jun[io]?\.?", r"jul[iy]?\.?",
    r"aug(?:ust)?\.?", r"sept?(?:ember)?\.?",
    r"okt(?:ober)?\.?", r"nov(?:ember)?\.?", r"dez(?:ember)?\.?",
)  # fmt: skip
_DAYS = (
    r"montags?|mo", r"dienstags?|di", r"mittwochs?|mi", r"donnerstags?|do", r"freitags?|fr",
    r"samstags?|sonnabends?|sa", r"sonntags?|so",
)  # fmt: skip
_MONTH = "|".join(_MONTHS)
_DAY = "(?:montag|dienstag|mittwoch|donnerstag|freitag|samstag|sonnabend|sonntag)(?!\\w)"
_COUNT = r"(?P<n>\d{1,2}|ein(?:e[rnms]?)?|" + "|".join(NUMBERS) + ")"

DAYS: Final = DayCues(
    deadline=words(r"""
        deadline|abgabe(?:termin|frist|datum)?|fertigstellung\w*|liefertermin|lieferdatum
        endtermin|fällig|stichtag|spätestens|frist
        (?:fertig|bereit|gedruckt|geliefert|lieferbar|einsatzbereit|verfügbar|startklar|da sein
        abgeschlossen|vorliegen|vorhanden|online)
        (?:live|online) ?(?:gehen|geht|sein|stellen|schalten)?
        (?:brauch|benötig)\w* (?:\S+ ){0,5}(?:bis|zum|am|in)|launch|go-?live
        druckerei (?:braucht|benötigt|will|muss|möchte)|an die druckerei|in (?:den )?druck
        (?:termin|zeitrahmen|wann|bis wann|lieferung|fertig bis|benötigt bis|zeitplan)(?=:)
        endgültige (?:dateien|daten|version)|druckdaten|in händen|stehen|hängen
        """),
    deadline_weak=words(r"""
        brauch\w*|benötig\w*|fertig|innerhalb|liefer\w*|bräucht\w*|haben|umsetz\w*|erledigt
        online|verfügbar
        """),
    not_deadline=words(r"""
        angebote?s?|kostenvoranschl\w*|offerte|fragen|antwort\w*|rückmeldung|feedback|melden
        bescheid|meldet|treffen|termin(?:vorschl\w*)?(?!:)|telefon\w*|anruf\w*|besprech\w*
        gespräch|meeting|zoom|kaffee|kennenlern\w*|start(?:en|et)?|beginn\w*|anfang\w*|los
        erste[rsn]? (?:entw[uü]rfe?\w*|version|ideen?|vorschl\w*|skizzen?|konzepte?|fassung)
        entw[uü]rfe?|skizzen?|rechnung\w*|bezahl\w*|zahl(?:en|ung\w*)|stattfind\w*|findet|seit
        gegründet|urlaub|abwesend|nicht im büro|im büro|erreichbar|entscheid\w*
        pitch(?![ -]?deck)
        bewerb\w*|gültig|läuft|vernissage ist|preise?|kosten|shooting|vorstand\w*|sitzung
        (?:das|die|der|unser|unsere) \w*(?:fest|feier|hochzeit|messe|konferenz|eröffnung|konzert
        veranstaltung|markt|ausstellung|premiere|tagung|party|event|festival|lauf) (?:ist|sind
        findet|wird|beginnt|am)|heiraten|feiern|reichen sie
        """),
    by_then=words(r"""
        bis dahin|dafür (?:rechtzeitig|fertig)|rechtzeitig (?:dafür|dazu|davor)|vorher|bis dann
        """),
    just_by=pattern(r"""
        \b(?:bis|bis zum|bis spätestens(?: zum| am)?|spätestens(?: am| zum| bis)?|vor dem
        bis (?:einschließlich|ca\.?|etwa)|bis (?:zu)?(?:m|r) ende) ?$
        """),
    months=_MONTHS,
    weekdays=_DAYS,
    relative={
        "weekday_in_two_weeks": pattern(rf"""
        \b(?P<weekday>{_DAY}) (?:in zwei wochen|übernächster woche)\b
        """),
        "weekday_next_week": pattern(rf"\b(?P<weekday>{_DAY})(?: der)? nächste[rn]? woche\b"),
        "week_weekday_next": pattern(rf"\bnächste woche (?P<weekday>{_DAY})"),
        "next_weekday": pattern(rf"\bnächste[nrm]? (?P<weekday>{_DAY})"),
        "end_of_named": pattern(rf"""
        \bende (?:des monats )?(?P<month>{_MONTH})(?!\w)(?:,? (?P<year>20\d\d))?
        """),
        "end_of_next_month": pattern(r"\bende (?:des )?nächsten monats\b"),
        "end_of_month": pattern(r"\bende (?:des|dieses) monats\b|\bmonatsende\b"),
        "end_of_next_week": pattern(r"\bende (?:der )?(?:nächster|nächsten|kommender) woche\b"),
        "end_of_week": pattern(r"\bende (?:der|dieser) woche\b"),
        "end_of_year": pattern(r"\bende (?:des|dieses) jahres\b|\bjahresende\b"),
        "days": pattern(rf"""
        \b(?:in|innerhalb(?: von)?|binnen)(?: den)?(?: nächsten)? {_COUNT} tagen?\b
        """),
        "weeks": pattern(rf"""
        \b(?:in|innerhalb(?: von)?|binnen)(?: den)?(?: nächsten)? {_COUNT} wochen?\b(?! (?:vor
        nach))
        """),
        "weeks_from_now": pattern(rf"\bheute in {_COUNT} wochen\b"),
        "months": pattern(rf"""
        \b(?:in|innerhalb(?: von)?|binnen)(?: den)?(?: nächsten)? {_COUNT} monat(?:en?)?\b
        """),
        "weekday": pattern(rf"""
        \b(?:(?:diesen|kommenden) )?(?P<weekday>{_DAY})(?!,? (?:den|dem|\d|nächste|in))
        """),
        "day_after_tomorrow": pattern(r"\bübermorgen\b"),
        "tomorrow": pattern(r"\b(?:bis|für|ab) morgen\b"),
        "today": pattern(r"\bheute\b"),
        "ordinal": pattern(rf"""
        \b(?:am|zum|vom|dem|den) (?P<n>[12]?\d|3[01])\.(?!\d)(?! ?(?:{_MONTH}|\d))
        """),
    },
)
