"""Files of different makers: each format is taken in from three, and the words come out the same."""

import io
import re
import subprocess
import zipfile
from collections.abc import Callable
from email.message import EmailMessage
from pathlib import Path

import pytest
from click.testing import CliRunner
from docx import Document as Docx
from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls
from ebooklib import epub
from odfdo import Document as Odt
from odfdo import Paragraph
from playwright.sync_api import Page
from pypandoc import get_pandoc_path
from reportlab.lib.pagesizes import A4
from reportlab.pdfgen.canvas import Canvas
from sourcebook.commands import main
from sourcebook.intake import office
from sourcebook.intake.extract import extract

PARAGRAPHS = (
    "The northern breakwater will crumble within two winters, “unless its footing is laid anew”.",
    "Käthe Brandt, harbour office; nobody has answered the letter that was sent in the spring of last year.",
)
HTML = "".join(f"<p>{paragraph}</p>" for paragraph in PARAGRAPHS)
OLD_HTML = f"<HTML><BODY BGCOLOR=#FFFFFF><FONT SIZE=3>{'<P>'.join(PARAGRAPHS)}</FONT></BODY></HTML>"
BLOG = f"<!doctype html><html><head><title>x</title></head><body><nav>Home</nav><article>{HTML}</article></body></html>"


def by_pandoc(form: str) -> bytes:
    command = [get_pandoc_path(), "--from=html", f"--to={form}", "--standalone", "--metadata=title:x", "--output=-"]
    return subprocess.run(command, input=HTML.encode(), capture_output=True, check=True).stdout


def docx_by_python() -> bytes:
    made = Docx()
    for paragraph in PARAGRAPHS:
        made.add_paragraph(paragraph)
    return saved(made.save)


def run(words: str) -> str:
    return f"<w:r><w:t>{words}</w:t></w:r>"


def docx_by_hand(body: str = "") -> bytes:
    space = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'
    space += ' xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006"'
    body = body or "".join(f"<w:p>{run(p[:20])}{run(p[20:])}</w:p>" for p in PARAGRAPHS)
    base, kind = "http://schemas.openxmlformats.org", "application/vnd.openxmlformats"
    types = (
        f'<Default Extension="rels" ContentType="{kind}-package.relationships+xml"/>'
        '<Override PartName="/word/document.xml" ContentType='
        f'"{kind}-officedocument.wordprocessingml.document.main+xml"/>'
    )
    office = f"{base}/officeDocument/2006/relationships/officeDocument"
    leads = f'<Relationship Id="r" Type="{office}" Target="word/document.xml"/>'
    parts = {
        "[Content_Types].xml": f'<Types xmlns="{base}/package/2006/content-types">{types}</Types>',
        "_rels/.rels": f'<Relationships xmlns="{base}/package/2006/relationships">{leads}</Relationships>',
        "word/document.xml": f"<w:document {space}><w:body>{body}</w:body></w:document>",
    }
    return zipped(parts)


def odt_by_odfdo() -> bytes:
    made = Odt("text")
    made.body.clear()
    for paragraph in PARAGRAPHS:
        made.body.append(Paragraph(paragraph))
    return saved(made.save)


def odt_by_hand(body: str) -> bytes:
    """Return the document that Pandoc makes, with another body."""
    with zipfile.ZipFile(io.BytesIO(by_pandoc("odt"))) as made:
        parts = {name: made.read(name).decode("utf-8", "surrogateescape") for name in made.namelist()}
    parts["content.xml"] = re.sub(
        r"(<office:text>).*(?=</office:text>)", rf"\1{body}", parts["content.xml"], flags=re.DOTALL
    )
    return zipped(parts)


def odt_saved_again() -> bytes:
    return saved(Odt(io.BytesIO(by_pandoc("odt"))).save)


def epub_by_ebooklib() -> bytes:
    book = epub.EpubBook()
    book.set_title("x")
    chapter = epub.EpubHtml(title="x", file_name="one.xhtml", content=f"<html><body>{HTML}</body></html>")
    book.add_item(chapter)
    book.add_item(epub.EpubNcx())
    book.add_item(epub.EpubNav())
    book.spine = [chapter]
    return saved(lambda file: epub.write_epub(file, book))


