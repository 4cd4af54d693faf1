import sys
import time
from itertools import product
from subprocess import run

import pytest

from newsqa.articles.languages import english_name, language_of

ENGLISH = (
    "Russia has a military base in Gyumri. The agreement was extended by 34 years in 2010. According to the "
    "government, about 5,000 soldiers live there. The opposition demands an independent inquiry."
)
TEXTS = {
    "en": ENGLISH,
    "de": "Russland unterhält in Gjumri einen Militärstützpunkt. Das Abkommen wurde im Jahr 2010 um 34 Jahre "
    "verlängert. Nach Angaben der Regierung leben dort rund 5.000 Soldaten.",
    "fr": "La Russie dispose d'une base militaire à Gyumri. L'accord a été prolongé de 34 ans en 2010. Selon le "
    "gouvernement, environ 5 000 soldats y sont stationnés.",
    "es": "Rusia tiene una base militar en Gyumri. El acuerdo se prorrogó 34 años en 2010. Según el Gobierno, allí "
    "viven unos 5.000 soldados.",
    "it": "La Russia ha una base militare a Gyumri. L'accordo è stato prorogato di 34 anni nel 2010. Secondo il "
    "governo vi sono di stanza circa 5.000 soldati.",
    "pt": "A Rússia tem uma base militar em Gyumri. O acordo foi prorrogado por 34 anos em 2010. Segundo o governo, "
    "cerca de 5.000 soldados vivem ali.",
    "nl": "Rusland heeft een militaire basis in Gjoemri. De overeenkomst werd in 2010 met 34 jaar verlengd. Volgens "
    "de regering zijn er ongeveer 5.000 soldaten gelegerd.",
    "sv": "Ryssland har en militärbas i Gjumri. Avtalet förlängdes 2010 med 34 år. Enligt regeringen finns där "
    "omkring 5 000 soldater. Oppositionen kräver en oberoende utredning.",
    "fi": "Venäjällä on sotilastukikohta Gjumrissa. Sopimusta jatkettiin vuonna 2010 34 vuodella. Hallituksen mukaan "
    "siellä on noin 5 000 sotilasta.",
    "pl": "Rosja ma bazę wojskową w Giumri. Umowę przedłużono w 2010 roku o 34 lata. Według rządu stacjonuje tam "
    "około 5000 żołnierzy.",
    "cs": "Rusko má v Gjumri vojenskou základnu. Dohoda byla v roce 2010 prodloužena o 34 let. Podle vlády tam žije "
    "asi 5000 vojáků. Opozice žádá nezávislé vyšetřování.",
    "hu": "Oroszországnak katonai bázisa van Gyumriban. A megállapodást 2010-ben 34 évvel meghosszabbították. A "
    "kormány szerint mintegy 5000 katona állomásozik ott.",
    "ro": "Rusia are o bază militară la Giumri. Acordul a fost prelungit în 2010 cu 34 de ani. Potrivit guvernului, "
    "acolo se află aproximativ 5.000 de soldați.",
    "tr": "Rusya'nın Gümrü'de bir askeri üssü bulunuyor. Anlaşma 2010 yılında 34 yıl uzatıldı. Hükümete göre orada "
    "yaklaşık 5 bin asker görev yapıyor.",
    "ru": "Россия располагает военной базой в Гюмри. Соглашение было продлено в 2010 году на 34 года. По данным "
    "правительства, там живут около 5000 военнослужащих.",
    "uk": "Росія має військову базу в Гюмрі. Угоду було продовжено у 2010 році на 34 роки. За даними уряду, там "
    "перебувають близько 5000 військових.",
    "el": "Η Ρωσία διαθέτει στρατιωτική βάση στο Γκιουμρί. Η συμφωνία παρατάθηκε το 2010 για 34 χρόνια.",
    "hy": "Ռուսաստանը Գյումրիում ռազմաբազա ունի։ Համաձայնագիրը 2010 թվականին երկարաձգվել է 34 տարով։",
    "ka": "რუსეთს გიუმრიში სამხედრო ბაზა აქვს. შეთანხმება 2010 წელს 34 წლით გაგრძელდა.",
    "ar": "لدى روسيا قاعدة عسكرية في غيومري. تم تمديد الاتفاق عام 2010 لمدة 34 عاما.",
    "fa": "روسیه یک پایگاه نظامی در گیومری دارد. این توافق در سال ۲۰۱۰ به مدت ۳۴ سال تمدید شد.",
    "he": "לרוסיה יש בסיס צבאי בגיומרי. ההסכם הוארך בשנת 2010 ב-34 שנים.",
    "hi": "रूस का ग्युमरी में एक सैन्य अड्डा है। समझौते को 2010 में 34 साल के लिए बढ़ाया गया था।",
    "zh": "俄罗斯在久姆里设有军事基地。该协议于2010年延长了34年。据政府称，那里驻扎着约五千名士兵。",
    "ja": "ロシアはギュムリに軍事基地を置いている。協定は2010年に34年間延長された。",
    "ko": "러시아는 귬리에 군사 기지를 두고 있다. 이 협정은 2010년에 34년 연장되었다.",
    "vi": "Nga có một căn cứ quân sự ở Gyumri. Thỏa thuận được gia hạn thêm 34 năm vào năm 2010.",
    "sw": "Urusi ina kambi ya kijeshi huko Gyumri. Makubaliano hayo yaliongezwa kwa miaka 34 mwaka 2010. Kwa mujibu "
    "wa serikali, kuna wanajeshi wapatao 5,000 huko.",
}


