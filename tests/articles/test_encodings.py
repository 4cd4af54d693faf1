import pytest

from newsqa.articles.encodings import decode
from newsqa.errors import ArticleError

TEXT = "Baïramov said “no” — naïve, £5bn.\nThe talks in Geneva failed.\n"


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-32"])
def test_unicode_with_or_without_a_mark_is_read_without_a_note(encoding: str) -> None:
    assert decode(TEXT.encode(encoding)) == (TEXT, None)


@pytest.mark.parametrize("encoding", ["utf-16-le", "utf-16-be"])
def test_utf16_without_a_mark_is_read_and_said(encoding: str) -> None:
    text, note = decode(TEXT.encode(encoding))
    assert text == TEXT
    assert note is not None
    assert encoding.upper() in note


def test_windows_1252_is_read_and_said() -> None:
    text, note = decode(TEXT.encode("cp1252"))
    assert text == TEXT
    assert note is not None
    assert "Windows-1252" in note


def test_a_russian_page_in_windows_1251_does_not_become_western_gibberish() -> None:
    russian = "Президент России Владимир Путин выразил серьёзную озабоченность продолжающимися боями. " * 3
    text, note = decode(russian.encode("cp1251"))
    assert text == russian
    assert note is not None
    assert "cp1251" in note


def test_an_encoding_that_is_given_is_used_and_not_doubted() -> None:
    assert decode("Çok güzel, İstanbul".encode("cp1254"), encoding="cp1254") == ("Çok güzel, İstanbul", None)


@pytest.mark.parametrize(
    ("content", "encoding", "message"),
    [
        pytest.param(b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR" + bytes(range(256)), None, "binary file", id="picture"),
        pytest.param(b"%PDF-1.7\n%text", None, "binary file", id="pdf"),
        pytest.param(b"\x07\x01\xfe\xff\x03 data", None, "binary file", id="control-bytes"),
        pytest.param("naïve".encode("cp1252"), "utf-8", r"not valid UTF-8 \(byte 2\)", id="not-as-given"),
        pytest.param(b"text", "utf-9", "no encoding called 'utf-9'", id="unknown-encoding"),
        pytest.param(b"\xff\xfea\0b", None, "not valid UTF-16", id="half-a-character"),
    ],
)
def test_what_is_no_text_is_refused(content: bytes, encoding: str | None, message: str) -> None:
    with pytest.raises(ArticleError, match=message):
        decode(content, encoding=encoding)
