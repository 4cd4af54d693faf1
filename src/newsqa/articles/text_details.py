"""What a text says about itself in lines of its own: who wrote it, when, for whom; and where it was written."""

import re
from datetime import date
from typing import NamedTuple

from newsqa.articles.dates_in_text import find_date, is_believable, without_times
from newsqa.articles.documents import Detail, Field
from newsqa.articles.furniture_words import BUTTONS, FUNCTION_WORDS, PAGE_WORDS
from newsqa.articles.line_shapes import ends_sentence, words_of

AGENCIES = frozenset(
    """
    afp reuters ap tass dpa efe ansa xinhua interfax bloomberg upi pa apa itar-tass ria kyodo pti ians anadolu
    lusa belga
    sda tt ntb ritzau armenpress arminfo panarmenian trend tanjug hina agerpres pap ctk mti
    """.split()
) | {
    "associated press",
    "the associated press",
    "agence france-presse",
    "риа новости",
    "europa press",
    "тасс",
    "интерфакс",
}
# Signatures that name nobody.
NOBODY = frozenset(
    "admin administrator webmaster editor editors staff newsdesk desk author user guest team root redaktion rédaction "
    "redacción редакция newsroom web online".split()
)
LONGEST_DETAIL = 250  # characters
PUBLISHED_WORDS = frozenset(
    """
    published posted created issued date first publié publiée paru veröffentlicht erstellt publicado publicada
    опубликовано дата on at le the den vom am um à a las la el o'clock um h uhr of в г from
    """.split()
)
UPDATED_WORDS = frozenset(
    """
    updated update modified last revised edited mis jour mise modifié modifiée aktualisiert stand zuletzt
    actualizado actualizada
    обновлено изменено
    """.split()
)
# Labels in languages whose 08/09/2020 is the 8th of September; an American zone makes it August.
DAY_FIRST = frozenset(
    "publié publiée modifié modifiée veröffentlicht aktualisiert stand publicado publicada actualizado опубликовано "
    "обновлено le jour uhr".split()
)
US_ZONE = re.compile(r"\b(?:ET|[ECMP][SD]T)\b")
FILLERS = PUBLISHED_WORDS | UPDATED_WORDS

_CAPITAL = r"[^\W\d_a-zà-öø-ÿа-яё]"
_NAME_WORD = rf"(?:{_CAPITAL}[\w'’.-]*|de|da|del|della|di|du|la|le|van|von|den|der|bin|ibn|al|el|y)"
_NAME = rf"{_CAPITAL}[\w'’.-]*(?:\s{_NAME_WORD}){{1,4}}"
NAME = re.compile(_NAME)
SEVERAL_NAMES = rf"{_NAME}(?:(?:,| and| und| et| y| и| &|, and)\s{_NAME}){{0,3}}"
BYLINE = re.compile(
    r"(?:(?i:(?:(?:words|story|text|written|posted|submitted|reported|reporting|article|published)\s+)?by\b|author|autor|autora|auteur"
    r"|автор|text|texte|writer)\s*:?|(?i:interview|words|reporting|protokoll)\s*:|(?:Von|Par|Por|VON|PAR|POR)(?=\s))\s+(?P<who>\S.*)"
)
EDITED = re.compile(
    r"(?:additional reporting|editing|edited|writing|translated|compiled|produced) by\s", re.IGNORECASE
)
SOURCE = re.compile(
    r"(?i:(?:(?:source|quelle|fuente|источник)\s*:|via:?|courtesy of|(?:published|provided) by|publié par|veröffentlicht von"
    r"|publicado por|(?:(?:this|the)\s+(?:article|story|piece|post|text)\s+)?(?:was\s+)?(?:originally|first)\s+"
    r"(?:published|appeared)(?:\s+(?:by|in|at))?|republished from)\s*:?)\s+(?P<what>\S.*)"
)
ROLE = re.compile(
    rf"(?P<who>{_NAME}),?\s+(?:[\w-]+\s){{0,3}}(?i:correspondent|reporter|(?:staff )?writer|columnist|contributor|editor)"
    rf"(?:,.{{1,30}})?|(?P<writer>{_NAME})[\s,]+\S+@\S+\.\w+"
)
LABEL_ALONE = re.compile(
    r"(?i:(?:last )?(?:published|posted|updated)(?: (?:on|at))?|published by|source|author|written by|by|posted by|автор|источник|quelle|fuente|autor|auteur)\s*:?"
)
SEPARATORS = re.compile(r"\s*[|•·;]\s*|\s+[–—-]\s+|\s+//?\s+")
DATELINE = re.compile(
    r"(?P<place>(?P<capitals>[^\W\d_a-zß-öø-ÿа-яё]{3}[^\Wa-zß-öø-ÿа-яё]*(?:[ /.'’-]+[^\W\d_a-zß-öø-ÿа-яё]{2,})*"
    r"(?:,\s(?:[A-Z]\.?[A-Z]\.?|[A-Z][a-z]+\.?))?)"
    rf"|{_CAPITAL}\w+(?:[ -]{_CAPITAL}\w+){{0,2}})"
    r"(?P<when>,\s[^()—–:]{3,30}?)?\s*(?:\((?P<agency>[^()]{2,40})\))?\s*(?:—|–|--|-|―)\s"
)
PLACE_ALONE = re.compile(r"[^\W\d_a-zà-öø-ÿа-яё]{4,}(?: [^\W\d_a-zà-öø-ÿа-яё]{2,}){0,2}")
NOT_PLACES = frozenset("update correction breaking exclusive photos video nato nasa faq analysis opinion".split())


