"""What a text says about itself in lines of its own: who wrote it, when, for whom; and where it was written."""

import re
from datetime import date
from typing import NamedTuple

from newsqa.articles.dates_in_text import MONTHS, FoundDate, find_date, is_believable, without_times
from newsqa.articles.documents import Detail, Field
from newsqa.articles.furniture_words import BUTTONS, FUNCTION_WORDS, PAGE_WORDS
from newsqa.articles.line_shapes import ends_sentence, words_of

LONGEST_DETAIL = 250  # characters
MOST_DETAIL_WORDS = 24
MOST_SOURCE_WORDS = 8
MOST_PAPER_WORDS = 4
AGENCIES = frozenset(
    """
    afp reuters ap tass dpa efe ansa xinhua interfax bloomberg upi pa apa itar-tass ria kyodo pti ians anadolu lusa
    belga sda tt ntb ritzau armenpress arminfo panarmenian trend tanjug hina agerpres pap ctk mti тасс интерфакс
    """.split()
) | {"associated press", "the associated press", "agence france-presse", "europa press", "риа новости"}
# Signatures that name nobody.
NOBODY = frozenset(
    """
    admin administrator webmaster editor editors staff newsdesk desk author user guest team root redaktion rédaction
    redacción редакция newsroom web online
    """.split()
)
SMALL_WORDS = frozenset(
    "on at le the den vom am um à a las la el o'clock h в г years months weeks days hours year month week day".split()
)
PUBLISHED_WORDS = frozenset(
    """
    published posted created issued date first from publié publiée paru veröffentlicht erstellt uhr publicado
    publicada опубликовано дата
    """.split()
)
UPDATED_WORDS = frozenset(
    """
    updated update modified last change changed revised edited mis jour mise modifié modifiée aktualisiert
    stand zuletzt actualizado actualizada обновлено изменено
    """.split()
)
# Labels in languages whose 08/09/2020 is the 8th of September; an American time zone makes it August.
DAY_FIRST = frozenset(
    """
    publié publiée modifié modifiée jour le veröffentlicht aktualisiert stand uhr publicado publicada actualizado
    опубликовано обновлено
    """.split()
)
US_ZONE = re.compile(r"\b(?:ET|[ECMP][SD]T)\b")

