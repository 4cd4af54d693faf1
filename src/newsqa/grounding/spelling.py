"""Whether two words may be one name: another spelling of it, its demonym, or a form of it."""

from functools import lru_cache

from newsqa.grounding.agreement import consonants
from newsqa.library import stem

# Those that neither the stem nor the first letters bring together with their country.
DEMONYMS = {
    "american": "america", "us": "america", "usa": "america", "british": "britain", "uk": "britain",
    "chinese": "china", "danish": "denmark", "dutch": "netherlands", "english": "england", "finnish": "finland",
    "french": "france", "greek": "greece", "irish": "ireland", "polish": "poland", "scottish": "scotland",
    "spanish": "spain", "swedish": "sweden", "swiss": "switzerland", "thai": "thailand", "turkish": "turkey",
    "welsh": "wales",
}  # fmt: skip
SAME_BEGINNING = 4  # letters: Russia and Russian, Azerbaijan and Azeri
MOST_ENDING = 3
SHORTEST_TO_COMPARE = 5


@lru_cache(maxsize=200_000)
def are_one_name(one: str, other: str) -> bool:
    """Whether two words, in lower case and without accents, may be one name."""
    one, other = DEMONYMS.get(one, one), DEMONYMS.get(other, other)
    if one == other or stem(one) == stem(other):
        return True
    shorter = min(len(one), len(other))
    if shorter < SHORTEST_TO_COMPARE or one[0] != other[0] or one[0].isdigit():
        return False
    shared = next((n for n, (a, b) in enumerate(zip(one, other, strict=False)) if a != b), shorter)
    if shared >= SAME_BEGINNING and max(len(one), len(other)) - shared <= MOST_ENDING:
        return True
    # Pashinyan and Pashinian, Gyumri and Gumri; but not Austria and Australia, which letters alone bring as near.
    return consonants(one) == consonants(other)
