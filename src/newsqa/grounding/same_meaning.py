"""Groups of news words that mean the same to a question or a claim."""

from functools import lru_cache

from newsqa.library import stem

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


def are_alike(one: str, other: str) -> bool:
    """Whether two stems are the same or of one group."""
    return one == other or any(other in group for group in groups_of(one))


@lru_cache(maxsize=10_000)
def groups_of(word_stem: str) -> tuple[frozenset[str], ...]:
    """The groups that a stem belongs to."""
    return tuple(group for group in SAME_MEANING if word_stem in group)