_CAPITAL = r"[^\W\d_a-zß-öø-ÿа-яё]"
_NAME_WORD = rf"(?:{_CAPITAL}[\w'’.-]*|(?:de|da|del|della|di|du|la|le|van|von|den|der|bin|ibn|al|el|y)(?!\w))"
_NAME = rf"{_CAPITAL}[\w'’.-]*(?:\s{_NAME_WORD}){{1,4}}"
NAME = re.compile(_NAME)
NAMES = re.compile(rf"{_NAME}(?:(?:,| and| und| et| y| и| &|, and)\s{_NAME}){{0,3}}")
BYLINE = re.compile(
    r"(?:(?i:(?:(?:words|story|text|written|posted|submitted|reported|reporting|article|published)\s)?by\b\s*:?"
    r"|(?:author|autora?|auteur|автор|texte?|words|writer|interview|reporting|protokoll)\s*:)"
    r"|(?:Von|Par|Por|VON|PAR|POR)(?=\s))\s+(?P<who>\S.*)"
)
# Oona Farrell, Education Correspondent; Jim Hollis jhollis@example.com
ROLE = re.compile(
    rf"(?!By\s)(?P<who>{_NAME})(?:,\s+(?:[\w-]+\s){{0,3}}"
    r"(?i:correspondent|reporter|(?:staff )?writer|columnist|contributor|editor)(?:,.{1,30})?|[\s,]+\S+@\S+\.\w+)"
)
# Rowena Challis Environment editor
ROLE_BESIDE = re.compile(
    rf"(?P<who>{_CAPITAL}[\w'’-]+ {_CAPITAL}[\w'’-]+)\s(?:(?:[A-Z]\w+ )?[A-Z]\w+|[\w ]{{2,20}})"
    r" (?:correspondent|editor|reporter)"
)
EDITED = re.compile(
    r"(?:additional reporting|editing|edited|writing|translated|compiled|produced) by\s|editor\s?:\s", re.IGNORECASE
)
SOURCE = re.compile(
    r"(?:(?:source|quelle|fuente|источник|via)\s*:|(?:courtesy of|(?:published|provided) by|publié par"
    r"|veröffentlicht von|publicado por"
    r"|(?:(?:this|the)\s(?:article|story|piece|post|text)\s)?(?:was\s)?(?:originally|first)\s"
    r"(?:published|appeared)(?:\s(?:by|in|at))?|republished from)\s*:?)\s+(?P<what>\S.*)",
    re.IGNORECASE,
)
LABEL_ALONE = re.compile(
    r"(?:(?:last )?(?:published|posted|updated)(?: (?:on|at))?|(?:published|posted|written) by|by|source|author|автор"
    r"|источник|quelle|fuente|autor|auteur)\s*:?",
    re.IGNORECASE,
)
SEPARATORS = re.compile(
    r"\s*[|•·;\[\]]\s*|\s+[–—-]\s+|\s+//?\s+"
    # "Oct 4, 2023 Updated Oct 5, 2023"
    r"|(?<=[\dM])\s+\(?(?=(?:Last )?(?:[Uu]pdated?|[Mm]odified)\b)"
    # "Jane Roe Published October 4, 2023"
    r"|(?<=[a-z])\s+(?=Published\b)"
)
_SHOUTED = r"[^\W\d_a-zß-öø-ÿа-яё]"
DATELINE = re.compile(
    rf"(?P<place>(?P<shouted>{_SHOUTED}{{3}}[^\Wa-zß-öø-ÿа-яё]*(?:[ /.'’-]+{_SHOUTED}{{2,}})*"
    r"(?:,\s(?:[A-Z]\.?[A-Z]\.?|[A-Z][a-z]+\.?))?)"
    rf"|{_CAPITAL}\w+(?:[ -]{_CAPITAL}\w+){{0,2}})"
    r"(?P<when>,\s[^()—–:]{3,30}?)?\s*(?:\((?P<agency>[^()]{2,40})\))?\s*(?:—|–|--|-|―)\s"
)
COUNTS = re.compile(r"\s+\d+ (?:comments?|shares?|views?)$", re.IGNORECASE)  # "May 30, 2016 Jane Roe 3 Comments"
LINK_NUMBER = re.compile(r"\[\d+\](?=\w)")  # "By [9]Jane Roe", as text browsers write
GLUED_BY = re.compile(rf"^[Bb]y(?={_CAPITAL})")
GLUED_DATE = re.compile(rf"(?<=\w)(?=(?:{'|'.join(month.capitalize() for month in MONTHS)})\s\d{{1,2}},)")
GLUED_TIME = re.compile(r"(?<=[,\s]\d{4})(?=\d{2}:\d{2}\b)")
# "Society 19.05.2021 14:22"
SECTION_DATED = re.compile(rf"{_CAPITAL}[a-zß-öø-ÿа-яё]+\s(?=\d{{1,2}}\.\d{{1,2}}\.\d{{4}},?\s\d{{1,2}}:\d{{2}}$)")
DESK = re.compile(
    r"(?:\w+ ){0,2}(?:desk|bureau|correspondent|(?:staff )?reporter|(?:staff|star|special|online) report)",
    re.IGNORECASE,
)
PLACE_ALONE = re.compile(rf"{_SHOUTED}{{4,}}(?: {_SHOUTED}{{2,}}){{0,2}}")
NOT_PLACES = frozenset("update correction breaking exclusive photos video nato nasa faq analysis opinion".split())


class DetailLine(NamedTuple):
    """A line that tells of a story without being of it.

    `details` is empty where it says nothing of use ("By admin"). `is_labelled` is false of a date alone, which
    belongs to whatever stands beside it. `doubt` is why a date in it is not to be believed.
    """

    details: dict[Field, Detail]
    is_labelled: bool = False
    doubt: str | None = None


class Dateline(NamedTuple):
    """The words before the dash with which an agency's story begins."""

    place: str
    agency: str | None = None
    day: date | None = None


