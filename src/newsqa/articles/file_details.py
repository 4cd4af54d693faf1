"""What a file's name and folder say of its article: the day, and whose story it is."""

import re
from datetime import date
from pathlib import PurePath

from newsqa.articles.documents import Detail, Document, Field

# 2020-09-29, 2020_09_29, 20200929 in a name; 2020/09/29 in a path or an address.
DAY = re.compile(r"(?<!\d)((?:19|20)\d\d)([-_./]?)(0[1-9]|1[0-2])\2(0[1-9]|[12]\d|3[01])(?!\d)")
# Folders are named for much else; a mirror of a site is named by its host, a paper by its name.
HOST = re.compile(r"(?:www\.)?((?:[a-z0-9-]+\.)+[a-z]{2,})", re.IGNORECASE)
NAME = re.compile(r"(?=.*[a-z])[A-Z][\w&.' -]+")
NO_SOURCES = frozenset(
    """article articles archive archives clippings corpus data desktop documents docs downloads export exports feed
    feeds file files folder html import imports inbox in misc new news newsletters old other others page pages papers
    pdf pdfs press raw research saved scraped sources stories story temp test text texts to txt web""".split()
)
MONTHS = "january february march april may june july august september october november december".split()


def details_from_path(document: Document) -> dict[Field, Detail]:
    """The day in a file's name, its folders or its address, and the source that a folder is named after.

    A folder names a source if it lies within a folder that was given and reads as a host or as a name: in
    news/MassisPost/a.txt, where news/ was given, MassisPost.
    """
    details: dict[Field, Detail] = {}
    if day := _day(document):
        details["published"] = day
    for part in _folders_within(document):
        if host := HOST.fullmatch(part):
            details["source"] = Detail(host[1], "the folder's name")
            break
        words = part.lower().split()
        if NAME.fullmatch(part) and not NO_SOURCES.issuperset(words) and words[0] not in MONTHS:
            details["source"] = Detail(part, "the folder's name")
            break
    return details


def _day(document: Document) -> Detail | None:
    folders = "/".join(_folders_within(document)[-3:])
    for text, origin in (
        (document.url or "", "the address"),
        (document.name, "the file's name"),
        (folders, "the folder's name"),
    ):
        for match in DAY.finditer(text):
            try:
                day = date(int(match[1]), int(match[3]), int(match[4]))
            except ValueError:
                continue
            if day <= date.today():
                return Detail(day, origin)
    return None


def _folders_within(document: Document) -> list[str]:
    """The folders between the one that was given and the file, the outermost first."""
    if document.path is None or document.folder is None:
        return []
    try:
        return list(PurePath(document.path).relative_to(document.folder).parts[:-1])
    except ValueError:
        return []