def pdf_by_reportlab() -> bytes:
    def draw(file: io.BytesIO) -> None:
        canvas = Canvas(file, pagesize=A4)
        for number, paragraph in enumerate(PARAGRAPHS):
            canvas.drawString(20, 800 - 40 * number, paragraph)
        canvas.save()

    return saved(draw)


def pdf_by_hand() -> bytes:
    shown = "".join(f"({p.encode('cp1252').decode('latin-1')}) Tj 0 -40 Td " for p in PARAGRAPHS)
    content = f"BT /F 12 Tf 10 700 Td {shown} ET".encode("latin-1")
    font = b"<</Type/Font/Subtype/Type1/BaseFont/Helvetica/Encoding/WinAnsiEncoding>>"
    page = b"<</Type/Page/Parent 2 0 R/MediaBox[0 0 900 800]/Contents 4 0 R/Resources<</Font<</F 5 0 R>>>>>>"
    stream = b"<</Length %d>>stream\n%s\nendstream" % (len(content), content)
    objects = (b"<</Type/Catalog/Pages 2 0 R>>", b"<</Type/Pages/Kids[3 0 R]/Count 1>>", page, stream, font)
    body = b"".join(b"%d 0 obj%sendobj\n" % (number, each) for number, each in enumerate(objects, start=1))
    return b"%PDF-1.4\n" + body + b"trailer<</Size 6/Root 1 0 R>>\nstartxref\n0\n%%EOF\n"


def mail(subtype: str = "plain", encoding: str = "quoted-printable") -> bytes:
    message = EmailMessage()
    message["From"], message["To"], message["Subject"] = "a@b.example", "c@d.example", "x"
    body = "\n\n".join(PARAGRAPHS) if subtype == "plain" else HTML
    message.set_content(body + "\n", subtype=subtype, cte=encoding)
    return message.as_bytes()


def mail_of_two_parts() -> bytes:
    message = EmailMessage()
    message["From"], message["Subject"] = "a@b.example", "x"
    message.set_content("\n\n".join(PARAGRAPHS) + "\n", cte="base64")
    message.add_alternative(HTML, subtype="html")
    return message.as_bytes()


def rtf(ending: str) -> bytes:
    words = ending.join("".join(c if c.isascii() else f"\\u{ord(c)}?" for c in p) for p in PARAGRAPHS)
    return f"{{\\rtf1\\ansi\\ansicpg1252{{\\fonttbl\\f0\\fswiss Helvetica;}}\\f0\\fs24 {words}{ending}}}".encode()


def saved(save: Callable[[io.BytesIO], object]) -> bytes:
    file = io.BytesIO()
    save(file)
    return file.getvalue()


def zipped(parts: dict[str, str]) -> bytes:
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w") as made:
        for name, content in parts.items():
            made.writestr(name, content)
    return file.getvalue()


MAKERS: dict[str, Callable[[], bytes]] = {
    "pandoc.docx": lambda: by_pandoc("docx"),
    "python-docx.docx": docx_by_python,
    "hand.docx": docx_by_hand,
    "pandoc.odt": lambda: by_pandoc("odt"),
    "odfdo.odt": odt_by_odfdo,
    "saved-again.odt": odt_saved_again,
    "pandoc-2.epub": lambda: by_pandoc("epub2"),
    "pandoc-3.epub": lambda: by_pandoc("epub3"),
    "ebooklib.epub": epub_by_ebooklib,
    "pandoc.rtf": lambda: by_pandoc("rtf"),
    "wordpad.rtf": lambda: rtf("\\par\r\n"),
    "textedit.rtf": lambda: rtf("\\\n"),
    "reportlab.pdf": pdf_by_reportlab,
    "hand.pdf": pdf_by_hand,
    "quoted.eml": mail,
    "html.eml": lambda: mail("html"),
    "two-parts.eml": mail_of_two_parts,
    "blog.html": BLOG.encode,
    "old.html": OLD_HTML.encode,
    "pandoc.html": lambda: by_pandoc("html"),
    "paragraphs.md": lambda: "\n\n".join(PARAGRAPHS).encode(),
    "pandoc.md": lambda: by_pandoc("markdown"),
    "hard-lines.md": lambda: "\n\n".join(p.replace(", ", ",\n") for p in PARAGRAPHS).encode(),
    "cp1252.txt": lambda: "\r\n\r\n".join(PARAGRAPHS).encode("cp1252"),
    "utf-16.txt": lambda: "\n\n".join(PARAGRAPHS).encode("utf-16"),
    "mark.txt": lambda: "\n\n".join(PARAGRAPHS).encode("utf-8-sig"),
}


