"""SITE_URL: it stands on every page and in every file, so nothing but an address is taken for one."""

import pytest
from hypothesis import given
from hypothesis import strategies as st
from sourcebook.problems import Findings
from sourcebook.read.site_url import read_site_url

TAKEN = {
    "": "",
    "  ": "",
    "https://x.example": "https://x.example/",
    "https://x.example/": "https://x.example/",
    "http://localhost:8000/a/b//": "http://localhost:8000/a/b/",
    "https://xn--mnchen-3ya.example/a%20b/~c/": "https://xn--mnchen-3ya.example/a%20b/~c/",
    "https://xn--ls8h.example/": "https://xn--ls8h.example/",
    "HTTPS://X.Example/Path": "https://x.example/Path/",
    "http://x.example/HTTP:": "http://x.example/HTTP:/",
    "https://x.example/@me/XX": "https://x.example/@me/XX/",
    "https://x.example/%D9%85%DB%8C%E2%80%8C%D8%AE/%22%3C": "https://x.example/%D9%85%DB%8C%E2%80%8C%D8%AE/%22%3C/",
    "https://x.example/a%2Fb/caf%E9": "https://x.example/a%2Fb/caf%E9/",
    "http://127.0.0.1:8000/": "http://127.0.0.1:8000/",
    f"https://{'a' * 63}.example": f"https://{'a' * 63}.example/",
    f"https://{'a.' * 126}a": f"https://{'a.' * 126}a/",
    "https://1.example./": "https://1.example./",
    "https://[2001:db8::1]:8443/x": "https://[2001:db8::1]:8443/x/",
}
REFUSED = {
    'https://x.invalid/"><script>x=1</script>/': "it holds '\"'",
    "https://x.invalid/<b>": "it holds '<'",
    "https://x.invalid/a b": "it holds ' '",
    "https://x.invalid/\n": None,
    "https://x.invalid/a\nb": "it holds '\\n'",
    "https://x.invalid/\\evil": "it holds '\\\\'",
    "https://münchen.example/": "a name as xn--…",
    "//x.invalid/": "it doesn't begin with https:// or http://",
    "javascript:alert(1)": "it doesn't begin with https:// or http://",
    "ftp://x.invalid/": "it doesn't begin with https:// or http://",
    "https://": "it doesn't begin with https:// or http://",
    "https:///a": "its host, its port or its path is not written as one",
    "https://user:word@x.invalid/": "it holds a user's name",
    "https://me@x.invalid/a://b": "it holds a user's name",
    "https://x.invalid/?a=b": "nothing may follow its path",
    "https://x.invalid/#a": "nothing may follow its path",
    "https://x.invalid/../a": "its path goes up",
    "https://x.invalid/a/./b": "its path goes up",
    "https://x.invalid/%2E%2e/a": "its path goes up",
    "https://x.invalid/a/.%2e": "its path goes up",
    "https://x.invalid/a%2F%2e./b": "its path goes up",
    "https://x.invalid/a%5c..%5Cb": "its path goes up",
    "https://x.invalid/letters/index.html": "it is that of a page, and not of the folder that the site is in",
    "https://x.invalid/DEFAULT.HTM/": "it is that of a page, and not of the folder that the site is in",
    **dict.fromkeys(
        [f"https://x.invalid/{page}" for page in ("index.php", "a/Default.aspx", "feed.xml", "robots.txt", "index.en")],
        "it is that of a page, and not of the folder that the site is in",
    ),
    "https://x.invalid/%00": "it holds a character that can't be seen, written as %…",
    "https://x.invalid/a%0D%0aSet-Cookie:b": "it holds a character that can't be seen, written as %…",
    "https://x.invalid/%7F": "it holds a character that can't be seen, written as %…",
    "https://x.invalid/%C2%85a": "it holds a character that can't be seen, written as %…",
    "https://x.invalid/%E2%80%AEmoc": "it holds a character that can't be seen, written as %…",
    "https://x.invalid/%e2%80%a8": "it holds a character that can't be seen, written as %…",
    "https://x.invalid/a%E2%80%8Cb": "it holds a character that can't be seen, written as %…",
    "https://x.invalid/a//b": "its host, its port or its path is not written as one",
    "https://x.invalid:port/": "its host, its port or its path is not written as one",
    "https://x.invalid:999999/": "its host, its port or its path is not written as one",
    "https://x.invalid:65536/": "its host, its port or its path is not written as one",
    "https://x.invalid:0/": "its host, its port or its path is not written as one",
    "https://x..invalid/": "its host, its port or its path is not written as one",
    "https://x-.invalid/": "its host, its port or its path is not written as one",
    "https://[zz]/": "its host, its port or its path is not written as one",
    "https://[1:2]/": "its host, its port or its path is not written as one",
    "https://x.invalid/%zz": "its host, its port or its path is not written as one",
    "https://-x.invalid/": "its host, its port or its path is not written as one",
    **dict.fromkeys(
        [
            f"https://{host}/"
            for host in ("256.1.1.1", "256.1.1.1.", "1.2.3", "a.1", "7", "a" * 64, "a." * 130 + "x", "01.2.3.4")
        ],
        "its host, its port or its path is not written as one",
    ),
    **dict.fromkeys(
        [
            f"https://{host}/"
            for host in (
                "0x7f000001",
                "x.0X1F.",
                "x.0x",
                "xn--a.example",
                "a.XN--b",
                "xn--zzzzzz.example",
                "xn--zva.example",
            )
        ],
        "its host, its port or its path is not written as one",
    ),
    "https://" + "a" * 50_000 + "!": "its host, its port or its path is not written as one",
}


@pytest.mark.parametrize(("value", "address"), TAKEN.items())
def test_an_address_is_taken(value: str, address: str) -> None:
    findings = Findings()
    assert read_site_url(value, findings) == address
    assert findings.errors == []


@pytest.mark.parametrize(("value", "why"), REFUSED.items(), ids=range(len(REFUSED)))
def test_what_is_none_is_refused_with_the_name_of_the_setting_and_why(value: str, why: str | None) -> None:
    findings = Findings()
    read_site_url(value, findings)
    if why is None:  # white space around it
        assert findings.errors == []
        return
    (problem,) = findings.errors
    assert str(problem).startswith("SITE_URL: ")
    told = problem.what.partition(" is no address of a site: ")[2]
    assert told == why or (why in told and told.endswith(" (a name as xn--…, a sign as %…)"))
    assert str(problem).isprintable()
    assert len(str(problem)) < 500


@given(st.text() | st.from_regex(r"https?://[ -~]{0,30}"))
def test_whatever_is_taken_can_stand_in_a_page(value: str) -> None:
    taken = read_site_url(value, Findings())
    assert not set(taken) & set('"<>\\^`{|} \n')
    assert taken.isascii()
    assert taken == read_site_url(taken, Findings())
