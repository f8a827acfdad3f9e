"""Prose that no check was made for, invented: what `test_hostile_prose` audits. Seeded, the same every time."""

import random
import unicodedata
from collections.abc import Iterator

PROSE = {
    "en": """
The harbour office closed early on Thursday because the storm had torn two roofs from the old
warehouses. Nobody was hurt, but the ferry to the island stayed at the quay until the evening.
"We could not see the lights any more," said the harbour master, who has worked there for thirty
years. The council will decide next week how the repairs are to be paid. In the meantime the
fishermen store their nets in the school, and the children have moved into the library. A young
baker brought bread for everyone and refused to take any money. The wind turned after midnight,
the rain stopped, and the first boats went out again before sunrise. Some people believe that
the warehouses should never be rebuilt, because the sea comes closer every winter. Others want a
wall, higher and stronger than the last one, which was finished only nine years ago.
""",
    "de": """
Das Hafenamt schloss am Donnerstag früher, weil der Sturm zwei Dächer von den alten Lagerhäusern
gerissen hatte. Niemand wurde verletzt, aber die Fähre zur Insel blieb bis zum Abend am Kai
liegen. „Wir konnten die Lichter nicht mehr sehen“, sagte der Hafenmeister, der dort seit
dreißig Jahren arbeitet. Der Gemeinderat wird nächste Woche entscheiden, wie die Reparaturen
bezahlt werden sollen. Inzwischen lagern die Fischer ihre Netze in der Schule, und die Kinder
sind in die Bücherei umgezogen. Ein junger Bäcker brachte Brot für alle und wollte kein Geld
nehmen. Nach Mitternacht drehte der Wind, der Regen hörte auf, und die ersten Boote fuhren noch
vor Sonnenaufgang wieder hinaus. Manche glauben, dass die Lagerhäuser nie wieder aufgebaut
werden sollten, weil das Meer jeden Winter näher kommt. Andere wünschen sich eine Mauer, höher
und stärker als die letzte, die erst vor neun Jahren fertig wurde.
""",
    "es": """
La oficina del puerto cerró temprano el jueves porque la tormenta había arrancado dos tejados de
los viejos almacenes. Nadie resultó herido, pero el transbordador a la isla se quedó en el
muelle hasta la noche. «Ya no podíamos ver las luces», dijo el capitán del puerto, que trabaja
allí desde hace treinta años. El ayuntamiento decidirá la próxima semana cómo se pagarán las
reparaciones. Mientras tanto, los pescadores guardan sus redes en la escuela y los niños se han
mudado a la biblioteca. Un joven panadero trajo pan para todos y no quiso aceptar dinero.
Después de medianoche el viento cambió, dejó de llover y los primeros barcos volvieron a salir
antes del amanecer. Algunos creen que los almacenes no deberían reconstruirse nunca, porque el
mar se acerca cada invierno. Otros quieren un muro más alto y más fuerte que el último, que se
terminó hace solo nueve años.
""",
    "ru": """
Портовая контора закрылась в четверг раньше обычного, потому что буря сорвала две крыши со
старых складов. Никто не пострадал, но паром на остров простоял у причала до вечера. «Мы уже не
видели огней», — сказал начальник порта, который работает там тридцать лет. Совет решит на
следующей неделе, кто заплатит за ремонт. Пока рыбаки хранят свои сети в школе, а дети переехали
в библиотеку. Молодой пекарь принёс всем хлеба и отказался взять деньги. После полуночи ветер
переменился, дождь прекратился, и первые лодки вышли в море ещё до рассвета. Некоторые считают,
что склады не стоит восстанавливать, потому что море подходит ближе каждую зиму. Другие хотят
построить стену, выше и прочнее прежней, которую закончили всего девять лет назад.
""",
}
CHAT = {
    "en": """
yaar kal ka plan kya hai we should totally go to the beach 😂
arre nahi boss traffic bahut zyada hai let's do movie instead
ok but bring your charger na last time phone hi dead ho gaya tha 🙈
haan haan done bro see you at 6
wait pero like my abuela is coming over so no puedo ir
lol ándale just tell her que tienes homework
jajaja she knows I dropped out güey
omg same here mi mamá literally said ya no vives aquí
""",
    "de": """
digga das meeting war so random ich kann nicht mehr 😂
lowkey hab ich voll den crush auf den neuen aus dem marketing
bruh send mal den link ich check das später
safe bro das update ist mega nice geworden
ich cancel das date heute bin komplett lost
same wir chillen einfach und bestellen food
das ist so cringe omg ich lösch meinen account
can you not lol du stresst echt
""",
    "es": """
wey no manches el meeting fue un total desastre 😂
te mando el link ahorita pero check tu email primero
el boss está super enojado so mejor no digas nada
lol qué random ese outfit pero te ves cute
voy a parkear la troca y te llamo de vuelta ok
anyway nos vemos later que tengo un date
omg no puedo even con este drama
dude relájate it's just a game
""",
    "ru": """
чувак этот митинг был просто фейл 😂
скинь линк плиз я чекну лэйтер
ну ок bro see you там в шесть
лол какой кринж я просто орнул
у нас дедлайн сегодня so я в офисе до ночи
ты видел этот outfit он super
камон go в кино
имхо это not bad но могло быть лучше
""",
}
POEM = {
    "en": """
Salt on the sill
and the lamp half blown,
thy ship, O morn,
rides home alone.
Nor bell nor oar
nor gull nor foam
may tell the shore
who once sailed home.
Hark, hush, aye,
the tide runs low.
""",
    "de": """
Salz auf dem Sims,
die Lampe halb aus,
dein Schiff, o Früh,
fährt einsam nach Haus.
Nicht Glock noch Rud'r,
nicht Möwe noch Gischt
sagt je dem Strand,
wes Spur hier erlischt.
Horch, still, ach,
die Flut geht zur Neige.
""",
    "es": """
Sal en el alféizar,
la lámpara a medio soplo,
tu nave, oh alba,
torna sola al fondo.
Ni campana ni remo,
ni gaviota ni espuma
dirán a la orilla
quién fue tras la bruma.
Calla, oye, ay,
la mar se desnuda.
""",
    "ru": """
Соль на окне,
и свеча не горит,
твой парус, заря,
одиноко летит.
Ни звон, ни весло,
ни чайка, ни пена
не скажут волне,
чья песнь вдохновенна.
Чу, тише, ах,
уходит вода.
""",
}
LETTERS = {
    "en": "abcdefghijklmnopqrstuvwxyz",
    "de": "abcdefghijklmnopqrstuvwxyzäöüß",
    "es": "abcdefghijklmnopqrstuvwxyzáéíóúñ",
    "ru": "абвгдежзийклмнопрстуфхцчшщъыьэюя",
}
# Syllables that names of many languages are put together from.
LATIN_SYLLABLES = tuple(
    row.split()
    for row in (
        "vla di mir bo ris ja ro sla ko vić ski ova enko zd",
        "hel mut berg wolf gang stein hof mann fried rich",
        "gio van ni ro ssi pe dro gon zá lez car los da sil va",
        "meh met yıl dız öz kan gül şen ay doğ",
        "ta na ka mi chi ro ya ma shi ngu yen tran li wang",
        "oke chi nwa bu dla mi ni aba tunde the",
        "kai sa vir ta nen mä ki lai ho pek ka",
        "sza bó nagy ker esz tes far kas",
    )
)
CYRILLIC_SYLLABLES = tuple(
    row.split()
    for row in (
        "вла ди мир бо рис ро сла ко вич ский ова енко",
        "тан гель мут берг хо сэ на ка ми джо ван ни",
    )
)
MIXED = "abcабвγδε中文アあกขअआאב"