def detail_line(line: str) -> DetailLine | None:
    """What a line says of a story if that is all it says, else None."""
    as_it_stands = LINK_NUMBER.sub("", COUNTS.sub("", line.strip()))
    line = _unglued(as_it_stands)
    is_unglued = line != as_it_stands
    if line.startswith("(") and line.endswith(")"):
        line = line[1:-1]
    if len(line) > LONGEST_DETAIL or len(words_of(line)) > MOST_DETAIL_WORDS or "\n" in line:
        return None
    if (name := agency(line)) is not None:
        return DetailLine({"source": _told(name)}, is_labelled=True)
    if (role := ROLE.fullmatch(line) or ROLE_BESIDE.fullmatch(line)) is not None:
        return DetailLine({"byline": _told(role["who"])}, is_labelled=True)
    line = SECTION_DATED.sub("", line)
    details: dict[Field, Detail] = {}
    is_labelled = has_date = False
    doubt = None
    names: list[str] = []
    unknown: list[str] = []  # "The Daily News", beside a date
    is_parted = "|" in line
    for piece in filter(None, SEPARATORS.split(line)):
        if re.fullmatch(r"\S+@\S+\.\w+", piece):
            continue
        if (source := _source(piece)) is not None:
            is_labelled = True
            details.setdefault(*source)
            continue
        rest = without_times(piece)
        if (found := find_date(piece, day_first=_is_day_first(line))) is not None:
            has_date = True
            labels = set(words_of(found.rest)) & (PUBLISHED_WORDS | UPDATED_WORDS)
            is_labelled |= bool(labels)
            doubt = doubt or _doubt(found)
            field: Field = "updated" if labels & UPDATED_WORDS else "published"
            if found.day is not None and _doubt(found) is None and (field not in details or "first" in labels):
                details[field] = _told(found.day)
            place, rest = _place_before_date(found.rest)
            if place is not None:
                details.setdefault("place", _told(place))
        for part in (part.strip(" ,:.()") for part in rest.split("|")):
            if (who := _who(part)) is not None:
                is_labelled = True
                if who:
                    details.setdefault("byline", _told(who))
            elif (name := agency(part)) is not None:
                details.setdefault("source", _told(name))
            elif EDITED.match(part):
                is_labelled = True
            elif is_name(part):
                names.append(part)
            elif is_parted and NAME.fullmatch(part) and len(words_of(part)) <= MOST_PAPER_WORDS:
                unknown.append(part)
            elif is_unglued and re.fullmatch(rf"{_CAPITAL}\w+", part):
                continue
            elif not all(map(_is_label_word, words_of(part))):
                return None
    if not (has_date or is_labelled) or (unknown and not has_date):
        return None
    if names:
        details.setdefault("byline", _told(names[0]))
    return DetailLine(details, is_labelled, doubt)


def _unglued(line: str) -> str:
    """A line whose pieces were run together, as "Jane RoeThe CourierMay 4, 202310:15", with marks between them."""
    line = GLUED_BY.sub("by ", line)
    parted = GLUED_TIME.sub(" ", GLUED_DATE.sub(" | ", line))
    if parted == line:
        return line
    return re.sub(rf"(?<=[a-zß-öø-ÿа-яё])(?={_CAPITAL})", " | ", parted)


def agency(line: str) -> str | None:
    """The news agency that a line names, and nothing beside it."""
    name = line.strip(" ()—–-.")
    return name if name.lower() in AGENCIES and (len(name) > 3 or name.isupper()) else None


def is_name(text: str) -> bool:
    """Whether a line could be a person's or a newspaper's name and nothing else ("Last Updated" is none)."""
    is_proper = NAME.fullmatch(text) is not None and re.search(r"['’][sS]\b", text) is None
    return is_proper and not any(map(_is_label_word, words_of(text)))


def is_desk(text: str) -> bool:
    """Whether a line is signed by nobody in particular: "Staff Reporter", "News Desk"."""
    return DESK.fullmatch(text) is not None


