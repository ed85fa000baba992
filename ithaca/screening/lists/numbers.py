"""Words for digits: British forms, sounds, text speak and other languages."""

from __future__ import annotations

UNITS = {
    **dict(zip("zero one two three four five six seven eight nine".split(), "0123456789", strict=True)),  # noqa: SIM905
    "nought": "0", "naught": "0", "nil": "0", "oh": "0", "owe": "0", "zer0": "0", "zeroo": "0", "nowt": "0",
    "fife": "5", "fiv": "5", "niner": "9", "nien": "9", "sevn": "7", "sevan": "7", "sevin": "7", "seben": "7",
    "ait": "8", "eigth": "8", "eyt": "8", "thre": "3", "fower": "4", "tew": "2", "wun": "1",
}  # fmt: skip
TEENS = {
    "ten": "10", "eleven": "11", "twelve": "12", "thirteen": "13", "fourteen": "14", "fifteen": "15",
    "sixteen": "16", "seventeen": "17", "eighteen": "18", "nineteen": "19",
}  # fmt: skip
TENS = {
    "twenty": "2", "thirty": "3", "forty": "4", "fourty": "4", "fifty": "5", "sixty": "6", "seventy": "7",
    "eighty": "8", "ninety": "9",
}  # fmt: skip
#: Numbers as they are said in the middle of something else, as one choice of a pattern.
SAID = (
    "zero|nought|oh|one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|thirteen|fourteen|fifteen|sixteen"
    "|seventeen"
    "|eighteen|nineteen|twenty|thirty|forty|fifty|sixty|seventy|eighty|ninety"
)
SOUNDS = {
    "for": "4", "fore": "4", "foe": "4", "to": "2", "too": "2", "won": "1", "wan": "1", "wun": "1", "ate": "8", "eyt": "8",
    "tree": "3", "free": "3", "fwee": "3", "sicks": "6", "siks": "6", "six's": "6", "sex": "6", "o": "0", "ow": "0", "ohh": "0",
    "nein": "9", "nine's": "9", "nyne": "9", "nyn": "9", "hate": "8", "heaven": "7", "hive": "5", "fibe": "5", "door": "4",
    "fyv": "5", "fyve": "5", "faiv": "5", "faive": "5", "foive": "5", "foiv": "5", "ayt": "8", "ayte": "8", "aight": "8",
    "thri": "3", "thwee": "3", "fhree": "3", "wone": "1", "wonn": "1", "yin": "1", "twa": "2", "twoo": "2", "tooo": "2",
    "fawer": "4",    "foar": "4", "phor": "4", "phour": "4", "phive": "5", "sics": "6", "sikks": "6", "sik": "6", "sevven": "7",
    "sebn": "7",
    "nain": "9", "nayne": "9", "noine": "9", "nyan": "9", "zeero": "0", "zeroh": "0", "xero": "0", "nort": "0", "norty": "0",
    "zip": "0", "tu": "2", "sevun": "7", "nayn": "9",
    "null": "0", "nothing": "0", "duck": "0", "love": "0", "zilch": "0", "nada": "0",
    "zr": "0", "zro": "0", "wn": "1", "tw": "2", "thr": "3", "fr": "4", "fv": "5", "fve": "5", "sx": "6", "svn": "7", "sven": "7",
    "zer": "0", "sev": "7", "nin": "9", "fou": "4", "eig": "8", "ght": "8", "egt": "8", "eght": "8", "nn": "9", "nne": "9",
}  # fmt: skip
NOUGHTS = {
    **dict.fromkeys(("hundred", "hundrd", "hunderd", "hundered", "hunred", "hundread", "hundrid", "undred"), "00"),
    **dict.fromkeys(("thousand", "thousnd", "thousend", "thousan", "thowsand"), "000"),
}
# Words for nought where "double" or "triple" stands before them.
NOTHINGS = frozenset({"nothing", "zip", "zilch", "nada", "null", "none"})
TIMES = {
    "double": 2,
    "dubble": 2,
    "dbl": 2,
    "treble": 3,
    "triple": 3,
    "tripple": 3,
    "quadruple": 4,
    "pair": 2,
    "couple": 2,
    "trio": 3,
}
_OTHER = {
    "welsh": "dim/sero un dau tri pedwar pump chwech saith wyth naw",
    "french": "zero un deux trois quatre cinq six sept huit neuf",
    "spanish": "cero uno dos tres cuatro cinco seis siete ocho nueve",
    "german": "null eins zwei drei vier funf sechs sieben acht neun",
    "polish": "zero jeden dwa trzy cztery piec szesc siedem osiem dziewiec",
    "urdu": "sifar ek do teen char panch chay saat aath nau",
    "italian": "zero uno due tre quattro cinque sei sette otto nove",
    "portuguese": "zero um dois tres quatro cinco seis sete oito nove",
    "romanian": "zero unu doi trei patru cinci sase sapte opt noua",
    "dutch": "nul een twee drie vier vijf zes zeven acht negen",
    "hindi": "shunya ek/aik do/dho teen/tin char/chaar paanch/panj che/chhe/chey saat/sat aath/ath nau/no",
    "punjabi": "sifar/sifr ikk/ik do/dow tinn/tin char/chaar panj chhe/che satt/sat atth/ath naun/nau",
    "bengali": "shunno/shunyo ek dui tin char/chaar pach/panch choy/chhoy sat/shat at/aat noy",
    "arabic": "sifr wahid/wahad ithnan/ithnayn thalatha/talata arbaa/arba/arbaah khamsa/khamseh sitta/sitteh sabaa/saba/sabaah"
    " thamania/thamaniya/tamanya tisaa/tisa/tisaah",
    "somali": "eber/eberr kow/hal laba saddex/sadex afar shan lix toddoba/todoba sideed/sided sagaal/sagal",
    "turkish": "sifir bir iki uc dort bes alti yedi sekiz dokuz",
    "irish": "naid aon do/dha tri ceathair cuig se seacht ocht naoi",
    "gaelic": "neoni aon dha tri ceithir coig sia seachd ochd naoi",
    "albanian": "zero nje dy tre kater pese gjashte shtate tete nente",
    "lithuanian": "nulis vienas du trys keturi penki sesi septyni astuoni devyni",
    "hungarian": "nulla egy ketto/ket harom negy ot hat het nyolc kilenc",
    "swahili": "sifuri moja mbili tatu nne tano sita saba nane tisa",
    "yoruba": "odo eni/okan eji meta merin marun mefa meje mejo mesan",
    "ukrainian": "nul odyn/odin dva try/tri chotyry/chetyre pyat/piat shist/shest sim/sem visim/vosem devyat/deviat",
    "arabic script": "صفر واحد/واحدة اثنان/اثنين ثلاثة/ثلاث اربعة/أربعة/اربع خمسة/خمس ستة/ست سبعة/سبع ثمانية/ثمان تسعة/تسع",
    "urdu script": "صفر ایک دو تین چار پانچ چھ سات آٹھ نو",
    "latin": "nihil unus duo tres quattuor quinque sex septem octo novem",
}