@pytest.mark.parametrize("name", MAKERS)
def test_the_words_come_out_whoever_made_the_file(name: str, tmp_path: Path) -> None:
    file = tmp_path / name
    file.write_bytes(MAKERS[name]())
    words = " ".join(extract(file).text.split())
    for paragraph in PARAGRAPHS:
        assert " ".join(paragraph.split()) in words


@pytest.mark.parametrize("ffi", ["ffi", "\N{LATIN SMALL LIGATURE FFI}"])
def test_the_words_of_a_page_printed_to_a_file_come_out(page: Page, tmp_path: Path, ffi: str) -> None:
    """A browser embeds parts of fonts, breaks lines at the edge of the paper, and draws letters as one where it can."""
    page.set_content(f"<title>x</title>{HTML.replace('ffi', ffi)}")
    file = tmp_path / "browser.pdf"
    page.pdf(path=file)
    text = " ".join(extract(file).text.split())
    assert [" ".join(p.split()) in text for p in PARAGRAPHS] == [True, True], text


def test_of_a_pdf_that_runs_from_right_to_left_it_is_said_that_the_order_of_its_words_is_not_known(
    page: Page, tmp_path: Path
) -> None:
    (tmp_path / "texts").mkdir()
    for words, is_said in (("שלום עולם", True), ("No more", False)):
        page.set_content(f"<title>x</title><p>{words}</p>")
        page.pdf(path=tmp_path / "a.pdf")
        told = CliRunner().invoke(
            main, ["add", "--seeds", str(tmp_path / "texts"), "--dry-run", str(tmp_path / "a.pdf")]
        )
        assert ("it runs from right to left" in told.output) is is_said, told.output


GERMAN = "Grüße aus Köln, die Bürger müssen über große Brücken gehen."
RUSSIAN = "Письмо городскому голове: порт закрыт, и никто не знает почему."
JAPANESE = "拝啓 時下ますますご清栄のこととお慶び申し上げます。"
PAGE = "<html><head>{}</head><body><p>{}</p></body></html>"
HEAD = "From: a@b.example\nSubject: x\nContent-Type: text/plain{}\nContent-Transfer-Encoding: 8bit\n\n{}\n"


def escaped(text: str, encoding: str) -> bytes:
    return b"".join(b"\\'%02x" % byte for byte in text.encode(encoding))


LETTERS: dict[str, tuple[bytes, str]] = {
    "declared Japanese.html": (PAGE.format('<meta charset="Shift_JIS">', JAPANESE).encode("cp932"), JAPANESE),
    "old Japanese.html": (
        PAGE.format("<META content='text/html; charset=EUC-JP'>", JAPANESE).encode("euc_jp"),
        JAPANESE,
    ),
    "wide.html": (PAGE.format("", GERMAN).encode("utf-16"), GERMAN),
    "undeclared Russian.html": (PAGE.format("", RUSSIAN).encode("cp1251"), RUSSIAN),
    "undeclared.htm": (PAGE.format("", "“Né à Nîmes”").encode("mac_roman"), "“Né à Nîmes”"),
    "declared wrongly.html": (PAGE.format('<meta charset="utf-8">', GERMAN).encode("cp1252"), GERMAN),
    "notes.md": (f"# {RUSSIAN}\n".encode("koi8-r"), RUSSIAN),
    "undeclared.eml": (HEAD.format("", GERMAN).encode("cp1252"), GERMAN),
    "declared as nothing.eml": (HEAD.format("; charset=x-unknown", GERMAN).encode(), GERMAN),
    "declared Chinese.eml": (HEAD.format("; charset=gb2312", "朱镕基的信").encode("gbk"), "朱镕基的信"),
    "heads.eml": (
        HEAD.format("; charset=latin-1", "Hallo").replace("Subject: x", "Subject: Grüße").encode("latin-1"),
        "Subject: Grüße",
    ),
    "Czech.rtf": (b"{\\rtf1\\ansi\\ansicpg1250 Z\\'e1pis \\'f8ek\\par}", "Zápis řek"),
    "by its font.rtf": (
        rb"{\rtf1\ansi\ansicpg1252{\fonttbl{\f0\fswiss A;}{\f1\fnil\fcharset204{\*\fname A;}B;}}{\f1 "
        + escaped("Мир", "cp1251")
        + rb"} caf\'e9\par}",
        "Мир café",
    ),
    "halves.rtf": (rb"{\rtf1\ansi{\fonttbl{\f0\fcharset128 M;}}\f0 \'83e\'83X\'83g.\par}", "テスト."),
    "numbered.rtf": (rb"{\rtf1\ansi\ansicpg1251 \u1055\'cf\u1080\'e8 \'ee \{a\}\par}", "Пи о {a}"),
    "nowhere.rtf": (rb"{\rtf1\ansi\ansicpg0 caf\'e9\par}", "café"),
}


