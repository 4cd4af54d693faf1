"""Title and author as a document's properties give them, where they are more than what a program filled in."""

import re

FILE_NAME = re.compile(r"\.(?:docx?|odt|rtf|pdf|indd|qx[dp]|tex|dvi|txt|html?|pages|pptx?|xlsx?)\W*$", re.IGNORECASE)
LEFT_BY_PROGRAM = re.compile(
    r"(?:microsoft (?:office )?(?:word|powerpoint)(?: - .*)?|powerpoint presentation|untitled|no title|\(anonymous\)"
    r"|(?:new |blank |word )?document(?: title)?|title|template|print(?:ing)?|scan(?:ned)?|layout|slide"
    r"|about:blank|full page photo)(?:[\s_-]*\d+)?",
    re.IGNORECASE,
)
NO_AUTHOR = {
    "python-docx", "administrator", "admin", "user", "users", "windows user", "microsoft office user", "office user",
    "microsoft account", "owner", "author", "unknown", "unknown author", "anonymous", "root", "guest", "default",
    "hp", "dell", "pc", "computer", "scanner", "microsoft", "apache poi", "openoffice", "libreoffice",
}  # fmt: skip


def title_in_properties(value: object) -> str | None:
    """The title that a document's properties give, or None where they give a file's name or a program's words."""
    title = _one_line(value)
    if len(re.findall(r"[^\W\d_]", title)) < 3 or FILE_NAME.search(title) or LEFT_BY_PROGRAM.fullmatch(title):
        return None
    return title


def author_in_properties(value: object) -> str | None:
    """The author that a document's properties give, or None where that is a machine, an account or a program."""
    author = _one_line(value).strip("()")
    if len(re.findall(r"[^\W\d_]", author)) < 2 or author.casefold() in NO_AUTHOR or "@" in author:
        return None
    return author


def _one_line(value: object) -> str:
    """A property as one line of text: a file can hold anything in its place, half of a surrogate pair too."""
    if not isinstance(value, str):
        return ""
    text = value.encode("utf-8", "replace").decode("utf-8")
    return " ".join("".join(character if character.isprintable() else " " for character in text).split())