class DetailLine(NamedTuple):
    """A line that tells of a story without being of it.

    `details` is empty where it says nothing of use ("By admin"). `is_labelled` is false of a date alone, which belongs to
    whatever stands beside it. `doubt` is why a date in it is not to be believed.
    """

    details: dict[Field, Detail]
    is_labelled: bool = False
    doubt: str | None = None


def detail_line(line: str) -> DetailLine | None:
    """What a line says of a story if that is all it says, else None."""
    line = line.strip()
    if line.startswith("(") and line.endswith(")"):
        line = line[1:-1]
    if len(line) > LONGEST_DETAIL or len(words_of(line)) > 24 or "\n" in line:
        return None
    if (name := agency(line)) is not None:
        return DetailLine({"source": Detail(name, "a line of the text")}, is_labelled=True)
    if (role := ROLE.fullmatch(line)) is not None:
        return DetailLine({"byline": Detail(role["who"] or role["writer"], "a line of the text")}, is_labelled=True)
    details: dict[Field, Detail] = {}
    is_labelled, doubt = False, None
    pieces = [piece for piece in SEPARATORS.split(line) if piece]
    has_date = False
    names: list[str] = []
    for piece in pieces:
        if (source := _source(piece)) is not None:
            is_labelled = True
            details.setdefault(*source)
            continue
        rest = without_times(piece)
        day_first = False if US_ZONE.search(line) else bool(DAY_FIRST & set(words_of(line))) or None
        if (found := find_date(piece, day_first=day_first)) is not None:
            has_date, rest = True, found.rest
            labels = set(words_of(rest)) & (FILLERS - {"on", "at", "le", "the", "am", "um", "a", "la", "el"})
            is_labelled = is_labelled or bool(labels)
            field: Field = "updated" if labels & UPDATED_WORDS else "published"
            place = rest.split("|")[0].strip(" ,.")
            if PLACE_ALONE.fullmatch(place):
                details.setdefault("place", Detail(place.title(), "a line of the text"))
                rest = rest.replace(place, "", 1)
            if found.day is None:
                doubt = "a date that cannot be told for certain"
            elif not is_believable(found.day):
                doubt = f"a date that cannot be right ({found.day})"
            elif field not in details or "first" in labels:
                details[field] = Detail(found.day, "a line of the text")
        for part in rest.split("|"):
            part = part.strip(" ,:.()")
            match _who(part):
                case None if agency(part):
                    details.setdefault("source", Detail(part, "a line of the text"))
                case None if EDITED.match(part):
                    is_labelled = True
                case None if NAME.fullmatch(part) and not has_date_words(part):
                    names.append(part)
                case None if not _is_filler(part):
                    return None
                case None:
                    pass
                case who:
                    is_labelled = True
                    if who:
                        details.setdefault("byline", Detail(who, "a line of the text"))
    if names and not (has_date or is_labelled):
        return None
    for name in names:
        if name.lower() in AGENCIES:
            details.setdefault("source", Detail(name, "a line of the text"))
        else:
            details.setdefault("byline", Detail(name, "a line of the text"))
    return DetailLine(details, is_labelled, doubt) if has_date or is_labelled else None