@pytest.mark.parametrize("language", TEXTS)
def test_the_language_of_a_few_sentences_is_told(language: str) -> None:
    assert language_of(TEXTS[language]) == language


@pytest.mark.parametrize(
    "headline",
    [
        "Djokovic beats Alcaraz in Cincinnati",
        "Schumacher and Häkkinen at Nürburgring",
        "Bundesliga: Borussia Mönchengladbach 2 Eintracht Frankfurt 2, Werder Bremen 0 Hertha Berlin 1",
        "Carles Puigdemont, Oriol Junqueras, Esquerra Republicana de Catalunya, Junts per Catalunya",
        "Anwar Ibrahim, Muhyiddin Yassin, Mahathir Mohamad: Malaysia votes",
        "Mbappé, Griezmann, Giroud, Dembélé start for France against Lewandowski, Zieliński, Szczęsny",
        "Poland: Wojciech Szczęsny; Matty Cash, Kamil Glik, Jakub Kiwior, Bartosz Bereszyński; Grzegorz Krychowiak, "
        "Krystian Bielik; Piotr Zieliński, Przemysław Frankowski, Jakub Kamiński; Robert Lewandowski.",
        "The winners were Mehmet Yılmaz, Ayşe Demir, Mustafa Çelik, Fatma Şahin, Hüseyin Öztürk and Zeynep Kaya.",
        "Nguyễn Phú Trọng, Phạm Minh Chính and Vương Đình Huệ received Xi Jinping and Wang Yi in Hanoi on Tuesday.",
    ],
)
def test_english_full_of_foreign_names_is_not_taken_for_another_language(headline: str) -> None:
    assert language_of(headline) in (None, "en")


@pytest.mark.parametrize(
    "text", ["", " \n", "Gyumri", "База в Гюмри", "1 2 3 4.5 6,7 % " * 50, "\ud800" * 200, "AMERIKA " * 50]
)
def test_nothing_is_said_of_a_text_that_does_not_tell(text: str) -> None:
    assert language_of(text) is None


@pytest.mark.parametrize(("own", "quoted"), [("ru", "en"), ("en", "ru"), ("de", "en"), ("en", "fr")])
def test_a_long_quotation_in_another_language_changes_nothing(own: str, quoted: str) -> None:
    quotation = "“" + TEXTS[quoted] * 5 + "”"
    for before, after in product((0, 4, 8), repeat=2):
        if before + after >= 8:
            assert language_of("\n\n".join([TEXTS[own] * before, quotation, TEXTS[own] * after])) == own


def test_a_long_article_takes_no_longer_than_a_short_one() -> None:
    language_of(ENGLISH)
    article = TEXTS["ru"] * 5000
    began = time.perf_counter()
    language_of(article)
    assert time.perf_counter() - began < 0.05


def test_the_model_is_loaded_when_a_language_is_asked_for_and_not_before() -> None:
    code = "import sys, newsqa.articles.languages; sys.exit('py3langid' in sys.modules)"
    assert run([sys.executable, "-c", code], check=False).returncode == 0


@pytest.mark.parametrize(
    ("language", "name"), [("ru", "Russian"), ("pt-BR", "Portuguese"), ("EN", "English"), ("tlh", "tlh")]
)
def test_a_language_is_called_by_its_english_name(language: str, name: str) -> None:
    assert english_name(language) == name