@pytest.mark.parametrize("name", LETTERS)
def test_the_letters_of_a_file_are_those_that_its_makers_wrote(name: str, tmp_path: Path) -> None:
    raw, words = LETTERS[name]
    (tmp_path / name).write_bytes(raw)
    assert words in extract(tmp_path / name).text


IN_AN_ARTICLE = {
    "<p>On <time>3 May</time>, <label>in port</label>,\n<q>cold</q>.</p>": "On 3 May, in port, “cold”.",
    "<div>The tide<br>is <b>out</b>\ntonight</div>": "The tide\n\nis out tonight",
    "<div>First words. <p>Then a paragraph.</p> Last words.</div>": "First words.\n\nThen a paragraph.\n\nLast words.",
    "<section>Words in a section.</section>": "Words in a section.",
    "<figure><img src=x><figcaption>The pier in May.</figcaption></figure>": "The pier in May.",
    "<pre>Lund   12\n  Oslo  7</pre>": "Lund   12\n\n  Oslo  7",
}
"""What a page has within its article → how it is read."""


@pytest.mark.parametrize("inside", IN_AN_ARTICLE)
def test_no_word_of_an_article_is_left_out(inside: str, tmp_path: Path) -> None:
    (tmp_path / "a.html").write_text(BLOG.replace("<article>", f"<article>{HTML}{inside}"), encoding="utf-8")
    text = extract(tmp_path / "a.html").text
    assert text == "\n\n".join([*PARAGRAPHS, IN_AN_ARTICLE[inside], *PARAGRAPHS]) + "\n"


def test_letters_set_small_or_as_small_capitals_are_those_that_were_written(tmp_path: Path) -> None:
    (tmp_path / "a.md").write_text("The 19^th^, M^me^ [Lund]{.smallcaps}, x^2^ H~2~O", encoding="utf-8")
    assert extract(tmp_path / "a.md").text == "The 19th, Mme Lund, x² H₂O\n"


READ = f"<w:rt>{run('きょう')}</w:rt><w:rubyBase>{run('京')}</w:rubyBase>"
BOX = f"<w:txbxContent><w:p>{run('A box')}</w:p></w:txbxContent>"
IN_WORD = {
    f"{run('On ')}<w:fldSimple w:instr='DATE'>{run('3 May')}</w:fldSimple>{run('.')}": "On 3 May.",
    f"<w:r><w:ruby>{READ}</w:ruby></w:r>{run('へ')}": "京（きょう）へ",
    f"<w:bdo w:val='rtl'>{run('abc')}</w:bdo>": "abc",
    f"<w:r><w:pict>{BOX}</w:pict></w:r>{run('Words')}": "A box\n\nWords",
    f"<w:r><mc:AlternateContent><mc:Choice Requires='x'>{BOX}</mc:Choice><mc:Fallback>{BOX}</mc:Fallback>"
    f"</mc:AlternateContent></w:r>{run('Words')}": "A box\n\nWords",
    f"<w:hyperlink><w:r><w:pict>{BOX}</w:pict></w:r></w:hyperlink>{run('Words')}": "Words",  # Word makes none there
}
"""What a paragraph of a Word document has → how it is read."""


