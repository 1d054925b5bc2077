"""The texts of the golden vectors: a name, the text, and how often it is repeated."""

# Ten words of one piece each, so that lengths can be set to the piece.
TEN = "space opera with robots and a love story on mars "


def words(n):
    ten = TEN.split()
    return " ".join(ten[i % 10] for i in range(n))


TEXTS = [
    ("empty", "", 1),
    ("spaces", "   ", 1),
    ("line feeds and tabs", "\n\t \r\n", 1),
    ("one word", "robots", 1),
    ("one letter", "a", 1),
    ("sentence", "A lonely robot falls in love on a spaceship full of humans.", 1),
    ("same words, other case", "A LONELY ROBOT falls in LOVE on a Spaceship full of Humans.", 1),
    ("paragraphs", "First, there was war.\n\nThen peace came.\r\n\tAnd then - nobody knows.", 1),
    ("punctuation", "?!... -- (what) [is] {this}: \"quotes\", 'more', 100% @ #1 & so/on; a_b", 1),
    ("numbers", "1968, 2001 and 3.14159; 1,000,000 dollars; 12:30; +49 30 123456", 1),
    ("accents", "Amélie Poulain à Montmartre: l'été, où le garçon rêve d'un château", 1),
    ("accents taken apart", "Ame\u0301lie re\u0302ve d'un cha\u0302teau", 1),
    ("german", "Der Müller, größer als die Straße, fährt übers weiße Gebirge", 1),
    ("chinese", "千と千尋の神隠し 霸王别姬 是一部电影", 1),
    ("japanese kana and korean", "となりのトトロ 기생충 영화", 1),
    ("emoji", "A film about 🤖 and ❤️ on 🚀, rated ⭐⭐⭐⭐⭐ 👨‍👩‍👧‍👦", 1),
    ("hebrew and arabic", "ואלס עם באשיר وجدة فيلم عن فتاة", 1),
    ("right to left marks", "title \u202b\u05d0\u05d1\u05d2\u202c end \u200f\u200e", 1),
    ("russian and greek", "Солярис, фильм Андрея Тарковского; Ο Μεγαλέξανδρος", 1),
    ("control characters", "one\u0000two\u0001three\u007f\ufffdfour\u00adfive\u200bsix", 1),
    ("one endless word", "Donaudampfschifffahrtselektrizitaetenhauptbetriebswerk", 6),
    ("markup", "<p>A <b>bold</b> film &amp; its sequel</p> [SEP] [MASK] [CLS]", 1),
    ("255 pieces", words(253), 1),
    ("256 pieces", words(254), 1),
    ("257 pieces", words(255), 1),
    ("5002 pieces", TEN, 500),
]