def _table(words: str) -> dict[str, str]:
    """Digit words of one language, `a/b` for two spellings, as word to figure."""
    return {form: str(value) for value, forms in enumerate(words.split()) for form in forms.split("/")}


# Words that rhyme with a figure, read only where a message speaks of rhymes.
RHYMES = _table(
    "hero/nero/arrow/pharaoh/snow/toe/go/low/crow/bow bun/sun/fun/run/gun/nun/son/done/ton/won"
    " shoe/blue/new/zoo/glue/you/true/few/view/moo/loo/clue/stew/pew/brew/crew tree/bee/sea/key/tea/free/knee/pea/flea/me"
    " door/floor/more/store/score/war/paw/saw/boar/core/jaw/shore hive/dive/drive/alive/live/jive/arrive"
    " sticks/bricks/tricks/kicks/mix/fix/licks/ticks/chicks/picks heaven/devon/kevin/evan/bevan"
    " gate/plate/late/mate/date/great/state/skate/hate/bait/wait/weight/fate/crate/ate"
    " wine/line/mine/fine/sign/pine/dine/vine/shine/swine/spine"
)
ROMAN = _table("o/nulla i ii iii iv v vi vii viii ix")
OTHER_TONGUES = [_table(words) for words in _OTHER.values()]
# What is said between the groups of a number.
FILLERS = frozenset(
    word
    for line in ("then and plus dash space hyphen comma next followed by dot slash gap pause stop",)
    for word in line.split()
)
