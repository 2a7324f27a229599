"""Words that are everywhere: what is shared in them alone shows nothing."""

from functools import cache

import stopwordsiso

_STOP_WORDS = """
    a about above after again against all also am an and any are as at be because been before being below between both
    but by can cannot could did do does doing down during each either else ever every few for from further had has have
    having he her here hers herself him himself his how however i if in into is it its itself just let like may me might
    more most much must my myself neither no nor not now of off on once one only onto or other our ours ourselves out
    over own per said same say says shall she should since so some still such than that the thee their theirs them
    themselves then there these they thine this those thou through thus thy to too under unless until unto up upon us
    very was we were what when where whether which while who whom whose why will with within without would ye yet you
    your yours yourself yourselves
"""
STOP_WORDS = frozenset(_STOP_WORDS.split())
"""English words that carry no content of their own."""

LANGUAGES = ("en", *sorted(stopwordsiso.langs() - {"en", "zh", "ja", "th"}))
"""Languages whose stop words are known, as BCP 47 writes them; none whose words aren't parted by spaces."""


@cache
def stop_words(language: str) -> frozenset[str]:
    """Return the words of a language that carry no content, as they are printed, in small letters.

    English has a list of its own here: the library's has 1,298 words, “great” and “important” among them.
    """
    return STOP_WORDS if language == "en" else frozenset(stopwordsiso.stopwords(language))


_TIME_WORDS = """
    january february march april may june july august september october november december
    monday tuesday wednesday thursday friday saturday sunday
    jan feb mar apr jun jul aug sept sep oct nov dec
"""
TIME_WORDS = frozenset(_TIME_WORDS.split())
"""Months and weekdays: where they differ, two texts are likelier one template than one passage."""
_NUMBERS = """
    two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen seventeen eighteen
    nineteen twenty thirty forty fifty sixty seventy eighty ninety hundred thousand million threescore fourscore
"""
NUMBER_WORDS = frozenset(_NUMBERS.split())
"""Numbers in words: the same."""