def prose(target: str) -> str:
    """A page of running text, one paragraph."""
    return PROSE[target].replace("\n", " ").strip()


def stripped(text: str) -> str:
    """Without accents, as typed on a foreign keyboard."""
    plain = unicodedata.normalize("NFD", text.replace("ß", "ss"))
    return "".join(char for char in plain if not unicodedata.combining(char))


def badly_scanned(target: str, share: float) -> str:
    """Four pages with a share of the letters misread."""
    rng = random.Random(f"{target}{share}")
    letters = LETTERS[target]
    return "\n\n".join(
        "".join(rng.choice(letters) if c.isalpha() and rng.random() < share else c for c in prose(target))
        for _ in range(4)
    )


def names(target: str, number: int = 400) -> list[str]:
    """Names of people who do not exist, of two or three words."""
    rng = random.Random(target)
    syllables = CYRILLIC_SYLLABLES if target == "ru" else LATIN_SYLLABLES

    def name() -> str:
        row = rng.choice(syllables)
        count = rng.choice((2, 2, 3))
        return " ".join("".join(rng.choices(row, k=rng.randint(2, 4))).capitalize() for _ in range(count))

    return [name() for _ in range(number)]


def random_words(letters: str, seed: str, number: int = 1_500) -> str:
    """Words of one to nine letters drawn at random."""
    rng = random.Random(seed)
    return " ".join("".join(rng.choices(letters, k=rng.randint(1, 9))) for _ in range(number))


def random_characters(seed: str, number: int = 20_000) -> str:
    """Code points of every kind, surrogates aside."""
    rng = random.Random(seed)
    blocks = ((0x20, 0xD800), (0x20, 0x600), (0xE000, 0x20000))
    return "".join(chr(rng.randrange(*rng.choice(blocks))) for _ in range(number))


def odd_prose(target: str) -> Iterator[tuple[str, str]]:
    """What people write that is no article of a newspaper, with its name."""
    text = prose(target)
    yield "plain prose", text
    yield "capitals", text.upper()
    yield "capitals without accents", stripped(text).upper()
    yield "without accents", stripped(text)
    yield "no capitals, no marks", "".join(c for c in text.lower() if c.isalnum() or c.isspace())
    for percent in (5, 15, 30):
        yield f"scanned, {percent} % misread", badly_scanned(target, percent / 100)
    yield "names, one a line", "\n".join(names(target))
    yield "names in a row", ", ".join(names(target)) + "."
    yield "names in small letters", "\n".join(names(target)).lower()
    yield "poem", POEM[target].strip()
    yield "random letters", random_words(LETTERS[target], target)
