"""Which language a text is written in."""

from functools import cache
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from py3langid.langid import LanguageIdentifier

# The languages that are told apart: of those that the model knows, those that news is written in. Bosnian is left
# out, which it cannot tell from Croatian, and so are some that it finds in lists of names (Latin, Javanese, Volapük).
ENGLISH_NAMES = {
    "af": "Afrikaans", "am": "Amharic", "ar": "Arabic", "as": "Assamese", "az": "Azerbaijani", "be": "Belarusian",
    "bg": "Bulgarian", "bn": "Bengali", "br": "Breton", "ca": "Catalan", "cs": "Czech", "cy": "Welsh", "da": "Danish",
    "de": "German", "el": "Greek", "en": "English", "es": "Spanish", "et": "Estonian", "eu": "Basque",
    "fa": "Persian", "fi": "Finnish", "fo": "Faroese", "fr": "French", "fy": "Frisian", "ga": "Irish",
    "gl": "Galician", "gu": "Gujarati", "ha": "Hausa", "he": "Hebrew", "hi": "Hindi", "hr": "Croatian",
    "ht": "Haitian Creole", "hu": "Hungarian", "hy": "Armenian", "id": "Indonesian", "ig": "Igbo", "is": "Icelandic",
    "it": "Italian", "ja": "Japanese", "ka": "Georgian", "kk": "Kazakh", "km": "Khmer", "kn": "Kannada",
    "ko": "Korean", "ku": "Kurdish", "ky": "Kyrgyz", "lb": "Luxembourgish", "lo": "Lao", "lt": "Lithuanian",
    "lv": "Latvian", "mg": "Malagasy", "mk": "Macedonian", "ml": "Malayalam", "mn": "Mongolian", "mr": "Marathi",
    "ms": "Malay", "mt": "Maltese", "my": "Burmese", "ne": "Nepali", "nl": "Dutch", "nn": "Norwegian Nynorsk",
    "no": "Norwegian", "om": "Oromo", "or": "Odia", "pa": "Punjabi", "pl": "Polish", "ps": "Pashto",
    "pt": "Portuguese", "ro": "Romanian", "ru": "Russian", "rw": "Kinyarwanda", "si": "Sinhala", "sk": "Slovak",
    "sl": "Slovenian", "sn": "Shona", "so": "Somali", "sq": "Albanian", "sr": "Serbian", "sv": "Swedish",
    "sw": "Swahili", "ta": "Tamil", "te": "Telugu", "tg": "Tajik", "th": "Thai", "tk": "Turkmen", "tl": "Tagalog",
    "tr": "Turkish", "tt": "Tatar", "ug": "Uyghur", "uk": "Ukrainian", "ur": "Urdu", "uz": "Uzbek",
    "vi": "Vietnamese", "xh": "Xhosa", "yo": "Yoruba", "zh": "Chinese", "zu": "Zulu",
}  # fmt: skip
NO_LANGUAGE = "zxx"  # tables, formulas, addresses

# Fewer say too little. Bytes of UTF-8, not characters, since a Chinese sentence has a third of an English one's.
FEWEST_BYTES = 60

# What is looked at: pieces from all over the text, so that one long quotation is outvoted by the rest of the article.
MOST_PIECES = 6
PIECE_CHARACTERS = 300

# How sure to be of a text that is all one piece, and of several pieces on average.
SURE_OF_ONE = 0.7
SURE_OF_SEVERAL = 0.5


def language_of(text: str) -> str | None:
    """The ISO 639-1 code of the language that most of a text is in; None where it is too short or not sure.

    Names are left out of it: an English report of a match in Poland has more Polish names in it than English words.
    """
    pieces = [_without_names(piece).encode("utf-8", "replace") for piece in _pieces(text)]
    if sum(map(len, pieces)) < FEWEST_BYTES:
        return None
    shares: dict[str, float] = {}
    for piece in pieces:
        for language, probability in _identifier().rank(piece):
            shares[language] = shares.get(language, 0.0) + probability / len(pieces)
    best = max(shares, key=shares.__getitem__)
    is_sure = shares[best] > (SURE_OF_ONE if len(pieces) == 1 else SURE_OF_SEVERAL)
    return best if is_sure and best != NO_LANGUAGE else None


def english_name(language: str) -> str:
    """What a language is called, given its code, which may name a country too ("pt-BR"); else the code itself."""
    return ENGLISH_NAMES.get(language.partition("-")[0].lower(), language)


def _pieces(text: str) -> list[str]:
    count = min(MOST_PIECES, max(1, len(text) // PIECE_CHARACTERS))
    if count == 1:
        return [text[: 2 * PIECE_CHARACTERS]]
    last = len(text) - PIECE_CHARACTERS
    starts = [last * number // (count - 1) for number in range(count)]
    return [text[start : start + PIECE_CHARACTERS] for start in starts]


def _without_names(text: str) -> str:
    """The words that do not begin with a capital letter, which in many scripts are all; no numbers either."""
    return " ".join(
        word for word in text.split() if (first := next(filter(str.isalpha, word), "")) and not first.isupper()
    )


@cache
def _identifier() -> "LanguageIdentifier":
    # Late: the model takes half a second to load.
    from py3langid.langid import MODEL_FILE, LanguageIdentifier

    identifier = LanguageIdentifier.from_model_file(MODEL_FILE, norm_probs=True)
    told = {NO_LANGUAGE, *ENGLISH_NAMES}
    identifier.set_languages([language for language in identifier.labels if language in told])
    return identifier