def has_date_words(text: str) -> bool:
    """Whether words that look like a name are labels: "Last Updated"."""
    return any(word in FILLERS or word in BUTTONS or word in PAGE_WORDS for word in words_of(text))


def agency(line: str) -> str | None:
    """The news agency that a line names, and nothing beside it."""
    name = line.strip(" ()—–-.")
    return name if name.lower() in AGENCIES and (len(name) > 3 or name.isupper()) else None


def is_name(text: str) -> bool:
    """Whether a line could be a person's or a newspaper's name and nothing else."""
    return NAME.fullmatch(text) is not None and not has_date_words(text)


class Dateline(NamedTuple):
    """The words before the dash with which an agency's story begins."""

    place: str
    agency: str | None = None
    day: date | None = None


def dateline(paragraph: str) -> Dateline | None:
    """The place that a story's first paragraph begins with ("MOSCOW, Sept. 29 (Reuters) —"), or None.

    A place in small letters needs an agency or a date after it: "Talks — the third this year — ended" has none.
    """
    match = DATELINE.match(paragraph)
    if match is None:
        return None
    place, when = match["place"], match["when"] or ""
    found = find_date(when)
    has_day = found is not None or re.search(r"\d", when) is not None
    is_capital = match["capitals"] is not None and place.split(",")[0].isupper()
    if not is_capital and not match["agency"] and not has_day:
        return None
    if when and not has_day:
        place += when
    if set(words_of(place)) & NOT_PLACES:
        return None
    if is_capital:
        head, comma, tail = place.partition(",")
        # str.title() would make "O’Fallon" of nothing and "Xi’An" of "XI’AN".
        place = re.sub(r"[^\W\d_]+", lambda word: word[0].capitalize(), head) + comma + tail
    day = found.day if found is not None and found.day is not None and is_believable(found.day) else None
    return Dateline(" ".join(place.split()), match["agency"], day)


def _who(text: str) -> str | None:
    """The name after "By"; an empty one where it is nobody's; None where there is none."""
    match = BYLINE.fullmatch(text)
    if match is None:
        return None
    who = re.sub(
        r"\s+\d+$", "", re.sub(r"\s+\d+ (?:comments?|shares?|views?)$", "", match["who"], flags=re.IGNORECASE)
    )
    words = words_of(who)
    if not words or len(words) > 14 or (ends_sentence(who) and not re.search(r"\b[A-Z]\.$|\b[JS]r\.$", who)):
        return None
    if any(word in NOBODY for word in words) and all(word in NOBODY or word in FUNCTION_WORDS for word in words):
        return ""
    named = re.match(SEVERAL_NAMES, who)
    if named is None:
        alone = re.fullmatch(r"[^\W\d_][\w.-]+", who)
        return who if alone and who[0].isupper() and not has_date_words(who) else None
    after = who[named.end() :]
    for words_before in range(1, 4):
        # "By JOHN SMITH Associated Press": no comma parts the name from the agency.
        head, tail = named[0].split()[:-words_before], named[0].split()[-words_before:]
        if len(head) >= 2 and " ".join(tail).lower() in AGENCIES:
            return " ".join(head)
    return named[0] if not after or re.match(r"\s*[,(|/]|\s+(?:in|for|at|on)\b", after) else None


def _source(text: str) -> tuple[Field, Detail] | None:
    match = SOURCE.fullmatch(text)
    if match is None:
        return None
    what = match["what"].strip(" .")
    if re.match(r"https?://\S+$", what):
        return "url", Detail(what, "a line of the text")
    if find_date(what) or not 1 <= len(words_of(what)) <= 8 or not (what[0].isupper() or "." in what):
        return None
    return "source", Detail(what, "a line of the text")


def _is_filler(text: str) -> bool:
    words = words_of(text)
    return all(word in FILLERS or word in BUTTONS or word in PAGE_WORDS for word in words)