@pytest.mark.parametrize("paragraph", IN_WORD)
def test_words_of_a_document_that_stand_in_fields_boxes_or_over_others_are_taken(
    paragraph: str, tmp_path: Path
) -> None:
    (tmp_path / "a.docx").write_bytes(docx_by_hand(f"<w:p>{run('First')}</w:p><w:p>{paragraph}</w:p>"))
    assert extract(tmp_path / "a.docx").text == f"First\n\n{IN_WORD[paragraph]}\n"


def test_a_document_that_is_too_large_is_given_to_pandoc_as_it_is(monkeypatch: pytest.MonkeyPatch) -> None:
    raw = docx_by_hand(f"<w:p><w:bdo w:val='rtl'>{run('abc')}</w:bdo></w:p>")
    assert office.with_all_words(raw, "docx") != raw
    monkeypatch.setattr(office, "_LARGEST", 10)
    assert office.with_all_words(raw, "docx") is raw


def docx_with_margins() -> bytes:
    made = Docx()
    made.add_paragraph("First")
    made.add_paragraph("Last")
    section = made.sections[0]
    section.different_first_page_header_footer = True
    section.first_page_header.paragraphs[0].text = "Harbour Office\tLund & Co"
    section.header.paragraphs[0].text = "Harbour Office\tLund & Co"
    section.header.add_paragraph("To the mayor")
    section.footer.paragraphs[0].text = "12 Pier Road"
    page = section.footer.add_paragraph("Page ")
    page._p.append(parse_xml(f'<w:fldSimple {nsdecls("w")} w:instr=" PAGE "><w:r><w:t>1</w:t></w:r></w:fldSimple>'))
    section.footer.add_paragraph("– 2 –")
    return saved(made.save)


def odt_with_margins() -> bytes:
    head = "Harbour Office<text:tab/>Lund &amp; Co"
    margins = (
        f"<style:header><text:p>{head}</text:p><text:p>To the mayor</text:p></style:header>"
        f"<style:header-first><text:p>{head}</text:p></style:header-first>"
        "<style:footer><text:p>12 Pier Road</text:p><text:p>Page <text:page-number>1</text:page-number></text:p>"
        "</style:footer>"
    )
    with zipfile.ZipFile(io.BytesIO(odt_by_hand("<text:p>First</text:p><text:p>Last</text:p>"))) as made:
        parts = {name: made.read(name).decode("utf-8", "surrogateescape") for name in made.namelist()}
    page = f'<style:master-page style:name="Standard">{margins}</style:master-page></office:master-styles>'
    parts["styles.xml"] = parts["styles.xml"].replace("</office:master-styles>", page)
    return zipped(parts)


@pytest.mark.parametrize("name", ["a.docx", "a.odt"])
def test_what_stands_at_the_head_and_the_foot_of_pages_is_taken_once_without_their_numbers(
    name: str, tmp_path: Path
) -> None:
    (tmp_path / name).write_bytes({"a.docx": docx_with_margins, "a.odt": odt_with_margins}[name]())
    assert extract(tmp_path / name).text.split("\n\n") == [
        "Harbour Office Lund & Co",
        "To the mayor",
        "First",
        "Last",
        "12 Pier Road\n",
    ]


FRAME = "<draw:frame><draw:text-box><text:p>A box</text:p></draw:text-box></draw:frame>"
IN_LIBREOFFICE = {
    "On <text:date>3 May</text:date> <text:author-name>Ada</text:author-name> wrote.": "On 3 May Ada wrote.",
    "<text:ruby><text:ruby-base>京</text:ruby-base><text:ruby-text>けい</text:ruby-text></text:ruby>": "京（けい）",
    f"{FRAME}Words": "A box\n\nWords",
    "<draw:custom-shape><text:p>A shape</text:p></draw:custom-shape>Words": "A shape\n\nWords",
    f"<text:span>{FRAME}</text:span>Words": "Words",
}