def dateline(paragraph: str) -> Dateline | None:
    """The place that a story's first paragraph begins with ("MOSCOW, Sept. 29 (Reuters) —"), or None.

    A place in small letters needs an agency or a date after it: "Talks — the third this year — ended" has none.
    """
    match = DATELINE.match(paragraph)
    if match is None:
        return None
    place, when = match["place"], match["when"] or ""
    is_shouted = match["shouted"] is not None and place.split(",")[0].isupper()
    has_day = re.search(r"\d", when) is not None
    if not (is_shouted or match["agency"] or has_day) or set(words_of(place)) & NOT_PLACES:
        return None
    if is_shouted:
        name, comma, region = place.partition(",")
        # str.title() would make "O’Fallon" into "O’fallon".
        place = re.sub(r"[^\W\d_]+", lambda word: word[0].capitalize(), name) + comma + region
    if when and not has_day:
        place += when
    found = find_date(when)
    return Dateline(" ".join(place.split()), match["agency"], found.day if found and not _doubt(found) else None)


def _told(value: str | date) -> Detail:
    return Detail(value, "a line of the text")


def _is_day_first(line: str) -> bool | None:
    if US_ZONE.search(line):
        return False
    return True if DAY_FIRST & set(words_of(line)) else None


def _doubt(found: FoundDate) -> str | None:
    if found.day is None:
        return "a date that cannot be told for certain"
    return None if is_believable(found.day) else f"a date that cannot be right ({found.day})"


def _place_before_date(rest: str) -> tuple[str | None, str]:
    """The place of "GAVRIEL, Feb 11, 2020", and what remains of a line without its date."""
    place = rest.split("|")[0].strip(" ,.")
    if PLACE_ALONE.fullmatch(place):
        return place.title(), rest.replace(place, "", 1)
    return None, rest


def _who(text: str) -> str | None:
    """The name after "By"; an empty one where it is nobody's; None where there is none."""
    match = BYLINE.fullmatch(text)
    if match is None:
        return None
    # "By Jane Roe 3", the comments; "By Jane Roe For the Courier"
    who = re.sub(r"\s+\d+$|\s[Ff]or (?:[Tt]he )?[A-Z]\S+(?: [A-Z]\S+){0,2}$", "", match["who"])
    words = words_of(who)
    if not words or (ends_sentence(who) and not re.search(r"\b(?:[A-Z]|[JS]r)\.$", who)):
        return None
    if NOBODY & set(words) and all(word in NOBODY or word in FUNCTION_WORDS for word in words):
        return ""
    named = NAMES.match(who)
    if named is None:
        is_one_word = re.fullmatch(r"[^\W\d_][\w.-]+", who) is not None
        return who if is_one_word and who[0].isupper() and not _is_label_word(words[0]) else None
    # "By Sunday Night, All Was Over"; but "By April Jones", "By Julio Marin"
    is_called_so = len(words) == 2 and named[0] == who and words[1] not in MONTHS
    if any((word in MONTHS and not is_called_so) or word.endswith("day") for word in words_of(named[0])):
        return None
    after = who[named.end() :]
    if after and not re.match(r"\s*[,(|/]|\s+(?:in|for|at|on)\b|\s+\S+@\S+$", after):
        return None
    return _without_agency(named[0])


def _without_agency(name: str) -> str:
    """A name without the agency's after it: no comma parts them in "By JANE ROE Associated Press"."""
    words = name.split()
    for count in range(2, len(words)):
        if " ".join(words[count:]).lower() in AGENCIES:
            return " ".join(words[:count])
    return name


def _source(text: str) -> tuple[Field, Detail] | None:
    match = SOURCE.fullmatch(text)
    if match is None:
        return None
    what = match["what"].strip(" .")
    if re.fullmatch(r"https?://\S+", what):
        return "url", _told(what)
    is_proper = bool(what) and (what[0].isupper() or "." in what)
    if not is_proper or find_date(what) or not 1 <= len(words_of(what)) <= MOST_SOURCE_WORDS:
        return None
    return "source", _told(what)


def _is_label_word(word: str) -> bool:
    return any(word in words for words in (SMALL_WORDS, PUBLISHED_WORDS, UPDATED_WORDS, BUTTONS, PAGE_WORDS))
