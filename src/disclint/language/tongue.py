"""Which language a text is in, as far as a linter must know: English, another one, or too little text to tell."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from disclint.language.reading import Reading

SAMPLE = 1_500  # characters read
FEWEST = 40  # letters of another script, or words, below which nothing is said
# ISO 639-1 by script; Han alone counts as Chinese, with kana as Japanese
_SCRIPTS = (
    ("ja", r"[\p{Hiragana}\p{Katakana}]"),
    ("ko", r"\p{Hangul}"),
    ("zh", r"\p{Han}"),
    ("ru", r"\p{Cyrillic}"),
    ("ar", r"\p{Arabic}"),
    ("he", r"\p{Hebrew}"),
    ("el", r"\p{Greek}"),
    ("th", r"\p{Thai}"),
    ("hi", r"\p{Devanagari}"),
)
_FUNCTION_WORDS = {
    "en": "the of and to in is that for it with as on be are this not by or from at",
    "de": "der die und das ist nicht mit den von für auf ein eine zu im dem sich des auch wir",
    "fr": "le la les des et est dans une pour que qui sur pas du au par plus avec nous ce",
    "es": "el la los las de y en que es una por para con del se no su al como más",
    "it": "il la di che e un una per non con del della sono nel gli le più come si alla",
    "pt": "o a os as de e que em um uma para com não do da no na por mais ao",
    "nl": "de het een en van is dat niet op te zijn met voor aan door ook wordt er bij wij",
    "sv": "och att det som en på är av för med till den inte om ett har de vi kan från",
    "da": "og at det som en på er af for med til den ikke om et har de vi kan fra",
    "pl": "i w na z do nie się jest to że o jak po od za przez są dla lub oraz",
}
_SETS = {language: frozenset(words.split()) for language, words in _FUNCTION_WORDS.items()}


def tongue(reading: Reading) -> str:
    """The language's two letters, or "" where the text is too short or too mixed to tell. A guess counts only when clear."""
    sample = reading.folded[:SAMPLE]
    beyond_latin = "" if sample.isascii() else "".join(c for c in sample if c > "\u036f" and c.isalpha())
    if len(beyond_latin) >= FEWEST:
        import regex

        letters = sum(map(str.isalpha, sample))
        for language, script in _SCRIPTS:
            found = len(regex.findall(script, beyond_latin))
            if found > letters * (0.04 if language == "ja" else 0.4):
                return language
    words = [w.strip(".,;:!?()\"'") for w in sample.split()]
    if len(words) < FEWEST:
        return ""
    english = sum(w in _SETS["en"] for w in words) / len(words)
    if english > 0.2:
        return "en"
    shares = {language: sum(w in known for w in words) / len(words) for language, known in _SETS.items()}
    best = max(shares, key=lambda language: shares[language])
    return best if shares[best] > 0.15 and shares[best] > 1.6 * english else "en" if english > 0.05 else ""