@pytest.mark.parametrize("paragraph", IN_LIBREOFFICE)
def test_so_are_those_of_a_document_of_libreoffice(paragraph: str, tmp_path: Path) -> None:
    (tmp_path / "a.odt").write_bytes(odt_by_hand(f"<text:p>First</text:p><text:p>{paragraph}</text:p>"))
    assert extract(tmp_path / "a.odt").text == f"First\n\n{IN_LIBREOFFICE[paragraph]}\n"


def test_how_characters_are_read_stands_in_brackets_in_pages_and_books(tmp_path: Path) -> None:
    words = (
        "<p><ruby>東京<rp>(</rp><rt>とうきょう</rt><rp>)</rp></ruby>へ、<label>五月</label><time>三日</time>に。</p>"
    )
    for page in (words, f"<main>{HTML}{words}</main>"):
        (tmp_path / "a.html").write_text(f"<meta charset='utf-8'>{page}", encoding="utf-8")
        assert extract(tmp_path / "a.html").text.split("\n")[-2] == "東京（とうきょう）へ、五月三日に。"
    with zipfile.ZipFile(io.BytesIO(by_pandoc("epub"))) as made:
        parts = {name: made.read(name).decode("utf-8", "surrogateescape") for name in made.namelist()}
    parts["EPUB/text/ch001.xhtml"] = parts["EPUB/text/ch001.xhtml"].replace("<p>", f"{words}<p>", 1)
    (tmp_path / "a.epub").write_bytes(zipped(parts))
    assert "東京（とうきょう）へ、五月三日に。" in extract(tmp_path / "a.epub").text


def test_a_title_with_a_style_of_its_own_is_part_of_the_text(tmp_path: Path) -> None:
    made = Docx()
    for words, style in (("The port", "Title"), ("A letter", "Subtitle"), ("It is closed.", "Normal")):
        made.add_paragraph(words, style=style)
    made.core_properties.author = "nobody who stands in the text"
    (tmp_path / "a.docx").write_bytes(saved(made.save))
    (tmp_path / "a.md").write_text("---\ntitle: The port\nsubtitle: A letter\nlayout: x\n---\nIt is closed.\n")
    texts = {extract(tmp_path / name).text for name in ("a.docx", "a.md")}
    assert texts == {"The port\n\nA letter\n\nIt is closed.\n"}


@pytest.mark.parametrize(
    ("how", "sent", "read"),
    [
        ("", "The port \nis closed.\n", "The port \nis closed."),
        ("flowed", "The port \nis closed. \n\nNobody \n\n-- \nOtto\n", "The port is closed. \n\nNobody \n\n-- \nOtto"),
        (
            "flowed",
            "> The port \n> is shut.\n>> Which \n> one? \nMine.\n",
            "> The port is shut.\n>> Which \n> one? \nMine.",
        ),
        ("flowed; delsp=yes", "港口 \n扩建\n From here\n", "港口扩建\nFrom here"),
    ],
)
def test_lines_of_a_mail_flow_where_its_program_says_so(how: str, sent: str, read: str, tmp_path: Path) -> None:
    head = f"From: a@b.example\nContent-Type: text/plain; charset=utf-8{f'; format={how}' * bool(how)}\n\n"
    (tmp_path / "a.eml").write_bytes(f"{head}{sent}".encode())
    assert extract(tmp_path / "a.eml").text == f"From: a@b.example\n\n{read}\n"


def test_every_part_of_a_mail_that_is_read_in_it_is_taken(tmp_path: Path) -> None:
    message, other = EmailMessage(), EmailMessage()
    message["From"], other["From"] = "a@b.example", "c@d.example"
    message.set_content("See below.\n")
    other.set_content("Old words.\n")
    message.add_attachment("not this", filename="a.txt")
    message.add_attachment(other, disposition="inline")
    message.add_attachment("The list’s footer.\n", disposition="inline")
    (tmp_path / "a.eml").write_bytes(message.as_bytes())
    footer = "From: c@d.example\n\nOld words.\n\nThe list’s footer.\n"
    assert extract(tmp_path / "a.eml").text == f"From: a@b.example\n\nSee below.\n\n{footer}"
