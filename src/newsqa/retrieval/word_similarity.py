"""How alike two words are in meaning: the same word, one of a group of news words, or near as vectors."""

from collections.abc import Sequence
from functools import lru_cache

import numpy as np

from newsqa.library import Embedder, Vectors, stem

# Words that questions and articles use for one another, and that neither a stem nor a word vector brings
# together: the question asks who "speaks for" a government, the article quotes its "spokesman".
SAME_MEANING = tuple(
    frozenset(map(stem, group.split()))
    for group in (
        "speak speaks spokesman spokeswoman spokesperson spokespeople",
        "die died dies dying dead death deaths killed kill kills killing fatality fatalities toll perished",
        "lead leads led leader head heads headed chief chair chairs chairman chairwoman run runs",
        "troop troops soldier soldiers forces servicemen military",
        "wound wounded wounding injure injured injuries injury hurt",
        "buy bought buys purchase purchased acquire acquired acquisition",
        "pact treaty accord agreement deal agreed agree signed sign",
        "start started begin began begun beginning launch launched",
        "end ended finish finished stop stopped halt halted",
        "rise rose risen increase increased grow grew grown growth climb climbed",
        "fall fell fallen drop dropped decline declined decrease decreased",
        "win won winner victory beat beaten defeat defeated",
        "wed wedded marry married marriage wife husband spouse",
        "earn earned paid pay pays salary wage wages",
        "own owns owned owner belong belongs possess possessed",
        "build built construct constructed construction erect erected",
        "write wrote written author authored",
        "located location situated lie lies based",
        "named called known name dubbed",
        "phone telephone call calls called telephoned",
        "poll polls vote votes voted election elections ballot",
        "coup putsch overthrow overthrown oust ousted topple toppled",
        "clash clashes fighting fight fought hostilities battle battles combat",
        "truce ceasefire armistice",
        "send sends sent dispatch dispatched deploy deployed deployment",
        "rebel rebels insurgent insurgents militant militants fighters guerrillas",
        "refugee refugees displaced fled flee fleeing evacuated evacuees",
        "arrest arrested detain detained custody jailed imprisoned seized",
        "resign resigned resignation quit stepped",
        "replace replaced replacement successor succeed succeeded",
        "accuse accused blame blamed fault",
        "back backed backing support supported supports ally",
        "reject rejected refuse refused deny denied rebuff rebuffed",
        "ban banned banning prohibit prohibited outlaw outlawed forbid forbidden",
        "cost costs bill price spend spent expense",
        "visit visited travel travelled trip",
        "job jobs work works employ employed employees workers staff",
        "firm company business group maker",
        "cause caused reason because blame",
        "meet met meeting talks summit negotiate negotiations",
    )
)
SAME_GROUP = 0.8
# However near two vectors are, another word is not the same word.
NEAREST = 0.9


def are_alike(one: str, other: str) -> bool:
    """Whether two stems are the same or of one group."""
    return one == other or any(other in group for group in _groups_of(one))


@lru_cache(maxsize=10_000)
def _groups_of(word_stem: str) -> tuple[frozenset[str], ...]:
    return tuple(group for group in SAME_MEANING if word_stem in group)


def similarities(asked: Sequence[str], said: Sequence[str], embedder: Embedder) -> Vectors:
    """How alike each word of a question is to each of a text, from 0 to 1, shape (len(asked), len(said)).

    Words are in lower case without accents (surface_words). The same stem is 1.
    """
    if not asked or not said:
        return np.zeros((len(asked), len(said)), dtype=np.float32)
    cosines = embedder.word_vectors(asked) @ embedder.word_vectors(said).T
    alike = np.clip(cosines, 0, NEAREST)
    said_stems = [stem(word) for word in said]
    for row, word in enumerate(asked):
        asked_stem = stem(word)
        groups = _groups_of(asked_stem)
        for column, said_stem in enumerate(said_stems):
            if said_stem == asked_stem:
                alike[row, column] = 1.0
            elif any(said_stem in group for group in groups):
                alike[row, column] = max(alike[row, column], SAME_GROUP)
    return np.asarray(alike, dtype=np.float32)
