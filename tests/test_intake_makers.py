"""Files of different makers: each format is taken in from three, and the words come out the same."""

import io
import subprocess
import zipfile
from collections.abc import Callable
from email.message import EmailMessage
from pathlib import Path

import pytest
from docx import Document as Docx
from ebooklib import epub
from odfdo import Document as Odt
from odfdo import Paragraph
from playwright.sync_api import Page
from pypandoc import get_pandoc_path
from reportlab.lib.pagesizes import A4
from reportlab.pdfgen.canvas import Canvas
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


def docx_by_hand() -> bytes:
    space = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'
    body = "".join(f"<w:p><w:r><w:t>{p[:20]}</w:t></w:r><w:r><w:t>{p[20:]}</w:t></w:r></w:p>" for p in PARAGRAPHS)
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


def test_the_words_of_a_page_printed_to_a_file_come_out(page: Page, tmp_path: Path) -> None:
    """A browser embeds parts of fonts and breaks lines where the paper ends."""
    page.set_content(f"<title>x</title>{HTML}")
    file = tmp_path / "browser.pdf"
    page.pdf(path=file)
    text = " ".join(extract(file).text.split())
    assert [" ".join(p.split()) in text for p in PARAGRAPHS] == [True, True], text
